import { escapePattern } from '../text/escapePattern';
import { readJson, sameNumber, type JsonValue } from './json';
import { judgeTable } from './judgeTable';
import { readOutputTable } from './outputTable';
import { outputLines } from './outputText';
import { areOpposites } from './plainWords';
import { yesOrNo, type Judge } from './saying';
import { readConditions } from './tableWords';
import { failed, passed } from './verdicts';

/** "`Sealed` is `false`" against lines of names and values, or members of JSON. */

const IS =
  '(?: (?:is|equals|reads|shows|says|should be|must be|should read|has|has the value|is set to|set to|should equal|must equal|is still|is now) | ?(?::|==?|→|->) ?)';
const SAID = new RegExp(`^(?:\`([^\`]{1,80})\`|([A-Za-z_][\\w.%-]{1,60}))${IS}(.+)$`, 'i');
const BOUND = new RegExp(
  '^(?:`([^`]{1,80})`|([A-Za-z_][\\w.%-]{1,60})) ((?:at least|at most|more than|less than|fewer than|below|above|under|over|between|[<>≤≥]).+)$',
  'i',
);

/** "Active connections: 0": a name of several words, told from what is said by the colon. */
const LABELED = /^()([A-Za-z][\w.%-]*(?: [\w.%()/-]{1,30}){1,4}): (.+)$/;

/** What is said of a name. */
interface Said {
  readonly key: string;
  readonly rest: string;
}

function readSaid(words: string): Said | undefined {
  const match = SAID.exec(words) ?? BOUND.exec(words) ?? LABELED.exec(words);
  const key = match?.[1] === '' ? match[2] : (match?.[1] ?? match?.[2]);
  const rest = match?.[3]?.trim();
  if (key === undefined || rest === undefined) return undefined;
  return /^(?:it|this|that|there|output|response|result|status code|all|each|every|http|exit)$/i.test(
    key,
  )
    ? undefined
    : { key: key.trim(), rest };
}

/** "`K` is `V`", "`K`: at least 3". */
export const keyed: Judge = (words, result, source) => {
  const said = readSaid(words);
  if (said === undefined) return undefined;
  const { values, all } = valuesOf(said.key, result.stdout);
  if (values.length === 0) return undefined;
  const code = /^`([^`]+)`$/.exec(said.rest)?.[1]?.trim();
  const literal = code ?? /^[\w./:%+-]{1,40}$/.exec(said.rest)?.[0];
  if (literal === undefined) return bounded(said.rest, values, { source, all });
  // 1.10 is 1.1 as a number, and nine later as a version.
  if (/version|release/i.test(said.key) && values.some((value) => isOtherVersion(value, literal)))
    return undefined;
  const answers = new Set(values.map((value) => compareValue(value, literal)));
  if (answers.size > 1 || answers.has('unclear')) return undefined;
  // "growing" and "fine" are no values.
  const plain = (value: string): boolean =>
    areOpposites(value, literal) || (isNumber(value) && isNumber(literal));
  const literally = code !== undefined || isLiteral(literal, words);
  if (answers.has('no') && !literally && !values.every(plain)) return undefined;
  return yesOrNo(answers.has('yes'), source, `${said.key}: ${values[0] ?? ''}`);
};

function isOtherVersion(value: string, wanted: string): boolean {
  return value !== wanted && isNumber(value) && isNumber(wanted) && sameNumber(value, wanted);
}

/** No word of a language, or written as the program does it: `HEALTH_OK`, `state:ok`. */
function isLiteral(text: string, words: string): boolean {
  return /[_\d]|[A-Z]{2}/.test(text) || /^[\w.-]+[:=][\w.-]+$/.test(words);
}

function bounded(
  rest: string,
  values: readonly string[],
  { source, all }: { readonly source: string; readonly all: boolean },
): ReturnType<Judge> {
  const conditions = readConditions(rest.replace(/`/g, ''));
  if (conditions === undefined || conditions.some(({ column }) => column !== undefined))
    return undefined;
  const verdicts = values.map((value) => judgeTable(source, conditions, value));
  const bad = verdicts.findIndex(({ kind }) => kind === 'fail');
  if (bad >= 0) return all || verdicts.length === 1 ? failed(source, values[bad] ?? '') : undefined;
  return verdicts.every(({ kind }) => kind === 'pass') ? passed(source) : undefined;
}

