import { relative, sep } from 'node:path';
import { showDeceptive } from '../core/text/escapes';
import type { RunEvent, RunReport } from '../session/runReport';
import type { SequenceReport } from '../session/sequences';
import { nameToArm } from '../session/sqlRuns';
import type { WorkspaceSession } from '../session/workspaceSession';
import { assertNever } from '../util/assertNever';
import type { RunPlace } from '../session/ports';
import { fail, succeed, type Result } from '../util/result';
import { findIncident } from './incidentCommand';
import { readSource } from './readFiles';
import type { RunCommandLine } from './runArguments';
import type { Terminal } from './terminal';

/** `runbook run`: runs a step or several in order and answers the exit code. */
export async function runCommand(
  options: RunCommandLine,
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
  if (options.environment !== undefined) {
    const known = await session.environments.choose(options.environment);
    if (!known) {
      terminal.err(
        `There is no environment "${options.environment}": no .env file has its name.\n`,
      );
      return 2;
    }
  }
  for (const name of options.arm) session.sql.armByName(name);
  session.runs.onEvent((event) => {
    (options.json ? printJson : printText)(event, terminal);
    if (event.kind === 'ended' && event.report.code === 'writes-not-armed') hint(session, terminal);
  });
  const request = {
    runbook: relative(session.root, options.file).split(sep).join('/'),
    text: source.value.text,
    values: options.values,
    target: options.target,
    place: place.value,
  };
  const { what } = options;
  if (what.kind === 'step') {
    const { stepId, partId } = what;
    return exitCode(await session.runs.run({ ...request, stepId, partId }));
  }
  const report = await session.sequences.run({ ...request, scope: what.scope, from: what.from });
  if (report.stopped !== undefined) printStop(report.stopped, report.left, options.json, terminal);
  return sequenceExitCode(report);
}

/** How the database that the last step wanted to write to is armed here. */
function hint(session: WorkspaceSession, terminal: Terminal): void {
  const { lastSeen } = session.sql;
  if (lastSeen !== undefined) terminal.err(`To arm it: --arm '${nameToArm(lastSeen)}'\n`);
}

function printStop(
  { code, message, stepId, partId }: NonNullable<SequenceReport['stopped']>,
  left: number,
  json: boolean,
  terminal: Terminal,
): void {
  if (json) {
    terminal.out(`${JSON.stringify({ type: 'stopped', code, message, stepId, partId, left })}\n`);
    return;
  }
  const goOn = stepId === undefined ? '' : ` Go on with --from ${stepId}.`;
  terminal.err(`stopped, ${left} left: ${message}${goOn}\n`);
}

/** As for one step: what stopped a sequence decides. */
function sequenceExitCode({ stopped }: SequenceReport): number {
  switch (stopped?.code) {
    case undefined:
      return 0;
    case 'failed':
    case 'not-as-expected':
      return 1;
    case 'cancelled':
      return 130;
    case 'refused':
    case 'manual':
    case 'choice':
    case 'section-not-found':
    case 'nothing-to-run':
      return 2;
  }
}

async function placeOf(
  { incident: id, drill, armed }: RunCommandLine,
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
    case 'table':
      terminal.out(`${JSON.stringify({ ...common, ...event.table })}\n`);
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
      terminal.err(
        `${showDeceptive(event.plan.title)}: ${event.plan.intent} on ${event.plan.target}\n`,
      );
      break;
    case 'output':
      (event.stream === 'stdout' ? terminal.out : terminal.err)(event.text);
      break;
    case 'table':
      break; // the output has it as text
    case 'ended': {
      const { outcome, message, verdict } = event.report;
      terminal.err(`${outcome}${message === undefined ? '' : `: ${message}`}\n`);
      if (verdict !== undefined) {
        terminal.err(
          `${verdict.kind}: ${verdict.message}\n${verdict.difference?.replace(/\n?$/, '\n') ?? ''}`,
        );
      }
      break;
    }
    default:
      assertNever(event);
  }
}
