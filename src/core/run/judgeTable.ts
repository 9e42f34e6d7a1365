import type { TableCondition } from '../model/expectation';
import { readBoundValue } from './holes';
import { countRows, readOutputTable, type OutputTable } from './outputTable';
import type { Verdict } from './outcome';
import { comparableLines } from './outputText';
import { maySayTheSame } from './stateRows';
import { failed, needsEyes, passed } from './verdicts';

/** Judges conditions on the rows of a tabular output; all must hold. */
export function judgeTable(
  source: string,
  conditions: readonly TableCondition[],
  stdout: string,
): Verdict {
  const verdicts = conditions.map((condition) => judgeCondition(source, condition, stdout));
  const failure = verdicts.find((verdict) => verdict.kind === 'fail');
  const unclear = verdicts.find((verdict) => verdict.kind === 'needs-eyes');
  return failure ?? unclear ?? passed(source);
}

function judgeCondition(source: string, condition: TableCondition, stdout: string): Verdict {
  if (condition.rows === 'count') return judgeCount(source, condition, stdout);
  const table = readOutputTable(stdout);
  if (condition.column === undefined && /[<>]/.test(condition.operator))
    return judgeNumber(source, condition, table, stdout);
  if (table === undefined) return needsEyes(source, 'the output is not a table that can be read');
  if (table.rows.length === 0) return needsEyes(source, 'the table has no rows');
  const column = columnFor(table, condition);
  if (column === undefined) {
    const name = condition.column;
    return needsEyes(
      source,
      name === undefined
        ? `no column of the output is known to hold ${condition.value}`
        : `the output has no single column ${name}`,
    );
  }
  return judgeColumn(source, condition, table, column);
}

/** The only number that comes out; of percentages, the one column of a table that holds them. */
function judgeNumber(
  source: string,
  condition: TableCondition,
  table: OutputTable | undefined,
  stdout: string,
): Verdict {
  const measured = /[%a-z]$/i.test(condition.value);
  const cells = table === undefined ? numberLines(stdout, measured) : cellsFor(table, condition);
  if (cells.length === 0) return needsEyes(source, 'the output is not one number');
  const limit = condition.value.replace(/%$/, '');
  const size = readSize(limit);
  const most =
    size === undefined && /[a-z]$/i.test(limit) ? readBoundValue('duration', limit) : undefined;
  const answers = cells.map((cell) => {
    if (size !== undefined) {
      const came = readSize(cell.trim());
      if (came === undefined) return 'unclear';
      return compareSizes(came, condition.operator, size);
    }
    if (most !== undefined) {
      const time = readBoundValue('duration', cell.trim());
      if (time === undefined) return 'unclear';
      return compareNumbers(time, condition.operator, most) ? 'yes' : 'no';
    }
    const found = plainNumber(cell);
    const share = condition.value.endsWith('%') && /^0?\.\d+$/.test(cell.trim());
    const fits = found !== undefined && !share && (found.unit === '' || found.unit === '%');
    return fits ? holds(String(found.value), { ...condition, value: limit }) : 'unclear';
  });
  const bad = answers.indexOf('no');
  if (bad >= 0) return failed(source, cells[bad] ?? '');
  return answers.includes('unclear')
    ? needsEyes(source, 'the output is not one number')
    : passed(source);
}

/**
 * The lines of an output that is nothing but numbers, below a title or without one. Several numbers
 * without a unit may be names of things, of which the author wants at least so many.
 */
function numberLines(stdout: string, several: boolean): readonly string[] {
  const lines = comparableLines(stdout).filter((line) => line !== '');
  if (lines.length < 2) return lines;
  const numbers = /\d/.test(lines[0] ?? '') ? lines : lines.slice(1);
  const plain = /^[+-]?\d[\d.,:]* ?(?:%|[A-Za-z]{1,7})?$/;
  return numbers.every((line) => plain.test(line)) && (several || numbers.length === 1)
    ? numbers
    : [];
}

interface Size {
  /** With a step of 1000 and of 1024: "10 GB" is read as either. */
  readonly least: number;
  readonly most: number;
  readonly value: number;
  readonly unit: string;
}

const SIZE = /^(\d+(?:\.\d+)?) ?(?:([KMGTP])(i?)B?|B|bytes?)$/i;

function readSize(text: string): Size | undefined {
  const match = SIZE.exec(text);
  if (match === null) return undefined;
  const [, digits = '', letter = '', binary = ''] = match;
  const power = letter === '' ? 0 : 'KMGTP'.indexOf(letter.toUpperCase()) + 1;
  const value = Number(digits);
  const least = value * (binary === '' ? 1000 : 1024) ** power;
  return { least, most: value * 1024 ** power, value, unit: (letter + binary).toLowerCase() };
}

function compareSizes(came: Size, operator: TableCondition['operator'], limit: Size): Answer {
  if (came.unit === limit.unit)
    return compareNumbers(came.value, operator, limit.value) ? 'yes' : 'no';
  // Both readings of both must agree.
  const readings = [came.least, came.most].flatMap((size) =>
    [limit.least, limit.most].map((bound) => compareNumbers(size, operator, bound)),
  );
  if (readings.every((one) => one)) return 'yes';
  return readings.some((one) => one) ? 'unclear' : 'no';
}

