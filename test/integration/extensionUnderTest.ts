import { ok } from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  commands,
  extensions,
  Uri,
  window,
  workspace,
  type CodeLens,
  type TextDocument,
} from 'vscode';
import type { Runbook } from '../../src/core/model/runbook';
import { parseRunbook } from '../../src/core/parser/parseRunbook';
import type { TestApi } from '../../src/extension';
import type { ConsentQuestion, Questions } from '../../src/session/ports';
import type { RunReport } from '../../src/session/runReport';

/** The extension, activated, with what it lends to tests. */
export async function extensionUnderTest(): Promise<TestApi> {
  const extension = extensions.getExtension<TestApi>('executable-runbooks.executable-runbooks');
  ok(extension, 'the extension is installed');
  return extension.activate();
}

/** Answers every question the same way and keeps what was asked. */
export function answering(consent: boolean, values?: Record<string, string>) {
  const asked: ConsentQuestion[] = [];
  const questions: Questions = {
    consent: (question) => {
      asked.push(question);
      return Promise.resolve(consent);
    },
    values: () => Promise.resolve(values),
  };
  return { asked, questions };
}

export function workspaceFile(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  ok(folder, 'a folder is open');
  return Uri.joinPath(folder.uri, path);
}

/** Writes a runbook into the workspace and shows it. */
export async function openRunbook(path: string, text: string): Promise<TextDocument> {
  const uri = workspaceFile(path);
  await workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

export function runbookOf(document: TextDocument): Runbook {
  return parseRunbook(document.getText());
}

export async function lensTitles(uri: Uri): Promise<readonly string[]> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return lenses.map((lens) => lens.command?.title ?? '');
}

/** Runs the step whose text contains `text`, as its lens does. */
export async function runStep(document: TextDocument, text: string): Promise<RunReport> {
  const step = runbookOf(document).steps.find((candidate) => candidate.text.includes(text));
  ok(step, `a step with "${text}"`);
  const report = await commands.executeCommand<RunReport | undefined>(
    'runbook.runStep',
    document.uri.toString(),
    step.id,
  );
  ok(report, 'the run has a report');
  return report;
}

/** Every event in the workspace's logs of one kind, in the order of the files. */
export async function loggedEvents(kind: 'journal' | 'checklists'): Promise<LoggedEvent[]> {
  const root = workspaceFile(`.runbook/${kind}`).fsPath;
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const events: LoggedEvent[] = [];
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    for (const line of text.split('\n')) {
      if (line !== '') events.push(JSON.parse(line) as LoggedEvent);
    }
  }
  return events;
}

export interface LoggedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Waits until a condition holds; the deadline is generous, the answer is not. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 45_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
