import { quote } from './quote';

/**
 * Says that a step is over whose text was gone through to its end, before its state is printed and
 * its shell gone, which takes longer than a short step. The traps, which are printed by then, tell
 * whether there is an EXIT trap of its own, which runs yet.
 */
export const SAY_OVER = `[[ ! -p $__runbook_report ]] || builtin printf 'over %s %s\\n' "$__runbook_id" "$__runbook_status" 1<>"$__runbook_report"`;

/** Says that its state is there. */
const SAY_DONE = `[[ ! -p $__runbook_report ]] || builtin printf 'done %s\\n' "$__runbook_id" 1<>"$__runbook_report";`;

/** How the trap of ours begins, as it is printed. */
const OWN_TRAP = "trap -- '{ __runbook_status=";

/** Whether a step that says that it is over has no EXIT trap of its own. */
export function isOver(dump: string): boolean {
  return dump.startsWith(OWN_TRAP);
}

/** Prints the state, on one line. Not a function: a step that lists its functions would see it. */
export const BASH_DUMP = dump('');

/** Where the step has ended comes first. Options are printed early, as some are changed for the rest. */
function dump(then: string): string {
  return `
    __runbook_dumped=1;
    builtin pwd;
    builtin printf '\\0%s\\0' "$SHELLOPTS";
    builtin set +euvx;
    ${then}
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
  `.replace(/\s+/g, ' ');
}

/**
 * Hands the state over, once, and says so. Nothing of it is traced, the traps for each command do not
 * see it, and what the step's own EXIT trap writes afterwards is not lost.
 */
function save(what: string): string {
  return (
    '{ __runbook_status=$?; [[ -v __runbook_dumped ]] || { builtin trap -p >&62; ' +
    '[[ ! -v __runbook_kept ]] || builtin unset -f trap; ' +
    `builtin trap - DEBUG ERR RETURN; { builtin printf "\\0"; ${what} ` +
    `builtin printf '%s' "$__runbook_id"; } >&62; ${SAY_DONE} } 62>|"$__runbook_pipe"; } >/dev/null 2>&1`
  );
}

/**
 * For a step that sets an EXIT trap, or takes it away: the state is handed over before what the trap
 * does, as `exit` would lead past it otherwise. What the trap finds as `$?` is the step's status. The blank tells it from a trap of ours alone.
 */
export const BASH_TRAP = `
  trap() {
    builtin trap "$@" || builtin return;
    builtin local __runbook_trap="$(builtin trap -p EXIT)";
    case $__runbook_trap in
    *'{ __runbook_status='*) builtin return 0 ;;
    '') __runbook_trap="-- ''" ;;
    esac;
    builtin eval "builtin set -- \${__runbook_trap#trap }";
    builtin trap -- " $__runbook_kept; (builtin exit \\$__runbook_status); $2" EXIT;
  }
`
  .replace(/\s+/g, ' ')
  .trim();

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
 * left, gets the step's text, and hands its own state back when it ends, however it ends. So a
 * step's `exit`, `exec`, `set -e` or death costs at most its own changes.
 * One subshell is always forked ahead: a fork takes as long as a short step.
 *
 * Commands to fork come in on descriptor 63, and what became of them goes out on standard output;
 * state and text come through a named pipe of the subshell's own, on descriptor 61, and what a killed
 * one left unread goes with its pipe. Both are closed before the step's text is evaluated. The state
 * goes out by a name that only the supervisor reads: it holds secrets and must not touch the disk.
 *
 * Every system call counts here. `trap -p` at the start spares all subshells what it asks for: of the
 * system, for each signal, what becomes of it.
 *
 * Job control is on only while forking: with it on, `wait` would return when the step is stopped,
 * and `wait -f` sometimes never does (bash 5.2 then spins with "No record of process").
 *
 * A step that stops this shell (`suspend`) stops a subshell with it that is just being forked and has
 * no group of its own yet. It is told to go on, by its group: so bash takes it for running too.
 *
 * It is read from standard input and expands aliases, as a shell in a terminal does.
 *
 * `builtin` everywhere: runbooks define functions named `cd` or `exit`. All on one line: bash
 * numbers the lines of a step from the line on which it evaluates it.
 */
export const BASH_SESSION = `
if ((BASH_VERSINFO[0] < 5)); then builtin exit ${TOO_OLD}; fi;
builtin shopt -s expand_aliases;
builtin trap -p >/dev/null;
exec 63<&3 1>&3 3>&-;
__runbook_take() {
  builtin read -r -N ${LENGTH_DIGITS} -u "$1" __runbook_length || builtin return;
  if [[ $__runbook_length == 0* ]]; then
    builtin read -r -N "$((10#$__runbook_length))" -u "$1" __runbook_text;
  else
    { LC_ALL=C builtin read -r -N "$((10#$__runbook_length - 10 ** ${LENGTH_DIGITS - 1}))" -u "$1" __runbook_text; } 2>/dev/null;
  fi;
};
__runbook_save=${quote(save(BASH_DUMP))};
__runbook_before=;
while __runbook_take 63; do
  builtin eval "$__runbook_text";
  builtin set -m;
  (
    builtin set +m;
    {
      __runbook_take 61 || builtin exit;
      builtin eval "$__runbook_text" >/dev/null 2>&1;
      __runbook_take 61 || builtin exit;
    } 61<"$__runbook_in";
    builtin unset -f __runbook_take;
    builtin eval "$__runbook_text";
    builtin eval "$__runbook_text";
    ${save(dump(`${SAY_OVER};`))};
    builtin exit "$__runbook_status";
  ) </dev/null >"$__runbook_out" 2>"$__runbook_err" 63>&- &
  builtin printf 'pid %s %s\\n' "$__runbook_nonce" "$!";
  builtin kill -CONT -- "-$!";
  builtin set +m;
  if [[ -n $__runbook_before ]]; then
    builtin wait "\${__runbook_before#* }";
    builtin printf 'end %s %s\\n' "\${__runbook_before% *}" "$?";
  fi;
  __runbook_before="$__runbook_nonce $!";
done
`.replaceAll('\n', ' ');
