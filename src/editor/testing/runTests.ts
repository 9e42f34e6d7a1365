import * as vscode from 'vscode';
import { kindOf } from '../../core/validation/checkRun';
import type { RunReport, RunRequest } from '../../session/runReport';
import { assertNever } from '../../util/assertNever';
import type { TestTree } from './testTree';

/** Runs checks one after the other, each by way of the session, and reports them to the view. */
export async function runTests(
  controller: vscode.TestController,
  tree: TestTree,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): Promise<void> {
  const wanted = tree.wanted(request);
  const run = controller.createTestRun(request);
  for (const item of wanted) run.enqueued(item);
  for (const item of wanted) {
    if (token.isCancellationRequested) run.skipped(item);
    else await runTest(run, tree, item, token);
  }
  run.end();
}

async function runTest(
  run: vscode.TestRun,
  tree: TestTree,
  item: vscode.TestItem,
  token: vscode.CancellationToken,
): Promise<void> {
  const file = tree.fileOf(item);
  const check = tree.checkOf(item);
  if (file === undefined || check === undefined) {
    run.errored(item, new vscode.TestMessage('This check is no longer in its runbook.'));
    return;
  }
  const { session, path, text } = file;
  const { stepId, partId } = check;
  const request: RunRequest = { runbook: path, text, stepId, partId, shownInPlace: true };
  run.started(item);
  const listening = session.runs.onEvent((event) => {
    if (event.request !== request) return;
    if (event.kind === 'output') {
      run.appendOutput(event.text.replace(/\r?\n/g, '\r\n'), undefined, item);
    } else if (event.kind === 'started') {
      const { runId } = event;
      token.onCancellationRequested(() => session.runs.stop(runId));
    }
  });
  const report = await session.runs.run(request);
  listening.dispose();
  show(run, item, report);
}

function show(run: vscode.TestRun, item: vscode.TestItem, report: RunReport): void {
  const { durationMs } = report;
  const kind = kindOf({ outcome: report.outcome, verdict: report.verdict?.kind });
  switch (kind) {
    case 'passed':
      run.passed(item, durationMs);
      return;
    case 'failed':
      run.failed(item, message(item, report), durationMs);
      return;
    case 'needs-eyes':
      run.appendOutput(`Needs eyes: ${report.verdict?.message ?? ''}\r\n`, undefined, item);
      run.skipped(item);
      return;
    case 'not-run':
      if (report.outcome === 'cancelled') run.skipped(item);
      else run.errored(item, message(item, report), durationMs);
      return;
    default:
      assertNever(kind);
  }
}

function message(item: vscode.TestItem, { message, verdict, exitCode }: RunReport) {
  const why = message ?? verdict?.message ?? `It ended with exit code ${exitCode ?? '?'}.`;
  const difference = verdict?.difference === undefined ? '' : `\n\n${verdict.difference}`;
  const told = new vscode.TestMessage(`${why}${difference}`);
  if (item.uri !== undefined && item.range !== undefined) {
    told.location = new vscode.Location(item.uri, item.range);
  }
  return told;
}
