import type { Expectation } from '../model/expectation';
import { readClauses } from './expectationWords';
import { withoutElisions } from './elidedJson';
import { asJson, quoteHoles, readJson } from './json';
import { comparableLines } from './outputText';
import { readConditions } from './tableWords';

/** Where the author wrote an expectation; `command` is the text of the step it belongs to. */
export interface ExpectationContext {
  /**
   * `cell`: Markdown of a table cell. `output`: a block after "Expected output". `transcript`:
   * output pasted below a prompt. `attribute`: the value of `expect=`. `similarity`: a block after
   * `<!-- expected_similarity=… -->`, of which the author says himself that it only resembles.
   */
  readonly place: 'cell' | 'output' | 'transcript' | 'attribute' | 'similarity';
  readonly command?: string;
}

/** What an author's words expect; undefined when they say nothing (empty, "-", "N/A"). */
export function readExpectation(
  source: string,
  context: ExpectationContext,
): Expectation | undefined {
  const text = source.trim();
  if (text === '' || /^(?:[-–—?]+|n\/?a|tbd)$/i.test(text)) return undefined;
  switch (context.place) {
    case 'cell':
      return (
        readClauses(text, context.command ?? '') ??
        readBareTemplate(text) ?? { kind: 'prose', source: text }
      );
    case 'attribute':
      return readAttribute(text, context.command ?? '');
    case 'output':
    case 'transcript':
      return readBlock(source, context.place === 'transcript');
    case 'similarity':
      return { kind: 'prose', source: source.replace(/\s+$/, '') };
  }
}

const TYPED =
  /(?<!\\)\{(?:int|integer|number|float|duration|timestamp|datetime|uuid|word|any)(?: ?[<>=!]{1,2} ?[^{}\s]{1,20})?\}/;
/** Words that speak of the output and are no part of it. */
const SPEAKS =
  /^(?:it|you|this|the|a|an|should|must|will|can|returns?|responds?|shows?|prints?|displays?|outputs?|see|expect\w*|contains?|includes?|at|about|all|every|each|no)\b/i;

/** A cell that is JSON, or lines with typed holes, without being marked as code. */
function readBareTemplate(text: string): Expectation | undefined {
  if (text.length > 400 || text.includes('`')) return undefined;
  const json = /^[[{].*[\]}]$/s.test(text) ? (asJson(text) ?? withoutElisions(text)) : undefined;
  if (json !== undefined) return { kind: 'json', source: text, value: json, match: 'subset' };
  return TYPED.test(text) && !SPEAKS.test(text) ? textLine(text) : undefined;
}

/** A block is JSON where it can be read as such, with or without its tag; otherwise text. */
function readBlock(source: string, sample: boolean): Expectation | undefined {
  const text = source.trim();
  const lines = comparableLines(source);
  if (lines.length === 0) return undefined;
  if (/^[[{]/.test(text)) {
    const value = readJson(text) === undefined ? (quoteHoles(text) ?? withoutElisions(text)) : text;
    if (value !== undefined) return { kind: 'json', source: text, value, match: 'subset' };
  }
  return { kind: 'text', source: text, template: source, match: 'whole', sample };
}

/**
 * `expect=` takes `exit 0`, `http 200`, `json {…}` (a subset), `exact {…}`, `table STATUS = Ready`,
 * `rows >= 2`, `contains text`, or else the text of a line, holes allowed.
 */
function readAttribute(text: string, command: string): Expectation {
  const [, word = '', rest = ''] = /^(\w+)(?:[ \t:=]+|$)([\s\S]*)$/.exec(text) ?? [];
  const value = rest.trim();
  switch (word.toLowerCase()) {
    case 'exit':
      if (/^\d{1,3}$/.test(value)) return { kind: 'exit', source: text, code: Number(value) };
      break;
    case 'http':
      if (/^[1-5]\d\d$/.test(value)) {
        return { kind: 'http-status', source: text, status: Number(value) };
      }
      break;
    case 'json':
    case 'exact': {
      const json = value.replace(/^exact[ \t]+/i, '');
      const match = word.toLowerCase() === 'exact' || json !== value ? 'exact' : 'subset';
      const written = asJson(json);
      if (written !== undefined) return { kind: 'json', source: text, value: written, match };
      break;
    }
    case 'table':
    case 'rows': {
      const conditions = readConditions(word.toLowerCase() === 'rows' ? text : value);
      if (conditions !== undefined) return { kind: 'table', source: text, conditions };
      break;
    }
    case 'contains':
      if (value !== '')
        return { kind: 'text', source: text, template: value, match: 'contains', sample: false };
      break;
    default:
  }
  const json = /^[[{]/.test(text) ? asJson(text) : undefined;
  if (json !== undefined) return { kind: 'json', source: text, value: json, match: 'subset' };
  return readClauses(`\`${text}\``, command) ?? textLine(text);
}

function textLine(text: string): Expectation {
  return { kind: 'text', source: text, template: text, match: 'line', sample: false };
}
