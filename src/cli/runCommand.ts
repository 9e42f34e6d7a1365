import { relative, sep } from 'node:path';
import type { RunEvent, RunReport } from '../session/runReport';
import type { WorkspaceSession } from '../session/workspaceSession';
import { assertNever } from '../util/assertNever';
import type { RunPlace } from '../session/ports';
import { fail, succeed, type Result } from '../util/result';
import type { CommandLine } from './arguments';
import { findIncident } from './incidentCommand';
import { readSource } from './readFiles';
import type { Terminal } from './terminal';

type RunOptions = Extract<CommandLine, { command: 'run' }>;

/** `runbook run`: runs one step through the session and answers the exit code. */
export async function runCommand(
  options: RunOptions,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<number> {
  const source = await readSource(options.file);
  if (!source.ok) {
    terminal.err(`${source.message}\n`);
    return 2;
  }
  const place = await placeOf(options, session);
  if (!place.ok) {
    terminal.err(`${place.message}\n`);
    return 2;
  }
  session.runs.onEvent((event) => (options.json ? printJson : printText)(event, terminal));
  const report = await session.runs.run({
    runbook: relative(session.root, options.file).split(sep).join('/'),
    text: source.value.text,
    stepId: options.stepId,
    partId: options.partId,
    values: options.values,
    place: place.value,
  });
  return exitCode(report);
}

async function placeOf(
  { incident: id, drill, armed }: RunOptions,
  session: WorkspaceSession,
): Promise<Result<RunPlace, string>> {
  if (id === undefined) return succeed({ incident: undefined, drill, armed });
  const incident = await findIncident(session, id);
  if (!incident.ok) return incident;
  const { phase, drill: isDrill, armed: isArmed } = incident.value;
  if (phase === 'resolved') {
    return fail(
      'resolved',
      'This incident is resolved. Run without --incident, or declare a new one.',
    );
  }
  return succeed({
    incident: incident.value.id,
    drill: drill || isDrill,
    armed: armed || isArmed,
  });
}

/** 0 passed, 1 failed or not as expected, 2 refused, 130 cancelled. */
export function exitCode(report: RunReport): number {
  switch (report.outcome) {
    case 'succeeded':
      return report.verdict?.kind === 'fail' ? 1 : 0;
    case 'failed':
    case 'timed-out':
    case 'interrupted':
      return 1;
    case 'refused':
      return 2;
    case 'cancelled':
      return 130;
    default:
      return assertNever(report.outcome);
  }
}

function printJson(event: RunEvent, terminal: Terminal): void {
  const { kind: type, runId } = event;
  const { stepId, partId } = event.request;
  const common = { type, runId, stepId, ...(partId === undefined ? {} : { partId }) };
  switch (event.kind) {
    case 'started': {
      const { title, text, language, intent, reasons, target, cwd } = event.plan;
      const started = { ...common, title, text, language, intent, reasons, target, cwd };
      terminal.out(`${JSON.stringify(started)}\n`);
      break;
    }
    case 'output':
      terminal.out(`${JSON.stringify({ ...common, stream: event.stream, text: event.text })}\n`);
      break;
    case 'ended':
      terminal.out(`${JSON.stringify({ ...common, ...event.report })}\n`);
      break;
    default:
      assertNever(event);
  }
}

function printText(event: RunEvent, terminal: Terminal): void {
  switch (event.kind) {
    case 'started':
      terminal.err(`${event.plan.title}: ${event.plan.intent} on ${event.plan.target}\n`);
      break;
    case 'output':
      (event.stream === 'stdout' ? terminal.out : terminal.err)(event.text);
      break;
    case 'ended': {
      const { outcome, message, verdict } = event.report;
      terminal.err(`${outcome}${message === undefined ? '' : `: ${message}`}\n`);
      if (verdict !== undefined) {
        terminal.err(`${verdict.kind}: ${verdict.message}\n${verdict.difference ?? ''}`);
      }
      break;
    }
    default:
      assertNever(event);
  }
}
