import { escapePattern } from '../text/escapePattern';
import { linesOf, yesOrNo, type Judge } from './saying';

/** "version 1.10 or later" against the versions that came out, number by number. */

type Bound = '>=' | '>' | '<=' | '<' | '=';

interface Wanted {
  readonly name: string;
  readonly bound: Bound;
  readonly parts: readonly number[];
  /** False where it might as well be a plain decimal number. */
  readonly certain: boolean;
}

const VERSION = '(v(?:ersion )?)?(\\d{1,8}(?:\\.\\d{1,8}){0,4})';
const LEAD = '(?:(?:returns|prints|shows|reports|is|must be|should be) )?';
const NAME = '((?:[a-z][\\w.-]*\\s){0,3}?)(?:version(?: is)? )?';
const BEHIND = new RegExp(
  `^${LEAD}${NAME}${VERSION}(?: ?(\\+)|,? (?:or|and) (later|newer|higher|greater|above|up|more recent|older|earlier|lower|below))$`,
  'i',
);
const BEFORE = new RegExp(
  `^${LEAD}${NAME}(?:is |must be |should be )?(at least|at most|minimum|min\\.?|newer than|later than|higher than|older than|earlier than|lower than|[<>]=?|[≥≤])(?: version)? ?${VERSION}$`,
  'i',
);
const EXACT = new RegExp(`^${LEAD}(?:exactly )?()version(?: is)? ?${VERSION}$`, 'i');

const BOUNDS: Readonly<Record<string, Bound>> = {
  'at least': '>=',
  minimum: '>=',
  min: '>=',
  'at most': '<=',
  '≥': '>=',
  '≤': '<=',
  '>=': '>=',
  '<=': '<=',
  '>': '>',
  '<': '<',
  older: '<',
  earlier: '<',
  lower: '<',
};

function readWanted(words: string): Wanted | undefined {
  if (!/\d/.test(words) || words.length > 80) return undefined;
  const text = words.replace(/`/g, '').trim();
  const behind = BEHIND.exec(text);
  if (behind !== null) {
    const [, name, mark, digits, plus, how = ''] = behind;
    const less = /^(?:older|earlier|lower|below)$/i.test(how);
    const spoken = /^(?:later|newer|older|earlier|more recent)$/i.test(how);
    return wanted(text, { name, mark, digits, plus, spoken, bound: less ? '<=' : '>=' });
  }
  const before = BEFORE.exec(text);
  if (before !== null) {
    const [, name, how = '', mark, digits] = before;
    const word = how.toLowerCase().replace(/\.$/, '');
    const compared = /^(\w+) than$/.exec(word)?.[1];
    const spoken = /^(?:newer|later|older|earlier)$/.test(compared ?? '');
    const bound = BOUNDS[compared ?? word] ?? '>';
    return wanted(text, { name, mark, digits, plus: undefined, spoken, bound });
  }
  const exact = EXACT.exec(text);
  if (exact === null) return undefined;
  const [, name, mark, digits] = exact;
  return wanted(text, { name, mark, digits, plus: undefined, spoken: true, bound: '=' });
}

interface Read {
  readonly name: string | undefined;
  readonly mark: string | undefined;
  readonly digits: string | undefined;
  readonly plus: string | undefined;
  readonly spoken: boolean;
  readonly bound: Bound;
}

function wanted(text: string, read: Read): Wanted | undefined {
  const parts = (read.digits ?? '').split('.').map(Number);
  const named = (read.name ?? '')
    .replace(/\b(?:the|is|version|a|an|installed|current|reported|running)\b/gi, '')
    .trim();
  const certain =
    read.mark !== undefined || /\bversion\b/i.test(text) || read.spoken || parts.length > 2;
  // "Ubuntu 22" or "lag 5": without a dot or the word it is a number of something.
  if (parts.length === 1 && !certain) return undefined;
  return { name: named, bound: read.bound, parts, certain };
}

interface Found {
  readonly parts: readonly number[];
  readonly suffix: string;
  readonly text: string;
  /** What stands before it on its line. */
  readonly before: string;
}

const TOKEN =
  /(?<![\d.])\d{1,8}(?:\.\d{1,8}){1,4}(?![\d])([-~+_]?[A-Za-z][\w.+~-]*|[-+~]\w[\w.+~-]*)?/g;
const MEASURE = /^ ?(?:[mµn]?s|secs?|seconds?|%|[KMGT]i?B|hours?|minutes?|h|x)\b/i;

function readVersions(lines: readonly string[]): readonly Found[] {
  return lines.flatMap((line) =>
    [...line.matchAll(TOKEN)].flatMap((match) => {
      const [text, suffix = ''] = match;
      const behind = line.slice(match.index + text.length);
      // Four small numbers may be an address.
      if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || MEASURE.test(suffix + behind)) return [];
      const digits = text.slice(0, text.length - suffix.length);
      const parts = digits.split('.').map(Number);
      return [{ parts, suffix, text, before: line.slice(0, match.index) }];
    }),
  );
}

function compareParts(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

type Answer = 'yes' | 'no' | 'unclear';

function answer(found: Found, { bound, parts, certain }: Wanted): Answer {
  const order = compareParts(found.parts, parts);
  // What is added to the very version may come before it ("-rc1") or behind it ("+build").
  if (order === 0 && found.suffix !== '') return 'unclear';
  if (bound === '=') {
    const longer = found.parts.length > parts.length;
    if (longer && parts.every((part, i) => part === found.parts[i])) return 'unclear';
    return order === 0 ? 'yes' : 'no';
  }
  const result = holds(order, bound);
  if (!certain && found.parts.length === 2 && found.suffix === '') {
    const decimals = Number(found.parts.join('.')) - Number(parts.join('.'));
    if (holds(decimals, bound) !== result) return 'unclear';
  }
  return result ? 'yes' : 'no';
}

function holds(order: number, bound: Bound): boolean {
  switch (bound) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    case '=':
      return order === 0;
  }
}

/** Of the versions that came out, those that are the one meant. */
function meant(name: string, found: readonly Found[], lines: readonly string[]): readonly Found[] {
  if (name === '') return found;
  const named = new RegExp(
    `\\b${escapePattern(name)}\\b[\\s"(:=/-]*(?:version)?[\\s"(:=]*v?$`,
    'i',
  );
  const after = found.filter(({ before }) => named.test(before));
  if (after.length > 0) return after;
  // Alone in the output it can be no other's.
  return lines.length === 1 && /^v?[\d.]+\S*$/.test(lines[0] ?? '') ? found : [];
}

/** "v1.28 or newer", "Terraform ≥ 1.4", "version 2.0.1". */
export const version: Judge = (words, result, source) => {
  const expected = readWanted(words);
  if (expected === undefined) return undefined;
  const lines = linesOf(result);
  if (/\b(?:version|release) v?\d+(?![\d.])/i.test(lines.join('\n'))) return undefined;
  const bare = /^v?(\d{1,8})$/.exec(lines.length === 1 ? (lines[0] ?? '') : '')?.[1];
  const all =
    bare === undefined
      ? readVersions(lines)
      : [{ parts: [Number(bare)], suffix: '', text: bare, before: '' }];
  const found = meant(expected.name, all, lines);
  const answers = new Set(found.map((one) => answer(one, expected)));
  const [only] = answers;
  if (only === undefined || answers.size > 1 || only === 'unclear') return undefined;
  return yesOrNo(only === 'yes', source, found[0]?.text ?? '');
};
