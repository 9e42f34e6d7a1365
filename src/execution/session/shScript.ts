import { quote } from './quote';

/** At the end of a step: its shell is the next that serves. */
const GO_ON = `
{ __runbook_end "$?"; } 9>&2 2>/dev/null;
exec 7<"$__runbook_in" 8>"$__runbook_out" </dev/null >/dev/null 2>&1;
{ command printf 'end %s %s ' "$__runbook_nonce" "$__runbook_status"; command pwd; } >&8;
eval "$__runbook_serve"; exit
`.trim();

/** Waits for steps, and runs each in a subshell. */
const SERVE = `
while IFS=' ' command read -r __runbook_for __runbook_nonce __runbook_o __runbook_e \\
  __runbook_i __runbook_t __runbook_how <&7; do
  case $__runbook_for in "$__runbook_key") ;; *) continue ;; esac;
  (
    __runbook_begin;
    eval "__runbook_text=; $__runbook_set $__runbook_text";
    ${GO_ON};
  ) <"$__runbook_i" >"$__runbook_o" 2>"$__runbook_e";
  command printf 'end %s %s\\n' "$__runbook_nonce" "$?" >&8;
done
`.trim();

/**
 * A session in a shell that cannot print its functions (dash, busybox ash, bash before 5). Each
 * step runs in a subshell; when it ends, however it ends, that subshell becomes the one that waits
 * for the next step, so that everything it knows carries over without being printed or read back.
 * The one before it waits for it: when it is killed, that one goes on with the state it had. Once it
 * has forked the next step, the supervisor ends that one, so that a session holds no more than the
 * shell that was started first, which `$$` names, and two.
 *
 * Commands come in through one named pipe, reports go out through another; both are closed while a
 * step runs and opened again by name. `$1` to `$4`: key, both pipes, path of `cat`. The first
 * shell lasts until its standard input ends, unless the second ends without being killed.
 *
 * A shell has one EXIT trap, and ours is needed: for a step that sets one of its own, `trap` is an
 * alias that notes it. What that does comes before the state is handed on, and changes none of it.
 * Busybox passes over EXIT traps within one: what a step sets before its `exit` is lost in it once an
 * earlier step has ended so.
 *
 * Traps are read back through a pipe: in the subshell of `$(trap)` dash has forgotten them. A short
 * text is read by the shell itself, byte by byte; a long one by `cat`, which has to be started.
 *
 * What is handed on is within what has handed it on, a step deeper each time: by `eval`, as dash
 * stops at a thousand functions within one another. So functions return before a step begins, and
 * there is room for some thousands of steps.
 *
 * `command` everywhere: runbooks define functions named like builtins; special builtins are safe.
 */
export const SH_SESSION = `
__runbook_key=$1; __runbook_in=$2; __runbook_out=$3; __runbook_cat=$4;
__runbook_traps=; __runbook_set=; __runbook_trace=; __runbook_leave=; set --;
__runbook_serve=${quote(SERVE)};
__runbook_own=${quote(GO_ON)};
__runbook_whoami() {
  __runbook_pid=\${BASHPID-};
  if command [ -n "$__runbook_pid" ]; then :;
  elif command [ -r /proc/self/stat ]; then
    IFS=' ' command read -r __runbook_pid __runbook_rest </proc/self/stat;
  else __runbook_pid=$(exec /bin/sh -c 'echo $PPID'); fi;
};
__runbook_begin() {
  __runbook_whoami;
  __runbook_text=;
  case $__runbook_how in
    *short*) while IFS= command read -r __runbook_rest; do
      __runbook_text="$__runbook_text$__runbook_rest
"; done <"$__runbook_t" || exit 126; __runbook_text=$__runbook_text$__runbook_rest ;;
    *) __runbook_text=$("$__runbook_cat" <"$__runbook_t" && command printf x) || exit 126;
      __runbook_text=\${__runbook_text%x} ;;
  esac;
  command printf 'start %s %s\\n' "$__runbook_nonce" "$__runbook_pid" >&8;
  exec 7<&- 8>&-;
  eval "$__runbook_traps";
  trap "$__runbook_own" EXIT;
  case $__runbook_how in *trap*) alias trap=__runbook_trap 2>/dev/null || : ;; esac;
};
__runbook_trap() {
  trap "$@" || return;
  case \${1-} in --) shift ;; -?*) return ;; esac;
  case $#:\${1-} in 0:*) return ;; 1:*) set -- - "$@" ;; *:|*:*[!0-9]*) ;; *) set -- - "$@" ;; esac;
  __runbook_action=$1; shift;
  for __runbook_rest do
    case $__runbook_rest in 0|EXIT|exit|SIGEXIT) ;; *) continue ;; esac;
    case $__runbook_action in -) __runbook_leave= ;; *) __runbook_leave=$__runbook_action ;; esac;
    trap "$__runbook_own" EXIT;
  done;
};
__runbook_end() {
  __runbook_status=$1;
  case $__runbook_how in *trap*) unalias trap ;; esac;
  __runbook_traps=;
  exec 6<>"$__runbook_t";
  trap >&6; command printf '%s\\n' "$__runbook_key" >&6;
  while IFS= command read -r __runbook_rest <&6; do
    case $__runbook_rest in "$__runbook_key") break ;; esac;
    __runbook_traps="$__runbook_traps$__runbook_rest
";
  done;
  exec 6<&-;
  trap - EXIT;
  __runbook_trace=; __runbook_set=;
  case $- in *x*) __runbook_trace='set -x' ;; esac;
  for __runbook_flag in e u f C a v; do
    case $- in *"$__runbook_flag"*) __runbook_set="$__runbook_set set -$__runbook_flag;" ;; esac;
  done;
  set +euxvfaC;
  case \`set +o\` in *'set -o pipefail'*) __runbook_set="$__runbook_set set -o pipefail;" ;; esac;
  case $__runbook_traps in
    *__runbook_end*) ;;
    *' EXIT'*) ( eval "$__runbook_traps"; exit "$__runbook_status" ) 2>&9 9>&- ;;
  esac;
  case $__runbook_leave in '') ;; *)
    ( (exit "$__runbook_status"); eval "$__runbook_leave"; exit "$__runbook_status" ) 2>&9 9>&-;
    __runbook_status=$?; __runbook_leave= ;;
  esac;
};
(
  exec 7<"$__runbook_in" 8>"$__runbook_out" </dev/null;
  __runbook_whoami;
  command printf 'serve 0 %s\\n' "$__runbook_pid" >&8;
  eval "$__runbook_serve";
);
command [ "$?" -gt 128 ] && command read -r __runbook_rest
`;
