/**
 * Hands the state over, once. Traps are printed outside the function: in it bash hides some; and
 * first, as those for each command must not see ours. Nothing of it is traced, and what the step's
 * own EXIT trap writes afterwards is not lost.
 */
export const BASH_SAVE =
  '{ __runbook_status=$?; [[ -v __runbook_dumped ]] || { builtin trap -p >&62; ' +
  'builtin trap - DEBUG ERR RETURN; { builtin printf "\\0"; __runbook_dump "$@"; ' +
  `builtin printf '%s' "$__runbook_id"; } >&62; } 62>|"$__runbook_pipe"; } >/dev/null 2>&1`;

/** The status with which a bash before 5 ends at once. */
export const TOO_OLD = 90;

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
 * Job control is on only while forking: with it on, `wait` would return when the step is stopped,
 * and `wait -f` sometimes never does (bash 5.2 then spins with "No record of process").
 *
 * A step that is killed may leave part of its text unread: the loop takes only lines that begin with
 * the key it was given first, which no step sees.
 *
 * `builtin` everywhere: runbooks define functions named `cd` or `exit`. All on one line: bash
 * numbers the lines of a step from the line on which it evaluates it.
 */
export const BASH_SESSION = `
if ((BASH_VERSINFO[0] < 5)); then builtin exit ${TOO_OLD}; fi;
exec 63>&3 3>&-;
builtin read -r -u 63 __runbook_key;
__runbook_take() { LC_ALL=C IFS= builtin read -r -N "$1" -u 63 __runbook_text; } 2>/dev/null;
__runbook_dump() {
  __runbook_dumped=1;
  builtin printf '%s\\0' "$SHELLOPTS";
  builtin set +euvx;
  builtin declare -p;
  if ((\${#DIRSTACK[@]} > 1)); then builtin declare -p DIRSTACK; fi;
  builtin printf '\\0';
  builtin declare -f;
  builtin declare -F;
  builtin printf '\\0';
  builtin printf '%s\\0' "$BASHOPTS";
  builtin alias -p;
  builtin umask -p;
  if (($# > 0)); then builtin printf 'builtin set --'; builtin printf ' %q' "$@"; fi;
  builtin printf '\\0';
  builtin pwd;
  builtin printf '\\0';
};
while IFS=' ' builtin read -r -u 63
  __runbook_for __runbook_nonce __runbook_length __runbook_out __runbook_err; do
  [[ $__runbook_for == "$__runbook_key" ]] || builtin continue;
  builtin set -m;
  (
    builtin set +m;
    __runbook_take "$__runbook_length" || builtin exit;
    builtin eval "$__runbook_text" >/dev/null 2>&1;
    builtin printf 'ready %s %s\\n' "$__runbook_nonce" "$?" >&63;
    builtin read -r -u 63 __runbook_length || builtin exit;
    __runbook_take "$__runbook_length" || builtin exit;
    exec 63>&-;
    builtin eval "$__runbook_text";
    ${BASH_SAVE};
    builtin exit "$__runbook_status";
  ) </dev/null >"$__runbook_out" 2>"$__runbook_err" &
  builtin printf 'pid %s %s\\n' "$__runbook_nonce" "$!" >&63;
  builtin set +m;
  builtin wait "$!";
  builtin printf 'end %s %s\\n' "$__runbook_nonce" "$?" >&63;
done
`.replaceAll('\n', ' ');
