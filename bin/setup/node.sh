# Node 24 or newer, and the npm packages of package-lock.json.

oldest_node=24
# Debian's npm 9 does not understand the overrides of package.json.
oldest_npm=10
newest_npm=11

node_ready() { new_enough "$runtime_bin/node" "$oldest_node" || new_enough "$(command -v node || true)" "$oldest_node"; }

# $1: a program that tells its version; $2: the oldest major version that will do.
new_enough() {
  local version
  [ -n "$1" ] && version=$("$1" --version 2>/dev/null) || return 1
  version=${version#v}
  [ "${version%%.*}" -ge "$2" ] 2>/dev/null
}

npm_ready() { command -v npm >/dev/null; }
npm_what() { echo "npm"; }
npm_way_out() { echo "Install npm yourself: sudo apt-get install nodejs npm."; }
npm_make() { apt_install nodejs npm; }

# The stamp names what was installed; npm removes it together with node_modules when it begins anew.
packages_ready() { [ "$(cat "$project/node_modules/.repondeur" 2>/dev/null)" = "$(packages_wanted)" ]; }
packages_wanted() { sha256sum <"$project/package-lock.json" | cut -d' ' -f1; }

runtime_does() {
  if node_ready; then echo "Installing the npm packages"; else echo "Installing Node $oldest_node and the npm packages"; fi
}
runtime_way_out() {
  echo "Without a network this needs npm's cache of an earlier start; with one, start again, or run: npm install (in $project, with Node $oldest_node or newer). Behind a proxy that reads TLS (SELF_SIGNED_CERT_IN_CHAIN), export NODE_EXTRA_CA_CERTS=<its certificate> first."
}

runtime_make() {
  # The cache first; without a network npm would otherwise wait minutes. By variables, since the package `node` runs an npm of its own.
  export npm_config_prefer_offline=true npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false
  export npm_config_fetch_retries=1 npm_config_fetch_retry_mintimeout=1000 npm_config_fetch_retry_maxtimeout=2000
  PATH=$runtime_bin:$PATH
  local tools="node@$oldest_node"
  new_enough "$(command -v npm)" "$oldest_npm" || tools="$tools npm@$newest_npm"
  if ! node_ready || [ "$tools" != "node@$oldest_node" ]; then
    # shellcheck disable=SC2086
    runtime_install $tools
  fi
  packages_ready || packages_make
}

runtime_install() {
  local unfinished=$project/.runtime/unfinished
  rm -rf "$unfinished"
  mkdir -p "$unfinished"
  npm install --prefix "$unfinished" --engine-strict=false "$@"
  new_enough "$unfinished/node_modules/.bin/node" "$oldest_node"
  rm -rf "$project/.runtime/node_modules"
  mv "$unfinished/node_modules" "$project/.runtime/node_modules"
  rm -rf "$unfinished"
  # bash remembers where it found the old npm.
  hash -r
}

packages_make() {
  cd "$project"
  # A developer's own `npm install` is as good.
  if ! node bin/setup/packages-installed.mjs; then
    # What an interrupted npm left has no list of its own.
    [ -e node_modules/.package-lock.json ] || rm -rf node_modules
    # Not `npm ci`: it refuses a lock file without the optional packages of platforms that a mirror does not carry.
    # No package's install script is needed; an npm that does not know allowScripts would let onnxruntime-node's fetch 400 MB of CUDA.
    npm install --no-save --ignore-scripts
    node bin/setup/packages-installed.mjs
  fi
  node bin/setup/trim-packages.mjs
  packages_wanted >node_modules/.repondeur.unfinished
  mv node_modules/.repondeur.unfinished node_modules/.repondeur
}
