import { join, relative, resolve } from 'node:path';
import type { Classifier } from '../session/classifier';
import type { Questions } from '../session/ports';
import { namesOf } from '../session/stepValues';
import { WorkspaceSession } from '../session/workspaceSession';
import { assertNever } from '../util/assertNever';
import { succeed } from '../util/result';
import { readArguments, type CommandLine } from './arguments';
import type { RunCommandLine } from './runArguments';
import { afterwardsCommand } from './afterwardsCommand';
import { exportCommand, importCommand, verifyCommand } from './exportCommand';
import { checklistCommand } from './checklistCommand';
import { HELP } from './help';
import type { IncidentCommand } from './incidentArguments';
import { incidentCommand } from './incidentCommand';
import { listCommand } from './listCommand';
import { printEnded } from './printRun';
import { runCommand } from './runCommand';
import { metricsCommand } from './metricsCommand';
import { terminalQuestions, type Terminal } from './terminal';

export interface Program {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly programFolder: string;
  readonly classifier: Classifier;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** Calls back when the person asks to stop (Ctrl+C). */
  readonly onInterrupt: (stop: () => void) => void;
}

/** The command `runbook`. Answers the exit code; rejects only when there is a bug. */
export async function main(program: Program): Promise<number> {
  const options = readArguments(program.argv);
  if (!options.ok) {
    program.terminal.err(`runbook: ${options.message}\n`);
    return 2;
  }
  switch (options.value.command) {
    case 'help':
      program.terminal.out(HELP);
      return 0;
    case 'version':
      program.terminal.out(`${program.version}\n`);
      return 0;
    case 'list':
      return listCommand(
        options.value,
        program.classifier,
        program.programFolder,
        program.terminal,
      );
    case 'check': {
      const check = options.value;
      // A bundle of its own: no other command needs the rules.
      const { checkCommand } = await import('./checkCommand');
      return checkCommand(
        check,
        {
          ...program,
          today: new Date().toISOString().slice(0, 10),
          openSession: (root) => openSession(program, { root, log: root }, check.run, UNATTENDED),
        },
        program.terminal,
      );
    }
    case 'run':
      return withSession(program, options.value, options.value.file, (session, run) =>
        runCommand({ ...run, file: resolve(program.cwd, run.file) }, session, program.terminal),
      );
    case 'incident':
      return withSession(program, options.value, '.', (session, { incident }) =>
        incidentCommand(inFolder(program.cwd, incident), session, program.terminal),
      );
    case 'checklist':
      return withSession(program, options.value, '.', (session, { checklist }) =>
        checklistCommand(checklist, program.cwd, session, program.terminal),
      );
    case 'metrics':
      return withSession(program, options.value, '.', (session, wanted) =>
        metricsCommand(wanted, session, program.terminal),
      );
    case 'postmortem':
    case 'redline':
      return withSession(program, options.value, '.', (session, wanted) =>
        afterwardsCommand(wanted, session, program.terminal),
      );
    case 'export':
      return withSession(program, options.value, '.', (session, wanted) =>
        exportCommand(wanted, session, program.terminal, program.environment),
      );
    case 'import':
      return withSession(program, options.value, '.', (session, wanted) =>
        importCommand(wanted, session, program.terminal),
      );
    case 'verify':
      return withSession(program, options.value, '.', (session, wanted) =>
        verifyCommand(wanted, session, program.terminal, program.environment),
      );
    default:
      return assertNever(options.value);
  }
}

async function withSession<T extends CommandLine>(
  program: Program,
  options: T,
  file: string,
  use: (session: WorkspaceSession, options: T) => Promise<number>,
): Promise<number> {
  const root = rootOf(program.cwd, resolve(program.cwd, file));
  const run: Partial<RunCommandLine> = options.command === 'run' ? options : {};
  const stopped = new AbortController();
  program.onInterrupt(() => stopped.abort());
  const questions = terminalQuestions(
    program.terminal,
    { yes: run.yes ?? false, confirm: run.confirm },
    stopped,
  );
  // Whatever lies elsewhere, it is recorded where the person is: there they look for it.
  const session = openSession(program, { root, log: program.cwd }, run, questions);
  stopped.signal.addEventListener('abort', () => session.sequences.stop());
  try {
    const code = await use(session, options);
    printEnded(await session.leftRunning(), run.json ?? false, program.terminal);
    // Whoever leaves a question with Ctrl+C has not said no.
    return code === 2 && stopped.signal.aborted ? 130 : code;
  } finally {
    await session.close();
  }
}

/** For checks alone: nobody is there to be asked. */
const UNATTENDED: Questions = {
  consent: () => Promise.resolve(false),
  values: () => Promise.resolve(undefined),
  runFirst: (steps) => `${namesOf(steps)} sets it and is not run here: give the value with --set.`,
};

/** A session of this program, which Ctrl+C stops. */
function openSession(
  program: Program,
  { root, log }: { readonly root: string; readonly log: string },
  run: { readonly timeoutMs?: number | undefined } | undefined,
  questions: Questions,
): WorkspaceSession {
  const session = new WorkspaceSession({
    root,
    logDirectory: join(log, '.runbook'),
    programFolder: program.programFolder,
    classifier: program.classifier,
    app: 'runbook',
    version: program.version,
    questions,
    gate: { check: () => succeed(undefined) },
    settings: () => ({
      timeoutMs: run?.timeoutMs ?? 600_000,
      timeoutAsked: run?.timeoutMs !== undefined,
      stopCancels: true,
      confirm: 'changes',
    }),
    environment: () => program.environment,
  });
  program.onInterrupt(() => {
    session.sequences.stop();
    session.runs.stop();
  });
  return session;
}

function inFolder(cwd: string, command: IncidentCommand): IncidentCommand {
  if (command.action !== 'declare' || command.file === undefined) return command;
  return { ...command, file: resolve(cwd, command.file) };
}

/** The folder that steps run in: where the program was started, or the file's own when it is elsewhere. */
function rootOf(cwd: string, file: string): string {
  const path = relative(cwd, file);
  return path.startsWith('..') ? resolve(file, '..') : cwd;
}
