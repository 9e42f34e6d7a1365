import * as vscode from 'vscode';
import type { RunReport } from '../../session/runReport';
import type { FolderSessions } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { showFailure } from '../showFailure';
import { stepTarget, type StepTarget } from './stepTarget';

/** Commands that run something, each by way of the session. They answer with the run's report. */
export function runCommands(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): Readonly<Record<string, (...args: unknown[]) => unknown>> {
  const run = (target: StepTarget, explain = false) => runTarget(sessions, target, explain);

  const runStep = async (...args: unknown[]): Promise<RunReport | undefined> => {
    const target = await stepTarget(documents, args);
    if (target.ok) return run(target.value);
    showFailure(target);
    return undefined;
  };

  const explainStep = async (...args: unknown[]): Promise<RunReport | undefined> => {
    const target = await stepTarget(documents, args);
    if (target.ok) return run(target.value, true);
    showFailure(target);
    return undefined;
  };

  const runSteps = async (uri: unknown, ids: unknown): Promise<readonly RunReport[]> => {
    const reports: RunReport[] = [];
    for (const id of stringsOf(ids)) {
      const report = await runStep(uri, id);
      if (report === undefined || report.outcome === 'cancelled') break;
      if (report.outcome === 'refused') break;
      reports.push(report);
    }
    return reports;
  };

  const pickStep = async (uri: unknown, ids: unknown): Promise<RunReport | undefined> => {
    const choices: { label: string; description: string; id: string }[] = [];
    for (const id of stringsOf(ids)) {
      const target = await stepTarget(documents, [uri, id]);
      if (!target.ok) continue;
      const { step } = target.value;
      choices.push({ label: step.title, description: step.text, id });
    }
    if (choices.length === 0) {
      showFailure({
        code: 'step-not-found',
        message: 'The commands of this table have changed. Choose from its new lens.',
      });
      return undefined;
    }
    const choice = await vscode.window.showQuickPick(choices, {
      placeHolder: 'Choose the command to run',
      matchOnDescription: true,
    });
    return choice === undefined ? undefined : runStep(uri, choice.id);
  };

  return {
    'runbook.runStep': runStep,
    'runbook.explainStep': explainStep,
    'runbook.runSteps': runSteps,
    'runbook.pickStep': pickStep,
    'runbook.stopRun': (runId: unknown) => {
      for (const session of sessions.all) {
        session.runs.stop(typeof runId === 'string' ? runId : undefined);
      }
    },
  };
}

async function runTarget(
  sessions: FolderSessions,
  { document, step, part }: StepTarget,
  explain: boolean,
): Promise<RunReport | undefined> {
  const placed = sessions.place(document.uri);
  if (!placed.ok) {
    showFailure(placed);
    return undefined;
  }
  const report = await placed.value.session.runs.run({
    runbook: placed.value.path,
    text: document.getText(),
    stepId: step.id,
    partId: part?.id,
    explain,
    current: () => (document.isClosed ? undefined : document.getText()),
  });
  // The run has its end; a person may look at it later, or never.
  void placed.value.session.verdicts.ask(report);
  const { code, message } = report;
  if (message !== undefined && code !== undefined && code !== 'not-confirmed' && code !== 'drill') {
    showFailure({ code, message });
  }
  if (!report.saved) {
    showFailure({
      code: 'not-saved-yet',
      message:
        'The end of this run is not saved yet: the log could not be written. It is kept in ' +
        'memory and saved when there is room again; leave this window open.',
    });
  }
  return report;
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}
