import { parseArgs, type ParseArgsConfig } from 'node:util';
import { fail, succeed, type Result } from '../util/result';

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

type OptionName = keyof typeof OPTIONS;

/** What each command takes besides --help and --version, which every one does. */
const TAKEN: ReadonlyMap<string, readonly OptionName[]> = new Map(
  Object.entries({
    list: ['json'],
    // prettier-ignore
    check: ['json', 'format', 'fail-on', 'rule', 'explain', 'run', 'target', 'env', 'set', 'timeout'],
    // prettier-ignore
    run: [
      'step', 'part', 'section', 'all', 'from', 'set', 'target', 'env', 'confirm', 'arm', 'timeout',
      'yes', 'incident', 'drill', 'armed', 'json',
    ],
    metrics: ['json'],
    postmortem: ['output'],
    redline: ['output'],
    export: ['format', 'output'],
    import: [],
    verify: ['json', 'checkpoint'],
    'checklist list': ['json'],
    'checklist tick': ['note', 'json'],
    'checklist untick': ['note', 'json'],
    'checklist skip': ['reason', 'note', 'json'],
    'checklist history': ['json', 'format', 'output'],
    'checklist handover': ['output'],
    'checklist date': [],
    // prettier-ignore
    'incident declare': [
      'severity', 'runbook', 'section', 'commander', 'started', 'detected', 'drill', 'armed', 'json',
    ],
    'incident list': ['json'],
    'incident show': ['json'],
    'incident note': [],
    'incident acknowledge': ['at'],
    'incident ack': ['at'],
    'incident mitigate': ['at'],
    'incident resolve': ['at'],
    'incident severity': ['reason'],
    'incident assign': [],
    'incident handover': [],
    'incident hand-over': [],
    'incident update': [],
    'incident escalate': [],
    'incident correct': ['reason'],
  } satisfies Record<string, readonly OptionName[]>),
);

type Values = ReturnType<
  typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true; args: string[] }>
>['values'];

/** The arguments apart: options, and the words between them. */
export interface WrittenArguments {
  readonly values: Values;
  readonly words: readonly string[];
}

/** Reads options and words. One that there is not, or with a value too many or too few, is a failure. */
export function readOptions(argv: readonly string[]): Result<WrittenArguments, 'usage'> {
  const options: ParseArgsConfig['options'] = OPTIONS;
  const config = { args: [...argv], options, allowPositionals: true, strict: false } as const;
  const { tokens, positionals } = parseArgs({ ...config, tokens: true });
  const written: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const wrong = wrongOption(token);
    if (wrong !== undefined) return fail('usage', `${wrong}. Try runbook --help.`);
    written.push(token.value === undefined ? `--${token.name}` : `--${token.name}=${token.value}`);
  }
  // Nothing is left to go wrong, and the values have their types.
  const { values } = parseArgs({ args: written, options: OPTIONS });
  return succeed({ values, words: positionals });
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function wrongOption({ name, rawName, value, inlineValue }: OptionToken): string | undefined {
  if (!isOption(name)) {
    const words = rawName.startsWith('--') ? '' : '; words that begin with "-" stand behind "--"';
    return `there is no option ${rawName}${words}`;
  }
  if (OPTIONS[name].type === 'boolean')
    return value === undefined ? undefined : `${rawName} takes no value`;
  if (value === undefined) return `${rawName} needs a value`;
  // No option is called by a number, so `-1` is a value that the command itself refuses.
  return inlineValue !== true && /^-[^\d]/.test(value)
    ? `${rawName} needs a value; write ${rawName}=${value} if that is it`
    : undefined;
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

/**
 * Says that a command, `run` or `incident note`, does not take an option; undefined when it takes
 * all of them. Of a command that is not there, nothing is said.
 */
export function optionNotTaken(command: string, values: Values): string | undefined {
  const taken: readonly string[] | undefined = TAKEN.get(command);
  const wrong = Object.keys(values).find((name) => taken?.includes(name) === false);
  if (taken === undefined || wrong === undefined) return undefined;
  const those = taken.map((name) => `--${name}`).join(', ');
  return `${command} takes no --${wrong}; ${those === '' ? 'it takes no options' : `it takes ${those}`}`;
}
