# Where things are kept. The cache is shared by all clones of one account; it can be deleted at any time.

if [ -n "${REPONDEUR_CACHE:-}" ]; then
  cache=$REPONDEUR_CACHE
elif [ "$(id -u)" = 0 ]; then
  cache=/var/cache/repondeur
else
  # A service or a job of cron may have no HOME.
  cache=${XDG_CACHE_HOME:-${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}/.cache}/repondeur
fi
logs=$cache/log
# Node 24 when the host's own is older.
runtime_bin=$project/.runtime/node_modules/.bin

# Asterisk runs as another account than root's and reads its program here: the cache is open to read, and holds no secret.
make_places() {
  mkdir -p "$cache" "$logs" 2>/dev/null || fail "the cache folder $cache cannot be made. Set REPONDEUR_CACHE to a folder that is yours."
  [ -w "$cache" ] || fail "the cache folder $cache cannot be written. Set REPONDEUR_CACHE to a folder that is yours."
  [ "$(id -u)" != 0 ] || chmod 755 "$cache"
}
