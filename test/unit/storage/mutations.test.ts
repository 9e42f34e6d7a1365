import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkpointOf, type Checkpoint } from '../../../src/core/incident/checkpoint';
import { sealLine } from '../../../src/core/incident/chain';
import { describeVerification } from '../../../src/core/incident/describeVerification';
import { readLog } from '../../../src/storage/readLog';
import { sha256 } from '../../../src/storage/sha256';
import { verifyLog, type Verification } from '../../../src/storage/verifyLog';
import { MemoryFs } from './memoryFs';
import { incidentIn, note, openTestLog, seeded, testPorts } from './testLog';
import { repeats } from '../effort';

interface StandAlone {
  verifyFolder(
    folder: string,
    checkpoint?: Checkpoint,
  ): { intact: boolean; events: number; proven: number; findings: string[]; notes: string[] };
}

const folder = incidentIn('/runbook');
const times = repeats(1_000, 100_000);

let files: ReadonlyMap<string, Buffer>;
let checkpoint: Checkpoint;
let standAlone: StandAlone;
let disk: string;

beforeAll(async () => {
  const fs = new MemoryFs();
  for (let round = 0; round < 2; round++) {
    for (const writer of ['host-a', 'host-b', 'host-c']) {
      const ports = testPorts(fs, `${writer}-${round}-`);
      const log = await openTestLog(folder, ports, `${writer}-${round}`);
      for (let i = 0; i < 8; i++) await log.append(note(`${writer}-${round}-${i}`, 'naïve ✓ text'));
      if (round === 0) await log.close();
    }
  }
  const reading = await readLog(folder, fs);
  expect(reading.problems).toEqual([]);
  checkpoint = checkpointOf('incidents/inc-1', reading.writers);
  const names = (await fs.readFolder(folder.path)).map(({ name }) => name).sort();
  files = new Map(names.map((name) => [name, Buffer.from(fs.get(join(folder.path, name)))]));
  const program = join(import.meta.dirname, '../../verifier/verifyLog.mjs');
  standAlone = (await import(pathToFileURL(program).href)) as StandAlone;
  disk = mkdtempSync(join(tmpdir(), 'log-mutations-'));
});

afterAll(() => rmSync(disk, { recursive: true, force: true }));

type Files = Map<string, Buffer>;
type Mutate = (bytes: Buffer, random: () => number) => Buffer;

const mutations: Readonly<Record<string, Mutate>> = {
  'a byte is edited': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = pick(bytes.length, random);
    copy[at] = ((copy[at] ?? 0) + 1 + pick(254, random)) % 256;
    return copy;
  },
  'bytes are inserted': (bytes, random) => {
    const at = pick(bytes.length, random);
    const added = Buffer.from(Array.from({ length: 1 + pick(9, random) }, () => pick(256, random)));
    return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
  },
  'bytes are deleted': (bytes, random) => {
    const at = pick(bytes.length, random);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(300, random))]);
  },
  'a line is deleted': (bytes, random) =>
    onLines(bytes, (lines) => lines.toSpliced(pick(lines.length, random), 1)),
  'a line is inserted': (bytes, random) =>
    onLines(bytes, (lines) =>
      lines.toSpliced(pick(lines.length, random), 0, lines[pick(lines.length, random)] ?? ''),
    ),
  'two lines are swapped': (bytes, random) =>
    onLines(bytes, (lines) => {
      const a = pick(lines.length - 1, random);
      const b = a + 1 + pick(lines.length - a - 1, random);
      return lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
    }),
  'the file is cut': (bytes, random) => bytes.subarray(0, pick(bytes.length, random)),
  'the file is cut at the end of a line': (bytes, random) =>
    onLines(bytes, (lines) => lines.slice(0, pick(lines.length, random))),
  'all is written anew from some event on': (bytes, random) =>
    onLines(bytes, (lines) => forge(lines, pick(lines.length, random))),
};

function pick(below: number, random: () => number): number {
  return Math.floor(random() * below);
}

