import type { Call, Word } from '../scope';

/** Splits a list written in one string: `get, rollout status, top`. */
export function listOf(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The texts of the arguments. */
export function texts(call: Call): readonly string[] {
  return call.args.map((word) => word.text);
}

/** True when one of the flags stands before a lone `--`, alone or with a `=value` that is not off. */
export function hasFlag(call: Call, ...flags: readonly string[]): boolean {
  for (const { text } of call.args) {
    if (text === '--') return false;
    if (/=(?:false|off)$/.test(text)) continue;
    if (flags.some((flag) => text === flag || text.startsWith(`${flag}=`))) return true;
  }
  return false;
}

/** True when a single-letter flag stands alone or among others: `-rf` has `f`. */
export function hasLetter(call: Call, letter: string): boolean {
  for (const { text } of call.args) {
    if (text === '--') return false;
    if (/^-[A-Za-z]+$/.test(text) && text.includes(letter)) return true;
  }
  return false;
}

/**
 * The value of a flag in the forms `-c x`, `--command x`, `--command=x`, `-cx`. Of a flag that is
 * given again some programs take the last and some all, so that its values are read as one text.
 */
export function flagValue(call: Call, ...flags: readonly string[]): Word | undefined {
  const [first, ...more] = flagValues(call, ...flags);
  if (first === undefined || more.every(({ text }) => text === first.text)) return first;
  const all = [first, ...more];
  return { text: all.map(({ text }) => text).join(';\n'), known: all.every(({ known }) => known) };
}

/** All values of a flag, in order. */
export function flagValues(call: Call, ...flags: readonly string[]): readonly Word[] {
  const values: Word[] = [];
  for (let at = 0; at < call.args.length; at += 1) {
    const word = call.args[at];
    if (word === undefined) break;
    for (const flag of flags) {
      if (word.text === flag) {
        const next = call.args[at + 1];
        if (next !== undefined) values.push(next);
        at += 1;
        break;
      }
      if (flag.startsWith('--') && word.text.startsWith(`${flag}=`)) {
        values.push({ text: word.text.slice(flag.length + 1), known: word.known });
        break;
      }
      if (/^-[A-Za-z]$/.test(flag) && word.text.startsWith(flag) && !word.text.startsWith('--')) {
        values.push({ text: word.text.slice(2), known: word.known });
        break;
      }
    }
  }
  return values;
}

export interface Positionals {
  /** The words that are neither flags nor values of flags. */
  readonly words: readonly Word[];
  /** Index in the arguments of each of them. */
  readonly at: readonly number[];
}

/**
 * Tells words from flags.
 * @param valueFlags the flags that take the next word as their value
 */
export function positionals(args: readonly Word[], valueFlags: ReadonlySet<string>): Positionals {
  const words: Word[] = [];
  const at: number[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    if (word === undefined) break;
    if (word.text === '--') {
      for (let rest = index + 1; rest < args.length; rest += 1) {
        const more = args[rest];
        if (more !== undefined) words.push(more);
        at.push(rest);
      }
      break;
    }
    if (word.text.startsWith('-') && word.text !== '-') {
      if (valueFlags.has(word.text)) index += 1;
      continue;
    }
    words.push(word);
    at.push(index);
  }
  return { words, at };
}

/**
 * The words up to the first flag behind them: `vm list` of `--output table vm list -g rg`.
 * @param valueFlags the flags in front that take the next word as their value
 */
export function leadingPath(call: Call, valueFlags: ReadonlySet<string>): readonly string[] {
  const path: string[] = [];
  for (let at = 0; at < call.args.length; at += 1) {
    const text = call.args[at]?.text ?? '';
    if (!text.startsWith('-')) path.push(text);
    else if (path.length > 0) break;
    else if (valueFlags.has(text)) at += 1;
  }
  return path;
}
