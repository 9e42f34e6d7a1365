import { quote } from './quote';

/**
 * Prints the state, on one line. Not a function: a step that lists its functions would see it.
 * Options are printed first, as some are changed for the rest.
 */
export const BASH_DUMP = `
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
  builtin ulimit -Sa;
  builtin printf '\\0';
  builtin pwd;
  builtin printf '\\0';
`.replaceAll('\n', ' ');

/**
 * Hands the state over, once. Nothing of it is traced, the traps for each command do not see it, and
 * what the step's own EXIT trap writes afterwards is not lost.
 */
const BASH_SAVE =
  '{ __runbook_status=$?; [[ -v __runbook_dumped ]] || { builtin trap -p >&62; ' +
  `builtin trap - DEBUG ERR RETURN; { builtin printf "\\0"; ${BASH_DUMP} ` +
  `builtin printf '%s' "$__runbook_id"; } >&62; } 62>|"$__runbook_pipe"; } >/dev/null 2>&1`;

/** The status with which a bash before 5 ends at once. */
export const TOO_OLD = 90;

/**
 * How many digits the length of a message has. The first tells how bash is to count: 0 in any
 * locale, as the text is ASCII; 1 in bytes, for which it has to change its locale and back, which
 * takes as long as all the rest.
 */
export const LENGTH_DIGITS = 9;

/**
 * The bash that a session keeps running. It never runs a step itself: for each it forks a subshell
 * (a job of its own, so in a process group of its own), which takes up the state the last step
 * left, tells that it is ready, gets the step's text, and hands its own state back when it ends,
 * however it ends. So a step's `exit`, `exec`, `set -e` or death costs at most its own changes.
 * One subshell is always forked ahead: a fork takes as long as a short step.
 *
 * Commands to fork come in and reports go out on descriptor 63; state and text come through a named
 * pipe of the subshell's own, on descriptor 61, and what a killed one left unread goes with its pipe.
 * Both are closed before the step's text is evaluated. The state goes out by a name that only the
 * supervisor reads: it holds secrets and must not touch the disk.
 *
 * Job control is on only while forking: with it on, `wait` would return when the step is stopped,
 * and `wait -f` sometimes never does (bash 5.2 then spins with "No record of process").
 *
 * It is read from standard input and expands aliases, as a shell in a terminal does.
 *
 * `builtin` everywhere: runbooks define functions named `cd` or `exit`. All on one line: bash
 * numbers the lines of a step from the line on which it evaluates it.
 */
export const BASH_SESSION = `
if ((BASH_VERSINFO[0] < 5)); then builtin exit ${TOO_OLD}; fi;
builtin shopt -s expand_aliases;
exec 63>&3 3>&-;
__runbook_take() {
  builtin read -r -N ${LENGTH_DIGITS} -u 61 __runbook_length || builtin return;
  if [[ $__runbook_length == 0* ]]; then
    builtin read -r -N "$((10#$__runbook_length))" -u 61 __runbook_text;
  else
    LC_ALL=C builtin read -r -N "$((10#$__runbook_length - 10 ** ${LENGTH_DIGITS - 1}))" -u 61 __runbook_text;
  fi;
} 2>/dev/null;
__runbook_save=${quote(BASH_SAVE)};
__runbook_before=;
while IFS=' ' builtin read -r -u 63 __runbook_nonce __runbook_in __runbook_out __runbook_err; do
  builtin set -m;
  (
    builtin set +m;
    __runbook_take || builtin exit;
    builtin eval "$__runbook_text" >/dev/null 2>&1;
    builtin printf 'ready %s %s\\n' "$__runbook_nonce" "$?" >&63;
    exec 63>&-;
    __runbook_take || builtin exit;
    exec 61<&-;
    builtin unset -f __runbook_take;
    builtin eval "$__runbook_text";
    ${BASH_SAVE};
    builtin exit "$__runbook_status";
  ) </dev/null >"$__runbook_out" 2>"$__runbook_err" 61<"$__runbook_in" &
  __runbook_pid=$!;
  builtin printf 'pid %s %s\\n' "$__runbook_nonce" "$__runbook_pid" >&63;
  builtin set +m;
  if [[ -n $__runbook_before ]]; then
    builtin wait "\${__runbook_before#* }";
    builtin printf 'end %s %s\\n' "\${__runbook_before% *}" "$?" >&63;
  fi;
  __runbook_before="$__runbook_nonce $__runbook_pid";
done
`.replaceAll('\n', ' ');
