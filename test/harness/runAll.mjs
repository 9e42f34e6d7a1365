/**
 * `npm test`: everything a change has to pass. What waits for windows and what computes go side by
 * side; the output of each is shown whole when it ends, and all are run whatever fails.
 *
 *     node test/harness/runAll.mjs
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from './repoPaths.mjs';

const node = process.execPath;
const script = (name) => ['npm', 'run', '--silent', name];

const onTheText = { types: script('typecheck'), lint: script('lint') };
const build = { build: [node, 'esbuild.config.js', '--tests'] };
const onTheCode = { 'unit tests': script('test:unit') };
const inExtensionHost = { 'integration tests': [node, 'test/harness/runIntegration.mjs'] };
const inBrowser = { 'UI tests': [node, '--test-reporter=spec', 'test/harness/runUi.mjs'] };

/** How long the output of what has ended may stay open: what was left behind may hold it for hours. */
const leftOverMs = 10_000;

/** Two cores are busy with two lanes: a third would only make windows wait for each other. */
const apart = availableParallelism() > 2;

const startedAt = Date.now();
const building = runLane(build);
const results = (await Promise.all([building, runTexts(), runWindows()])).flat();
process.stdout.write('\n');
for (const { name, passed, seconds } of results) {
  process.stdout.write(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)\n`);
}
const failed = results.filter(({ passed }) => !passed);
process.stdout.write(`${secondsSince(startedAt)} s in all, ${failed.length} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runTexts() {
  const checking = runLane(onTheText);
  if (!apart) await checking;
  const [built] = await building;
  // What was not built they build themselves, and say what is wrong with it.
  const env = built?.passed === true ? { RUNBOOK_BUILT: join(repoRoot, 'dist') } : {};
  return [...(await runLane(onTheCode, env)), ...(await checking)];
}

async function runWindows() {
  await building;
  return apart
    ? runSideBySide([inExtensionHost, inBrowser])
    : runLane({ ...inExtensionHost, ...inBrowser });
}

/** @param {readonly Readonly<Record<string, readonly string[]>>[]} lanes */
async function runSideBySide(lanes) {
  return (await Promise.all(lanes.map((lane) => runLane(lane)))).flat();
}

/**
 * One after the other, whatever fails.
 *
 * @param {Readonly<Record<string, readonly string[]>>} lane
 * @param {Readonly<Record<string, string>>} [env] more of the environment
 */
async function runLane(lane, env = {}) {
  const ended = [];
  for (const [name, command] of Object.entries(lane)) ended.push(await run(name, command, env));
  return ended;
}

/**
 * @param {string} name
 * @param {readonly string[]} command
 * @param {Readonly<Record<string, string>>} moreEnv
 * @returns {Promise<{ name: string, passed: boolean, seconds: string }>}
 */
async function run(name, [program, ...args], moreEnv) {
  const begun = Date.now();
  process.stdout.write(`… ${name}\n`);
  const colour = process.stdout.isTTY === true ? { FORCE_COLOR: '1' } : {};
  const child = spawn(program, args, {
    cwd: repoRoot,
    env: { ...process.env, ...colour, ...moreEnv },
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => output.push(chunk));
  }
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output.push(Buffer.from(`${program} cannot be started: ${error.message}\n`));
      resolve(undefined);
    });
    child.once('close', resolve);
    child.once('exit', (ended) => {
      const timer = setTimeout(() => {
        output.push(Buffer.from(`Not waited for: a process it left still holds its output.\n`));
        for (const stream of [child.stdout, child.stderr]) stream.destroy();
        resolve(ended);
      }, leftOverMs);
      child.once('close', () => clearTimeout(timer));
    });
  });
  const seconds = secondsSince(begun);
  process.stdout.write(`\n── ${name} (${seconds} s)\n`);
  process.stdout.write(Buffer.concat(output));
  return { name, passed: code === 0, seconds };
}

/** @param {number} since milliseconds of the clock */
function secondsSince(since) {
  return ((Date.now() - since) / 1000).toFixed(0);
}
