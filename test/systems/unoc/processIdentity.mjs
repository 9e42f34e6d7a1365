// Processes by identity: a pid alone may have been given to somebody else since.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** @typedef {{ readonly pid: number, readonly started: string }} ProcessIdentity */

const linux = process.platform === 'linux';

/** @param {number} pid @returns {string | undefined} When it started; undefined when it is gone. */
function startOf(pid) {
  try {
    if (!linux)
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)])
        .toString()
        .trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the name in parentheses may hold spaces; state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** @param {number | undefined} pid @returns {ProcessIdentity | undefined} */
export function identify(pid) {
  if (pid === undefined) return undefined;
  const started = startOf(pid);
  return started ? { pid, started } : undefined;
}

/** @param {ProcessIdentity | undefined} identity @returns {boolean} */
export function isAlive(identity) {
  return identity !== undefined && startOf(identity.pid) === identity.started;
}

/** @param {ProcessIdentity | undefined} identity @param {NodeJS.Signals} signal */
export function signalProcess(identity, signal) {
  if (identity === undefined || !isAlive(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

/**
 * Waits until a condition holds.
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether it held in time
 */
export async function until(condition, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Ends a process: asks with `signal`, insists with SIGKILL after `patienceMs`.
 * @param {ProcessIdentity | undefined} identity
 * @param {NodeJS.Signals} signal
 * @param {number} patienceMs */
export async function endProcess(identity, signal, patienceMs) {
  signalProcess(identity, signal);
  if (await until(() => !isAlive(identity), patienceMs)) return;
  signalProcess(identity, 'SIGKILL');
  await until(() => !isAlive(identity), 5_000);
}

/**
 * Every living process whose argument list satisfies `matches`.
 * @param {(argv: readonly string[]) => boolean} matches
 * @returns {ProcessIdentity[]}
 */
export function findProcesses(matches) {
  /** @type {ProcessIdentity[]} */
  const found = [];
  for (const { pid, argv } of listProcesses()) {
    if (pid === process.pid || !matches(argv)) continue;
    const identity = identify(pid);
    if (identity !== undefined) found.push(identity);
  }
  return found;
}

/** @returns {{ pid: number, argv: readonly string[] }[]} */
function listProcesses() {
  if (linux) {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), argv: argvOf(name) }));
  }
  const lines = execFileSync('ps', ['-axo', 'pid=,command=']).toString().split('\n');
  return lines.map((line) => {
    const [pid = '', ...argv] = line.trim().split(' ');
    return { pid: Number(pid), argv };
  });
}

/** @param {string} pid @returns {readonly string[]} */
function argvOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
