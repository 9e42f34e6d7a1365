import { isMap, isScalar, parseDocument } from 'yaml';
import type { ParseProblem } from '../model/runbook';
import type { MarkdownDocument } from './markdown';

export interface FrontMatter {
  /** Keys of the top level with values as text; lists joined by commas, deeper maps left out. */
  readonly entries: readonly (readonly [string, string])[];
  readonly problems: readonly ParseProblem[];
}

const NOTHING: FrontMatter = { entries: [], problems: [] };

/** Longer front matter is not configuration; reading it would cost more than it tells. */
const MAX_LENGTH = 65_536;

/** Reads YAML front matter. Broken YAML is a problem with its line, never an exception. */
export function readFrontMatter(document: MarkdownDocument): FrontMatter {
  const text = document.frontMatter;
  if (text === undefined || text.trim() === '') return NOTHING;
  if (text.length > MAX_LENGTH) {
    return { entries: [], problems: [problem(1, 'The front matter is too long to be read.')] };
  }
  const simple = readSimple(text);
  if (simple !== undefined) return { entries: simple, problems: [] };
  if (QUOTE_WITHIN.test(text) && TEMPLATE.test(text)) return NOTHING;
  const yaml = parseDocument(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
  const first = yaml.errors[0];
  if (first !== undefined) {
    if (TEMPLATE.test(text)) return NOTHING;
    const line = 1 + countLines(text, first.pos[0]);
    return {
      entries: [],
      problems: [problem(line, `The front matter is not YAML: ${first.message}`)],
    };
  }
  if (!isMap(yaml.contents)) return NOTHING;
  const entries: (readonly [string, string])[] = [];
  for (const pair of yaml.contents.items) {
    const key: unknown = isScalar(pair.key) ? pair.key.value : undefined;
    const value = asText(pair.value);
    if (typeof key === 'string' && value !== undefined) entries.push([key, value]);
  }
  return { entries, problems: [] };
}

/** A template of another program: it is YAML once that has filled it in. */
const TEMPLATE = /\{\{|\{%|<%/;
/** `title: "{{ replace .Name "-" " " }}"`, which no YAML parser takes. */
const QUOTE_WITHIN = /^[\w-]+:[ \t]+"[^"\\\n]*"[^\s#:,"]/m;
const SIMPLE_LINE = /^([A-Za-z][\w-]*):(?:[ \t]+(\S.*))?$/;
const SIMPLE_ITEM = /^( *)- ([A-Za-z0-9/][^:#\n]*)$/;
const PLAIN = /^(?:[A-Za-z0-9/][^:#]*|-\d+)$/;
const FLOW_LIST = /^\[ *[A-Za-z0-9/][^:#"'[\]{},]*(?:, *[A-Za-z0-9/][^:#"'[\]{},]*)*\]$/;

/**
 * Front matter of plain `key: words` lines, of lists of plain words and of maps of such lines, as
 * most is: read without a YAML parser. Undefined for any other.
 */
function readSimple(text: string): readonly (readonly [string, string])[] | undefined {
  const entries: (readonly [string, string])[] = [];
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  for (let at = 0; at < lines.length; at++) {
    const [, key, written] = SIMPLE_LINE.exec(lines[at] ?? '') ?? [];
    if (key === undefined) return undefined;
    if (written === undefined) {
      const items = readItems(lines, at + 1);
      const deeper = items?.length ?? mapLength(lines, at + 1);
      if (deeper === 0) return undefined;
      if (items !== undefined) entries.push([key, items.join(', ')]);
      at += deeper;
    } else {
      const value = readValue(written.trim());
      if (value === undefined) return undefined;
      entries.push([key, value]);
    }
  }
  return entries;
}

/** A word or more, quoted or not, or a list of them in brackets; undefined for all else. */
function readValue(written: string): string | undefined {
  if (PLAIN.test(written)) {
    if (/^(?:null|true|false)$/i.test(written) && written !== 'true' && written !== 'false')
      return undefined;
    return written;
  }
  const quoted = /^"([^"\\]*)"$|^'([^']*)'$/.exec(written);
  if (quoted !== null) return quoted[1] ?? quoted[2];
  if (!FLOW_LIST.test(written)) return undefined;
  const items = written
    .slice(1, -1)
    .split(',')
    .map((item) => item.trim());
  return items.some((item) => NO_WORDS.test(item)) ? undefined : items.join(', ');
}

/** How many lines of a map stand below a key, which are left out; 0 where it may be no map. */
function mapLength(lines: readonly string[], start: number): number {
  const indents = [0];
  let opened = true;
  let at = start;
  for (; at < lines.length; at++) {
    const [, indent = '', value] = /^( *)[A-Za-z][\w-]*:(?: +(\S.*))?$/.exec(lines[at] ?? '') ?? [];
    if (indent === '') break;
    if (opened && indent.length > (indents.at(-1) ?? 0)) indents.push(indent.length);
    else while (indents.length > 1 && (indents.at(-1) ?? 0) > indent.length) indents.pop();
    if (indents.at(-1) !== indent.length) return 0;
    if (value !== undefined && readValue(value.trim()) === undefined) return 0;
    opened = value === undefined;
  }
  return at - start;
}

/** The plain items of a list that begins on a line, all indented alike; undefined for no list. */
function readItems(lines: readonly string[], start: number): readonly string[] | undefined {
  const items: string[] = [];
  const indent = SIMPLE_ITEM.exec(lines[start] ?? '')?.[1];
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^[A-Za-z]/.test(line)) break;
    const match = SIMPLE_ITEM.exec(line);
    const item = match?.[2]?.trim() ?? '';
    if (match?.[1] !== indent || item === '' || NO_WORDS.test(item)) return undefined;
    items.push(item);
  }
  return items.length === 0 ? undefined : items;
}

/** What YAML takes for something else than a text or a number as it is written. */
const NO_WORDS = /^(?:null|true|false|0x|0o|\.|\d[\d._]*e|\d.*_)/i;

function asText(node: unknown): string | undefined {
  if (isScalar(node)) {
    const value: unknown = node.value;
    if (typeof value === 'number') return node.source ?? String(value);
    return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
  }
  if (node === null || typeof node !== 'object' || !('items' in node)) return undefined;
  const items: unknown = node.items;
  if (!Array.isArray(items)) return undefined;
  const texts = items.map((item: unknown) => (isScalar(item) ? asText(item) : undefined));
  return texts.every((text) => text !== undefined) ? texts.join(', ') : undefined;
}

function countLines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function problem(line: number, message: string): ParseProblem {
  return { code: 'front-matter-broken', message, range: { start: line, end: line + 1 } };
}
