/**
 * What the other side of a connection starts. It evaluates the first line of its standard input,
 * which is ASCII as `%b` of printf reads it: that needs no program beside the shell, and takes not
 * one byte more than the line. A login shell of any kind reads this before: it has no line feed, no
 * exclamation mark and nothing to replace outside single quotes.
 */
export const LOADER = `exec sh -c 'IFS= read -r runbook_text && eval "$(printf %b "$runbook_text")"'`;

/** A text as the loader takes it. */
export function loaderLine(text: string): string {
  const sound = text.replace(/\p{Surrogate}/gu, '\uFFFD');
  return `${sound.replace(/[^ -[\]-~]/gu, octalBytes)}\n`;
}

/** The bytes of a character in UTF-8. */
function octalBytes(char: string): string {
  const bytes = encodeURIComponent(char).match(/%..|[^]/g) ?? [];
  return bytes.map((byte) => `\\0${codeOf(byte).toString(8).padStart(3, '0')}`).join('');
}

function codeOf(byte: string): number {
  return byte.length === 1 ? byte.charCodeAt(0) : Number.parseInt(byte.slice(1), 16);
}

/**
 * Runs `command` with an empty standard input and ends with its status. Beside it a watcher waits
 * for the end of standard input, which comes when the run is cancelled, its supervisor dies or the
 * connection breaks: neither sshd nor docker nor a kubelet ends a command by itself then. The
 * watcher sends TERM, and KILL a second later, to the process group, which sshd and container
 * engines make for every command, and to all that carries the run's id in its environment (Linux).
 * Before that it ends the shell that would end it as soon as the command has ended.
 *
 * The command runs in the foreground: in the background it could not be interrupted by INT. All of
 * it is one compound command, so that a text that was cut off on its way runs nothing.
 */
export function watched(command: string, runId: string): string {
  const marker = `RUNBOOK_RUN_ID='${runId.replaceAll("'", "'\\''")}'`;
  return `{
exec 3<&0 4>&2 2>/dev/null </dev/null
runbook_group=
if kill -0 "-$$"; then runbook_group=$$; fi
{
  trap '' HUP INT QUIT PIPE TERM
  while IFS= read -r runbook_line; do :; done
  kill -KILL $$
  for runbook_signal in TERM KILL; do
    for runbook_path in $(grep -lsF ${marker} /proc/[0-9]*/environ); do
      runbook_path=\${runbook_path#/proc/}
      kill "-$runbook_signal" "\${runbook_path%/*}"
    done
    [ -z "$runbook_group" ] || kill "-$runbook_signal" "-$runbook_group"
    sleep 1
  done
} <&3 >/dev/null 3<&- 4>&- &
runbook_watcher=$!
exec 3<&-
(export ${marker}; exec ${command} 2>&4 4>&-)
runbook_status=$?
kill -KILL "$runbook_watcher"
wait "$runbook_watcher"
exit "$runbook_status"
}`;
}
