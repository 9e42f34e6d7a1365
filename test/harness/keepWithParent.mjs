/**
 * Runs a command for as long as the parent process lives:
 *
 *     node keepWithParent.mjs COMMAND ARG…
 *
 * The parent holds our standard input open. When it closes (the parent asked for the end, crashed
 * or was killed with SIGKILL), the whole process group goes. Start this file with `detached: true`
 * so that the group is its own.
 */
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
  endGroup();
});
process.stdin.on('end', endGroup).on('error', endGroup).resume();
// A terminal's Ctrl+C reaches the parent; it decides when we end.
process.on('SIGINT', () => {});

function endGroup() {
  process.kill(-process.pid, 'SIGKILL');
}
