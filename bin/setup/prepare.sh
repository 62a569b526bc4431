# Runs the steps that are not done yet; those that do not need each other run at the same time.
#
# A step NAME is: NAME_ready (is it done? quick, no output), NAME_does (what it does, in words) and NAME_make (does it; its output goes
# to a log; what it makes appears in one rename, so that it can be stopped at any moment and started again).

prepare() {
  local missing
  missing=$(missing_of "$1")
  [ -n "$missing" ] || return 0
  make_places
  # One preparation at a time: another one may just have made what is missing here.
  exec 9>"$cache/lock"
  if ! flock -n 9; then
    say "Another start of repondeur is preparing this machine; waiting for it …"
    flock 9
    missing=$(missing_of "$1")
  fi
  [ -z "$missing" ] || run_steps "$missing"
  exec 9>&-
}

missing_of() {
  local name
  for name in $1; do "${name}_ready" || printf '%s ' "$name"; done
}

run_steps() {
  local started=$SECONDS machine_steps
  say "Preparing this machine ($cache):"
  machine_steps=$(machine_steps_of "$1")
  may_become_root "$machine_steps"
  declare -A pids=() begun=() words=()
  trap stop_steps INT TERM
  [ -z "$machine_steps" ] || begin machine
  for name in asterisk ears; do
    if among "$name" "$1"; then begin "$name"; fi
  done
  # The packages need npm, which may be among what the machine is given first.
  if among node "$1" || among packages "$1"; then
    if ! npm_ready; then wait_for_steps machine; fi
    begin runtime
  fi
  wait_for_steps
  trap - INT TERM
  say "Ready after $((SECONDS - started)) s."
}

among() {
  case " $2 " in *" $1 "*) ;; *) return 1 ;; esac
}

# A process group of its own for each step, so that all it started can be ended.
begin() {
  words[$1]=$("$1_does")
  say "  … ${words[$1]}"
  set -m
  ("$1_make") >"$logs/$1.log" 2>&1 </dev/null &
  pids[$1]=$!
  set +m
  begun[$1]=$SECONDS
}

# Until all have ended, or the one that is named.
wait_for_steps() {
  local name status last=$SECONDS
  while [ ${#pids[@]} -gt 0 ]; do
    if [ -n "${1:-}" ] && [ -z "${pids[$1]:-}" ]; then return; fi
    sleep 0.2
    for name in "${!pids[@]}"; do
      kill -0 "${pids[$name]}" 2>/dev/null && continue
      status=0
      wait "${pids[$name]}" || status=$?
      unset "pids[$name]"
      if [ "$status" != 0 ]; then
        stop_steps_quietly
        show_log "$logs/$name.log"
        fail "${words[$name]} failed. $("${name}_way_out")"
      fi
      say "  ✓ ${words[$name]} ($((SECONDS - begun[$name])) s)"
    done
    if [ ${#pids[@]} -gt 0 ] && [ $((SECONDS - last)) -ge 10 ]; then
      last=$SECONDS
      for name in "${!pids[@]}"; do say "    ${words[$name]}: $((SECONDS - begun[$name])) s …"; done
    fi
  done
}

# npm takes a moment to end; what has not ended after 3 s is killed. apt is let to finish: packages that are half installed break apt itself.
stop_steps_quietly() {
  local name pid tenths=0
  for name in "${!pids[@]}"; do
    [ "$name" = machine ] || kill -TERM -- "-${pids[$name]}" 2>/dev/null || true
  done
  for name in "${!pids[@]}"; do
    pid=${pids[$name]}
    if [ "$name" = machine ]; then
      say "Waiting for apt, which must not be stopped half-way …"
    else
      while kill -0 -- "-$pid" 2>/dev/null && [ $((tenths += 1)) -le 30 ]; do sleep 0.1; done
      kill -KILL -- "-$pid" 2>/dev/null || true
    fi
    wait "$pid" 2>/dev/null || true
  done
}

stop_steps() {
  trap - INT TERM
  stop_steps_quietly
  say ""
  say "Stopped. What was finished is kept; start again to go on."
  exit 130
}
