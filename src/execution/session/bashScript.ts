/**
 * The bash that a session keeps running. It never runs a step itself: for each it forks a subshell
 * (a job of its own, so in a process group of its own), which takes up the state the last step
 * left, tells that it is ready, gets the step's text, and hands its own state back when it ends,
 * however it ends. So a step's `exit`, `exec`, `set -e` or death costs at most its own changes.
 *
 * Commands and texts come in, reports go out on descriptor 63, which is closed before the step's
 * text is evaluated. The state goes through a named pipe into the supervisor's
 * memory: it holds secrets and must not touch the disk.
 *
 * `builtin` everywhere: runbooks define functions named `cd` or `exit`. Arguments of the dump:
 * exit status, pipe, nonce, then the step's positional parameters.
 */
export const BASH_SESSION = `
if ((BASH_VERSINFO[0] < 5)); then builtin exit 90; fi
exec 63>&3 3>&-
set -m
__runbook_take() { LC_ALL=C IFS= builtin read -r -N "$1" -u 63 __runbook_text; }
__runbook_dump() {
  __runbook_status=$1
  if [[ -v __runbook_dumped ]]; then builtin return "$1"; fi
  __runbook_dumped=1
  {
    builtin set +o
    builtin printf '\\0'
    builtin set +euvx
    builtin trap -p
    builtin trap - DEBUG ERR RETURN
    builtin printf '\\0'
    builtin declare -p
    builtin printf '\\0'
    builtin declare -f
    builtin declare -F
    builtin printf '\\0'
    builtin shopt -p
    builtin printf '\\0'
    builtin alias -p
    builtin umask -p
    if (($# > 3)); then builtin printf 'builtin set --'; builtin printf ' %q' "\${@:4}"; fi
    builtin printf '\\0'
    builtin pwd
    builtin printf '\\0%s' "$3"
  } >|"$2"
  builtin return "$1"
}
while IFS=' ' builtin read -r -u 63 __runbook_nonce __runbook_length __runbook_out __runbook_err; do
  (
    builtin set +m
    __runbook_take "$__runbook_length" && builtin eval "$__runbook_text" >/dev/null 2>&1
    builtin printf 'ready %s %s\\n' "$__runbook_nonce" "$?" >&63
    builtin read -r -u 63 __runbook_length || builtin exit
    __runbook_take "$__runbook_length"
    exec 63>&-
    builtin eval "$__runbook_text"
    { __runbook_save "$@"; } 2>/dev/null
    builtin exit "$__runbook_status"
  ) </dev/null >"$__runbook_out" 2>"$__runbook_err" &
  builtin printf 'pid %s %s\\n' "$__runbook_nonce" "$!" >&63
  builtin wait "$!"
  builtin printf 'end %s %s\\n' "$__runbook_nonce" "$?" >&63
done
`;
