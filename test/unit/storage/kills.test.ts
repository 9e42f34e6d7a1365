import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isDamage } from '../../../src/storage/logProblem';
import { nodePorts } from '../../../src/storage/nodeClock';
import { readLog } from '../../../src/storage/readLog';
import { verifyLog } from '../../../src/storage/verifyLog';
import { bundleProgram } from './programs/bundleProgram';
import { incidentIn, seeded } from './testLog';
import { repeats } from '../effort';

const random = repeats(440, 10_000);
const boundaries = 60;
/** Each of them in CI, each third at a desk. */
const stride = repeats(boundaries) < boundaries ? 3 : 1;
/** Processes at once: starting them is what takes the time. */
const LANES = 3;

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-kills-'));
  program = await bundleProgram('appendForEver', folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lets a writer run until it is killed; answers what it said was saved, as `id hash`. */
function killed(root: string, writer: string, group: number, after: number, dieBefore = 0) {
  return new Promise<string[]>((resolve, reject) => {
    const args = [program, root, writer, `${group}`, `${dieBefore}`];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.once('data', () => {
      if (dieBefore === 0) setTimeout(() => child.kill('SIGKILL'), after);
    });
    child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.on('error', reject);
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(told.split('\n').slice(0, -1));
      else reject(new Error(`the writer ended by itself: ${errors}`));
    });
  });
}

async function killMany(times: number, kill: (n: number) => Promise<string[]>): Promise<string[]> {
  const told: string[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < times) told.push(...(await kill(next++)));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return told;
}

async function expectAllThere(root: string, told: readonly string[]): Promise<void> {
  const { fs } = nodePorts();
  const { events, problems } = await readLog(incidentIn(root), fs);
  const there = new Set(events.map((event) => `${event.id} ${event.hash}`));
  expect(told.filter((line) => !there.has(line))).toEqual([]);
  expect(problems.filter(isDamage)).toEqual([]);
  const verified = await verifyLog(incidentIn(root), fs, []);
  expect(verified.findings.filter(isDamage)).toEqual([]);
}

describe('a killed writer', () => {
  test(`loses nothing it acknowledged (${random} kills at random)`, async () => {
    const chance = seeded(random);
    for (let done = 0; done < random; done += 110) {
      const root = join(folder, `random-${done}`);
      const told = await killMany(Math.min(110, random - done), (n) =>
        killed(root, `host-${n}`, 1 + Math.floor(chance() * 5), chance() * 8),
      );
      expect(told.length).toBeGreaterThan(100);
      await expectAllThere(root, told);
    }
  }, 3_600_000);

  test(`loses nothing it acknowledged (killed before ${boundaries / stride} of ${boundaries} operations)`, async () => {
    // A log each: opening reads what is there, and that would move the boundaries.
    const rootOf = (n: number): string => join(folder, `boundary-${n}`);
    let told = 0;
    await killMany(boundaries / stride, async (n) => {
      const lines = await killed(rootOf(n), `host-${n}`, 2, 0, n * stride + 1);
      await expectAllThere(rootOf(n), lines);
      told += lines.length;
      return lines;
    });
    expect(told).toBeGreaterThan(100 / stride);
  }, 600_000);
});