interface Values {
  readonly values: readonly string[];
  /** They are a column: what is said of it is said of each. */
  readonly all: boolean;
}

/** The values that an output gives a name, in the order of its lines. */
function valuesOf(key: string, stdout: string): Values {
  const json = readJson(stdout.trim());
  if (json !== undefined) return { values: scalar(memberOf(key, json)), all: false };
  const table = readOutputTable(stdout);
  const column = table === undefined ? undefined : columnOf(key, table.columns);
  if (table !== undefined && column !== undefined)
    return { values: table.rows.map((row) => row[column] ?? ''), all: true };
  return { values: valuesInLines(key, stdout), all: false };
}

/** The column of that name, in other letters only when no other has it. */
function columnOf(key: string, columns: readonly string[]): number | undefined {
  const indexes = columns.map((_, index) => index);
  const exact = indexes.filter((index) => columns[index] === key);
  const fold = (title = ''): string => title.toLowerCase();
  const found =
    exact.length > 0 ? exact : indexes.filter((index) => fold(columns[index]) === fold(key));
  return found.length === 1 ? found[0] : undefined;
}

function valuesInLines(key: string, stdout: string): readonly string[] {
  const lines = outputLines(stdout).filter((line) => line.trim() !== '');
  const name = escapePattern(key.replace(/^\./, ''));
  const exact = marked(name, '', lines);
  const found = exact.length > 0 ? exact : marked(name, 'i', lines);
  return found.length > 0 ? found : spaced(key, lines);
}

function memberOf(key: string, json: JsonValue): JsonValue | undefined {
  let value: JsonValue | undefined = json;
  const path = /^\$?\./.test(key) ? key.replace(/^\$?\./, '').split('.') : [key];
  for (const name of path) value = value?.type === 'object' ? value.entries.get(name) : undefined;
  return value;
}

function scalar(value: JsonValue | undefined): readonly string[] {
  switch (value?.type) {
    case 'string':
    case 'boolean':
      return [String(value.value)];
    case 'number':
      return [value.raw];
    case 'null':
      return ['null'];
    case 'array':
    case 'object':
    case undefined:
      return [];
  }
}

/** `name: value`, `name=value`, `name | value`. */
function marked(name: string, flags: string, lines: readonly string[]): readonly string[] {
  const line = new RegExp(`^[\\s*•-]*["']?${name}["']?\\s*(?::(?!/)|=|\\|)\\s*(.*)$`, flags);
  return lines.flatMap((text) => {
    const value = line.exec(text)?.[1];
    return value === undefined ? [] : [bare(value)];
  });
}

function bare(value: string): string {
  return value
    .trim()
    .replace(/[,;]$/, '')
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
}

/** Two columns of names and values. */
function spaced(key: string, lines: readonly string[]): readonly string[] {
  const rows = lines.map((line) => line.trim().split(/\t+| {2,}/));
  if (rows.length < 2 || rows.some((cells) => cells.length !== 2)) return [];
  return rows.flatMap(([name, value = ''], i) => {
    if (name !== key) return [];
    // The first line may hold the titles of a table.
    return i === 0 && /^[A-Z]/.test(value) ? [] : [value];
  });
}

const SYNONYMS = [/^(?:true|yes|on|1|t|y|enabled)$/i, /^(?:false|no|off|0|f|n|disabled)$/i];

function compareValue(value: string, wanted: string): 'yes' | 'no' | 'unclear' {
  if (value === wanted || (isNumber(value) && isNumber(wanted) && sameNumber(value, wanted)))
    return 'yes';
  if (value === '' || /\.\.\.|[*{<…]/.test(wanted)) return 'unclear';
  const [came, expected] = [value.toLowerCase(), wanted.toLowerCase()];
  if (came === expected || SYNONYMS.some((same) => same.test(value) && same.test(wanted)))
    return 'unclear';
  const within = came.split(/[^\p{L}\p{N}_./-]+/u).includes(expected);
  if (!within) return 'no';
  return came === `not ${expected}` || came === `no longer ${expected}` ? 'no' : 'unclear';
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text);
}
