import { parseArgs } from 'node:util';
import { readChecklist, type ChecklistCommand } from './checklistArguments';
import { readCheck, type CheckCommand } from './checkArguments';
import { readExport, readImport, readVerify, type LogCommand } from './exportArguments';
import { readIncident, type IncidentCommand } from './incidentArguments';
import { readRun, type RunCommandLine } from './runArguments';
import { fail, succeed, type Result } from '../util/result';

export type CommandLine =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'list'; readonly paths: readonly string[]; readonly json: boolean }
  | RunCommandLine
  | { readonly command: 'incident'; readonly incident: IncidentCommand }
  | { readonly command: 'checklist'; readonly checklist: ChecklistCommand }
  | { readonly command: 'metrics'; readonly json: boolean }
  | {
      readonly command: 'postmortem' | 'redline';
      readonly id: string;
      readonly out: string | undefined;
    }
  | CheckCommand
  | LogCommand;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  json: { type: 'boolean' },
  step: { type: 'string' },
  all: { type: 'boolean' },
  from: { type: 'string' },
  target: { type: 'string' },
  env: { type: 'string' },
  confirm: { type: 'string' },
  arm: { type: 'string', multiple: true },
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
  'fail-on': { type: 'string' },
  rule: { type: 'string', multiple: true },
  explain: { type: 'string' },
  run: { type: 'boolean' },
  note: { type: 'string' },
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
  if (values.version === true) return succeed({ command: 'version' });
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
    case 'check':
      return readCheck(rest, values);
    case 'run':
      return readRun(rest, values);
    case 'incident': {
      const incident = readIncident(rest, values);
      return incident.ok ? succeed({ command, incident: incident.value }) : incident;
    }
    case 'checklist': {
      const checklist = readChecklist(rest, values);
      return checklist.ok ? succeed({ command, checklist: checklist.value }) : checklist;
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

function usage(message: string): Result<never, 'usage'> {
  return fail('usage', `${message}. Try runbook --help.`);
}
