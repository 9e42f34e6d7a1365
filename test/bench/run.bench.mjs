/**
 * What running costs, as ratios to the least the machine can do, all measured in one process on one
 * machine: `node --expose-gc test/bench/run.bench.mjs`. One JSON object per line; a `limit` is given
 * with each ratio. Median of the rounds; run it on a quiet machine.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  createWriteStream,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { build } from 'esbuild';

const REPO = join(import.meta.dirname, '../..');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 200);
const TURNS = 20;
const FLOOD = Number(process.env.BENCH_FLOOD_MB ?? 512) * 2 ** 20;
const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'));
const env = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8' };

async function bundle(entry, outfile, format) {
  const entryPoints = [join(REPO, entry)];
  const options = { bundle: true, platform: 'node', target: 'node20', logLevel: 'error' };
  await build({ ...options, entryPoints, outfile: join(folder, outfile), format });
  return join(folder, outfile);
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function time(rounds, work) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  return median(times);
}

/** @param {{ most?: number, least?: number }} [limit] none: told for comparison only */
function report(name, ours, base, limit = {}) {
  const ratio = ours / base;
  const ok = ratio <= (limit.most ?? Infinity) && ratio >= (limit.least ?? 0);
  if (!ok) process.exitCode = 1;
  const [oursShort, baseShort] = [ours, base].map((value) => Number(value.toFixed(3)));
  const row = { ok, name, ours: oursShort, base: baseShort, ratio: Number(ratio.toFixed(2)) };
  process.stdout.write(`${JSON.stringify({ ...row, ...limit })}\n`);
}

/** The medians of several works that take turns: a slow moment of the machine hits all of them. */
async function inTurns(works) {
  const times = works.map(() => []);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [index, work] of works.entries()) {
      times[index].push(await time(Math.ceil(ROUNDS / TURNS), work));
    }
  }
  return times.map(median);
}

const supervisorPath = await bundle('src/execution/supervisor/main.ts', 'supervisor.js', 'cjs');
const clientPath = await bundle('src/execution/supervisor/client.ts', 'client.mjs', 'esm');
const { startSupervisor } = await import(clientPath);
const client = startSupervisor({
  scriptPath: supervisorPath,
  nodePath: process.execPath,
  env: process.env,
  outputDir: join(folder, 'outputs'),
});

let runs = 0;
function run(script, more = {}) {
  runs += 1;
  const request = { runId: `bench-${runs}`, script, shell: 'bash', cwd: '/', env, secrets: [] };
  return client.run({ ...request, ...more }).result;
}

/** One durable record, as the log writes it. */
const logFile = openSync(join(folder, 'log.jsonl'), 'a');
const line = `${JSON.stringify({ type: 'ended', filler: 'x'.repeat(340) })}\n`;
function record() {
  writeSync(logFile, line);
  fdatasyncSync(logFile);
}

/** A bash fed by standard input, the least a session can cost. */
function rawSession() {
  const shell = spawn('bash', ['--norc', '--noprofile'], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let done = () => undefined;
  shell.stdout.on('data', () => done());
  const step = (script) =>
    new Promise((resolve) => {
      done = resolve;
      shell.stdin.write(`${script}; echo done\n`);
    });
  return { step, end: () => shell.stdin.end() };
}

function bare(script) {
  return new Promise((resolve) => {
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn('bash', ['-c', script], { env, stdio, detached: true });
    child.stdout.resume();
    child.stderr.resume();
    child.once('close', resolve);
  });
}

/** Seconds to drain a pipe when only its bytes are counted. */
function countOnly(script) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn('bash', ['-c', script], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let bytes = 0;
    child.stdout.on('data', (chunk) => (bytes += chunk.length));
    child.once('close', () => resolve((performance.now() - start) / 1000));
  });
}

/** Seconds to write a pipe to a file with Node's streams, and nothing else. */
function plainTee(script) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn('bash', ['-c', script], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const file = createWriteStream(join(folder, 'tee.out'));
    let bytes = 0;
    child.stdout.on('data', (chunk) => (bytes += chunk.length));
    child.stdout.pipe(file);
    file.once('close', () => {
      resolve((performance.now() - start) / 1000);
      rmSync(file.path);
    });
  });
}

for (let round = 0; round < 20; round += 1) {
  await run('true');
  await run('true', { sessionKey: 'bench' });
  await bare('true');
}

