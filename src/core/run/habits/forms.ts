import { escapePattern } from '../../text/escapePattern';
import { hasLetter } from '../commands/arguments';
import type { Call } from '../scope';

/** One way of calling a program, and the flags that make it so or not. */
interface Form {
  /** Words that must stand among the arguments in this order, each with its alternatives. */
  readonly words: readonly (readonly string[])[];
  readonly when: readonly string[];
  readonly unless: readonly string[];
}

/**
 * Tells whether a call has one of the forms of a table. A line of the table is one form:
 *
 *     docker,podman logs if -f --follow unless --until
 *
 * names of programs, words with alternatives (`apply/destroy`), then flags of which one must, and
 * flags of which none may be given. `-f` is also found in `-xf`, `--tail` also in `--tail=5`,
 * a flag without a dash is a word, `+2` stands for two words or more, and `~…` is a pattern for any
 * argument. Names of cmdlets and
 * their flags are read in any case.
 */
export function formsOf(table: string): Forms {
  let known: ReadonlyMap<string, readonly Form[]> | undefined;
  let hints: RegExp | undefined;
  return {
    fits: (call) => {
      known ??= readTable(table);
      const forms = known.get(call.name.toLowerCase());
      return forms?.some((form) => isOfForm(call, form)) ?? false;
    },
    mayFit: (text) => (hints ??= hintsOf(table)).test(text),
  };
}

export interface Forms {
  /** Whether a call has one of the forms. */
  readonly fits: (call: Call) => boolean;
  /** False for a text that has no call of any of the forms; far cheaper than to read its calls. */
  readonly mayFit: (text: string) => boolean;
}

/** A line of the table and the names it begins with. */
interface Line extends Form {
  readonly names: readonly string[];
}

function linesOf(table: string): readonly Line[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [head = '', unless = ''] = line.trim().split(/\s+unless\s+/);
      const [start = '', when = ''] = head.split(/\s+if\s+/);
      const [names = '', ...words] = start.split(/\s+/);
      return {
        names: names.toLowerCase().split(','),
        words: words.map((word) => word.toLowerCase().split('/')),
        when: flagsOf(when),
        unless: flagsOf(unless),
      };
    });
}

function readTable(table: string): ReadonlyMap<string, readonly Form[]> {
  const known = new Map<string, Form[]>();
  for (const { names, ...form } of linesOf(table))
    for (const name of names) known.set(name, [...(known.get(name) ?? []), form]);
  return known;
}

/** What each form has that few other lines have: its flags, else its words, else its name. */
function hintsOf(table: string): RegExp {
  const hints = new Set<string>();
  const letters = new Set<string>();
  for (const { names, words, when } of linesOf(table)) {
    if (when.length > 0 && when.every((flag) => /^-(?:[fFwWN]$|[\w-]{2})/.test(flag)))
      for (const flag of when)
        if (flag.length > 2) hints.add(flag.replace(/^-+/, ''));
        else letters.add(flag.slice(1));
    else for (const word of words.at(-1) ?? names) hints.add(word);
  }
  const flags = letters.size === 0 ? '' : `-\\w*[${[...letters].join('')}]|`;
  const alternatives = [...hints].map(escapePattern).join('|');
  return new RegExp(`${flags}(?<![\\w])(?:${alternatives})(?!\\w)`, 'i');
}

function flagsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((flag) => flag !== '');
}

function isOfForm(call: Call, { words, when, unless }: Form): boolean {
  const end = call.args.findIndex(({ text }) => text === '--');
  const own = end < 0 ? call.args : call.args.slice(0, end);
  let at = 0;
  for (const alternatives of words) {
    const found = own.findIndex(
      ({ text }, index) => index >= at && alternatives.includes(text.toLowerCase()),
    );
    if (found < 0 || own.slice(at, found).some(({ text }) => CARRIERS.test(text))) return false;
    at = found + 1;
  }
  // `compose -f prod.yml logs`: what stands before the words is not of them.
  const behind: Call = { ...call, args: own.slice(at) };
  return (
    (when.length === 0 || when.some((flag) => isGiven(behind, flag))) &&
    !unless.some((flag) => isGiven(call, flag))
  );
}

/** Behind these stands a command of its own. */
const CARRIERS = /^(?:exec|rsh|run|ssh|debug)$/;

function isGiven(call: Call, flag: string): boolean {
  if (flag.startsWith('~')) {
    const pattern = new RegExp(flag.slice(1));
    return call.args.some(({ text }) => pattern.test(text));
  }
  if (flag.startsWith('+'))
    return call.args.filter(({ text }) => !text.startsWith('-')).length >= Number(flag);
  if (/^-[A-Za-z\d]$/.test(flag))
    return (
      hasLetter(call, flag.slice(1)) ||
      // `-c4`, `-5f`: a number may cling to its letter.
      call.args.some(
        ({ text }) => /^-\w[\d.]*$|^-\d+\w$/.test(text) && text.includes(flag.slice(1)),
      )
    );
  const wanted = flag.toLowerCase();
  return call.args.some(({ text }) => {
    const [name = '', value] = text.split(/[=:]/, 2);
    return name.toLowerCase() === wanted && !/^\$?false$/i.test(value ?? '');
  });
}
