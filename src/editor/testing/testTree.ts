import * as vscode from 'vscode';
import { kindOf } from '../../core/validation/checkRun';
import type { CheckUnit } from '../../core/run/checks';
import type { LastRun } from '../../session/lastRuns';
import type { FolderSessions } from '../folderSessions';
import { plainRunWords } from '../lastRunWords';
import { findMarkdown, readCheckFile, type CheckFile } from './checkFiles';

/** Of so many days with runs the last results are shown. */
const DAYS = 30;

interface ShownRun {
  readonly item: vscode.TestItem;
  readonly last: LastRun;
}

/** The items of the Testing view: a runbook each, and below it its checks in order. */
export class TestTree {
  readonly #controller: vscode.TestController;
  readonly #sessions: FolderSessions;
  readonly #files = new WeakMap<vscode.TestItem, CheckFile>();
  readonly #checks = new WeakMap<vscode.TestItem, CheckUnit>();

  constructor(controller: vscode.TestController, sessions: FolderSessions) {
    this.#controller = controller;
    this.#sessions = sessions;
  }

  /** Reads every file; the view fills while it goes on. */
  async readAll(): Promise<void> {
    for (const session of this.#sessions.all) {
      await session.lastRuns.loadLatest(session.log, DAYS);
    }
    for (const uri of await findMarkdown()) {
      await this.read(uri);
      await new Promise((done) => setImmediate(done));
    }
  }

  /** Reads one file again; it leaves the view when it has no check or is gone. */
  async read(uri: vscode.Uri): Promise<vscode.TestItem | undefined> {
    const file = await readCheckFile(uri, this.#sessions);
    const { items } = this.#controller;
    if (file === undefined) {
      items.delete(uri.toString());
      return undefined;
    }
    const id = uri.toString();
    const suite = items.get(id) ?? this.#controller.createTestItem(id, file.path, uri);
    if (items.get(id) === undefined) items.add(suite);
    this.#files.set(suite, file);
    suite.children.replace(file.checks.map((check) => this.#item(file, check)));
    this.showLast(suite);
    return suite;
  }

  forget(uri: vscode.Uri): void {
    this.#controller.items.delete(uri.toString());
  }

  /** The suite of a runbook of a session. */
  suiteOf(session: CheckFile['session'], path: string): vscode.TestItem | undefined {
    for (const [, suite] of this.#controller.items) {
      const file = this.#files.get(suite);
      if (file?.session === session && file.path === path) return suite;
    }
    return undefined;
  }

  fileOf(item: vscode.TestItem): CheckFile | undefined {
    return this.#files.get(item.parent ?? item);
  }

  checkOf(item: vscode.TestItem): CheckUnit | undefined {
    return this.#checks.get(item);
  }

  /** The checks that a request asks for, in the order of the runbooks. */
  wanted({ include, exclude = [] }: vscode.TestRunRequest): readonly vscode.TestItem[] {
    const roots = include ?? [...this.#controller.items].map(([, item]) => item);
    const leaves = roots.flatMap((item) =>
      this.#checks.has(item) ? [item] : [...item.children].map(([, child]) => child),
    );
    const left = new Set(
      exclude.flatMap((item) => [item, ...[...item.children].map(([, c]) => c)]),
    );
    return [...new Set(leaves)].filter((item) => !left.has(item));
  }

  /** Says beside each check what its latest run came to; answers the runs. */
  describeLast(suite: vscode.TestItem): readonly ShownRun[] {
    const file = this.#files.get(suite);
    if (file === undefined) return [];
    const known: ShownRun[] = [];
    for (const [, item] of suite.children) {
      const check = this.#checks.get(item);
      const last = check && file.session.lastRuns.get(file.path, check.stepId, check.partId);
      if (last === undefined || last.status === 'running') continue;
      item.description = plainRunWords(last, Date.now());
      known.push({ item, last });
    }
    return known;
  }

  /** Shows what the log knows of a runbook's checks as their results. */
  showLast(suite: vscode.TestItem): void {
    const known = this.describeLast(suite);
    if (known.length === 0) return;
    const run = this.#controller.createTestRun(
      new vscode.TestRunRequest(known.map(({ item }) => item)),
      'Last results in the log',
      false,
    );
    for (const { item, last } of known) showResult(run, item, last);
    run.end();
  }

  #item(file: CheckFile, check: CheckUnit): vscode.TestItem {
    const id = `${check.stepId} ${check.partId ?? ''}`;
    const item = this.#controller.createTestItem(id, check.title, file.uri);
    item.range = new vscode.Range(check.range.start, 0, check.range.start, 0);
    item.sortText = String(check.range.start).padStart(8, '0');
    this.#checks.set(item, check);
    return item;
  }
}

function showResult(run: vscode.TestRun, item: vscode.TestItem, last: LastRun): void {
  if (last.status === 'running') return;
  switch (kindOf({ outcome: last.status, verdict: last.verdict })) {
    case 'passed':
      run.passed(item, last.durationMs);
      break;
    case 'failed':
      run.failed(item, new vscode.TestMessage(last.message ?? 'It failed.'), last.durationMs);
      break;
    case 'needs-eyes':
    case 'not-run':
      run.skipped(item);
      break;
  }
}