const [oneShotMs, bareMs] = await inTurns([() => run('true'), () => bare('true')]);
report('one-shot / bare bash -c', oneShotMs, bareMs, { most: 2 });

const raw = rawSession();
const subshell = () => raw.step('( true )');
const session = () => run('true', { sessionKey: 'bench' });
/** Neither plain words alone, nor without a trace: its state is handed over. */
const changing = () => run('x=$((x + 1))', { sessionKey: 'bench' });
const recorded = (work) => async () => {
  await work();
  record();
};
const [recordMs, builtinMs, subshellMs, subshellRecordMs, sessionMs, sessionRecordMs, changingMs] =
  await inTurns([
    record,
    () => raw.step('true'),
    subshell,
    recorded(subshell),
    session,
    recorded(session),
    recorded(changing),
  ]);
raw.end();
report('session step / raw builtin', sessionMs, builtinMs);
report('session step / raw subshell', sessionMs, subshellMs, { most: 3 });
report(
  'session step and record / (3 raw subshells and record)',
  sessionRecordMs,
  3 * subshellMs + recordMs,
  { most: 1 },
);
report(
  'session step that changes its shell and record / (3 raw subshells and record)',
  changingMs,
  3 * subshellMs + recordMs,
);
report('session step and record / raw subshell and record', sessionRecordMs, subshellRecordMs, {
  most: 3,
});

const flood = `yes | head -c ${FLOOD}`;
const counted = await countOnly(flood);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const drained = (await run(flood, { outputLimitBytes: 0 })).durationMs / 1000;
delay.disable();
report(
  'drain: decode, mask, keep / count only (MB/s)',
  FLOOD / 1e6 / drained,
  FLOOD / 1e6 / counted,
  { least: 0.25 },
);
const teed = [];
const spilled = [];
for (let turn = 0; turn < 5; turn += 1) {
  teed.push(await plainTee(flood));
  const { durationMs, output } = await run(flood, { outputLimitBytes: FLOOD });
  spilled.push(durationMs / 1000);
  rmSync(output.file); // the next one is not to wait for this one's way to the disk
}
report(
  'the same with everything in the side file / plain tee (MB/s)',
  FLOOD / 1e6 / median(spilled),
  FLOOD / 1e6 / median(teed),
  { least: 0.8 },
);
report('host loop delay p99 during a flood (ms above 1)', delay.percentile(99) / 1e6 - 1, 1, {
  most: 10,
});

/** Milliseconds this process was ready to run and others did (proc(5), schedstat); 0 elsewhere. */
function waited() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

/**
 * The longest stall of this process's loop while `work` goes on: by the clock, and without the time
 * in which the loop was ready to turn and had no processor, which a busy machine adds to any program.
 */
async function longestStall(work) {
  const longest = { byClock: 0, own: 0 };
  let [last, lastWaited] = [performance.now(), waited()];
  const timer = setInterval(() => {
    const [gap, wait] = [performance.now() - last - 1, waited() - lastWaited];
    longest.byClock = Math.max(longest.byClock, gap);
    longest.own = Math.max(longest.own, gap - wait);
    [last, lastWaited] = [performance.now(), waited()];
  }, 1);
  await work();
  clearInterval(timer);
  return longest;
}

/** Fill the host: a start must not get dearer, nor stall it. */
const filler = [];
while (process.memoryUsage().rss < 2 * 2 ** 30) filler.push(Buffer.alloc(64 * 2 ** 20, 1));
const small = await time(ROUNDS / 10, () => bare('true'));
globalThis.gc?.(); // what was measured before has left garbage that is not of a start's making
let large;
const stall = await longestStall(async () => (large = await time(ROUNDS, () => run('true'))));
const idle = await longestStall(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
report('one-shot at 2 GB in the host / bare bash -c at 2 GB', large, small);
report('longest stall of the host at 2 GB (ms)', stall.own, 1, { most: 5 });
report('the same by the clock / that of an idle host', stall.byClock, idle.byClock);
const direct = [];
for (let round = 0; round < 5; round += 1) {
  const start = performance.now();
  const done = bare('true');
  direct.push(performance.now() - start);
  await done;
}
report('the control: stall of a direct spawn at 2 GB (ms)', median(direct), 1);

client.dispose();
closeSync(logFile);
rmSync(folder, { recursive: true, force: true });
