import type { Expectation } from '../model/expectation';
import { compareJson } from './compareJson';
import { readHttpAnswer } from './httpStatus';
import { readJson, type JsonValue } from './json';
import { stripEscapes } from './outputText';
import type { RunResult, Verdict } from './outcome';
import { failed, needsEyes, oneLine, passed } from './verdicts';

/** Judges output against a JSON value. */
export function judgeJson(
  expectation: Extract<Expectation, { kind: 'json' }>,
  result: RunResult,
): Verdict {
  const { source } = expectation;
  const expected = readJson(expectation.value);
  if (expected === undefined) return needsEyes(source, 'the expectation is not JSON');
  const found = findJson(result);
  if (found.value === undefined) return notJson(source, result, false);
  const differences = compareJson(expected, found.value, expectation.match);
  const first = differences[0];
  if (first !== undefined) {
    const list = differences.map(({ path, message }) => `${path}: ${message}`).join('\n');
    return failed(source, `${first.path}: ${first.message}`, list);
  }
  return found.whole ? passed(source) : needsEyes(source, 'there is other output around the JSON');
}

/** Judges whether output is a JSON array or object at all. */
export function judgeJsonShape(
  expectation: Extract<Expectation, { kind: 'json-shape' }>,
  result: RunResult,
): Verdict {
  const { source, shape } = expectation;
  const found = findJson(result);
  if (found.value === undefined) return notJson(source, result, true);
  const type = found.value.type;
  if (shape === 'any' ? type !== 'array' && type !== 'object' : type !== shape) {
    return failed(source, `a JSON ${type}`);
  }
  return found.whole ? passed(source) : needsEyes(source, 'there is other output around the JSON');
}

interface FoundJson {
  readonly value: JsonValue | undefined;
  /** False when the output holds other text beside it. */
  readonly whole: boolean;
}

function findJson(result: RunResult): FoundJson {
  const none: FoundJson = { value: undefined, whole: false };
  if (result.truncated) return none;
  const text = stripEscapes(result.stdout)
    .replace(/^\uFEFF/, '')
    .trim();
  const whole = readJson(text);
  if (whole !== undefined) return { value: whole, whole: true };
  const body = readHttpAnswer(text, result.stderr).body.trim();
  const answer = body === text ? undefined : readJson(body);
  if (answer !== undefined) return { value: answer, whole: true };
  const start = /^[ \t]*[[{]/m.exec(body)?.index ?? -1;
  const end = Math.max(body.lastIndexOf('}'), body.lastIndexOf(']'));
  if (start < 0 || end <= start) return none;
  return { value: readJson(body.slice(start, end + 1).trim()), whole: false };
}

/** `strict`: JSON by the letter is what is asked for. */
function notJson(source: string, result: RunResult, strict: boolean): Verdict {
  if (result.truncated) return needsEyes(source, 'the middle of the output was not kept');
  const text = stripEscapes(result.stdout).trim();
  const end = /^[[{]/.test(text) ? endOfJson(text) : 'other';
  if (end === 'cut') return failed(source, 'JSON that is cut short');
  if (end === 'whole' && strict) return failed(source, oneLine(text));
  if (/[[{]/.test(text)) return needsEyes(source, 'the output cannot be read as JSON');
  return failed(source, text === '' ? 'no output' : oneLine(text));
}

/** Whether a text that begins as JSON ends within it, just with it, or goes on. */
function endOfJson(text: string): 'cut' | 'whole' | 'other' {
  const open: string[] = [];
  for (const match of text.matchAll(/"(?:[^"\\\n]|\\.)*("?)|[[\]{}]/g)) {
    const [part, closed] = match;
    const end = match.index + part.length === text.length;
    if (closed === '') return end ? 'cut' : 'other';
    if (part === '[' || part === '{') open.push(part);
    else if (part === ']' || part === '}') {
      if (open.pop() !== (part === ']' ? '[' : '{')) return 'other';
      if (open.length === 0) return end ? 'whole' : 'other';
    }
  }
  return 'cut';
}
