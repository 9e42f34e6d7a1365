import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DiagnosticSeverity,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type Location,
  type ProtocolConnection,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { AskedOfMachine, ToldByMachine } from '../../../src/protocol';
import { builtProgram, type BuiltProgram } from '../builtProgram';

interface Report {
  readonly kind: 'full' | 'unchanged';
  readonly resultId?: string;
  readonly items?: readonly Diagnostic[];
}

const TEXT = [
  '# Lamp service',
  '',
  'See [the wiring](wiring.md) and [nothing](nothing.md).',
  '',
  '## Look',
  '',
  '```',
  'kubectl logs <pod> -n lamp',
  '```',
  '',
  '```bash name=state',
  'kubectl get pod <pod> -n lamp',
  '```',
  '',
].join('\n');

describe('the language server', () => {
  let program: BuiltProgram;
  let folder: string;
  let child: ChildProcess;
  let server: ProtocolConnection;
  const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
  const open = async (name: string, text: string): Promise<void> => {
    await server.sendNotification('textDocument/didOpen', {
      textDocument: { uri: uri(name), languageId: 'markdown', version: 1, text },
    });
  };
  const pull = (name: string, previousResultId?: string): Promise<Report> =>
    server.sendRequest('textDocument/diagnostic', {
      textDocument: { uri: uri(name) },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });

  beforeAll(async () => {
    program = await builtProgram();
    folder = await mkdtemp(join(tmpdir(), 'runbook-server-'));
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'wiring.md'), '# Wiring\n\nText.\n');
    await writeFile(join(folder, 'lamp.md'), TEXT);
    child = spawn(process.execPath, [join(program.folder, 'server.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (child.stdout === null || child.stdin === null) throw new Error('no pipes');
    server = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    let refreshed = (): void => undefined;
    const ready = new Promise<void>((resolve) => {
      refreshed = resolve;
    });
    server.onRequest('workspace/diagnostic/refresh', () => refreshed());
    server.listen();
    await server.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { workspace: { diagnostics: { refreshSupport: true } } },
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'lamp' }],
      initializationOptions: { rules: { 'unsafe-placeholder': 'off' } },
    });
    await server.sendNotification('initialized', {});
    await ready;
    await open('lamp.md', TEXT);
  });
  afterAll(async () => {
    server.dispose();
    child.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers pulled diagnostics, and says when nothing changed', async () => {
    const report = await pull('lamp.md');
    expect(report.items?.map(({ code }) => code)).toEqual(['broken-link', 'fence-language']);
    expect((await pull('lamp.md', report.resultId)).kind).toBe('unchanged');
  });

  it('checks files of the workspace that are not open', async () => {
    await writeFile(join(folder, 'sub', 'closed.md'), '# Closed\n\n[gone](gone.md)\n');
    const { items } = await server.sendRequest<{ items: (Report & { uri: string })[] }>(
      'workspace/diagnostic',
      { previousResultIds: [] },
    );
    expect(items.map((item) => item.uri)).toContain(uri('wiring.md'));
  });

  it('offers the fix of a finding', async () => {
    const at = { line: 6, character: 0 };
    const actions = await server.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uri('lamp.md') },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title, kind }) => [kind, title])).toEqual([
      ['quickfix', 'Mark the block as bash'],
      ['refactor.rewrite', 'Add what should come out'],
    ]);
  });

  it('knows the places of a placeholder and renames them all', async () => {
    const place = { textDocument: { uri: uri('lamp.md') }, position: { line: 7, character: 15 } };
    const places = await server.sendRequest<Location[]>('textDocument/references', {
      ...place,
      context: { includeDeclaration: true },
    });
    expect(places.map(({ range }) => range.start.line)).toEqual([7, 11]);
    const edit = await server.sendRequest<WorkspaceEdit>('textDocument/rename', {
      ...place,
      newName: 'pod-name',
    });
    expect(edit.changes?.[uri('lamp.md')]?.map(({ newText }) => newText)).toEqual([
      '<pod-name>',
      '<pod-name>',
    ]);
    const hover = await server.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: uri('lamp.md') },
      position: { line: 11, character: 3 },
    });
    expect(JSON.stringify(hover.contents)).toContain('only reads');
  });

  it('completes languages and attributes behind a fence', async () => {
    await open('new.md', '```\n\n```bash \n');
    const labels = async (line: number, character: number): Promise<readonly string[]> => {
      const items = await server.sendRequest<{ label: string }[]>('textDocument/completion', {
        textDocument: { uri: uri('new.md') },
        position: { line, character },
      });
      return items.map(({ label }) => label);
    };
    expect(await labels(0, 3)).toContain('console');
    expect(await labels(2, 8)).toContain('expect');
  });

  it('shows what a step would run with the values typed before', async () => {
    await server.sendNotification('runbook/known', {
      folder: pathToFileURL(folder).href,
      connections: [],
      targets: [],
      values: { pod: 'lamp 7' },
    });
    const { contents } = await server.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: uri('lamp.md') },
      position: { line: 11, character: 3 },
    });
    expect(JSON.stringify(contents)).toContain("kubectl get pod 'lamp 7' -n lamp");
  });

  it('knows the keys of the front matter', async () => {
    await open('front.md', '---\nowner: lights\n\nstatus: \n---\n\n# Lamp\n');
    const labels = async (line: number, character: number): Promise<readonly string[]> => {
      const items = await server.sendRequest<{ label: string }[]>('textDocument/completion', {
        textDocument: { uri: uri('front.md') },
        position: { line, character },
      });
      return items.map(({ label }) => label);
    };
    const keys = await labels(2, 0);
    expect(keys).toContain('next_review');
    expect(keys).not.toContain('owner');
    expect(await labels(3, 8)).toContain('approved');
    const { contents } = await server.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: uri('front.md') },
      position: { line: 1, character: 1 },
    });
    expect(JSON.stringify(contents)).toContain('answers for the runbook');
  });

  it('checks each folder of the window against its own files and configuration', async () => {
    const second = join(folder, 'second');
    await mkdir(join(second, '.runbook'), { recursive: true });
    await writeFile(join(second, 'own.md'), '# Own\n\n[a](wiring.md)\n\n[b](own.md)\n');
    const codes = async (): Promise<readonly unknown[]> => {
      const report = await pull('second/own.md');
      return (report.items ?? []).map(({ code }) => code);
    };
    await open('second/own.md', '# Own\n\n[a](wiring.md)\n\n[b](own.md)\n');
    const changed = { uri: pathToFileURL(second).href, name: 'second' };
    await server.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [changed], removed: [] },
    });
    await expect.poll(codes).toEqual(['broken-link']);
    await writeFile(join(second, '.runbook', 'check.yaml'), 'rules:\n  broken-link: off\n');
    await server.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(join(second, '.runbook', 'check.yaml')).href, type: 1 }],
    });
    await expect.poll(codes).toEqual([]);
    await writeFile(join(second, '.runbook', 'check.yaml'), 'rules: [\n');
    const warned = new Promise<string>((resolve) => {
      server.onNotification('window/showMessage', ({ message }: { message: string }) =>
        resolve(message),
      );
    });
    await server.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(join(second, '.runbook', 'check.yaml')).href, type: 2 }],
    });
    expect(await warned).toContain('it is not YAML');
    await expect.poll(codes).toEqual(['broken-link']);
    await server.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [changed] },
    });
    await expect.poll(codes).toEqual(['broken-link']);
  });

  it('takes what the log says of a step from the window', async () => {
    await open('used.md', '# Lamp\n\n```bash\npwd\n```\n');
    const codes = async () => (await pull('used.md')).items?.map(({ code }) => code);
    expect(await codes()).toEqual([]);
    const known = { folder: pathToFileURL(folder).href, connections: [], targets: [], values: {} };
    await server.sendNotification('runbook/known', { ...known, history: { 'used.md': {} } });
    await expect.poll(codes).toEqual(['step-never-run']);
    // Marked in the text only: a runbook that was used once has many of them.
    expect((await pull('used.md')).items?.[0]?.severity).toBe(DiagnosticSeverity.Hint);
    await server.sendNotification('runbook/known', known);
    await expect.poll(codes).toEqual([]);
  });

  it('asks the window what the machine says, once for each text', async () => {
    const asked: string[] = [];
    server.onRequest('runbook/askMachine', ({ questions }: AskedOfMachine): ToldByMachine =>
      questions.map(({ kind, text }) => {
        asked.push(`${kind} ${text}`);
        if (kind !== 'command') return null;
        return text === 'lampctl' ? [{ code: '', message: '', start: 0, end: 7 }] : [];
      }),
    );
    await open('machine.md', '# Lamp\n\n```bash\nlampctl on\nuptime\n```\n');
    const codes = async () => (await pull('machine.md')).items?.map(({ code }) => code);
    expect(await codes()).toEqual([]);
    await expect.poll(codes).toEqual(['command-not-found']);
    expect(asked).toEqual(['command lampctl', 'command uptime']);
  });

  // Who is first depends on the machine; checkPool.test.ts has one that never ends.
  it('answers for one document beside one that takes long', async () => {
    await open('hard.md', '1. Run `docker ps`, then `docker ps -a`\n'.repeat(400_000));
    await open('easy.md', '# Easy\n\n[gone](gone.md)\n');
    const hard = pull('hard.md');
    const easy = await pull('easy.md');
    expect(easy.items?.map(({ code }) => code)).toEqual(['broken-link']);
    expect((await hard).kind).toBe('full');
  });
});
