/**
 * A session in a shell that cannot print its functions (dash, busybox ash, bash before 5). Each
 * step runs in a subshell; when it ends, however it ends, that subshell becomes the one that waits
 * for the next step, so that everything it knows carries over without being printed or read back.
 * Its ancestors wait for it: when it is killed, the one before it goes on with the state it had.
 *
 * Commands come in through one named pipe, reports go out through another; both are closed while a
 * step runs and opened again by name. `$1` to `$4`: key, both pipes, path of `cat`. A step that sets
 * an EXIT trap of its own and then calls `exit` ends with that trap, and its changes are lost.
 *
 * Traps are read back through a pipe: in the subshell of `$(trap)` dash has forgotten them.
 *
 * `command` everywhere: runbooks define functions named like builtins; special builtins are safe.
 */
export const SH_SESSION = `
__runbook_key=$1; __runbook_in=$2; __runbook_out=$3; __runbook_cat=$4;
__runbook_traps=; __runbook_set=; __runbook_trace=; set --;
__runbook_serve() {
  while IFS=' ' command read -r __runbook_for __runbook_nonce __runbook_o __runbook_e \\
    __runbook_i __runbook_t <&7; do
    case $__runbook_for in "$__runbook_key") ;; *) continue ;; esac;
    ( __runbook_step "$@" ) <"$__runbook_i" >"$__runbook_o" 2>"$__runbook_e";
    command printf 'end %s %s\\n' "$__runbook_nonce" "$?" >&8;
  done;
};
__runbook_step() {
  __runbook_pid=\${BASHPID-};
  if command [ -n "$__runbook_pid" ]; then :;
  elif command [ -r /proc/self/stat ]; then
    IFS=' ' command read -r __runbook_pid __runbook_rest </proc/self/stat;
  else __runbook_pid=$(exec /bin/sh -c 'echo $PPID'); fi;
  __runbook_text=$("$__runbook_cat" <"$__runbook_t" && command printf x) || exit 126;
  __runbook_text=\${__runbook_text%x};
  command printf 'start %s %s\\n' "$__runbook_nonce" "$__runbook_pid" >&8;
  exec 7<&- 8>&-;
  eval "$__runbook_traps";
  trap '{ __runbook_end "$?" "$@"; } 9>&2 2>/dev/null' EXIT;
  eval "__runbook_text=; $__runbook_set $__runbook_text";
  { __runbook_end "$?" "$@"; } 9>&2 2>/dev/null;
};
__runbook_end() {
  __runbook_status=$1; shift;
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
  exec 7<"$__runbook_in" 8>"$__runbook_out" 9>&- </dev/null >/dev/null 2>&1;
  { command printf 'end %s %s ' "$__runbook_nonce" "$__runbook_status"; command pwd; } >&8;
  __runbook_serve "$@";
  exit;
};
exec 7<"$__runbook_in" 8>"$__runbook_out";
__runbook_serve
`;
