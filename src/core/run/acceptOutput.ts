import { diffArrays } from 'diff';
import { scanHole, type HoleType } from './holes';
import { comparableLines } from './outputText';
import { matchWhole } from './matchTemplate';
import { escapeTemplate, readTemplate } from './textTemplate';

/** The template that only this output matches: what "accept this output" writes at first. */
export function templateFromOutput(output: string): string {
  return escapeTemplate(output);
}

const MAX_EDITS = 500;

/**
 * The template that both outputs match: literal where they agree, a hole of the narrowest type
 * where they differ, `...` where one has lines that the other has not.
 */
export function generalise(a: string, b: string): string {
  const before = comparableLines(a);
  const after = comparableLines(b);
  const changes = diffArrays([...before], [...after], { maxEditLength: MAX_EDITS });
  if (changes === undefined) return '...';
  const lines: string[] = [];
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i];
    if (change === undefined) continue;
    const next = changes[i + 1];
    if (!change.added && !change.removed) {
      for (const line of change.value) lines.push(escapeTemplate(line));
    } else if (next !== undefined && next.added !== change.added && (next.added || next.removed)) {
      lines.push(...generaliseLines(change.value, next.value));
      i++;
    } else lines.push('...');
  }
  return lines.filter((line, i) => line !== '...' || lines[i - 1] !== '...').join('\n');
}

function generaliseLines(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length !== b.length) return ['...'];
  return a.map((line, i) => generaliseLine(line, b[i] ?? ''));
}

const TOKENS = /\p{L}[\p{L}\p{N}_]*|\d[\d.,:]*\d|\s+|[^]/gu;

/** The first of three readings, narrow to wide, that both lines match. */
function generaliseLine(a: string, b: string): string {
  if (a === b) return escapeTemplate(a);
  const words = a.split(' ');
  const others = b.split(' ');
  const candidates =
    words.length === others.length
      ? [
          words.map((word, i) => generaliseWord(word, others[i] ?? '')).join(' '),
          words.map((word, i) => (word === others[i] ? escapeTemplate(word) : '{word}')).join(' '),
        ]
      : [generaliseGap(words, others)];
  return candidates.find((line) => fits(line, a) && fits(line, b)) ?? '...';
}

function fits(template: string, line: string): boolean {
  return matchWhole(readTemplate(template), [line]).kind === 'match';
}

const TYPES: readonly HoleType[] = ['uuid', 'timestamp', 'int', 'number', 'duration'];

/** A hole for two texts that are, as a whole, of one type. */
function generaliseTyped(a: string, b: string): string | undefined {
  if (a === b) return escapeTemplate(a);
  const type = TYPES.find((name) => isAll(name, a) && isAll(name, b));
  return type === undefined ? undefined : `{${type}}`;
}

function isAll(type: HoleType, text: string): boolean {
  return scanHole(type, text, 0)?.end === text.length;
}

/** Two words without blanks: what they have in common at both ends stays literal. */
function generaliseWord(a: string, b: string): string {
  const typed = generaliseTyped(a, b);
  if (typed !== undefined) return typed;
  const left = a.match(TOKENS) ?? [];
  const right = b.match(TOKENS) ?? [];
  const shortest = Math.min(left.length, right.length);
  let start = 0;
  while (start < shortest && left[start] === right[start]) start++;
  let end = 0;
  while (end < shortest - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const middle = left.slice(start, left.length - end).join('');
  const other = right.slice(start, right.length - end).join('');
  const hole =
    middle === '' || other === '' ? undefined : (generaliseTyped(middle, other) ?? '{word}');
  if (hole === undefined) return '{word}';
  const before = escapeTemplate(left.slice(0, start).join(''));
  const after = escapeTemplate(left.slice(left.length - end).join(''));
  return `${before}${hole}${after}`;
}

/** Lines of different length in words: the words they share at both ends around a gap. */
function generaliseGap(left: readonly string[], right: readonly string[]): string {
  const shortest = Math.min(left.length, right.length) - 1;
  let start = 0;
  while (start < shortest && left[start] === right[start]) start++;
  let end = 0;
  while (end < shortest - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const before = left.slice(0, start).map((word) => `${escapeTemplate(word)} `);
  const after = left.slice(left.length - end).map((word) => ` ${escapeTemplate(word)}`);
  return `${before.join('')}...${after.join('')}`;
}
