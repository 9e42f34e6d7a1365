import type { ParseProblem } from '../model/runbook';
import { guessLanguage } from './blockRole';
import { NO_ATTRIBUTES, readInfoString } from './infoString';
import { meaningOfTag } from './language';
import type { MarkdownDocument } from './markdown';
import type { MarkdownToken } from './markdownBlocks';
import { notRunnable } from './runnable';
import type { StepDraft } from './stepDraft';
import type { NotRunnableCode, StepLanguage } from '../model/step';
import type { LineRange } from '../text/range';

/** A fence found where Markdown does not look for one. */
interface HiddenFence {
  readonly language: StepLanguage;
  readonly range: LineRange;
  readonly text: string;
}

export interface HiddenSteps {
  readonly steps: readonly StepDraft[];
  readonly problems: readonly ParseProblem[];
}

const OPENER = /^[\s>*]*(`{3,}|~{3,})([^`]*)$/;

/** Runnable fences in raw lines, at most 200: what HTML, comments and samples hide. */
function findFences(document: MarkdownDocument, range: LineRange): readonly HiddenFence[] {
  const found: HiddenFence[] = [];
  let open: { line: number; mark: string; language: StepLanguage | undefined } | undefined;
  for (let line = range.start; line < range.end && found.length < 200; line++) {
    const text = document.lines.line(line);
    if (!text.includes('```') && !text.includes('~~~')) continue;
    const match = OPENER.exec(text);
    if (match === null) continue;
    const mark = match[1] ?? '';
    if (open === undefined) {
      const meaning = meaningOfTag(readInfoString(match[2] ?? '').tag);
      open = { line, mark, language: meaning.kind === 'step' ? meaning.language : undefined };
    } else if (mark.startsWith(open.mark) && (match[2] ?? '').trim() === '') {
      const body = linesOf(document, open.line + 1, line);
      const language = open.language;
      if (language !== undefined && body.trim() !== '')
        found.push({ language, range: { start: open.line, end: line + 1 }, text: body });
      open = undefined;
    }
  }
  return found;
}

function linesOf(document: MarkdownDocument, start: number, end: number): string {
  const lines: string[] = [];
  for (let line = start; line < end; line++) lines.push(document.lines.line(line));
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}

function toStep(
  document: MarkdownDocument,
  fence: HiddenFence,
  code: NotRunnableCode,
  message: string,
): StepDraft {
  const start = document.lines.start(fence.range.start + 1);
  return {
    kind: 'block',
    range: fence.range,
    source: { start, end: Math.max(start, document.lines.start(fence.range.end - 1)) },
    title: fence.text.trim().split('\n')[0] ?? '',
    language: fence.language,
    text: fence.text,
    parts: [],
    codeLine: fence.range.start + 1,
    notRunnable: notRunnable(code, message),
    expected: undefined,
    attributes: NO_ATTRIBUTES,
    item: undefined,
  };
}

/** Fences inside an HTML block: switched off in a comment, swallowed in anything else. */
export function readHtmlBlock(document: MarkdownDocument, token: MarkdownToken): HiddenSteps {
  if (!/`{3}|~{3}/.test(token.content)) return { steps: [], problems: [] };
  const range = rangeOf(document, token);
  const isComment = /^\s*<!--/.test(token.content);
  const message = isComment
    ? 'This block stands inside an HTML comment: its author switched it off.'
    : 'This block stands inside HTML, where Markdown is not read. Put a blank line in front of it.';
  const fences = findFences(document, range);
  return {
    steps: fences.map((fence) => toStep(document, fence, 'html-comment', message)),
    problems: isComment
      ? []
      : fences.map((fence) => ({ code: 'fence-in-html', message, range: fence.range })),
  };
}

/** Fences shown inside a longer fence: samples of Markdown, not steps. */
export function readSamples(document: MarkdownDocument, code: LineRange): HiddenSteps {
  const message = 'This block is a sample inside another block.';
  const steps = findFences(document, code).map((fence) =>
    toStep(document, fence, 'sample', message),
  );
  return { steps, problems: [] };
}

/** A fence in an indented code block; lines count from the block's first. */
export interface IndentedFence {
  readonly info: string;
  readonly content: string;
  readonly start: number;
  readonly end: number;
}

/** Fences indented into a code block (mkdocs admonitions, tabs): what their author meant by it. */
export function readIndentedFences(content: string): readonly IndentedFence[] {
  if (!/^\s*(?:`{3}|~{3})/m.test(content)) return [];
  const lines = content.split('\n');
  const found: IndentedFence[] = [];
  for (let at = 0; at < lines.length && found.length < 50; at++) {
    if (!OPENER.test(lines[at] ?? '')) continue;
    const fence = readFenceAt(lines, at);
    if (fence === undefined) continue;
    found.push(fence);
    at = fence.end - 1;
  }
  return found;
}

function readFenceAt(lines: readonly string[], start: number): IndentedFence | undefined {
  const first = OPENER.exec(lines[start] ?? '');
  if (first === null) return undefined;
  const end = lines.findIndex((line, index) => {
    const match = index > start ? OPENER.exec(line) : null;
    return (
      match !== null &&
      (match[1] ?? '').startsWith(first[1] ?? '`') &&
      (match[2] ?? '').trim() === ''
    );
  });
  if (end < 0) return undefined;
  const info = (first[2] ?? '').trim();
  const body = lines.slice(start + 1, end).join('\n');
  if (info === '' && guessLanguage(body) === undefined) return undefined;
  return { info, content: `${body}\n`, start, end: end + 1 };
}

function rangeOf(document: MarkdownDocument, token: MarkdownToken): LineRange {
  return {
    start: (token.map?.[0] ?? 0) + document.firstLine,
    end: (token.map?.[1] ?? 0) + document.firstLine,
  };
}

/** Below `!!! note`, `=== "Tab"` or `: a definition`, which some site generators indent by four. */
export function isInSiteBlock({ lines }: MarkdownDocument, start: number): boolean {
  for (let line = start - 1; line >= 0; line--) {
    const text = lines.line(line);
    if (text.trim() === '' || /^(?: {4}|\t)/.test(text)) continue;
    return /^ {0,3}(?:!!!|\?\?\?\+?|===)[ \t]|^ {0,3}:[ \t]/.test(text);
  }
  return false;
}
