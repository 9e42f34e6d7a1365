import { splitPsql } from '../bash/splitPsql';
import { readShellCommand } from '../shellCommand';
import { readConnectionString, type PartialTarget } from './sqlTarget';
import { PLAIN_TABLE, type TableFormat } from './tableText';

/** A `psql` command line whose SQL is in the text. */
export interface PsqlCommand {
  readonly target: PartialTarget;
  readonly format: TableFormat;
  readonly script: string;
  /** The SQL is typed below the command or in a here document, not given with `-c`. */
  readonly typed: boolean;
  /** Variables set in front of the command. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Options of psql that take a value, by their long name, and the ones that only switch. */
const WITH_VALUE: Readonly<Record<string, string>> = {
  h: 'host',
  p: 'port',
  U: 'username',
  d: 'dbname',
  c: 'command',
  F: 'field-separator',
  v: 'set',
  P: 'pset',
};
const SWITCHES: Readonly<Record<string, string>> = {
  t: 'tuples-only',
  A: 'no-align',
  x: 'expanded',
  q: 'quiet',
  X: 'no-psqlrc',
  w: 'no-password',
  W: 'password',
  n: 'no-readline',
};

interface Given {
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly positional: readonly string[];
}

/**
 * Reads a shell step that is one `psql` command and nothing else: `-h -p -U -d`, a URI or a list
 * of `key=value` as its database, `-c`, a here document, or SQL typed below it as a person would.
 * Undefined for everything else (pipes, files, `docker exec … psql`, unknown options, variables
 * that are not known), which is left to the shell.
 */
export function readPsqlCommand(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): PsqlCommand | undefined {
  const typed = splitPsql(text);
  const session = typed?.length === 1 && typed[0]?.kind === 'psql' ? typed[0] : undefined;
  if (typed !== undefined && session === undefined) return undefined;
  const command = readShellCommand(session?.invocation ?? text, environment);
  const [program, ...words] = command?.words ?? [];
  if (command === undefined || program === undefined) return undefined;
  if (!/^(?:\/[\w./-]+\/)?psql$/.test(program)) return undefined;
  const given = readOptions(words);
  const target = given && targetOf(given);
  if (given === undefined || target === undefined) return undefined;
  const commands = given.options.get('command') ?? [];
  const input = session?.sql ?? command.input;
  if (commands.length > 0 === (input !== undefined)) return undefined;
  return {
    target,
    format: formatOf(given),
    script: input ?? commands.map(asItem).join('\n'),
    typed: commands.length === 0,
    environment: command.environment,
  };
}

/** Each `-c` is sent by itself. */
function asItem(command: string): string {
  const text = command.trim();
  return text.startsWith('\\') || text.endsWith(';') ? text : `${text}\n;`;
}

function readOptions(words: readonly string[]): Given | undefined {
  const options = new Map<string, string[]>();
  const positional: string[] = [];
  const add = (name: string, value: string) =>
    options.set(name, [...(options.get(name) ?? []), value]);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const long = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(word);
    if (long !== null) {
      const [, name = '', value] = long;
      if (Object.values(WITH_VALUE).includes(name)) add(name, value ?? words[++at] ?? '');
      else if (Object.values(SWITCHES).includes(name) || name === 'csv') add(name, '');
      else return undefined;
    } else if (/^-./.test(word)) {
      for (let letter = 1; letter < word.length; letter += 1) {
        const option = word[letter] ?? '';
        const valued = WITH_VALUE[option];
        const switched = SWITCHES[option];
        if (valued !== undefined) {
          add(valued, word.slice(letter + 1) || (words[++at] ?? ''));
          break;
        }
        if (switched === undefined) return undefined;
        add(switched, '');
      }
    } else positional.push(word);
  }
  const knownSettings = [...(options.get('set') ?? []), ...(options.get('pset') ?? [])].every(
    (setting) => /^(?:ON_ERROR_STOP=(?:1|on)|pager(?:=off)?|footer=on)$/.test(setting),
  );
  return positional.length <= 2 && knownSettings ? { options, positional } : undefined;
}

function targetOf({ options, positional }: Given): PartialTarget | undefined {
  const last = (name: string) => options.get(name)?.at(-1) || undefined;
  const [first, second] = last('dbname') === undefined ? positional : [undefined, ...positional];
  const database = last('dbname') ?? first;
  const isString = database !== undefined && /:\/\/|=/.test(database);
  const given = isString ? readConnectionString(database) : { database };
  const port = last('port');
  if (given === undefined || (port !== undefined && !/^\d+$/.test(port))) return undefined;
  const host = last('host');
  const user = last('username') ?? second;
  return {
    ...given,
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(user === undefined ? {} : { user }),
  };
}

function formatOf({ options }: Given): TableFormat {
  const unaligned = options.has('no-align');
  return {
    style: options.has('csv') ? 'csv' : unaligned ? 'unaligned' : 'aligned',
    tuplesOnly: options.has('tuples-only'),
    expanded: options.has('expanded'),
    separator: options.get('field-separator')?.at(-1) ?? PLAIN_TABLE.separator,
  };
}
