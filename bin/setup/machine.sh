# What is given to the machine itself, as root: Debian packages, and the account that Asterisk runs as. One after the other, since dpkg
# allows one at a time.

# Of the steps in $1 that are missing; npm is a tool of two others.
machine_steps_of() {
  local name
  for name in account speech postgresql; do
    if among "$name" "$1"; then printf '%s ' "$name"; fi
  done
  if { among node "$1" || among packages "$1"; } && ! npm_ready; then printf 'npm '; fi
}

machine_does() {
  local name list=""
  for name in $machine_steps; do list="$list${list:+, }$("${name}_what")"; done
  echo "Installing $list"
}

machine_way_out() {
  local name
  for name in $machine_steps; do "${name}_way_out"; done
}

machine_make() {
  local name
  for name in $machine_steps; do "${name}_make"; done
}

# A password is asked for now, before anything runs in the background.
may_become_root() {
  if [ -z "$1" ] || [ "$(id -u)" = 0 ] || ! command -v sudo >/dev/null; then return 0; fi
  sudo -v || fail "root rights are needed once, and sudo does not give them. $(machine_way_out)"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "This needs root rights, and sudo is not installed. Run as root: $*"
    return 1
  fi
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  if ! as_root apt-get install -y --no-install-recommends "$@"; then
    # A fresh machine or container has no package lists yet; an apt that was killed left packages half installed.
    as_root dpkg --configure -a || true
    as_root apt-get update && as_root apt-get install -y --no-install-recommends "$@"
  fi
}
