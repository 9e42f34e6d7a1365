import { REST } from './elidedJson';
import { sameNumber, showJson, type JsonValue } from './json';
import { matchWhole } from './matchTemplate';
import { readTemplate } from './textTemplate';

/** Where two JSON values differ: a path such as `$.items[2].name` and a sentence. */
export interface JsonDifference {
  readonly path: string;
  readonly message: string;
}

const MAX_DIFFERENCES = 20;

/**
 * Compares JSON. Key order never counts, types and array order do. `subset`: the actual objects
 * may have more keys than the expected ones, at every depth. A string with holes is a template;
 * `"..."` stands for any value; `"{int}"` and `"{number}"` also for a number, `"{json-int}"` and
 * `"{json-number}"` for nothing else.
 */
export function compareJson(
  expected: JsonValue,
  actual: JsonValue,
  match: 'exact' | 'subset',
): readonly JsonDifference[] {
  const differences: JsonDifference[] = [];
  compare({ expected, actual, path: '$' }, match, differences);
  return differences;
}

interface Pair {
  readonly expected: JsonValue;
  readonly actual: JsonValue;
  readonly path: string;
}

function compare(pair: Pair, match: 'exact' | 'subset', out: JsonDifference[]): void {
  const { expected, actual, path } = pair;
  if (out.length >= MAX_DIFFERENCES) return;
  if (expected.type === 'string' && (expected.value === '...' || expected.value === REST)) return;
  if (expected.type === 'object' && actual.type === 'object') {
    compareObjects(expected.entries, actual.entries, { ...pair, match }, out);
  } else if (expected.type === 'array' && actual.type === 'array') {
    compareArrays(expected.items, actual.items, { ...pair, match }, out);
  } else if (!sameScalar(expected, actual)) {
    const wanted = showJson(expected).replace(/^"\{json-(.*)\}"$/, '{$1}');
    out.push({ path, message: `expected ${wanted}, got ${showJson(actual)}` });
  }
}

/** Element by element; those left out in one place of the expected ones are any number. */
function compareArrays(
  expected: readonly JsonValue[],
  actual: readonly JsonValue[],
  { path, match }: Pair & { readonly match: 'exact' | 'subset' },
  out: JsonDifference[],
): void {
  const gap = expected.findIndex((item) => item.type === 'string' && item.value === REST);
  const wanted = expected.length - (gap < 0 ? 0 : 1);
  if (gap < 0 ? wanted !== actual.length : wanted > actual.length) {
    const least = gap < 0 ? '' : 'at least ';
    out.push({ path, message: `expected ${least}${wanted} elements, got ${actual.length}` });
    return;
  }
  expected.forEach((item, i) => {
    if (i === gap) return;
    const at = gap < 0 || i < gap ? i : i - expected.length + actual.length;
    const other = actual[at];
    if (other === undefined) return;
    compare({ expected: item, actual: other, path: `${path}[${at}]` }, match, out);
  });
}

function compareObjects(
  expected: ReadonlyMap<string, JsonValue>,
  actual: ReadonlyMap<string, JsonValue>,
  place: Pair & { readonly match: 'exact' | 'subset' },
  out: JsonDifference[],
): void {
  for (const [key, value] of expected) {
    const path = /^[A-Za-z_]\w*$/.test(key)
      ? `${place.path}.${key}`
      : `${place.path}[${JSON.stringify(key)}]`;
    const other = actual.get(key);
    if (other === undefined) out.push({ path, message: `missing, expected ${showJson(value)}` });
    else compare({ expected: value, actual: other, path }, place.match, out);
    if (out.length >= MAX_DIFFERENCES) return;
  }
  if (place.match === 'subset') return;
  for (const [key, value] of actual) {
    if (expected.has(key) || out.length >= MAX_DIFFERENCES) continue;
    out.push({ path: `${place.path}.${key}`, message: `not expected, got ${showJson(value)}` });
  }
}

function sameScalar(expected: JsonValue, actual: JsonValue): boolean {
  if (expected.type === 'string') return sameString(expected.value, actual);
  if (expected.type === 'number') {
    return actual.type === 'number' && sameNumber(expected.raw, actual.raw);
  }
  if (expected.type === 'boolean') {
    return actual.type === 'boolean' && actual.value === expected.value;
  }
  return expected.type === 'null' && actual.type === 'null';
}

function sameString(expected: string, actual: JsonValue): boolean {
  if (actual.type === 'string' && actual.value === expected) return true;
  if (!expected.includes('{') && !expected.includes('...')) return false;
  const template = readTemplate(expected);
  const pieces = template[0]?.kind === 'line' ? template[0].pieces : [];
  if (template.length === 1 && pieces.every((piece) => piece.kind === 'literal')) return false;
  if (/^\{json-/.test(expected) && actual.type !== 'number') return false;
  if (actual.type === 'string') return matchWhole(template, [actual.value]).kind === 'match';
  const only = template.length === 1 && pieces.length === 1 ? pieces[0] : undefined;
  const numeric = only?.kind === 'typed' && (only.type === 'int' || only.type === 'number');
  return actual.type === 'number' && numeric && matchWhole(template, [actual.raw]).kind === 'match';
}
