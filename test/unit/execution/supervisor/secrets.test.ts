import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CommandRequest } from '../../../../src/execution/command';
import type { FromSupervisor } from '../../../../src/execution/supervisor/protocol';
import { bundledSupervisor, request, type BundledSupervisor } from '../bundledSupervisor';
import { PLANTED_SECRETS } from '../plantedSecrets';

const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  base64: (secret) => Buffer.from(secret).toString('base64'),
  url: (secret) => encodeURIComponent(secret),
};

/** Writes each text in two pieces with a pause between, on both streams in turn. */
const WRITER = `
const texts = JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8'));
(async () => {
  for (const [index, text] of texts.entries()) {
    const stream = index % 2 === 0 ? process.stdout : process.stderr;
    const bytes = Buffer.from('before ' + text + ' after\\n');
    const cut = 8 + (index * 5) % (bytes.length - 16);
    stream.write(bytes.subarray(0, cut));
    await new Promise((resolve) => setTimeout(resolve, index % 10 === 0 ? 60 : 2));
    stream.write(bytes.subarray(cut));
  }
  process.stdout.write('filler without anything in it\\n'.repeat(4000));
  process.stdout.write(texts.join('\\n'));
})();
`;

let supervisor: BundledSupervisor;
let script: string;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
  const writer = join(supervisor.folder, 'writer.cjs');
  const texts = join(supervisor.folder, 'texts.json');
  writeFileSync(writer, WRITER);
  const written = PLANTED_SECRETS.flatMap((secret) =>
    Object.values(FORMS).map((form) => form(secret)),
  );
  writeFileSync(texts, JSON.stringify(written));
  script = `'${process.execPath}' '${writer}' '${texts}'`;
});
afterAll(() => supervisor.close());

for (const sessionKey of [undefined, 'secrets']) {
  test(`${PLANTED_SECRETS.length} secrets are in no byte written or sent, ${sessionKey === undefined ? 'alone' : 'in a session'}`, async () => {
    const outputs = join(supervisor.folder, `secret-outputs-${sessionKey ?? 'alone'}`);
    mkdirSync(outputs);
    const one = request(script, { sessionKey, secrets: PLANTED_SECRETS });
    const protocol = await rawProtocol(
      { ...one, env: { ...one.env, S: PLANTED_SECRETS[0] ?? '' } },
      outputs,
    );
    const messages = protocol
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as FromSupervisor);
    const texts = messages.map((message) => allTexts(message).join('\n'));
    const files = readdirSync(outputs).map((name) => readFileSync(join(outputs, name)));
    expect(files.length).toBe(1);
    const everything = [protocol, ...files].map((bytes) => bytes.toString());
    for (const secret of PLANTED_SECRETS.flatMap((whole) => whole.split('\n'))) {
      for (const form of Object.values(FORMS).map((encode) => encode(secret))) {
        // The last character of base64 may hold bits of a neighbour.
        const known = form.replace(/=*$/, '').slice(0, -1);
        const seen = [...everything, ...texts].filter((text) => text.includes(known));
        expect(seen.map((text) => text.slice(text.indexOf(known) - 20, 200))).toEqual([]);
      }
    }
    expect(files[0]?.toString()).toContain('before *** after');
  });
}

/** All bytes the supervisor sends for one run. */
async function rawProtocol(one: CommandRequest, outputDir: string): Promise<Buffer> {
  const env = {
    ...process.env,
    RUNBOOK_OUTPUT_DIRECTORY: outputDir,
    RUNBOOK_SUPERVISOR: one.runId,
  };
  const child = spawn(process.execPath, [supervisor.scriptPath], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    const result = sent.indexOf('"type":"result"');
    // The line of the result is long and comes in pieces: the pipe is closed behind its last one.
    if (result >= 0 && sent.includes('\n', result)) child.stdin.end();
  });
  child.stdin.write(`${JSON.stringify({ type: 'run', request: one })}\n`);
  await once(child, 'close');
  return Buffer.concat(chunks);
}

function allTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(allTexts);
}
