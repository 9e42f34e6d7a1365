import { parseArgs } from 'node:util';
import { readExport, readImport, readVerify, type LogCommand } from './exportArguments';
import { readIncident, type IncidentCommand } from './incidentArguments';
import { fail, succeed, type Result } from '../util/result';

export type CommandLine =
  | { readonly command: 'help' }
  | { readonly command: 'list'; readonly paths: readonly string[]; readonly json: boolean }
  | {
      readonly command: 'run';
      readonly file: string;
      readonly stepId: string;
      readonly partId: string | undefined;
      readonly values: Readonly<Record<string, string>>;
      readonly timeoutMs: number;
      readonly yes: boolean;
      readonly json: boolean;
      readonly incident: string | undefined;
      readonly drill: boolean;
      readonly armed: boolean;
    }
  | { readonly command: 'incident'; readonly incident: IncidentCommand }
  | { readonly command: 'metrics'; readonly json: boolean }
  | {
      readonly command: 'postmortem' | 'redline';
      readonly id: string;
      readonly out: string | undefined;
    }
  | LogCommand;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  step: { type: 'string' },
  part: { type: 'string' },
  set: { type: 'string', multiple: true },
  timeout: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  output: { type: 'string', short: 'o' },
  format: { type: 'string' },
  checkpoint: { type: 'string' },
  incident: { type: 'string' },
  drill: { type: 'boolean' },
  armed: { type: 'boolean' },
  severity: { type: 'string' },
  runbook: { type: 'string' },
  section: { type: 'string' },
  commander: { type: 'string' },
  started: { type: 'string' },
  detected: { type: 'string' },
  at: { type: 'string' },
  reason: { type: 'string' },
} as const;

/** Reads the arguments behind the program's name. A wrong one is a failure with a sentence. */
export function readArguments(argv: readonly string[]): Result<CommandLine, 'usage'> {
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [command, ...rest] = positionals;
  if (values.help === true || command === undefined || command === 'help') {
    return succeed({ command: 'help' });
  }
  switch (command) {
    case 'list':
      return succeed({
        command,
        paths: rest.length === 0 ? ['.'] : rest,
        json: values.json ?? false,
      });
    case 'run':
      return readRun(rest, values);
    case 'incident': {
      const incident = readIncident(rest, values);
      return incident.ok ? succeed({ command, incident: incident.value }) : incident;
    }
    case 'metrics':
      return succeed({ command, json: values.json ?? false });
    case 'postmortem':
    case 'redline': {
      const [id, more] = rest;
      if (id === undefined || more !== undefined) return usage(`${command} needs one ID`);
      return succeed({ command, id, out: values.output });
    }
    case 'export':
      return readExport(rest, values);
    case 'import':
      return readImport(rest);
    case 'verify':
      return readVerify(rest, values);
    default:
      return usage(`there is no command "${command}"`);
  }
}

interface RunValues {
  readonly step?: string | undefined;
  readonly part?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly timeout?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly incident?: string | undefined;
  readonly drill?: boolean | undefined;
  readonly armed?: boolean | undefined;
  readonly json?: boolean | undefined;
}

function readRun(rest: readonly string[], values: RunValues): Result<CommandLine, 'usage'> {
  const [file, more] = rest;
  if (file === undefined || more !== undefined) return usage('run needs exactly one file');
  if (values.step === undefined) {
    return usage('run needs --step ID; runbook list FILE shows the ids');
  }
  const timeout = Number(values.timeout ?? 600);
  if (!(timeout > 0)) return usage('--timeout needs a number of seconds greater than 0');
  const set: Record<string, string> = {};
  for (const pair of values.set ?? []) {
    const equals = pair.indexOf('=');
    if (equals < 1) return usage(`--set needs NAME=VALUE, not "${pair}"`);
    set[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  return succeed({
    command: 'run',
    file,
    stepId: values.step,
    partId: values.part,
    values: set,
    timeoutMs: timeout * 1000,
    yes: values.yes ?? false,
    json: values.json ?? false,
    incident: values.incident,
    drill: values.drill ?? false,
    armed: values.armed ?? false,
  });
}

function usage(message: string): Result<never, 'usage'> {
  return fail('usage', `${message}. Try runbook --help.`);
}
