import { dirname, relative, sep } from 'node:path';
import { endedWell } from '../core/run/outcome';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { RunReport } from '../session/runReport';
import type { SequenceReport } from '../session/sequences';
import { nameToArm } from '../session/sqlRuns';
import type { WorkspaceSession } from '../session/workspaceSession';
import { assertNever } from '../util/assertNever';
import type { RunPlace } from '../session/ports';
import { fail, succeed, type Result } from '../util/result';
import { findIncident } from './incidentCommand';
import { readSource, type SourceFile } from './readFiles';
import { printLeftOut, printStop, runPrinter } from './printRun';
import type { RunCommandLine } from './runArguments';
import { setValues } from './setValues';
import type { Terminal } from './terminal';
import { warnOfDamage } from './warnOfDamage';

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
  const values = fitting(options, source.value);
  if (!values.ok) {
    terminal.err(`${values.message}\n`);
    return 2;
  }
  const place = await placeOf(options, session);
  if (!place.ok) {
    terminal.err(`${place.message}\n`);
    return 2;
  }
  const { incident } = place.value;
  if (incident !== undefined) await warnOfDamage([incident], session, terminal);
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
  const print = runPrinter(terminal, options.json);
  session.runs.onEvent((event) => {
    print(event);
    if (event.kind === 'ended' && event.report.code === 'writes-not-armed') hint(session, terminal);
  });
  const request = {
    runbook: relative(dirname(session.log.folders.root), options.file).split(sep).join('/'),
    text: source.value.text,
    values: values.value,
    target: options.target,
    place: place.value,
  };
  const { what } = options;
  if (what.kind === 'step') {
    const { stepId, partId } = what;
    return exitCode(await session.runs.run({ ...request, stepId, partId }));
  }
  const report = await session.sequences.run({ ...request, scope: what.scope, from: what.from });
  for (const item of report.leftOut) printLeftOut(item, options.json, terminal);
  if (report.stopped !== undefined) printStop(report.stopped, report.left, options.json, terminal);
  return sequenceExitCode(report);
}

/** The values under the names of the runbook; fails where it has no such step, part or placeholder. */
function fitting(
  { what, values, json }: RunCommandLine,
  { text }: SourceFile,
): Result<RunCommandLine['values'], string> {
  const isGiven = Object.keys(values).length > 0;
  // Programs are told of a step that is not there by an event, with its code.
  const asked = what.kind === 'step' && !json ? what : undefined;
  if (asked === undefined && !isGiven) return succeed(values);
  const runbook = parseRunbook(text);
  if (asked !== undefined) {
    const step = runbook.steps.find(({ id }) => id === asked.stepId);
    const shown = 'runbook list FILE shows them';
    if (step === undefined) return fail('no-step', `There is no step "${asked.stepId}"; ${shown}.`);
    if (asked.partId !== undefined && !step.parts.some(({ id }) => id === asked.partId))
      return fail('no-part', `There is no part "${asked.partId}" in this step; ${shown}.`);
  }
  return isGiven ? setValues(values, [runbook]) : succeed(values);
}

/** How the database that the last step wanted to write to is armed here. */
function hint(session: WorkspaceSession, terminal: Terminal): void {
  const { lastSeen } = session.sql;
  if (lastSeen !== undefined) terminal.err(`To arm it: --arm '${nameToArm(lastSeen)}'\n`);
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
    case 'failed':
      return endedWell(report.outcome, report.verdict?.kind) ? 0 : 1;
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
