import { parseRunbook } from '../parser/parseRunbook';
import type { CodeBlock, Runbook } from '../model/runbook';
import { LineIndex } from '../text/lineIndex';
import type { LineRange } from '../text/range';
import type { Cell, CellForm } from './cell';
import { languageId } from './cellLanguage';

/** The front matter's lines, the opening and closing `---` included, at the start of a text. */
export const FRONT_MATTER =
  /^---[ \t]*(?:\r\n|\n|\r)(?:[\s\S]*?(?:\r\n|\n|\r))?(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/;

/**
 * A text as cells: each runnable block a code cell, the rest markup cells that begin at headings,
 * front matter a `yaml` code cell without a step. Every character of the text is in exactly one
 * cell's origin (a byte order mark in none, but noted in each), so `toMarkdown` gives the text
 * back. Only an empty text has no cells.
 */
export function toCells(text: string, runbook: Runbook = parseRunbook(text)): readonly Cell[] {
  if (text === '') return [];
  const bom = text.startsWith('\uFEFF');
  const lines = new LineIndex(text);
  const eol = dominantBreak(text);
  const languages = new Map(runbook.steps.map((step) => [step.id, languageId(step.language)]));
  const cells: Cell[] = [];
  const sourceOf = ({ start, end }: LineRange): string =>
    text.slice(start === 0 && bom ? 1 : lines.start(start), lines.start(end));
  const add = (range: LineRange, form: CellForm, block?: CodeBlock): void => {
    const source = sourceOf(range);
    if (source === '' && !(bom && text.length === 1)) return;
    const kind = form === 'prose' ? 'markup' : 'code';
    const language =
      block === undefined ? 'markdown' : (languages.get(block.stepId ?? '') ?? 'shellscript');
    const cell = {
      kind,
      language: form === 'front-matter' ? 'yaml' : language,
      value: shownValue(source, form, block),
      ...(block?.stepId === undefined ? {} : { stepId: block.stepId }),
    } as const;
    const origin = {
      form,
      index: cells.length,
      source,
      value: cell.value,
      language: cell.language,
    };
    const blocks = form === 'prose' ? { blocks: blocksIn(range) } : {};
    cells.push({ ...cell, origin: { ...origin, ...blocks, eol, bom } });
  };
  let inside = 0;
  /** Blocks come in order, as the cells do. */
  const blocksIn = ({ start, end }: LineRange): number => {
    const at = (): number => runbook.blocks[inside]?.range.start ?? Infinity;
    while (at() < start) inside++;
    const first = inside;
    while (at() < end) inside++;
    return inside - first;
  };
  const headings = runbook.sections.map((section) => section.range.start);
  let heading = 0;
  /** Prose ranges come in order, so the headings are passed once. */
  const prose = ({ start, end }: LineRange): void => {
    let from = start;
    for (; (headings[heading] ?? end) < end; heading++) {
      const at = headings[heading] ?? end;
      if (at <= from) continue;
      add({ start: from, end: at }, 'prose');
      from = at;
    }
    add({ start: from, end }, 'prose');
  };
  let line = 0;
  const front = FRONT_MATTER.exec(bom ? text.slice(1) : text)?.[0];
  if (front !== undefined) {
    line = lineAfter(lines, (bom ? 1 : 0) + front.length);
    add({ start: 0, end: line }, 'front-matter');
  }
  for (const block of runbook.blocks) {
    const { start, end } = block.range;
    if (block.role !== 'step' || start < line || end <= start) continue;
    prose({ start: line, end: start });
    add(block.range, block.fenced ? 'fence' : 'indented', block);
    line = end;
  }
  prose({ start: line, end: lines.count });
  return cells;
}

/** The first line at or after an offset; past the end when the offset is the text's end. */
function lineAfter(lines: LineIndex, offset: number): number {
  const line = lines.lineAt(offset);
  return lines.start(line) < offset ? line + 1 : line;
}

function shownValue(source: string, form: CellForm, block: CodeBlock | undefined): string {
  if (block !== undefined) return block.content.replace(/\n$/, '');
  if (form === 'prose') return source.slice(leadLength(source), source.length - tailLength(source));
  const first = /^[^\r\n]*(?:\r\n|\n|\r)/.exec(source)?.[0].length ?? 0;
  const last = /(?:^|\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)$/.exec(source.slice(first));
  return source.slice(first, first + (last?.index ?? 0));
}

/** Length of the blank lines a text begins with. */
export function leadLength(source: string): number {
  return /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(source)?.[0].length ?? 0;
}

/** Length of the line break and blank lines a text ends with, those of its lead not counted. */
export function tailLength(source: string): number {
  let end = source.length;
  const lead = leadLength(source);
  for (let at = end; at > lead; at--) {
    const unit = source[at - 1];
    if (unit === '\n' || unit === '\r') end = at - 1;
    else if (unit !== ' ' && unit !== '\t') break;
  }
  return source.length - Math.max(end, lead);
}

function dominantBreak(text: string): string {
  const crlf = text.match(/\r\n/g)?.length ?? 0;
  const lf = (text.match(/\n/g)?.length ?? 0) - crlf;
  const cr = (text.match(/\r/g)?.length ?? 0) - crlf;
  if (cr > crlf && cr > lf) return '\r';
  return crlf > lf ? '\r\n' : '\n';
}
