import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogEvent } from '../../../src/core/incident/event';
import { compareEvents } from '../../../src/core/incident/order';
import { followLog } from '../../../src/storage/followLog';
import { LogFolders } from '../../../src/storage/logFolders';
import { nodePorts } from '../../../src/storage/nodeClock';
import { OutputStore } from '../../../src/storage/outputs';
import { readLog } from '../../../src/storage/readLog';
import { bundleProgram } from './programs/bundleProgram';
import { incidentIn } from './testLog';
import { repeats } from '../effort';

const WRITERS = 8;
const total = repeats(20_000, 1_000_000);
const LARGEST = 8 * 1024 * 1024;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-writers-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(errors))));
  });
}

/** What every writer saw of the others stands before it in the fold. */
function expectCausalOrder(events: readonly LogEvent[]): void {
  const reached = new Map<string, number>();
  for (const event of events) {
    expect(event.seq).toBe((reached.get(event.writer) ?? 0) + 1);
    for (const [writer, head] of Object.entries(event.heads ?? {})) {
      if ((reached.get(writer) ?? 0) < head.seq) expect(reached.get(writer)).toBe(head.seq);
    }
    reached.set(event.writer, event.seq);
  }
}

describe(`${WRITERS} processes writing ${total} events into one log`, () => {
  test('lose and mangle nothing while a reader follows', async () => {
    const root = join(folder, '.runbook');
    const program = await bundleProgram('writeMany', folder);
    const each = total / WRITERS;
    const seen: LogEvent[] = [];
    const followed = await followLog(incidentIn(root), nodePorts(), (events) => {
      seen.push(...events);
    });
    await Promise.all(
      Array.from({ length: WRITERS }, (_, n) =>
        run(program, [root, `host-${n}`, `${each}`, `${LARGEST}`]),
      ),
    );
    await followed.refresh();
    followed.dispose();
    const { events, problems, tornTails } = await readLog(incidentIn(root), nodePorts().fs);
    expect(problems).toEqual([]);
    expect(tornTails).toEqual([]);
    const notes = events.flatMap((event) => (event.type === 'note.added' ? [event.data] : []));
    expect(new Set(notes.map(({ noteId }) => noteId)).size).toBe(total);
    expect(notes.length).toBe(total);
    expect(followed.reading().problems).toEqual([]);
    expect([...seen].sort(compareEvents)).toEqual(events);
    expectCausalOrder(events);
    const store = new OutputStore(new LogFolders(root), nodePorts().fs);
    const named = notes.filter(({ text }) => text.startsWith('output '));
    expect(named.length).toBeGreaterThan(0);
    for (const { text } of named)
      expect(await store.readOutput(text.slice(7), LARGEST)).toMatchObject({ ok: true });
  }, 3_600_000);

  test('would mangle lines with appendFile on one file: the harness can tell', async () => {
    const program = join(folder, 'appendFile.mjs');
    const source = `import { appendFile } from 'node:fs/promises';
      const [file, writer] = process.argv.slice(2);
      for (let i = 0; i < 30; i++)
        await appendFile(file, JSON.stringify({ writer, text: writer.repeat(2_000_000) }) + '\\n');`;
    await appendFile(program, source);
    const file = join(folder, 'one.jsonl');
    await Promise.all(['a', 'b', 'c'].map((writer) => run(program, [file, writer])));
    const mangled = (await readFile(file, 'utf8'))
      .split('\n')
      .slice(0, -1)
      .filter((line) => !isWhole(line));
    expect(mangled.length).toBeGreaterThan(0);
  }, 120_000);
});

function isWhole(line: string): boolean {
  try {
    const { writer, text } = JSON.parse(line) as { writer: string; text: string };
    return text === writer.repeat(2_000_000);
  } catch {
    return false;
  }
}
