// The process that keeps one container: starts its program, writes down what becomes of it, and
// starts it again after a failure. Usage: keeper.mjs --unoc-home=HOME SERVICE
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { identify } from '../processIdentity.mjs';
import { containerSpec } from './specs.mjs';
import { logFile, readState, writeState } from './state.mjs';

const firstPauseMs = 500;
const longestPauseMs = 4_000;
const stopPatienceMs = 10_000;

const home = (process.argv[2] ?? '').replace('--unoc-home=', '');
const service = process.argv[3] ?? '';
const spec = containerSpec(home, service);
const log = openSync(logFile(home, service), 'a');
const keeper = identify(process.pid);

/** @type {import('node:child_process').ChildProcess | undefined} */
let child;
let stopping = false;
let failures = 0;

/** @param {Partial<import('./state.mjs').ContainerState>} change */
function note(change) {
  const state = readState(home, service);
  if (state === undefined) process.exit(1); // Removed under us.
  writeState(home, service, { ...state, since: new Date().toISOString(), ...change });
}

function run() {
  child = spawn(spec.program, [...spec.args], {
    ...spec.user,
    cwd: '/',
    env: { PATH: process.env.PATH, ...spec.env },
    stdio: ['ignore', log, log],
  });
  child.once('error', () => ended(127));
  child.once('exit', (code) => ended(code ?? 137));
  note({ status: 'running', restartCount: failures, keeper, process: identify(child.pid) });
}

/** @param {number} exitCode */
function ended(exitCode) {
  child = undefined;
  if (stopping || !spec.restarts || exitCode === 0) {
    note({ status: 'exited', exitCode, process: undefined });
    process.exit(0);
  }
  const pause = Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
  failures += 1;
  note({ status: 'restarting', exitCode, restartCount: failures, process: undefined });
  setTimeout(run, pause);
}

process.on('SIGTERM', () => {
  if (stopping) return;
  stopping = true;
  if (child === undefined) {
    note({ status: 'exited' });
    process.exit(0);
  }
  child.kill(spec.stopSignal);
  setTimeout(() => child?.kill('SIGKILL'), stopPatienceMs);
});
run();
