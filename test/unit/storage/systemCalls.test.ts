import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogFolders } from '../../../src/storage/logFolders';
import { isDamage } from '../../../src/storage/logProblem';
import { nodeFs } from '../../../src/storage/nodeFs';
import { OutputStore } from '../../../src/storage/outputs';
import { readLog } from '../../../src/storage/readLog';
import { sha256 } from '../../../src/storage/sha256';
import { verifyLog } from '../../../src/storage/verifyLog';
import { repeats } from '../effort';
import { bundleProgram } from './programs/bundleProgram';
import { incidentIn } from './testLog';

// Faults at the system calls themselves, put there by strace; skipped where there is none.
const canTrace =
  process.platform === 'linux' &&
  spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
const isThorough = process.env['RUNBOOK_TORTURE'] === '1';
const CALLS = ['openat', 'mkdir', 'write', 'fdatasync', 'fsync', 'rename', 'ftruncate', 'unlink'];
const CODES = ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EMFILE'];
const LANES = 3;
const FILLED = Buffer.from('filled while the run ran\n'.repeat(5_000));

let folder: string;
let program: string;
let points: readonly Point[];
let runs = 0;

/** The `at`-th call of that name on files of one kind. */
interface Point {
  readonly call: string;
  readonly files: 'log' | 'folders' | 'outputs';
  readonly at: number;
}

interface Told {
  readonly root: string;
  readonly lines: readonly string[];
  readonly trace: string;
  /** Ended as it should, or killed by the fault. */
  readonly killed: boolean;
}

beforeAll(async () => {
  if (!canTrace) return;
  folder = await mkdtemp(join(tmpdir(), 'log-calls-'));
  program = await bundleProgram('appendUnderFaults', folder);
  points = await findPoints();
}, 60_000);

afterAll(async () => {
  if (canTrace) await rm(folder, { recursive: true, force: true });
});

/** Runs the writer with a fault; `files` is what the fault is limited to. */
async function run(files: Point['files'], calls: string, fault?: string, mode = ''): Promise<Told> {
  const home = join(folder, `${(runs += 1)}`);
  const temp = join(home, 'temp');
  const root = join(home, '.runbook');
  const trace = join(home, 'trace');
  await mkdir(temp, { recursive: true });
  await writeFile(join(temp, 'filled'), FILLED);
  const inject = fault === undefined ? [] : ['-e', `inject=${calls}:${fault}`];
  const limits = pathsOf(root, temp)[files].flatMap((path) => ['-P', path]);
  const options = ['-f', '-o', trace, '-e', `trace=${calls}`, ...inject, ...limits];
  return new Promise((resolve, reject) => {
    execFile(
      'strace',
      [...options, process.execPath, program, root, temp, sha256(FILLED), mode],
      // One thread does all the waiting: strace counts the calls of each thread for itself.
      { env: { ...process.env, UV_THREADPOOL_SIZE: '1' } },
      (error, stdout, stderr) => {
        const killed = error?.signal === 'SIGKILL';
        const lines = stdout.split('\n').slice(0, -1);
        if (error === null || killed) resolve({ root, lines, trace, killed });
        else reject(new Error(`the writer failed by itself: ${stderr}`));
      },
    );
  });
}

/** strace knows files by their exact path, and the names here follow from the contents. */
function pathsOf(root: string, temp: string): Readonly<Record<Point['files'], readonly string[]>> {
  const outputs = join(root, 'outputs');
  const names = ['small output\n'.repeat(50), 'large output\n'.repeat(20_000)].map((text) =>
    sha256(Buffer.from(text)),
  );
  return {
    log: ['', '.2', '.3'].map((part) => join(root, 'incidents', 'inc-1', `host-a${part}.jsonl`)),
    folders: ['', 'incidents', 'incidents/inc-1', 'outputs'].map((name) => join(root, name)),
    outputs: [
      ...names.flatMap((name) => [join(outputs, name), join(outputs, `new-${name}-1`)]),
      join(outputs, sha256(FILLED)),
      join(temp, 'filled'),
    ],
  };
}

