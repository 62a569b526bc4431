# Asterisk 20 or newer with chan_websocket (20.16, 22.6): the host's, else a private one of Debian testing in the cache. The private one is unpacked, not installed: no
# maintainer script runs, nothing of the host changes, and no root rights are needed. It runs through its own loader (ld.so(8)).

oldest_asterisk=20
# Debian 12 and 13 have no asterisk package.
debian_with_asterisk=forky

asterisk_ready() { host_asterisk_ready || [ -e "$cache/asterisk/current/ready" ]; }

host_asterisk_ready() {
  local program version module
  program=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v asterisk) || return 1
  version=$("$program" -V 2>/dev/null | sed -n 's/^Asterisk \(certified[-/]\)\{0,1\}\([0-9]*\)\..*/\2/p')
  [ "${version:-0}" -ge "$oldest_asterisk" ] || return 1
  for module in /usr/lib/*/asterisk/modules/chan_websocket.so /usr/lib*/asterisk/modules/chan_websocket.so /usr/local/lib/asterisk/modules/chan_websocket.so; do
    [ ! -e "$module" ] || return 0
  done
  return 1
}

asterisk_does() { echo "Unpacking a private Asterisk"; }
asterisk_way_out() {
  echo "It needs apt-get and a Debian or Ubuntu mirror. Without a network, copy $cache/asterisk from a machine where repondeur has run, or install Asterisk $oldest_asterisk or newer yourself."
}

asterisk_make() {
  local root
  work=$cache/asterisk/unfinished
  rm -rf "$work"
  mkdir -p "$work"/{lists/partial,archives/partial,log,root}
  root=$work/root
  : >"$work/status"
  cd "$work"
  update_lists
  closure_of asterisk asterisk-modules >closure
  # Most of what the package depends on belongs to modules that are not loaded (databases, fax, SNMP): 15 MB instead of 81.
  grep -Ex "$packages_that_we_load" closure >wanted
  unpack wanted
  if ! complete "$root"; then
    echo "The short list of packages does not do for this release; taking all of them."
    unpack closure
    complete "$root"
  fi
  date -u +%FT%TZ >"$root/ready"
  rm -rf archives/*.deb
  publish "$root"
  cd "$cache" && rm -rf "$work"
}

packages_that_we_load='asterisk(-modules)?|libc6|libgcc-s1|libstdc\+\+6|libcap2|libuuid1|libmd0|liburiparser1|libjansson4|zlib1g|libedit2|libcrypt1|libbsd0|libxslt1\.1|libzstd1|libtinfo6|libsystemd0|libxml2(-[0-9]+)?|libsqlite3-0|libssl3(t64)?|libopus0'

# An apt of our own: its lists and archives are in the cache, and no package counts as installed.
own_apt() {
  local tool=$1
  shift
  "$tool" -o Dir::State::lists="$work/lists" -o Dir::State::status="$work/status" -o Dir::State::extended_states="$work/extended_states" \
    -o Dir::Cache="$work" -o Dir::Cache::archives="$work/archives" -o Dir::Log="$work/log" -o Dir::Etc::preferencesparts=/dev/null -o Debug::NoLocking=true \
    -o APT::Sandbox::User= -o APT::Install-Recommends=false -o Acquire::Languages=none -o Acquire::Retries=2 -o quiet=2 ${own_sources:-} "$@"
}

# Fetches package lists from the mirror that this machine's own apt uses.
update_lists() {
  local mirror
  if host_release_has_asterisk; then
    own_apt apt-get update
    return
  fi
  own_sources="-o Dir::Etc::sourcelist=$work/sources.list -o Dir::Etc::sourceparts=/dev/null"
  for mirror in $(host_mirrors); do
    echo "deb $(signed_by) $mirror $debian_with_asterisk main" >sources.list
    if own_apt apt-get update -o APT::Update::Error-Mode=any -o Acquire::Check-Valid-Until=true; then return; fi
    echo "WARNING: the lists of $debian_with_asterisk could not be had strictly; trying again without looking at their date of expiry."
    if own_apt apt-get update -o APT::Update::Error-Mode=any -o Acquire::Check-Valid-Until=false; then return; fi
  done
  echo "No mirror in this machine's apt sources carries Debian $debian_with_asterisk."
  return 1
}

host_release_has_asterisk() {
  case $(. /etc/os-release && echo "${ID:-}:${VERSION_CODENAME:-}") in
    debian:bookworm | debian:trixie | raspbian:*) return 1 ;;
    *) return 0 ;;
  esac
}

# `'MIRROR/dists/RELEASE/InRelease' NAME SIZE` a line, also on a machine that has never fetched its lists.
host_mirrors() {
  local release
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  apt-get --print-uris update | sed -n "s#^'\(.*\)/dists/$release/InRelease' .*#\1#p" | awk '!seen[$0]++'
}

signed_by() {
  local key=/usr/share/keyrings/debian-archive-keyring.gpg
  [ ! -e "$key" ] || echo "[signed-by=$key]"
}

closure_of() { own_apt apt-get --simulate install "$@" | awk '$1 == "Inst" { print $2 }'; }

# Downloads (apt checks signatures and digests) and unpacks into root/.
unpack() {
  fetch "$1"
  # Programs, libraries, data and licences; no manuals.
  find archives -name '*.deb' -print0 | xargs -0 -P 2 -n 4 sh -c '
    for package; do
      dpkg-deb --fsys-tarfile "$package" | tar -x -C root --no-same-owner --exclude="./usr/share/man" --exclude="./usr/share/locale" --exclude="./usr/share/doc/*/*changelog*" || exit 255
    done' unpack
  chmod -R a+rX root
}

# `apt-get download` takes the packages named and no others, which is what a short list needs.
fetch() {
  local names
  names=$(cat "$1")
  # shellcheck disable=SC2086
  (cd archives && rm -f ./*.deb && own_apt apt-get download $names)
}

# Whether Asterisk and each module that our configuration loads find all their libraries.
complete() {
  local libraries loader file
  libraries=$(dirname "$(find "$1/usr/lib" -maxdepth 3 -path '*/asterisk/modules' | head -n 1)")
  libraries=$(dirname "$libraries")
  loader=$(find "$libraries" -maxdepth 1 -name 'ld-linux*.so.*' | head -n 1)
  [ -n "$loader" ] || return 1
  "$loader" --library-path "$libraries" "$1/usr/sbin/asterisk" -V || return 1
  if [ ! -e "$libraries/asterisk/modules/chan_websocket.so" ]; then
    echo "The Asterisk of this machine's release has no chan_websocket: 20.16, 22.6 or newer is needed."
    exit 1
  fi
  for file in $(sed -n 's/^\(load\|require\) = //p' "$project/dialplan/modules.conf"); do
    [ ! -e "$libraries/asterisk/modules/$file" ] || ! "$loader" --library-path "$libraries" --list "$libraries/asterisk/modules/$file" | grep -F 'not found' || return 1
  done
}

# A finished root appears under its final name in one rename of a link; one that runs keeps its own.
publish() {
  local final
  final=$cache/asterisk/root-$(date -u +%Y%m%dT%H%M%SZ)
  mv "$1" "$final"
  ln -sfn "$(basename "$final")" "$cache/asterisk/next"
  mv -T "$cache/asterisk/next" "$cache/asterisk/current"
}
