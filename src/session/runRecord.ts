import { createHash } from 'node:crypto';
import type { NewEvent } from '../core/incident/event';
import type { RecordedOutput, RunSubject } from '../core/incident/eventData';
import type { Runbook } from '../core/model/runbook';
import { endedWell, type Outcome, type RunResult, type Verdict } from '../core/run/outcome';
import type { Plan } from '../core/run/plan';
import { judge } from '../core/run/judge';
import { judgePart, judgeParts, type BlockShare } from '../core/run/judgePart';
import { stripEscapes } from '../core/text/escapes';
import type { CapturedText, CommandResult } from '../execution/command';
import { textHash } from './consent';
import type { RunRequest } from './runReport';

/** How a run ended, before it is recorded. */
export interface Ending {
  readonly outcome: Outcome;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly durationMs: number;
  readonly output: RecordedOutput;
}

const NO_OUTPUT: RecordedOutput = {
  head: '',
  tail: '',
  bytes: 0,
  lines: 0,
  sha256: createHash('sha256').digest('hex'),
  truncated: false,
};

/** The ending of a run that never had a process. */
export function refusedEnding(why: { readonly code: string; readonly message: string }): Ending {
  return {
    outcome: 'refused',
    code: why.code,
    message: why.message,
    exitCode: undefined,
    signal: undefined,
    durationMs: 0,
    output: NO_OUTPUT,
  };
}

/** The ending of a run that was stopped before it had a process. */
export function stoppedEnding(): Ending {
  const message = 'It was stopped before it began.';
  return { ...refusedEnding({ code: 'stopped', message }), outcome: 'cancelled' };
}

/** The ending of a run whose process has ended; `file` names its side file, when it has one. */
export function commandEnding(result: CommandResult, file: string | undefined): Ending {
  const { head, tail, bytes, lines, sha256, truncated } = result.output;
  return {
    outcome: result.outcome,
    code: result.code,
    message: result.message,
    exitCode: result.exitCode,
    signal: result.signal,
    durationMs: result.durationMs,
    output: {
      head,
      tail,
      bytes,
      lines,
      sha256,
      truncated,
      ...(file === undefined ? {} : { file }),
    },
  };
}

/** What a run is about: the step where it stands, or what was asked for when it is gone. */
export function subjectOf(request: RunRequest, runbook: Runbook, runId: string): RunSubject {
  const step = runbook.steps.find((candidate) => candidate.id === request.stepId);
  const part = step?.parts.find((candidate) => candidate.id === request.partId);
  const section = runbook.sections.find((candidate) => candidate.id === step?.sectionId)?.title;
  return {
    runId,
    runbook: request.runbook,
    runbookHash: textHash(request.text),
    stepId: request.stepId,
    ...(request.partId === undefined ? {} : { partId: request.partId }),
    title: part?.title || step?.title || request.stepId,
    ...(section === undefined ? {} : { section }),
    line: (part ?? step)?.range.start ?? 0,
  };
}

/** A subject as it may be stored: a title is often the command itself. */
export function maskSubject(subject: RunSubject, mask: (text: string) => string): RunSubject {
  const { title, section } = subject;
  return {
    ...subject,
    title: mask(title),
    ...(section === undefined ? {} : { section: mask(section) }),
  };
}

/** Recorded before the process exists; the plan is one without secrets, and so is its hash. */
export function startedEvent(subject: RunSubject, plan: Plan, drill: boolean): NewEvent {
  const { text, language, target, cwd, intent, reasons, environmentName } = plan;
  return {
    type: 'run.started',
    data: {
      ...subject,
      text,
      textHash: textHash(text),
      language,
      target,
      cwd,
      intent,
      reasons,
      ...(environmentName === undefined ? {} : { environment: environmentName }),
      ...(plan.values.length === 0 ? {} : { placeholders: plan.values }),
      ...(drill ? { drill } : {}),
    },
  };
}

export function endedEvent(runId: string, ending: Ending, verdict: Verdict | undefined): NewEvent {
  const { outcome, exitCode, signal, durationMs, output, message } = ending;
  return {
    type: 'run.ended',
    data: {
      runId,
      outcome,
      durationMs,
      output,
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(signal === undefined ? {} : { signal }),
      ...(message === undefined ? {} : { message }),
      ...(verdict === undefined ? {} : { verdict: recordable(verdict) }),
    },
  };
}

/** Judges a result by the step's expectation; undefined when the runbook expects nothing of it. */
export function judgeResult(
  plan: Plan,
  result: CommandResult,
  share: BlockShare | undefined,
): Verdict | undefined {
  const { stdout, stderr } = result.output;
  return judgeRun(
    plan,
    {
      outcome: result.outcome,
      exitCode: result.exitCode,
      stdout: whole(stdout),
      stderr: whole(stderr),
      truncated: stdout.truncated || stderr.truncated,
    },
    share,
  );
}

/** The same for what is known of a run in a terminal. */
export function judgeRun(
  { expectation, parts }: Plan,
  result: RunResult,
  share: BlockShare | undefined,
): Verdict | undefined {
  if (expectation === undefined) return undefined;
  if (parts === 'one') return judgePart(expectation, result, share);
  return parts === 'all' ? judgeParts(expectation, result) : judge(expectation, result);
}

/** True when a check needs no further attempt. */
export function hasPassed(
  plan: Plan,
  result: CommandResult,
  share: BlockShare | undefined,
): boolean {
  const verdict = judgeResult(plan, result, share);
  return endedWell(result.outcome, verdict?.kind);
}

function whole(text: CapturedText): string {
  return stripEscapes(text.truncated ? `${text.head}\n${text.tail}` : text.head);
}

function recordable({ kind, message, difference }: Verdict) {
  return difference === undefined ? { kind, message } : { kind, message, difference };
}
