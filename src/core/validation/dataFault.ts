import { LineCounter, parseAllDocuments, visit, type Document } from 'yaml';

/** Something the author left out or has still to fill in. */
const TEMPLATED = /\.\.\.|…|\{\{|\{%|<%|\$\{|<[A-Za-z][\w .:/-]*>|\[[A-Z][\w -]+\](?!\s*\()/;
const MAX = 100_000;

/** Line of the first error in JSON or YAML (0-based), undefined when there is none or nobody can tell. */
export function wrongLine(content: string, tag: string): number | undefined {
  if (content.trim() === '' || content.length > MAX) return undefined;
  const isYaml = tag === 'yaml' || tag === 'yml';
  const unclosed = isYaml ? unclosedLine(content) : -1;
  if (unclosed >= 0) return unclosed;
  // A template in quotes is a value like any other.
  if (TEMPLATED.test(content.replace(QUOTED, '""'))) return undefined;
  if (tag === 'json') return isJson(content.trim()) ? undefined : jsonErrorLine(content);
  if (isYaml) return yamlErrorLine(content);
  return undefined;
}

/** A value whose quote is not closed on its line, with another key or nothing below it; else -1. */
function unclosedLine(content: string): number {
  const lines = content.split('\n');
  return lines.findIndex((line, at) => {
    if (!OPENS_QUOTE.test(line)) return false;
    const next = lines.slice(at + 1).find((one) => one.trim() !== '');
    return next === undefined || (KEY.test(next) && !next.includes('"'));
  });
}

const OPENS_QUOTE = /^\s*(?:- )?[\w.-]+: +"(?:[^"\\]|\\.)*$/;
const KEY = /^\s*(?:- )?[\w.-]+:(?: |$)/;

const QUOTED = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g;

function isJson(text: string): boolean {
  return (
    parses(text) ||
    parses(`{${text.replace(/,\s*$/, '')}}`) ||
    parses(`[${text.replace(/,\s*$/, '')}]`) ||
    text.split('\n').every((line) => line.trim() === '' || parses(line)) ||
    // Several documents, one below the other; within one, the comma is missing.
    parses(`[${text.replace(/^\}\s*\n\{/gm, '},{')}]`)
  );
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const JSON_PART =
  /\s+|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|(?:true|false|null)\b|[[\]{}:,]/y;

/** The line on which the first part stands that cannot follow what is before it. */
function jsonErrorLine(content: string): number {
  const open: string[] = [];
  let before = '';
  let at = 0;
  let end = 0;
  const lineOf = (offset: number) => content.slice(0, offset).split('\n').length - 1;
  while (at < content.length) {
    JSON_PART.lastIndex = at;
    const part = JSON_PART.exec(content)?.[0];
    if (part === undefined) return lineOf(at);
    const kind = kindOf(part);
    if (kind !== ' ') {
      if (!mayFollow(before, kind, open.at(-1))) return lineOf(kind === 'value' ? at : end);
      if (part === '{' || part === '[') open.push(part);
      if (part === '}' || part === ']') open.pop();
      before = kind;
      end = at + part.length - 1;
    }
    at += part.length;
  }
  return lineOf(end);
}

function kindOf(part: string): string {
  if (/^\s/.test(part)) return ' ';
  return /^[[\]{}:,]$/.test(part) ? part : 'value';
}

function mayFollow(before: string, kind: string, around: string | undefined): boolean {
  const ended = before === 'value' || before === '}' || before === ']';
  if (kind === ',') return ended;
  if (kind === ':') return before === 'value' && around === '{';
  if (kind === '}') return around === '{' && (ended || before === '{');
  if (kind === ']') return around === '[' && (ended || before === '[');
  return !ended;
}

function yamlErrorLine(content: string): number | undefined {
  const lineCounter = new LineCounter();
  const options = { logLevel: 'silent', uniqueKeys: true, lineCounter } as const;
  const documents = parseAllDocuments(content, options);
  if (!Array.isArray(documents)) return undefined;
  for (const document of documents) {
    const [error] = document.errors;
    if (error === undefined) {
      const offset = nobodysAlias(document);
      if (offset === undefined) continue;
      return lineCounter.linePos(offset).line - 1;
    }
    const at = (error.linePos?.[0].line ?? 1) - 1;
    return /closing ["']quote/.test(error.message) ? openingLine(content, at) : at;
  }
  return undefined;
}

/** Where a value begins with a star that is no alias: a wildcard without quotes. */
function nobodysAlias(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      found = alias.range?.[0];
      return visit.BREAK;
    },
  });
  return found;
}

/** The line whose quote nobody closed: the reader only misses it at the end. */
function openingLine(content: string, end: number): number {
  const lines = content.split('\n').slice(0, end + 1);
  const at = lines.findLastIndex((line) => /(?:^|[:[,-]\s*)(["'])(?:(?!\1).)*$/.test(line));
  return at < 0 ? end : at;
}
