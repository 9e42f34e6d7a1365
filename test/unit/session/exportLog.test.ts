import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CheckpointFiles } from '../../../src/session/checkpointFiles';
import type { ExportFormat } from '../../../src/session/exportFormats';
import { exportLog } from '../../../src/session/exportLog';
import { importLog } from '../../../src/session/importLog';
import { findLog } from '../../../src/session/logReference';
import { verifyOneLog } from '../../../src/session/verifyOneLog';
import { LogFolders } from '../../../src/storage/logFolders';
import { nodeFs } from '../../../src/storage/nodeFs';
import { nodePorts } from '../../../src/storage/nodeClock';
import { OutputStore } from '../../../src/storage/outputs';
import { openTestLog, incidentIn, note } from '../storage/testLog';
import { ended, output, started } from '../core/export/logOf';

let root: string;
let folders: LogFolders;
const now = new Date('2026-03-30T08:00:00Z');
const options = () => ({ folders, now, checkpoints: [], environment: {} });

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'runbook-log-'));
  folders = new LogFolders(root);
  const kept = await new OutputStore(folders, nodeFs).putOutput(Buffer.from([0, 255, 10]));
  if (!kept.ok) throw new Error(kept.message);
  const { file } = kept.value;
  for (const writer of ['host-a', 'host-b']) {
    const log = await openTestLog(incidentIn(root), nodePorts(), writer);
    await log.append({
      type: 'incident.declared',
      data: { title: 'Orders are not shipped', severity: 'SEV2' },
    });
    await log.append(started(writer));
    await log.append(ended(writer, 'x', { output: output('x', { file, truncated: true }) }));
    await log.append(note(`n-${writer}`, '\u202e "quoted" \u001b[0m'));
    await log.close();
  }
});

afterEach(() => rmSync(root, { recursive: true }));

async function exported(format: ExportFormat): Promise<string> {
  const made = await exportLog('inc-1', format, options());
  if (!made.ok) throw new Error(made.message);
  return String(made.value.content);
}

describe('exporting a log', () => {
  test('says what is damaged, as far as a footer has room', async () => {
    const broken = join(incidentIn(root).path, 'host-c.jsonl');
    writeFileSync(broken, 'no event | <b>\n'.repeat(30));
    const text = await exported('markdown');
    expect(text).toContain('- host-c.jsonl:1: not a JSON object');
    expect(text).toContain('- host-c.jsonl:20: ');
    expect(text).toContain('- 10 more findings.');
    expect(await exported('html')).toContain('host-c.jsonl:1: not a JSON object');
  });

  test.each(['markdown', 'html', 'ipynb', 'json'] as const)(
    '%s has the checkpoint',
    async (format) => {
      const made = await exportLog('incidents/inc-1', format, options());
      if (!made.ok) throw new Error(made.message);
      const { content, checkpoint } = made.value;
      expect(Object.keys(checkpoint.writers)).toEqual(['host-a', 'host-b']);
      for (const { hash } of Object.values(checkpoint.writers)) expect(content).toContain(hash);
    },
  );

  test('a day or an incident without events is said to be empty', async () => {
    expect(await exportLog('2026-01-01', 'markdown', options())).toMatchObject({ code: 'empty' });
    expect(await exportLog('../x', 'markdown', options())).toMatchObject({ ok: false });
    expect(await exportLog('CON', 'markdown', options())).toMatchObject({ code: 'bad-name' });
  });

  test('a PDF without a browser says what to do', async () => {
    expect(await exportLog('inc-1', 'pdf', options())).toMatchObject({
      code: 'no-browser',
      message: expect.stringContaining('HTML') as string,
    });
  });

  test('a damaged log is exported and says so', async () => {
    const folder = join(root, 'incidents', 'inc-1');
    const path = join(folder, 'host-a.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('SEV2', 'SEV4'));
    expect(await exported('markdown')).toContain('Damaged');
  });
});

describe('importing a JSON export', () => {
  test('gives the same bytes and outputs', async () => {
    const json = await exported('json');
    const elsewhere = mkdtempSync(join(tmpdir(), 'runbook-import-'));
    try {
      const imported = await importLog(json, new LogFolders(elsewhere));
      expect(imported).toMatchObject({ ok: true, value: { log: 'incidents/inc-1' } });
      for (const path of ['incidents/inc-1', 'outputs']) {
        const names = readdirSync(join(root, path));
        expect(readdirSync(join(elsewhere, path))).toEqual(names);
        for (const name of names) {
          expect(readFileSync(join(elsewhere, path, name))).toEqual(
            readFileSync(join(root, path, name)),
          );
        }
      }
      const again = await exportLog('inc-1', 'json', {
        ...options(),
        folders: new LogFolders(elsewhere),
      });
      expect(again).toMatchObject({ ok: true, value: { content: json } });
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  test('keeps a damaged log as it is', async () => {
    const path = join(root, 'incidents', 'inc-1', 'host-a.jsonl');
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from([0xff, 0xfe, 0x0a, 0x7b])]));
    const bytes = readFileSync(path);
    const json = await exported('json');
    rmSync(join(root, 'incidents'), { recursive: true });
    expect(await importLog(json, folders)).toMatchObject({ ok: true });
    expect(readFileSync(path)).toEqual(bytes);
  });

  test('touches nothing that exists', async () => {
    expect(await importLog(await exported('json'), folders)).toMatchObject({ code: 'exists' });
  });

  test.each(['../../evil.jsonl', 'a/b.jsonl', 'host-a.txt', 'w\\x.jsonl', 'c:x.jsonl', ''])(
    'refuses a file named %j',
    async (name) => {
      const json = (await exported('json')).replaceAll(
        'host-a.jsonl',
        JSON.stringify(name).slice(1, -1),
      );
      rmSync(join(root, 'incidents'), { recursive: true });
      expect(await importLog(json, folders)).toMatchObject({ code: 'bad-name' });
      expect(existsSync(join(root, 'incidents'))).toBe(false);
    },
  );
});

describe('checkpoints kept by a reader', () => {
  test('show that events were cut from the end', async () => {
    const kept = new CheckpointFiles(join(root, 'state'));
    const folder = findLog(folders, root, 'inc-1');
    if (folder === undefined) throw new Error('the log is not found');
    const first = await verifyOneLog(folder, await kept.read(root, 'incidents/inc-1'));
    expect(first.verification).toMatchObject({ intact: true, checkpoints: 0 });
    await kept.keep(root, first.verification);
    const path = join(folder.path, 'host-b.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${lines.slice(0, -2).join('\n')}\n`);
    const cut = await verifyOneLog(folder, await kept.read(root, 'incidents/inc-1'));
    expect(cut.verification).toMatchObject({ intact: false, checkpoints: 1 });
    expect(cut.verification.findings[0]?.code).toBe('checkpoint-differs');
    // A damaged log does not replace what proves that it is damaged.
    await kept.keep(root, cut.verification);
    const again = await verifyOneLog(folder, await kept.read(root, 'incidents/inc-1'));
    expect(again.verification.intact).toBe(false);
  });

  test('find a log by its folder, wherever it was copied to', async () => {
    const copy = join(root, 'elsewhere');
    cpSync(join(root, 'incidents', 'inc-1'), copy, { recursive: true });
    const folder = findLog(folders, root, 'elsewhere');
    expect(folder?.path).toBe(copy);
    expect(folder && (await verifyOneLog(folder, [])).verification.events).toBe(12);
  });
});
