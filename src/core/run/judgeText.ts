import type { Expectation } from '../model/expectation';
import { describeDifference } from './difference';
import { readJson } from './json';
import { hasFragment, readFragment } from './jsonFragment';
import { matchSomewhere, matchWhole } from './matchTemplate';
import { comparableLines, stripEscapes } from './outputText';
import { readOutputTable } from './outputTable';
import type { RunResult, Verdict } from './outcome';
import { marked } from './saidOfSentence';
import { denied, unitState } from './saidOfState';
import { isOpen, soften } from './softTemplate';
import { readTemplate, type TemplateLine } from './textTemplate';
import { failed, needsEyes, passed } from './verdicts';

type TextExpectation = Extract<Expectation, { kind: 'text' }>;

/** Judges a text with holes. A match inside a longer line is for a person to weigh. */
export function judgeText(expectation: TextExpectation, result: RunResult): Verdict {
  const template = readTemplate(expectation.template);
  if (template.length === 0) return judgeSilence(expectation, result);
  if (hasMember(expectation, result)) return passed(expectation.source);
  switch (expectation.match) {
    case 'whole':
      return judgeWhole(expectation, template, result);
    case 'line':
      return judgeLine(expectation, template, result);
    case 'contains':
      return judgeContains(expectation, template, result);
  }
}

/** JSON is the same in every layout. */
function hasMember({ template, match }: TextExpectation, result: RunResult): boolean {
  const fragment = match === 'whole' || result.truncated ? undefined : readFragment(template);
  if (fragment === undefined) return false;
  const value = readJson(stripEscapes(result.stdout).trim());
  return value !== undefined && hasFragment(fragment, value);
}

function judgeSilence(expectation: TextExpectation, result: RunResult): Verdict {
  const lines = [...comparableLines(result.stdout), ...comparableLines(result.stderr)];
  return lines.length === 0
    ? passed(expectation.source)
    : failed(expectation.source, lines[0] ?? '');
}

function judgeWhole(
  expectation: TextExpectation,
  template: readonly TemplateLine[],
  result: RunResult,
): Verdict {
  const lines = answerLines(result);
  const { source } = expectation;
  const match = matchWhole(template, lines);
  if (match.kind === 'match' || isSameTable(expectation.template, result.stdout))
    return result.truncated ? cut(source) : passed(source);
  const difference = describeDifference(expectation.template, lines);
  if (match.kind === 'gave-up') return needsEyes(source, 'too long to compare', difference);
  if (expectation.sample && isOpen(template)) {
    return needsEyes(source, 'it is an example of an output that changes', difference);
  }
  return unlike(source, template, { ...result, lines, difference });
}

/** A table that is written as Markdown's is the same in every drawing. */
function isSameTable(template: string, stdout: string): boolean {
  if (!/^[ \t]*\|.*\|[ \t]*\n[ \t]*\|[-:| ]+\|/.test(template.trim())) return false;
  if (rowsOf(template.replaceAll('\x60', '')).join('\n') === rowsOf(stdout).join('\n')) return true;
  const wanted = readOutputTable(template.replaceAll(':-', '--').replaceAll('-:', '--'));
  const came = readOutputTable(stdout);
  if (wanted === undefined || came === undefined || wanted.rows.length !== came.rows.length)
    return false;
  const fits = (expected: readonly string[], cells: readonly string[] = []): boolean =>
    expected.length === cells.length &&
    expected.every((cell, i) => {
      const found = comparableLines(cells[i] ?? '');
      return cell === ''
        ? found.length === 0
        : matchWhole(readTemplate(cell), found).kind === 'match';
    });
  return (
    fits(wanted.columns, came.columns) && wanted.rows.every((row, i) => fits(row, came.rows[i]))
  );
}

/** The rows of a table without its lines, with one blank between cells. */
function rowsOf(table: string): readonly string[] {
  return table
    .split('\n')
    .map((line) => line.replace(/[|│]/g, ' ').trim().replace(/\s+/g, ' '))
    .filter((line) => !/^[-+:= ]*$|^\(\d+ rows?\)$/.test(line));
}

interface Unlike {
  readonly lines: readonly string[];
  readonly truncated: boolean;
  readonly difference: string | undefined;
}

/** The verdict on output that does not match: only values that always change are forgiven. */
function unlike(source: string, template: readonly TemplateLine[], found: Unlike): Verdict {
  const soft = matchWhole(soften(template), found.lines);
  if (soft.kind !== 'differs') {
    const why = 'only values that change from run to run differ';
    return needsEyes(source, why, found.difference);
  }
  if (found.truncated) return cut(source, found.difference);
  return failed(source, found.lines[0] ?? 'no output', found.difference);
}