function onLines(bytes: Buffer, change: (lines: string[]) => string[]): Buffer {
  const lines = change(bytes.toString('utf8').split('\n').slice(0, -1));
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

/** Changes one event and computes every hash after it, as somebody who knows the format would. */
function forge(lines: readonly string[], at: number): string[] {
  let prev: string | undefined;
  return lines.map((line, index) => {
    if (index < at) return line;
    const event = JSON.parse(line) as Record<string, unknown>;
    delete event['hash'];
    if (index === at) event['actor'] = 'mallory';
    if (prev !== undefined) event['prev'] = prev;
    const sealed = sealLine(JSON.stringify(event), sha256);
    prev = sealed.hash;
    return sealed.line;
  });
}

async function verify(changed: Files, points: readonly Checkpoint[]): Promise<Verification> {
  const fs = new MemoryFs();
  for (const path of ['/runbook', '/runbook/incidents', folder.path]) await fs.createFolder(path);
  for (const [name, bytes] of changed) fs.put(join(folder.path, name), bytes);
  const before = new Map([...changed].map(([name, bytes]) => [name, Buffer.from(bytes)]));
  const verified = await verifyLog(folder, fs, points);
  await readLog(folder, fs);
  for (const [name, bytes] of before) {
    expect(fs.get(join(folder.path, name)).equals(bytes)).toBe(true);
  }
  return verified;
}

function verifyAlone(changed: Files, name: string) {
  const path = join(disk, name);
  mkdirSync(path);
  for (const [file, bytes] of changed) writeFileSync(join(path, file), bytes);
  return standAlone.verifyFolder(path, checkpoint);
}

describe(`${times} mutations`, () => {
  test.each(Object.entries(mutations))('%s: always found', async (kind, mutate) => {
    const random = seeded(kind.length);
    const names = [...files.keys()];
    for (let i = 0; i < times / Object.keys(mutations).length; i++) {
      const name = names[pick(names.length, random)] ?? '';
      const original = files.get(name) ?? Buffer.alloc(0);
      const mutated = mutate(original, random);
      if (mutated.equals(original)) continue;
      const changed = new Map(files).set(name, mutated);
      const verified = await verify(changed, [checkpoint]);
      const noticed = verified.findings.length + verified.tornTails.length;
      expect([i, name, noticed > 0]).toEqual([i, name, true]);
      if (i > 25) continue;
      const alone = verifyAlone(changed, `${kind.replaceAll(' ', '-')}-${i}`);
      expect([i, alone.intact]).toEqual([i, verified.intact]);
      expect(alone.events).toBe(verified.events);
      const proven = verified.writers.reduce((sum, writer) => sum + writer.proven, 0);
      expect(alone.proven).toBe(proven);
    }
  });

  test('a deleted file is found', async () => {
    for (const name of files.keys()) {
      const changed = new Map(files);
      changed.delete(name);
      expect((await verify(changed, [checkpoint])).intact).toBe(false);
    }
  });
});

describe('an untouched log', () => {
  test('is proven by its checkpoint, and both verifiers agree', async () => {
    const verified = await verify(new Map(files), [checkpoint]);
    expect(verified.intact).toBe(true);
    expect(verified.findings).toEqual([]);
    for (const writer of verified.writers) expect(writer.proven).toBe(writer.count);
    const alone = verifyAlone(new Map(files), 'untouched');
    expect(alone).toMatchObject({ intact: true, proven: verified.events, notes: [] });
    expect(describeVerification(verified).join(' ')).not.toContain('Not proven:');
  });

  test('is not proven without a checkpoint, and says so', async () => {
    const verified = await verify(new Map(files), []);
    expect(verified.intact).toBe(true);
    expect(describeVerification(verified).join(' ')).toContain('no checkpoint');
  });

  test('a file cut before others saw it is found even without a checkpoint', async () => {
    const cut = onLines(files.get('host-a-0.jsonl') ?? Buffer.alloc(0), (lines) =>
      lines.slice(0, 3),
    );
    const verified = await verify(new Map(files).set('host-a-0.jsonl', cut), []);
    expect(verified.findings.map((finding) => finding.code)).toContain('seen-event-missing');
  });

  test('a checkpoint of another log proves nothing', async () => {
    const other = { ...checkpoint, log: 'incidents/inc-2' };
    const verified = await verify(new Map(files), [other]);
    expect(verified.checkpoints).toBe(0);
    expect(verified.writers.every((writer) => writer.proven === 0)).toBe(true);
  });
});
