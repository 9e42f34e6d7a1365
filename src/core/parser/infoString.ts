import type { StepAttributes } from '../model/attributes';
import { meaningOfTag } from './language';

export interface InfoString {
  /** The language, in lower case; empty when the author gave none. */
  readonly tag: string;
  readonly attributes: StepAttributes;
  /** What is neither the tag nor an attribute: a comment, a command, the first line of output. */
  readonly rest: string;
}

type Attributes = { -readonly [K in keyof StepAttributes]: StepAttributes[K] } & {
  other: Record<string, string>;
};

const FLAGS = new Set(['confirm', 'interactive', 'background']);
const INTENTS = new Set(['check', 'change', 'destructive']);
const PAIR =
  /\s*,?\s*(?:([#.]?[A-Za-z_][\w.:-]*)(?:\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,}]*))?)/y;

/** No attributes: what an unlabelled block has. */
export const NO_ATTRIBUTES: StepAttributes = { other: {} };

/**
 * Reads an info string: a tag, then attributes in braces (`{name=x timeout=30s confirm}`), in
 * JSON (`{"name":"x"}`, as Runme writes) or bare (`title="x"`). Anything it does not understand
 * stays in `rest`; it never fails.
 */
export function readInfoString(info: string): InfoString {
  const trimmed = info.trim();
  if (trimmed === '') return { tag: '', attributes: NO_ATTRIBUTES, rest: '' };
  const brace = trimmed.indexOf('{');
  const head = (brace < 0 ? trimmed : trimmed.slice(0, brace)).trim();
  const first = /^[^\s{]+/.exec(head)?.[0] ?? '';
  const tag = languageOf(first);
  const afterTag = head.slice(first.length).trim();
  const found: Attributes = { other: {} };
  let rest = tag === undefined ? head : readBare(afterTag, found);
  let language = tag ?? '';
  if (brace >= 0) {
    const braces = trimmed.slice(brace);
    const inner = readBraces(braces, found);
    if (inner === undefined) rest = `${rest} ${braces}`.trim();
    else if (language === '' && head === '') language = inner.language;
  }
  return { tag: language, attributes: hasAny(found) ? found : NO_ATTRIBUTES, rest };
}

/** The language a first word names, undefined when it cannot be one (`REDIS=$(cat`, `NAME`). */
function languageOf(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (meaningOfTag(lower).kind !== 'unknown') return lower;
  const glued = /^([a-z0-9+#-]+):/.exec(lower)?.[1];
  if (glued !== undefined && meaningOfTag(glued).kind !== 'unknown') return glued;
  return /^[a-z][a-z0-9+#_.-]*$/i.test(word) ? lower : undefined;
}

function hasAny(found: Attributes): boolean {
  return Object.keys(found).length > 1 || Object.keys(found.other).length > 0;
}

/** Attributes without braces: only `key=value` pairs and our own flags; the rest is returned. */
function readBare(text: string, found: Attributes): string {
  if (text === '') return '';
  const pairs = /(?:^|\s)([A-Za-z_][\w-]*)=("[^"]*"|'[^']*'|[^\s"']+)/g;
  if (text.replace(pairs, '').trim() !== '') {
    if (FLAGS.has(text) || INTENTS.has(text)) {
      setAttribute(found, text, undefined);
      return '';
    }
    return text;
  }
  for (const pair of text.matchAll(pairs))
    setAttribute(found, pair[1] ?? '', unquote(pair[2] ?? ''));
  return '';
}

function readBraces(text: string, found: Attributes): { language: string } | undefined {
  if (!text.endsWith('}')) return undefined;
  const json = readJson(text);
  if (json !== undefined) {
    for (const [key, value] of Object.entries(json)) setAttribute(found, key, plain(value));
    return { language: '' };
  }
  const body = text.slice(1, -1);
  if (/^[\d\s,-]+$/.test(body)) return { language: '' };
  let language = '';
  PAIR.lastIndex = 0;
  let at = 0;
  for (let match = PAIR.exec(body); match !== null; match = PAIR.exec(body)) {
    at = PAIR.lastIndex;
    const key = match[1] ?? '';
    const bare = key.replace(/^\./, '').toLowerCase();
    const kind = meaningOfTag(bare).kind;
    if (match[2] === undefined && kind !== 'unknown' && kind !== 'none' && language === '') {
      language = bare;
    } else setAttribute(found, key.replace(/^[.#]/, ''), unquoteOptional(match[2]));
  }
  return body.slice(at).trim() === '' ? { language } : undefined;
}

function readJson(text: string): Record<string, unknown> | undefined {
  if (!/^\{\s*(?:"|\})/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function unquoteOptional(value: string | undefined): string | undefined {
  return value === undefined ? undefined : unquote(value);
}

function unquote(value: string): string {
  if (value.startsWith('"') && value.endsWith('"') && value.length > 1)
    return value.slice(1, -1).replace(/\\(["\\])/g, '$1');
  if (value.startsWith("'") && value.endsWith("'") && value.length > 1) return value.slice(1, -1);
  return value;
}

function setAttribute(found: Attributes, key: string, value: string | undefined): void {
  if (value === undefined && INTENTS.has(key)) {
    found.intent = key as 'check' | 'change' | 'destructive';
    return;
  }
  switch (key) {
    case 'name':
    case 'cwd':
    case 'target':
    case 'connection':
    case 'expect':
      if (value !== undefined && value !== '') found[key] = value;
      return;
    case 'timeout': {
      const ms = readDuration(value ?? '');
      if (ms === undefined) found.other['timeout'] = value ?? '';
      else found.timeoutMs = ms;
      return;
    }
    case 'confirm':
    case 'interactive':
    case 'background':
      found[key] = value === undefined || !/^(?:false|no|off|0)$/i.test(value);
      return;
    case 'intent':
      if (value !== undefined && INTENTS.has(value))
        found.intent = value as 'check' | 'change' | 'destructive';
      else found.other['intent'] = value ?? '';
      return;
    default:
      // A plain assignment to "__proto__" would set the prototype instead of an entry.
      if (key !== '' && key !== '__proto__') found.other[key] = value ?? 'true';
  }
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `30s`, `500ms`, `1h30m`, or a bare number of seconds; undefined if neither. */
export function readDuration(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (/^\d{1,9}(?:\.\d+)?$/.test(trimmed)) return Math.round(Number(trimmed) * 1000);
  if (!/^(?:\d{1,9}(?:\.\d+)?(?:ms|s|m|h))+$/.test(trimmed)) return undefined;
  let total = 0;
  for (const part of trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g))
    total += Number(part[1]) * (UNITS[part[2] ?? ''] ?? 0);
  return Math.round(total);
}