function cellsFor({ columns, rows }: OutputTable, condition: TableCondition): readonly string[] {
  const of = (column: number): readonly string[] => rows.map((row) => row[column] ?? '');
  if (columns.length === 1 && rows.length === 1) return of(0);
  if (!condition.value.endsWith('%')) return [];
  const shares = columns
    .map((_, column) => of(column))
    .filter((cells) => cells.length > 0 && cells.every((cell) => /^\d+(?:\.\d+)?%$/.test(cell)));
  return shares.length === 1 ? (shares[0] ?? []) : [];
}

function judgeColumn(
  source: string,
  condition: TableCondition,
  table: OutputTable,
  column: number,
): Verdict {
  const title = table.columns[column] ?? '';
  // "Ready,SchedulingDisabled" is not the very `Ready` that stands as code.
  const literal = condition.operator === '=' && source.includes(`\`${condition.value}\``);
  // Who of the pods is ready stands in a column of its own.
  const ready = /^ready$/i.test(condition.value) && table.columns.includes('READY');
  const results = table.rows.map((row) => {
    const cell = row[column] ?? '';
    if (literal && cell.startsWith(`${condition.value},`)) return 'no';
    const open =
      condition.column === undefined && condition.operator === '=' && (!literal || ready);
    return open && maySayTheSame(cell, condition.value) ? 'unclear' : holds(cell, condition);
  });
  const bad = table.rows.filter((_, i) => results[i] === 'no');
  if (condition.rows === 'any') {
    if (results.includes('yes')) return passed(source);
    return results.includes('unclear')
      ? needsEyes(source, `the values of ${title} cannot be compared`)
      : failed(source, `no row has ${title} ${condition.operator} ${condition.value}`);
  }
  const first = bad[0];
  if (first !== undefined) {
    const more = bad.length > 1 ? ` and ${bad.length - 1} more` : '';
    const got = `${first[0] ?? ''}: ${title} is ${first[column] ?? ''}${more}`;
    return failed(
      source,
      got,
      bad
        .slice(0, 50)
        .map((row) => `- ${row.join('  ')}`)
        .join('\n'),
    );
  }
  return results.includes('unclear')
    ? needsEyes(source, `the values of ${title} cannot be compared`)
    : passed(source);
}

function judgeCount(source: string, condition: TableCondition, stdout: string): Verdict {
  const count = countRows(stdout);
  if (count === undefined) return needsEyes(source, 'the rows of the output cannot be counted');
  const result = compareNumbers(count, condition.operator, Number(condition.value));
  return result ? passed(source) : failed(source, `${count} rows`);
}

const STATES = /^(?:status|state|phase|health|condition|ready|availability)$/i;

/** The named column, or for a bare value the one column of states, or the one that holds it. */
function columnFor(table: OutputTable, condition: TableCondition): number | undefined {
  const indexes = table.columns.map((_, index) => index);
  const name = condition.column;
  if (name !== undefined) {
    const wanted = fold(name);
    const named = indexes.filter((index) => fold(table.columns[index] ?? '') === wanted);
    return named.length === 1 ? named[0] : undefined;
  }
  const holding = indexes.filter((i) => table.rows.some((row) => row[i] === condition.value));
  if (holding.length > 0) return holding.length === 1 ? holding[0] : undefined;
  const states = indexes.filter((index) => STATES.test(table.columns[index] ?? ''));
  if (states.length > 1) {
    const status = states.filter((index) => /^(?:status|state)$/i.test(table.columns[index] ?? ''));
    return status.length === 1 ? status[0] : undefined;
  }
  return states[0];
}

function fold(title: string): string {
  return title.toLowerCase().replace(/[\s_-]+/g, '');
}

type Answer = 'yes' | 'no' | 'unclear';

function holds(cell: string, condition: TableCondition): Answer {
  const { operator, value } = condition;
  if (operator === '=' || operator === '!=') {
    const same = cell === value || sameNumber(cell, value);
    if (same) return operator === '=' ? 'yes' : 'no';
    if (operator === '!=') return fold(cell) === fold(value) ? 'unclear' : 'yes';
    return cell
      .toLowerCase()
      .split(/[^\p{L}\p{N}/]+/u)
      .includes(value.toLowerCase())
      ? 'unclear'
      : 'no';
  }
  if (operator === 'contains') return cell.includes(value) ? 'yes' : 'no';
  const left = plainNumber(cell);
  const right = plainNumber(value);
  if (left === undefined || right === undefined || left.unit !== right.unit) return 'unclear';
  return compareNumbers(left.value, operator, right.value) ? 'yes' : 'no';
}

interface Quantity {
  readonly value: number;
  readonly unit: string;
}

function plainNumber(text: string): Quantity | undefined {
  const match = /^([+-]?\d[\d,]*(?:\.\d+)?)\s*(%|[A-Za-z]{0,12})$/.exec(text.trim());
  if (match === null) return undefined;
  return { value: Number((match[1] ?? '').replaceAll(',', '')), unit: match[2] ?? '' };
}

function sameNumber(a: string, b: string): boolean {
  const plain = /^-?\d{1,15}(?:\.\d{1,6})?$/;
  return plain.test(a) && plain.test(b) && Number(a) === Number(b);
}

function compareNumbers(
  left: number,
  operator: TableCondition['operator'],
  right: number,
): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case 'contains':
      return false;
  }
}
