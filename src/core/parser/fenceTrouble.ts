import type { ParseProblem } from '../model/runbook';
import type { NotRunnable } from '../model/step';
import type { RawBlock } from './blocks';
import { guessCommand } from './commands';
import type { MarkdownDocument } from './markdown';

/** What is wrong with a fence: a problem to show, and a reason not to run it. */
export interface FenceTrouble {
  readonly problem: ParseProblem;
  readonly notRunnable: NotRunnable | undefined;
}

const OPENER = /^[\s>]*(`{3,}|~{3,})\s*([^`\s]*)/;
const HEADING = /^#{1,2}(?:\s|$)|^#{3,6} [A-Z\d*`[]/;

/**
 * Finds fences that do not hold what their author meant. CommonMark's reading is kept; these are
 * the signs that it is not the author's: an end that is missing, that came too early, or that
 * was taken for a beginning. `afterCut`: the fence before this one was cut short.
 */
export function findFenceTrouble(
  document: MarkdownDocument,
  block: RawBlock,
  inList: boolean,
  afterCut: boolean,
): FenceTrouble | undefined {
  if (!block.fenced) return undefined;
  if (afterCut && block.info.trim() === '')
    return trouble(
      block,
      'fence-runaway',
      'fence-runaway',
      'This was meant to close the block above, which ended too early; it opens a new one instead.',
    );
  return block.closed ? inside(block) : (cutShort(document, block, inList) ?? unclosed(block));
}

function trouble(
  block: RawBlock,
  code: string,
  reason: 'fence-cut-short' | 'fence-runaway',
  message: string,
): FenceTrouble {
  return {
    problem: { code, message, range: block.range },
    notRunnable: { code: reason, message },
  };
}

/** The list item ended before the fence did, because a line is indented less than the item. */
function cutShort(
  document: MarkdownDocument,
  block: RawBlock,
  inList: boolean,
): FenceTrouble | undefined {
  if (!inList && block.level === 0) return undefined;
  const { lines } = document;
  const openIndent = indentOf(lines.line(block.range.start));
  for (let line = block.range.end; line < Math.min(lines.count, block.range.end + 60); line++) {
    const text = lines.line(line);
    const fence = OPENER.exec(text);
    if (fence === null) {
      if (HEADING.test(text)) return undefined;
      continue;
    }
    const closes = fence[2] === '' && (fence[1] ?? '').startsWith(block.markup);
    if (!closes || indentOf(text) > openIndent) return undefined;
    if (line === block.range.end && block.content.trim() !== '') return undefined;
    return trouble(
      block,
      'fence-cut-short',
      'fence-cut-short',
      'The list item ends before this block does, because a line is indented less than the item. Indent every line of the block like its fence.',
    );
  }
  return undefined;
}

function unclosed(block: RawBlock): FenceTrouble | undefined {
  const body = block.content.split('\n');
  const almost = body.findIndex((line) => /^\s*(?:`{2}|`{1,2}|~{1,2})\s*$/.test(line));
  const prose = countProse(body);
  const other = body.find((line) => OPENER.test(line));
  // Behind a blank line this is a heading sooner than a comment of the code.
  const headed = body.some(
    (line, at) =>
      body[at - 1] === '' &&
      (/^#{2,6} [A-Z\d]/.test(line) || (/^#{2,6} \S/.test(line) && body[at + 1] === '')),
  );
  if (almost >= 0 || prose > 0 || headed || other !== undefined)
    return trouble(
      block,
      'fence-runaway',
      'fence-runaway',
      almost >= 0 || other !== undefined
        ? 'This block is not closed by a fence of the same kind and length, so it holds text that is not code.'
        : 'This block is never closed, so it holds text that is not code. Close it behind its last command.',
    );
  return {
    problem: {
      code: 'fence-unclosed',
      message: 'This block is never closed; it ends where its list item, quote or document does.',
      range: block.range,
    },
    notRunnable: undefined,
  };
}

/** False for a block that holds no fence, and no heading where one would tell. */
function maySwallow({ content, info }: RawBlock): boolean {
  if (content.includes('```') || content.includes('~~~')) return true;
  return content.includes('## ') && info.trim() === '';
}

/** A closed fence that swallowed others, headings or prose: an earlier one lost its partner. */
function inside(block: RawBlock): FenceTrouble | undefined {
  if (block.range.end - block.range.start < 4) return undefined;
  if (/^(?:md|markdown|mdx)\b/i.test(block.info)) return undefined;
  if (!maySwallow(block)) return undefined;
  const body = block.content.split('\n');
  const opener = body.find((line) => {
    const fence = OPENER.exec(line);
    return fence !== null && fence[2] !== '' && (fence[1] ?? '').startsWith(block.markup.charAt(0));
  });
  const same =
    opener !== undefined && (OPENER.exec(opener)?.[1] ?? '').length >= block.markup.length;
  const headings = body.filter((line) => /^#{2,6} [A-Z\d]/.test(line)).length;
  const prose = countProse(body);
  if (same && (prose > 0 || headings > 0 || block.info.trim() !== ''))
    return trouble(
      block,
      'fence-runaway',
      'fence-runaway',
      'This block holds the beginning of another one: its own end is missing, or an earlier fence lost its partner.',
    );
  if (block.info.trim() === '' && headings > 0 && prose >= 1 && !isDocument(body))
    return trouble(
      block,
      'fence-runaway',
      'fence-runaway',
      'This block holds headings and prose: a fence before it has no partner.',
    );
  return undefined;
}

/** A whole document to be copied: a title, and below it no command. */
function isDocument(lines: readonly string[]): boolean {
  const [first = '', second = ''] = lines.filter((line) => line.trim() !== '');
  const goesOn = /^#{2,6} \S/.test(second) || /^[A-Z][^=|]*[.:]$/.test(second);
  return /^# [A-Z\d<[{]/.test(first) && goesOn && guessCommand(second) === undefined;
}

/** Lines that are sentences, list items of words or links, and no commands. */
function countProse(lines: readonly string[]): number {
  return lines.filter((line) => {
    const text = line.trim();
    if (text.length < 20 || /^(?:#(?! )|\/\/|--|\$)/.test(text)) return false;
    if (/^(?:[-*] |\d+\. )?[A-Z][a-z]+(?: [\w'`"(),/.-]+){4,}[.:)`]?$/.test(text))
      return guessCommand(text) === undefined && !/[;={}|<>\\]/.test(text);
    return /\]\(https?:/.test(text) && !/^["'{]/.test(text);
  }).length;
}

function indentOf(line: string): number {
  const match = /^[\s>]*/.exec(line);
  return (match?.[0] ?? '').replace(/\t/g, '    ').length;
}
