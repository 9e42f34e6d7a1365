import type { OffsetRange } from '../../text/range';
import { findPlaceholders } from '../../parser/placeholders';
import { scanCode } from '../../parser/scriptScan';
import { quoteFor } from '../quoteFor';
import { substitute } from '../quote';
import type { SqlGrammar, SqlTree } from './postgresGrammar';

/** A statement whose values go beside it. */
export interface BoundStatement {
  readonly text: string;
  readonly values: readonly string[];
  readonly shifts: readonly { readonly at: number; readonly by: number }[];
}

interface Literal {
  readonly range: OffsetRange;
  readonly value: string;
}

type Values = Readonly<Record<string, string>>;

/** The statements that take parameters (PREPARE, in PostgreSQL's manual). */
const TAKES_PARAMETERS = /^(?:Select|Insert|Update|Delete|Merge)Stmt$/;
/** Words that an expression may follow. Other words before a literal name its type. */
const BEFORE_EXPRESSION =
  /^(?:select|all|distinct|where|and|or|not|then|else|when|case|like|ilike|to|in|between|symmetric|values|limit|offset|is|on|having|returning|escape|any|some|from|for)$/i;
/** EXTRACT('field' FROM …) wants a constant. */
const WANTS_CONSTANT = /\bextract\s*\(\s*$/i;
const SORTS = /\b(?:order|group)\s+by\s[^;()]*$/i;

/**
 * Puts the values of a statement's holes where they stand: as bind parameters where they are
 * literals (a whole string literal becomes one parameter), as quoted names where they are names.
 * Where the grammar takes no parameter (`INTERVAL '<n> days'`, SET) the values are quoted instead.
 * Undefined when a value cannot be put safely.
 */
export function bindValues(
  statement: string,
  values: Values,
  grammar: SqlGrammar,
): BoundStatement | undefined {
  const literals = literalsOf(statement, values);
  if (literals !== undefined && literals.length > 0) {
    const bound = withParameters(statement, literals, values);
    if (bound !== undefined && takesParameters(grammar.parse(bound.text))) return bound;
  }
  const quoted = substitute(statement, 'psql', values);
  return quoted.ok ? { text: quoted.value, values: [], shifts: [] } : undefined;
}

/** Every literal with a hole in it, in order; undefined when a hole stands in none. */
function literalsOf(statement: string, values: Values): readonly Literal[] | undefined {
  const scan = scanCode(statement, 'psql');
  const places = findPlaceholders(statement, 'psql')
    .filter((hole) => !hole.variable)
    .flatMap((hole) => hole.places.map((range) => ({ range, value: values[hole.name] ?? '' })))
    .sort((a, b) => a.range.start - b.range.start);
  const literals: Literal[] = [];
  const add = (literal: Literal): void => {
    if (standsFree(statement.slice(0, literal.range.start))) literals.push(literal);
  };
  for (const { range, value } of places) {
    if (literals.some((known) => known.range.end > range.start)) continue;
    const context = scan.contextAt(range.start);
    if (context === 'single') {
      const literal = stringAround(statement, range.start, places);
      if (literal === undefined) return undefined;
      add(literal);
    } else if (context === 'bare' && isLiteralPlace(statement, range, value)) {
      add({ range, value });
    }
  }
  return literals;
}

/** Whether any expression may stand behind a text, not only a constant. */
function standsFree(before: string): boolean {
  const word = /([\p{L}_][\p{L}\p{N}_$]*)\s*$/u.exec(before)?.[1];
  if (WANTS_CONSTANT.test(before) || /["$]\s*$/.test(before)) return false;
  return word === undefined || BEFORE_EXPRESSION.test(word);
}

/** The string literal around an offset, its holes filled. Not for E'', U&'' and the like. */
function stringAround(
  statement: string,
  inside: number,
  places: readonly Literal[],
): Literal | undefined {
  let start = inside;
  while (start > 0 && statement[start] !== "'") start -= 1;
  if (statement[start] !== "'" || /[A-Za-z&']$/.test(statement.slice(0, start))) return undefined;
  let value = '';
  for (let at = start + 1; at < statement.length; at += 1) {
    const hole = places.find(({ range }) => range.start === at);
    if (hole !== undefined) {
      value += hole.value;
      at = hole.range.end - 1;
    } else if (statement[at] !== "'") value += statement[at] ?? '';
    else if (statement[at + 1] !== "'") return { range: { start, end: at + 1 }, value };
    else {
      value += "'";
      at += 1;
    }
  }
  return undefined;
}

/** A bare hole stands for a literal when it would be quoted as one. */
function isLiteralPlace(statement: string, { start, end }: OffsetRange, value: string): boolean {
  const before = statement.slice(0, start);
  if (/[\w.$"]$/.test(before) || /^[\w.$"(]/.test(statement.slice(end)) || SORTS.test(before)) {
    return false;
  }
  const place = { context: 'bare', before, after: statement.slice(end, end + 40) } as const;
  const quoted = quoteFor('sql', place, `'${value}`);
  return quoted?.startsWith("'") === true;
}

function withParameters(
  statement: string,
  literals: readonly Literal[],
  values: Values,
): BoundStatement | undefined {
  // The same expression in GROUP BY must be the same parameter.
  const shares = /\b(?:group\s+by|distinct)\b/i.test(statement);
  const bound: string[] = [];
  const shifts: { at: number; by: number }[] = [];
  let text = '';
  let shown = 0;
  let done = 0;
  for (const { range, value } of literals) {
    const between = substitute(statement.slice(done, range.start), 'psql', values);
    if (!between.ok || value.includes('\0')) return undefined;
    let number = shares ? bound.indexOf(value) + 1 : 0;
    if (number === 0) number = bound.push(value);
    const spaced = /[\w$]$/.test(between.value) ? ' ' : '';
    const parameter = `${spaced}$${number}`;
    const written = statement.slice(range.start, range.end).startsWith("'")
      ? value.replaceAll("'", "''").length + 2
      : shownLength(statement, range, value);
    text += between.value + parameter;
    shown = written - parameter.length;
    shifts.push({ at: text.length, by: shown });
    done = range.end;
  }
  const rest = substitute(statement.slice(done), 'psql', values);
  return rest.ok ? { text: text + rest.value, values: bound, shifts } : undefined;
}

function shownLength(statement: string, { start, end }: OffsetRange, value: string): number {
  const before = statement.slice(0, start);
  const place = { context: 'bare', before, after: statement.slice(end, end + 40) } as const;
  return quoteFor('sql', place, value)?.length ?? 0;
}

function takesParameters(trees: readonly SqlTree[] | undefined): boolean {
  const [tree] = trees ?? [];
  if (trees?.length !== 1 || tree === null || typeof tree !== 'object') return false;
  const [kind = '', fields] = Object.entries(tree)[0] ?? [];
  if (kind !== 'ExplainStmt') return TAKES_PARAMETERS.test(kind);
  const query = (fields as Readonly<Record<string, SqlTree>>)['query'];
  return query !== undefined && takesParameters([query]);
}
