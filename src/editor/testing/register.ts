import * as vscode from 'vscode';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions } from '../folderSessions';
import { runTests } from './runTests';
import { TestTree } from './testTree';
import { watchTests } from './watchTests';

/** What a test of the tests can reach. */
export interface RunbookTests extends vscode.Disposable {
  readonly controller: vscode.TestController;
  readonly run: (request: vscode.TestRunRequest, token: vscode.CancellationToken) => Promise<void>;
  readonly readAll: () => Promise<void>;
}

/** The Testing view: runbooks as suites, their checks as tests. Nothing is read until it is shown. */
export function registerTesting(sessions: FolderSessions): RunbookTests {
  const store = new DisposableStore();
  const controller = store.add(vscode.tests.createTestController('runbook', 'Runbooks'));
  const tree = new TestTree(controller, sessions);
  let reading: Promise<void> | undefined;
  const readAll = () => (reading ??= tree.readAll());
  const run = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
    if (request.continuous === true) watchTests(controller, tree, sessions, request, token);
    else await runTests(controller, tree, request, token);
  };
  controller.resolveHandler = async (item) => {
    if (item === undefined) await readAll();
  };
  controller.refreshHandler = () => (reading = tree.readAll());
  controller.createRunProfile(
    'Run Checks',
    vscode.TestRunProfileKind.Run,
    run,
    true,
    undefined,
    true,
  );
  const watcher = store.add(vscode.workspace.createFileSystemWatcher('**/*.md'));
  const again = (uri: vscode.Uri) => {
    // Before the view is shown there is nothing to keep fresh.
    if (reading !== undefined) void tree.read(uri);
  };
  store.add(watcher.onDidChange(again));
  store.add(watcher.onDidCreate(again));
  store.add(watcher.onDidDelete((uri) => tree.forget(uri)));
  store.add(
    sessions.onDidOpen((session) => {
      session.lastRuns.onDidChange((path) => {
        const suite = tree.suiteOf(session, path);
        if (suite !== undefined) tree.describeLast(suite);
      });
    }),
  );
  return { controller, run, readAll, dispose: () => store.dispose() };
}