/** Every call the writer makes when nothing goes wrong. */
async function findPoints(): Promise<readonly Point[]> {
  const found: Point[] = [];
  for (const files of ['log', 'folders', 'outputs'] as const) {
    const { trace } = await run(files, CALLS.join(','));
    const count = new Map<string, number>();
    for (const [, call = ''] of (await readFile(trace, 'utf8')).matchAll(/^\d+ +(\w+)\(/gm)) {
      const at = (count.get(call) ?? 0) + 1;
      count.set(call, at);
      found.push({ call, files, at });
    }
  }
  return found;
}

/** What is told and not true: empty for a writer that keeps its promises. */
async function brokenPromises({ root, lines, killed }: Told): Promise<readonly string[]> {
  const { events, problems } = await readLog(incidentIn(root), nodeFs);
  const notes = events.flatMap((event) => (event.type === 'note.added' ? [event.data.noteId] : []));
  const { findings } = await verifyLog(incidentIn(root), nodeFs, []);
  const broken = [...problems, ...findings].filter(isDamage).map(({ message }) => message);
  if (notes.length !== new Set(notes).size) broken.push('a note stands there twice');
  const store = new OutputStore(new LogFolders(root), nodeFs);
  for (const line of lines) {
    const [word, name = '', hash] = line.split(' ');
    // What was kept in memory is in the log when the writer ends by saying that all is saved.
    const isDue = word === 'saved' || (word === 'kept' && lines.includes('saved') && !killed);
    if (isDue && name !== '' && !notes.includes(name)) broken.push(`${line} is not there`);
    if (word !== 'output') continue;
    const read = await store.readOutput(name, 1e9);
    if (!read.ok || sha256(Buffer.from(read.value)) !== hash) broken.push(`${line} is not there`);
  }
  if (!killed && !lines.includes('saved') && !lines.includes('not-saved')) {
    broken.push('the writer did not say how it ended');
  }
  return broken;
}

async function sweep<T>(all: readonly T[], visit: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const lane = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await visit(one);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** All of them where it counts, else a sample that takes seconds. */
function chosen<T>(all: readonly T[]): readonly T[] {
  const step = repeats(10) === 10 ? 1 : 5;
  return all.filter((_, index) => index % step === 0);
}

describe.skipIf(!canTrace)('a fault at each system call (needs strace)', () => {
  test('killed before it: nothing acknowledged is lost', async () => {
    let kills = 0;
    await sweep(chosen(points), async ({ call, files, at }) => {
      const told = await run(files, call, `signal=KILL:when=${at}`);
      if (told.killed) kills += 1;
      expect({ call, files, at, broken: await brokenPromises(told) }).toMatchObject({ broken: [] });
    });
    expect(kills).toBeGreaterThan(chosen(points).length * 0.9);
  }, 600_000);

  test('refused, once and for ever: there, or reported as not saved', async () => {
    const faults = points.flatMap((point, index) =>
      CODES.flatMap((code) => ['', '+'].map((rest) => ({ ...point, code, rest }))).filter(
        (_, which) => isThorough || which === index % (CODES.length * 2),
      ),
    );
    await sweep(chosen(faults), async ({ call, files, at, code, rest }) => {
      const told = await run(files, call, `error=${code}:when=${at}${rest}`);
      const broken = await brokenPromises(told);
      expect({ call, files, at, code, rest, broken }).toMatchObject({ broken: [] });
    });
  }, 3_600_000);

  test('a writer that tells too early does lose, so these tests can tell', async () => {
    const killed = await run('log', 'write', 'signal=KILL:when=2', 'hasty');
    expect(await brokenPromises(killed)).not.toEqual([]);
    const full = await run('log', 'write', 'error=ENOSPC:when=2+', 'hasty');
    expect(await brokenPromises(full)).not.toEqual([]);
  }, 60_000);
});
