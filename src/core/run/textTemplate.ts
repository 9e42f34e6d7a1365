import { readBoundValue, type Bound, type HoleType } from './holes';
import { comparableLines } from './outputText';

/** A piece of one line of a template. */
export type TemplatePiece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'typed'; readonly type: HoleType; readonly bound: Bound | undefined }
  /** A run of characters without blanks, at least one. */
  | { readonly kind: 'word' }
  /** At least one character of the line, remembered by name; the same name must hold the same. */
  | { readonly kind: 'capture'; readonly name: string }
  /** Anything within the line, also nothing. */
  | { readonly kind: 'gap' }
  /** Three dots that end a word: literal, unless a softer reading is asked for. */
  | { readonly kind: 'dots' }
  /** No characters: a place where a word or number does not go on. */
  | { readonly kind: 'edge' };

/** `...` alone on its line stands for any number of lines. */
export type TemplateLine =
  { readonly kind: 'lines' } | { readonly kind: 'line'; readonly pieces: readonly TemplatePiece[] };

/**
 * Reads a text with typed holes: `{int}`, `{number}`, `{duration}`, `{timestamp}`, `{uuid}`,
 * `{word}`, each but the last two with a bound (`{duration<5s}`, `{int>=3}`); any other `{name}`
 * is a capture; `...` is a gap, alone on a line any number of lines. A backslash before a hole or
 * `...` makes it literal. Dots that end a word ("Starting...") are literal: people write them so.
 */
export function readTemplate(template: string): readonly TemplateLine[] {
  return comparableLines(template).map((line) =>
    ELISION.test(line) ? { kind: 'lines' } : { kind: 'line', pieces: readPieces(line) },
  );
}

/** The template that matches exactly this output and no other. */
export function escapeTemplate(output: string): string {
  return comparableLines(output)
    .map((line) =>
      ELISION.test(line)
        ? line.replace(/\.\.\.|…/, (dots) => `\\${dots}`)
        : line.replace(
            /(?<!\\)(\\*)(\.\.\.|\{|…)/g,
            (_, slashes: string, mark: string) => `${slashes}${slashes}\\${mark}`,
          ),
    )
    .join('\n');
}

/** A whole line that stands for lines left out, as people write it. */
const ELISION = /^(?:\.\.\.|…|\[(?:\.\.\.|…)\]|\((?:\.\.\.|…)\))$/;

const SPECIAL =
  /(?<!\\)(\\*)(?:(\.\.\.)|(…)|\{([A-Za-z][\w-]{0,40})(?: ?(<=|>=|!=|==|=|<|>) ?([^{}\s]{1,20}(?: [a-z]{1,8})?))?\}|(\{))/g;

const TYPES: Readonly<Record<string, HoleType>> = {
  int: 'int',
  integer: 'int',
  number: 'number',
  float: 'number',
  // Of JSON, where the number of a string is another thing.
  'json-int': 'int',
  'json-number': 'number',
  duration: 'duration',
  timestamp: 'timestamp',
  datetime: 'timestamp',
  date: 'timestamp',
  time: 'timestamp',
  uuid: 'uuid',
};

function readPieces(line: string): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let literal = '';
  let from = 0;
  const flush = (): void => {
    if (literal !== '') pieces.push({ kind: 'literal', text: literal });
    literal = '';
  };
  for (const match of line.matchAll(SPECIAL)) {
    const [all, slashes = '', dots] = match;
    literal += line.slice(from, match.index);
    from = match.index + all.length;
    const mark = all.slice(slashes.length);
    const escaped = slashes.length % 2 === 1;
    const piece = escaped ? undefined : readPiece(match, line);
    literal += slashes.slice(0, slashes.length >> 1);
    if (piece === undefined) {
      literal += mark;
      continue;
    }
    flush();
    if (!(dots !== undefined && pieces.at(-1)?.kind === 'gap')) pieces.push(piece);
  }
  literal += line.slice(from);
  flush();
  return pieces;
}

function readPiece(match: RegExpExecArray, line: string): TemplatePiece | undefined {
  const [all, , dots, , name, operator, value] = match;
  if (dots !== undefined) {
    const before = line[match.index - 1] ?? ' ';
    const after = line[match.index + all.length] ?? ' ';
    const endsWord = /[\p{L}\p{N}]/u.test(before) && after === ' ';
    return { kind: endsWord ? 'dots' : 'gap' };
  }
  if (name === undefined) return undefined;
  const type = TYPES[name];
  if (type === undefined) {
    if (operator !== undefined) return undefined;
    return name === 'word' ? { kind: 'word' } : { kind: 'capture', name };
  }
  if (operator === undefined || value === undefined)
    return { kind: 'typed', type, bound: undefined };
  const limit = readBoundValue(type, value);
  if (limit === undefined) return undefined;
  const known = operator === '==' ? '=' : (operator as Bound['operator']);
  return { kind: 'typed', type, bound: { operator: known, value: limit } };
}
