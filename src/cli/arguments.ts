import { readChecklist, type ChecklistCommand } from './checklistArguments';
import { readCheck, type CheckCommand } from './checkArguments';
import { readExport, readImport, readVerify, type LogCommand } from './exportArguments';
import { readIncident, type IncidentCommand } from './incidentArguments';
import { optionNotTaken, readOptions } from './options';
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

/** Reads the arguments behind the program's name. A wrong one is a failure with a sentence. */
export function readArguments(argv: readonly string[]): Result<CommandLine, 'usage'> {
  const written = readOptions(argv);
  if (!written.ok) return written;
  const { values, words } = written.value;
  const [command, ...rest] = words;
  if (values.version === true) return succeed({ command: 'version' });
  if (values.help === true || command === undefined || command === 'help') {
    return succeed({ command: 'help' });
  }
  const hasActions = command === 'incident' || command === 'checklist';
  const wrong = optionNotTaken(hasActions ? `${command} ${rest[0] ?? ''}` : command, values);
  if (wrong !== undefined) return usage(wrong);
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
      if (rest[0] !== undefined) return usage(`metrics takes options only, not "${rest[0]}"`);
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
