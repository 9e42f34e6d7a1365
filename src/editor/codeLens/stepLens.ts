import * as vscode from 'vscode';
import type { Runbook } from '../../core/model/runbook';
import type { Part, Step } from '../../core/model/step';
import type { Intent } from '../../core/run/intent';
import { runnableSections } from '../../core/run/sequence';
import type { LastRun } from '../../session/lastRuns';
import { lastRunWords } from '../lastRunWords';

const TRUST = '$(shield) Trust this folder to run';

/** What the lenses of a document are made from; plain data, so that they are made at once. */
export interface LensFacts {
  readonly uri: string;
  /** What the document says, which the runbook was read from. */
  readonly text: string;
  readonly trusted: boolean;
  readonly now: number;
  readonly lastRun: (stepId: string, partId?: string) => LastRun | undefined;
  readonly intent: (step: Step, text: string) => Intent | undefined;
  readonly ticked: { readonly settled: number; readonly of: number } | undefined;
}

/** Every lens of a runbook, in document order. Arguments are ids, so they never go stale. */
export function stepLenses(runbook: Runbook, facts: LensFacts): vscode.CodeLens[] {
  const lenses = topLenses(runbook, facts);
  for (const step of runbook.steps) {
    if (step.kind === 'row') continue;
    const parts = step.parts.filter((part) => !part.manual);
    const several = step.kind === 'block' && step.parts.length > 1;
    lenses.push(...wholeStepLenses(step, facts));
    if (several) for (const part of parts) lenses.push(...partLenses(step, part, facts));
  }
  lenses.push(...tableLenses(runbook, facts), ...sectionLenses(runbook, facts));
  return lenses;
}

function topLenses(runbook: Runbook, facts: LensFacts): vscode.CodeLens[] {
  if (runbook.steps.length === 0 && runbook.checklists.length === 0) return [];
  const lenses = [
    lens(0, '$(notebook) Open as Notebook', 'runbook.openAsNotebook', [facts.uri]),
    lens(0, '$(flame) Declare Incident', 'runbook.declareIncident', [facts.uri]),
  ];
  if (facts.ticked !== undefined && facts.ticked.of > 0) {
    const title = `$(checklist) Checklists ${facts.ticked.settled}/${facts.ticked.of}`;
    lenses.push(lens(0, title, 'runbook.checklists.focus', []));
  }
  return lenses;
}

function wholeStepLenses(step: Step, facts: LensFacts): vscode.CodeLens[] {
  const line = step.range.start;
  const reason = step.notRunnable;
  if (reason !== undefined && reason.code !== 'unfilled-hole') {
    return [lens(line, `$(circle-slash) Not runnable: ${reason.message}`, '', [])];
  }
  const lenses: vscode.CodeLens[] = [];
  if (!step.parts.some((part) => part.alternative !== undefined)) {
    lenses.push(runLens(line, step, step.text, undefined, facts));
  }
  const shell = step.language === 'bash' || step.language === 'sh' || step.language === 'zsh';
  if (shell && facts.trusted) {
    lenses.push(lens(line, 'Run in Terminal', 'runbook.runStepInTerminal', [facts.uri, step.id]));
  }
  lenses.push(lens(line, 'Copy', 'runbook.copyStep', [facts.uri, step.id]));
  lenses.push(...resultLens(line, facts.lastRun(step.id), facts));
  return lenses;
}

function partLenses(step: Step, part: Part, facts: LensFacts): vscode.CodeLens[] {
  const line = part.range.start;
  return [
    runLens(line, step, part.text, part.id, facts),
    ...resultLens(line, facts.lastRun(step.id, part.id), facts),
  ];
}

function runLens(
  line: number,
  step: Step,
  text: string,
  partId: string | undefined,
  facts: LensFacts,
): vscode.CodeLens {
  if (!facts.trusted) {
    return lens(line, TRUST, 'workbench.trust.manage', []);
  }
  const last = facts.lastRun(step.id, partId);
  if (last?.status === 'running') {
    return lens(line, '$(sync~spin) Running · Stop', 'runbook.stopRun', [last.runId]);
  }
  const holes = step.placeholders.filter((hole) => !hole.variable && text.includes(hole.written));
  const values = `${holes.length} value${holes.length === 1 ? '' : 's'}`;
  const run = holes.length > 0 ? `Run… (${values})` : 'Run';
  const destroys = facts.intent(step, text) === 'destructive';
  const title = destroys ? `$(warning) ${run} · destructive` : `$(play) ${run}`;
  const args = partId === undefined ? [facts.uri, step.id] : [facts.uri, step.id, partId];
  return lens(line, title, 'runbook.runStep', args);
}

/** Over each heading with several steps; they run in order and stop at the first that fails. */
function sectionLenses(runbook: Runbook, facts: LensFacts): vscode.CodeLens[] {
  return runnableSections(runbook, facts.text).map(({ section, steps }) =>
    facts.trusted
      ? lens(section.range.start, `$(run-all) Run section (${steps} steps)`, 'runbook.runSection', [
          facts.uri,
          section.id,
        ])
      : lens(section.range.start, TRUST, 'workbench.trust.manage', []),
  );
}

/** One lens over a table of commands: its rows run in order. */
function tableLenses(runbook: Runbook, facts: LensFacts): vscode.CodeLens[] {
  const lenses: vscode.CodeLens[] = [];
  const rows = runbook.steps.filter((step) => step.kind === 'row');
  for (const [index, row] of rows.entries()) {
    if (rows[index - 1]?.range.end === row.range.start) continue;
    const table = [row];
    for (const next of rows.slice(index + 1)) {
      if (table.at(-1)?.range.end !== next.range.start) break;
      table.push(next);
    }
    const line = Math.max(0, row.range.start - 2);
    const ids = table.filter((step) => step.notRunnable === undefined).map((step) => step.id);
    if (ids.length === 0) continue;
    const checks = table.some((step) => step.expectation !== undefined);
    const noun = `${checks ? 'check' : 'command'}${ids.length === 1 ? '' : 's'}`;
    lenses.push(
      facts.trusted
        ? checks
          ? lens(line, `$(play) Run ${ids.length} ${noun}`, 'runbook.runSteps', [facts.uri, ids])
          : lens(line, `$(play) Run one of ${ids.length} ${noun}…`, 'runbook.pickStep', [
              facts.uri,
              ids,
            ])
        : lens(line, TRUST, 'workbench.trust.manage', []),
    );
  }
  return lenses;
}

function resultLens(line: number, last: LastRun | undefined, facts: LensFacts): vscode.CodeLens[] {
  if (last === undefined || last.status === 'running') return [];
  const result = lens(line, lastRunWords(last, facts.now), 'runbook.showOutput', []);
  if (last.verdict === 'needs-eyes') {
    return [
      result,
      lens(line, '$(check) Looks right', 'runbook.looksRight', [last.runId]),
      lens(line, '$(close) Does not', 'runbook.looksWrong', [last.runId]),
    ];
  }
  if (last.status !== 'failed' && last.verdict !== 'fail') return [result];
  const about = [facts.uri, { runId: last.runId }];
  return [result, lens(line, '$(flame) Declare Incident', 'runbook.declareIncident', about)];
}

function lens(line: number, title: string, command: string, args: unknown[]): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
    title,
    command,
    arguments: args,
  });
}
