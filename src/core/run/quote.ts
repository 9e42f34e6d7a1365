import { fail, succeed, type Result } from '../../util/result';
import type { Placeholder } from '../model/placeholder';
import type { StepLanguage } from '../model/step';
import type { CodeContext, CodeScan } from '../parser/codeContext';
import { findPlaceholders } from '../parser/placeholders';
import { scanCode } from '../parser/scriptScan';
import type { OffsetRange } from '../text/range';
import { splitPsql } from './bash/splitPsql';
import { endsPattern, innerCodeAt } from './innerCode';
import { quoteFor } from './quoteFor';
import { findReadAgain, mayBeCode } from './readAgain';

/**
 * Fills the holes of a command with values by name, each quoted for where it stands, through
 * nested commands too (`bash -c '…'`, `ssh host …`, `psql -c "…"`). Holes that are variables are
 * left alone: they get their values as environment. Fails with `missing` when a hole has no value
 * and with `unsafe-place` when a value cannot be put where the hole stands without being able to
 * mean something else; nothing is ever pasted unquoted to make it fit.
 * @param later what the same shell runs after it, where a variable can bring a value
 */
export function substitute(
  text: string,
  language: StepLanguage,
  values: Readonly<Record<string, string>>,
  later = '',
): Result<string, 'missing' | 'unsafe-place'> {
  const all = findPlaceholders(text, language);
  const holes = all.filter((hole) => !hole.variable);
  const missing = holes.filter((hole) => values[hole.name] === undefined);
  if (missing.length > 0) {
    const names = missing.map((hole) => hole.written).join(', ');
    return fail('missing', `The command needs a value for ${names}.`);
  }
  if (isShellLanguage(language) && all.some(({ name }) => mayBeCode(values[name] ?? ''))) {
    const readAgain = findReadAgain(scanCode(`${text}\n${later}`, language), all, values);
    if (readAgain !== undefined) return unsafe(readAgain);
  }
  return fill(text, language, values, holes);
}

/** The command as far as its values are known: other holes, and all when it is not safe, stay. */
export function substituteKnown(
  text: string,
  language: StepLanguage,
  values: Readonly<Record<string, string>>,
): string {
  const holes = findPlaceholders(text, language).filter(
    (hole) => !hole.variable && values[hole.name] !== undefined,
  );
  const filled = fill(text, language, values, holes);
  return filled.ok ? filled.value : text;
}

function fill(
  text: string,
  language: StepLanguage,
  values: Readonly<Record<string, string>>,
  holes: readonly Placeholder[],
): Result<string, 'unsafe-place'> {
  const scan = scanCode(text, language);
  const sessions = psqlSessions(text, language);
  const places = holes
    .flatMap((hole) => hole.places.map((place) => ({ hole, ...place })))
    .sort((a, b) => a.start - b.start);
  let filled = '';
  let done = 0;
  for (const { hole, start, end } of places) {
    const value = values[hole.name] ?? '';
    const typed = sessions.find(({ range }) => range.start <= start && end <= range.end);
    // A line of it could be the one that ends the here-document.
    const isCut = scan.heredocs.some((here) => here.start <= start && start < here.end);
    if (isCut && /[\r\n]/.test(value)) return unsafe(hole);
    const quoted =
      typed === undefined
        ? quoteAt(scan, language, start, end, value)
        : quoteAt(typed.scan, 'psql', start - typed.range.start, end - typed.range.start, value);
    if (quoted === undefined) return unsafe(hole);
    filled += text.slice(done, start) + quoted;
    done = end;
  }
  filled += text.slice(done);
  return keepsHeredocs(scan, filled, language) ? succeed(filled) : unsafe(places[0]?.hole);
}

/** SQL typed into psql within a shell block is quoted as SQL: no shell ever reads it. */
function psqlSessions(
  text: string,
  language: StepLanguage,
): readonly { readonly range: OffsetRange; readonly scan: CodeScan }[] {
  if (!isShellLanguage(language)) return [];
  return (splitPsql(text) ?? []).flatMap((segment) => {
    if (segment.kind !== 'psql') return [];
    const range = segment.sqlRange;
    return [{ range, scan: scanCode(text.slice(range.start, range.end), 'psql') }];
  });
}

function isShellLanguage(language: StepLanguage): boolean {
  return language === 'bash' || language === 'sh' || language === 'zsh';
}

function unsafe(hole: Placeholder | undefined): Result<never, 'unsafe-place'> {
  return fail(
    'unsafe-place',
    `The value for ${hole?.written ?? 'a hole'} cannot be put safely where it stands. ` +
      'Use letters, digits, dots and hyphens only, or run the command by hand.',
  );
}

/** The value as it must be written at a place of a command; undefined when there is no safe way. */
function quoteAt(
  scan: CodeScan,
  language: StepLanguage,
  start: number,
  end: number,
  value: string,
): string | undefined {
  const context = scan.contextAt(start);
  if (context !== scan.contextAt(end - 1)) return undefined;
  let inserted: string | undefined = value;
  const inner = innerCodeAt(scan, language, start, end);
  if (inner === 'unknown' && !isPlain(scan, start, end, value)) return undefined;
  if (inner === 'words' && !isOneWord(scan, start, end, value)) return undefined;
  if (inner === 'json') inserted = JSON.stringify(value).slice(1, -1);
  else if (typeof inner === 'object') {
    const innerScan = scanCode(inner.text, inner.language);
    inserted = quoteAt(innerScan, inner.language, inner.start, inner.end, value);
    if (inserted === undefined) return undefined;
  }
  return quoteFor(language, placeOf(scan, context, start, end), inserted);
}

/** Whether a value means itself in about any language. */
function isPlain(scan: CodeScan, start: number, end: number, value: string): boolean {
  return /^[\w@%+:,./ -]*$/.test(value) && !endsPattern(scan, start, end, value);
}

/** Quotes of the code's own hold a plain value together. */
function isOneWord(scan: CodeScan, start: number, end: number, value: string): boolean {
  const quote = scan.text[start - 1] ?? '';
  const isQuoted = /['"]/.test(quote) && scan.text[end] === quote;
  return isPlain(scan, start, end, value) && (isQuoted || /^[^ ]+$/.test(value));
}

function placeOf(scan: CodeScan, context: CodeContext, start: number, end: number) {
  return {
    context,
    before: scan.text.slice(0, start),
    after: scan.text.slice(end, end + 40),
    written: scan.text.slice(start, end),
  };
}

/** A value must not be able to end the here document it stands in. */
function keepsHeredocs(scan: CodeScan, filled: string, language: StepLanguage): boolean {
  if (scan.heredocs.length === 0) return true;
  const count = (text: string): number => text.split('\n').length;
  const after = scanCode(filled, language).heredocs;
  return (
    after.length === scan.heredocs.length &&
    scan.heredocs.every((heredoc, i) => {
      const now = after[i];
      if (now?.delimiter !== heredoc.delimiter) return false;
      const before = count(scan.text.slice(heredoc.start, heredoc.end));
      return before === count(filled.slice(now.start, now.end));
    })
  );
}
