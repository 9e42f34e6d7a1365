import type { Call, Rule, Word } from '../scope';
import { listOf } from './arguments';

/** Whether an option takes a value: always, only in the same word, or never. */
type Takes = 'always' | 'glued' | 'never';

/** The options of a program that reads them as getopt_long does (getopt(3)). */
export interface Options {
  readonly letters: ReadonlyMap<string, string>;
  readonly long: ReadonlyMap<string, Takes>;
}

/**
 * Reads a list of options: `o output=, q quiet, p password?, dbname=`. A `=` stands for a value, a
 * `?` for one that can only be glued to the option.
 */
export function optionsOf(text: string): Options {
  const letters = new Map<string, string>();
  const long = new Map<string, Takes>();
  for (const entry of listOf(text)) {
    const [, letter, name = '', sign = ''] = /^(?:(\S)\s+)?([^\s=?]+)([=?]?)$/.exec(entry) ?? [];
    long.set(name, sign === '=' ? 'always' : sign === '?' ? 'glued' : 'never');
    if (letter !== undefined) letters.set(letter, name);
  }
  return { letters, long };
}

/**
 * The same call with every option spelled in full and its value behind `=`: `-Atco` of psql is four
 * options, the last of which takes the next word, and `--comm x` is `--command=x`. What the list
 * does not know stays as it is; an abbreviation of several counts for each of them.
 */
export function spellOut(call: Call, options: Options): Call {
  const args: Word[] = [];
  for (let at = 0; at < call.args.length; at += 1) {
    const word = call.args[at];
    if (word === undefined) break;
    const { text } = word;
    if (text === '--') {
      args.push(...call.args.slice(at));
      break;
    }
    const isLong = text.startsWith('--');
    if (!isLong && !/^-[^-]/.test(text)) {
      args.push(word);
      continue;
    }
    const read = isLong ? readLong(word, options) : readLetters(word, options);
    args.push(...read.words);
    const next = call.args[at + 1];
    if (read.waiting.length === 0) continue;
    at += 1;
    for (const name of read.waiting) args.push(withValue(name, next));
  }
  return { ...call, args };
}

/** A rule that is given its call spelled in full. */
export function spelled(list: string, rule: Rule): Rule {
  const options = optionsOf(list);
  return (call, scope) => rule(spellOut(call, options), scope);
}

interface Reading {
  readonly words: readonly Word[];
  /** The names that the next word is the value of. */
  readonly waiting: readonly string[];
}

function withValue(name: string, value: Word | undefined): Word {
  return { text: `--${name}=${value?.text ?? ''}`, known: value?.known ?? true };
}

function readLong(word: Word, { long }: Options): Reading {
  const [, written = '', glued] = /^--([^=]*)(?:=(.*))?$/s.exec(word.text) ?? [];
  const names = long.has(written)
    ? [written]
    : [...long.keys()].filter((name) => written.length > 1 && name.startsWith(written));
  if (names.length === 0) return { words: [word], waiting: [] };
  if (glued !== undefined) {
    const value = { text: glued, known: word.known };
    return { words: names.map((name) => withValue(name, value)), waiting: [] };
  }
  const waiting = names.filter((name) => long.get(name) === 'always');
  const rest = names.filter((name) => long.get(name) !== 'always');
  return { words: rest.map((name) => ({ text: `--${name}`, known: word.known })), waiting };
}

function readLetters(word: Word, { letters, long }: Options): Reading {
  const words: Word[] = [];
  for (let at = 1; at < word.text.length; at += 1) {
    const name = letters.get(word.text[at] ?? '');
    // Whoever knows the letter reads on; nobody knows what is behind one that nobody knows.
    if (name === undefined) return { words: [...words, rest(word, at)], waiting: [] };
    const takes = long.get(name);
    const behind = word.text.slice(at + 1);
    if (takes === 'always' && behind === '') return { words, waiting: [name] };
    if (takes === 'always' || (takes === 'glued' && behind !== ''))
      return { words: [...words, withValue(name, { ...word, text: behind })], waiting: [] };
    words.push({ text: `--${name}`, known: word.known });
  }
  return { words, waiting: [] };
}

function rest(word: Word, at: number): Word {
  return { text: `-${word.text.slice(at)}`, known: word.known };
}