function judgeLine(
  expectation: TextExpectation,
  template: readonly TemplateLine[],
  result: RunResult,
): Verdict {
  const { source } = expectation;
  const column = judgeColumns(source, template, result) ?? judgeStatusLine(expectation, result);
  if (column !== undefined) return column;
  const lines = [...comparableLines(result.stdout), ...comparableLines(result.stderr)];
  const match = matchSomewhere(template, lines);
  if (match.kind === 'gave-up') return needsEyes(source, 'too long to compare');
  if (match.kind === 'match') {
    const rivals = lines.filter((line) => /^[\w/-]+$/.test(line));
    const others = rivals.filter((line) => matchWhole(template, [line]).kind !== 'match');
    return template.length > 1 || others.length === 0
      ? passed(source)
      : needsEyes(source, `other lines say ${others.slice(0, 3).join(', ')}`);
  }
  const within = matchSomewhere(inside(template), lines);
  if (within.kind !== 'differs') {
    const said = expectation.template;
    const state = result.truncated
      ? undefined
      : (unitState(said, result, source) ??
        denied(said, result, source) ??
        marked(said, result, source));
    return state ?? needsEyes(source, 'it stands within a longer line');
  }
  const difference = describeDifference(expectation.template, lines);
  const soft = matchSomewhere(soften(template), lines);
  if (soft.kind !== 'differs') {
    return needsEyes(source, 'only values that change from run to run differ', difference);
  }
  if (result.truncated) return cut(source, difference);
  return failed(source, lines[0] ?? 'no output', difference);
}

/** When the output is a table and the text fills cells of one column, all of it must. */
function judgeColumns(
  source: string,
  template: readonly TemplateLine[],
  result: RunResult,
): Verdict | undefined {
  const table = template.length === 1 ? readOutputTable(result.stdout) : undefined;
  if (table === undefined || table.rows.length === 0) return undefined;
  const fits = (cell: string | undefined): boolean =>
    matchWhole(template, comparableLines(cell ?? '')).kind === 'match';
  const holding = table.columns
    .map((_, index) => index)
    .filter((index) => table.rows.some((row) => fits(row[index])));
  const column = holding[0];
  if (column === undefined) return undefined;
  if (holding.length > 1) return needsEyes(source, 'more than one column holds it');
  const other = table.rows.find((row) => !fits(row[column]));
  if (other !== undefined) {
    return failed(
      source,
      `${other[0] ?? ''}: ${table.columns[column] ?? ''} ${other[column] ?? ''}`,
    );
  }
  return result.truncated ? cut(source) : passed(source);
}

/** "401" against what begins with the head of an HTTP answer is its status. */
function judgeStatusLine(
  { source, template }: TextExpectation,
  result: RunResult,
): Verdict | undefined {
  if (!/^[1-5]\d\d$/.test(template) || !/^HTTP\/\d/.test(result.stdout)) return undefined;
  const heads = [...result.stdout.matchAll(/^HTTP\/\d(?:\.\d)?[ \t]+(\d{3})\b/gm)];
  const last = heads.at(-1)?.[1];
  if (last === undefined || result.truncated) return undefined;
  return last === template ? passed(source) : failed(source, `HTTP ${last}`);
}

const NEGATION = /\b(?:not|no|never|non|none|cannot|without|un|fail(?:ed|ure)?)\b|n't\b/i;

function judgeContains(
  expectation: TextExpectation,
  template: readonly TemplateLine[],
  result: RunResult,
): Verdict {
  const { source } = expectation;
  const lines = [...comparableLines(result.stdout), ...comparableLines(result.stderr)];
  const first = inside(template);
  if (matchSomewhere(first, lines).kind === 'match') {
    const where = lines.filter((line) => matchWhole(first, [line]).kind === 'match');
    const doubtful = where.length > 0 && where.every((line) => NEGATION.test(line));
    return doubtful && !NEGATION.test(expectation.template)
      ? needsEyes(source, where[0] ?? '')
      : passed(source);
  }
  if (result.truncated) return cut(source);
  return failed(source, lines[0] ?? 'no output');
}

/** The template within a longer line, where no word or number goes on at its ends. */
function inside(template: readonly TemplateLine[]): readonly TemplateLine[] {
  return template.map((line, index) => {
    if (line.kind === 'lines') return line;
    const before = index === 0 ? ([{ kind: 'gap' }, { kind: 'edge' }] as const) : [];
    const last = index === template.length - 1;
    const after = last ? ([{ kind: 'edge' }, { kind: 'gap' }] as const) : [];
    return { kind: 'line', pieces: [...before, ...line.pieces, ...after] };
  });
}

/** What a program answered: its output, or its messages when it printed nothing else. */
export function answerLines(result: RunResult): readonly string[] {
  const lines = comparableLines(result.stdout);
  return lines.length > 0 ? lines : comparableLines(result.stderr);
}

function cut(source: string, difference?: string): Verdict {
  return needsEyes(source, 'the middle of the output was not kept', difference);
}
