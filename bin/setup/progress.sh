# Words for the person who waits, on stderr: stdout belongs to the sub-command.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say ""
  say "repondeur: $*"
  exit 1
}

# The last lines of a step's log, when it failed.
show_log() {
  say ""
  say "The last lines of $1:"
  tail -n 15 "$1" | sed 's/^/  | /' >&2
}
