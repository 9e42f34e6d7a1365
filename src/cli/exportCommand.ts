import { readFile } from 'node:fs/promises';
import { toUtc } from '../core/incident/times';
import { describeFindings } from '../core/incident/describeVerification';
import { CheckpointFiles, readCheckpoint, stateFolder } from '../session/checkpointFiles';
import { importLog } from '../session/importLog';
import { findLog, logName, logsBelow } from '../session/logReference';
import { verifyOneLog } from '../session/verifyOneLog';
import type { WorkspaceSession } from '../session/workspaceSession';
import { fail, succeed, type Result } from '../util/result';
import type { CommandLine } from './arguments';
import { whyUnread } from './fileReasons';
import { findIncident } from './incidentCommand';
import type { Terminal } from './terminal';
import { warnOfDamage } from './warnOfDamage';
import { writeResult } from './writeResult';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `runbook export`: a journal day or an incident, to a file or to standard output. */
export async function exportCommand(
  options: Extract<CommandLine, { command: 'export' }>,
  session: WorkspaceSession,
  terminal: Terminal,
  environment: Environment,
): Promise<number> {
  const name = await nameOf(options.log ?? session.log.today(), session);
  if (!name.ok) return refuse(name.message, terminal);
  const { folders } = session.log;
  const kept = new CheckpointFiles(stateFolder(environment));
  const { exportLog } = await import('../session/exportLog');
  const exported = await exportLog(name.value, options.format, {
    folders,
    now: session.now(),
    checkpoints: await kept.read(folders.root, name.value),
    environment,
  });
  if (!exported.ok) return refuse(exported.message, terminal);
  const { content, verification } = exported.value;
  if (!verification.intact) {
    terminal.err(`This log is damaged: runbook verify ${name.value} says where.\n`);
  }
  const code = await writeResult(content, options.out, terminal);
  if (code === 0) await kept.keep(folders.root, verification);
  return code;
}

/** `runbook import`: puts a log that was exported as JSON back as the same bytes. */
export async function importCommand(
  { file }: Extract<CommandLine, { command: 'import' }>,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<number> {
  const text = await readText(file);
  const imported = text.ok ? await importLog(text.value, session.log.folders) : text;
  if (!imported.ok) return refuse(imported.message, terminal);
  terminal.out(`${imported.value.log}\n`);
  await warnOfDamage([imported.value.log], session, terminal);
  return 0;
}

/** `runbook verify`: 0 when nothing is damaged, 1 when something is, 2 when there is no such log. */
export async function verifyCommand(
  options: Extract<CommandLine, { command: 'verify' }>,
  session: WorkspaceSession,
  terminal: Terminal,
  environment: Environment,
): Promise<number> {
  const { folders } = session.log;
  const atPath = findLog(folders, session.root, options.log);
  const name = atPath === undefined ? await nameOf(options.log, session) : undefined;
  if (name?.ok === false) return refuse(name.message, terminal);
  const folder = atPath ?? findLog(folders, session.root, name?.value ?? '');
  if (folder === undefined) return refuse(`There is no log "${options.log}".`, terminal);
  const given = await checkpointFrom(options.checkpoint);
  if (!given.ok) return refuse(given.message, terminal);
  const kept = new CheckpointFiles(stateFolder(environment));
  const own = given.value ?? (await kept.read(folder.root, logName(folder)));
  const { verification, sentences } = await verifyOneLog(folder, own);
  const { writers, tornTails, intact } = verification;
  if (writers.length === 0 && tornTails.length === 0 && intact) {
    return refuse(await noLogIn(options.log, folder.path), terminal);
  }
  if (options.json) terminal.out(`${JSON.stringify({ ...verification, sentences })}\n`);
  else {
    for (const line of [...describeFindings(verification.findings), ...sentences]) {
      terminal.out(`${line}\n`);
    }
  }
  await kept.keep(folder.root, verification);
  return intact ? 0 : 1;
}

/** As many logs below a folder are named as examples. */
const MOST_NAMED = 3;

/** A folder without a single event: what is proven of nothing would be taken for what lies below. */
async function noLogIn(written: string, path: string): Promise<string> {
  const below = await logsBelow(path);
  const some = below.slice(0, MOST_NAMED).map((name) => `${written.replace(/\/$/, '')}/${name}`);
  const more = below.length > some.length ? `, and ${below.length - some.length} more` : '';
  return below.length === 0
    ? `There is no log in "${written}".`
    : `There is no log in "${written}" itself; verify those below it one by one: ${some.join(', ')}${more}.`;
}

/** The whole name of a log: `incidents/<id>` also for the beginning of an id. */
async function nameOf(name: string, session: WorkspaceSession): Promise<Result<string, string>> {
  const found = findLog(session.log.folders, session.root, name);
  if (found !== undefined) return succeed(logName(found));
  if (/^\d{4}-\d\d(?:-\d\d)?$/.test(name)) {
    const midnight = `${name.length === 7 ? `${name}-01` : name}T00:00Z`;
    return toUtc(midnight) === undefined
      ? fail('bad-day', `The calendar has no ${name}.`)
      : fail('empty', `Nothing is recorded for ${name}.`);
  }
  if (name.includes('/')) return fail('empty', `Nothing is recorded for ${name}.`);
  const incident = await findIncident(session, name);
  if (incident.ok) return succeed(`incidents/${incident.value.id}`);
  if (incident.code !== 'no-incident' || name === '-') return incident;
  return fail(
    'no-log',
    `There is no log "${name}": name a day like 2026-03-29 (UTC) or the ID of an incident; runbook incident list shows them.`,
  );
}

async function checkpointFrom(file: string | undefined) {
  if (file === undefined) return succeed(undefined);
  const text = await readText(file);
  if (!text.ok) return text;
  const checkpoint = readCheckpoint(text.value);
  return checkpoint === undefined
    ? fail('not-a-checkpoint', `${file} holds no checkpoint: give one, or a JSON export.`)
    : succeed([checkpoint]);
}

async function readText(file: string): Promise<Result<string, 'unreadable'>> {
  try {
    return succeed(await readFile(file, 'utf8'));
  } catch (error) {
    return fail('unreadable', `${file} could not be read: ${whyUnread(error)}.`);
  }
}

function refuse(message: string, terminal: Terminal): number {
  terminal.err(`${message}\n`);
  return 2;
}
