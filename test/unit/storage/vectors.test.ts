import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { toCheckpoint } from '../../../src/core/incident/checkpoint';
import { nodeFs } from '../../../src/storage/nodeFs';
import { verifyLog } from '../../../src/storage/verifyLog';

const verifier = join(import.meta.dirname, '../../verifier');
const program = join(verifier, 'verifyLog.mjs');
const vectors = join(verifier, 'vectors');

interface Expected {
  readonly intact: boolean;
  readonly events: number;
  readonly proven: number;
  readonly findings: number;
  readonly notes: number;
}

function json(vector: string, name: string): unknown {
  return JSON.parse(readFileSync(join(vectors, vector, name), 'utf8'));
}

describe.each(readdirSync(vectors))('vector %s', (vector) => {
  const folder = join(vectors, vector, 'log');
  const expected = json(vector, 'expected.json') as Expected;

  test('the stand-alone verifier says what is expected', async () => {
    const { verifyFolder } = (await import(pathToFileURL(program).href)) as {
      readonly verifyFolder: (folder: string, checkpoint: unknown) => Record<string, unknown>;
    };
    const found = verifyFolder(folder, json(vector, 'checkpoint.json'));
    const { findings, notes } = found as { findings: string[]; notes: string[] };
    expect({ ...found, findings: findings.length, notes: notes.length }).toEqual(expected);
  });

  test('so does ours', async () => {
    const checkpoint = toCheckpoint(json(vector, 'checkpoint.json'));
    if (checkpoint === undefined) throw new Error('not a checkpoint');
    const log = { path: folder, kind: 'incidents', id: 'inc-1' } as const;
    const verified = await verifyLog(log, nodeFs, [checkpoint]);
    expect({
      intact: verified.intact,
      events: verified.events,
      proven: verified.writers.reduce((sum, writer) => sum + writer.proven, 0),
      findings: verified.findings.length,
      notes: verified.tornTails.length,
    }).toEqual(expected);
  });

  test('the command exits with 0 only for an intact log', async () => {
    const args = [program, folder, join(vectors, vector, 'checkpoint.json')];
    const code = await promisify(execFile)(process.execPath, args).then(
      () => 0,
      (error: { code: number }) => error.code,
    );
    expect(code).toBe(expected.intact ? 0 : 1);
  });
});

test('the stand-alone verifier stays small and imports nothing of ours', () => {
  const text = readFileSync(program, 'utf8');
  expect(text.split('\n').length).toBeLessThanOrEqual(201);
  for (const [, from] of text.matchAll(/from '([^']+)'/g)) expect(from).toMatch(/^node:/);
});
