import type { StepLanguage } from '../model/step';
import { isColumnTitles } from './columnTitles';
import { PowershellScanner, TAKES_UP } from './powershellLines';
import type { CodeLine } from './prompts';
import { ShellScanner } from './shellLines';
import { SqlScanner } from './sqlLines';

/** Lines of a block that belong together: comments that introduce them, then code. */
export interface Group {
  readonly comments: readonly CodeLine[];
  readonly code: readonly CodeLine[];
  /** Comments behind the code, belonging to it. */
  readonly lines: readonly CodeLine[];
}

interface Syntax {
  readonly comment: RegExp;
  /** Told line by line, it says whether each begins at the top level. */
  readonly scanner: () => { next(line: string): boolean };
  /** Code that goes on with what stands above it, also behind blank lines and comments. */
  readonly takesUp?: RegExp;
}

const SHELL: Syntax = { comment: /^\s*#(?!!)/, scanner: () => new ShellScanner() };

const SYNTAX: Partial<Record<StepLanguage, Syntax>> = {
  bash: SHELL,
  sh: SHELL,
  zsh: SHELL,
  powershell: {
    comment: /^\s*#(?!requires)/i,
    scanner: () => new PowershellScanner(),
    takesUp: TAKES_UP,
  },
  sql: { comment: /^\s*(?:--|#\s)/, scanner: () => new SqlScanner() },
  psql: { comment: /^\s*(?:--|#\s)/, scanner: () => new SqlScanner() },
};

/** What a comment says, without its mark. */
export function commentText(line: string): string {
  return line.replace(/^\s*(?:#+|--+)\s?/, '').trimEnd();
}

export function isComment(line: string, language: StepLanguage): boolean {
  return SYNTAX[language]?.comment.test(line) === true;
}

/**
 * Tears a block into groups: at blank lines and at comments behind code, but only where the
 * language is at its top level. Languages without such a rule are one group.
 */
export function findGroups(lines: readonly CodeLine[], language: StepLanguage): readonly Group[] {
  if (language === 'http') return requests(lines);
  const syntax = SYNTAX[language];
  if (syntax === undefined) return lines.length === 0 ? [] : [toGroup(lines, () => false)];
  const isCommentLine = (text: string): boolean => syntax.comment.test(text);
  // Without a blank line or a comment there is nothing to tear at.
  if (!lines.some(({ text }) => text.trim() === '' || isCommentLine(text)))
    return lines.length === 0 ? [] : [toGroup(lines, isCommentLine)];
  const scanner = syntax.scanner();
  const groups: CodeLine[][] = [];
  let current: CodeLine[] = [];
  let hasCode = false;
  let inResult = false;
  const close = (): void => {
    if (current.some((entry) => entry.text.trim() !== '')) groups.push(current);
    current = [];
    hasCode = false;
  };
  const goesOn = whereItGoesOn(lines, syntax);
  for (const [at, entry] of lines.entries()) {
    const free = scanner.next(entry.text) && goesOn?.[at] !== true;
    const blank = entry.text.trim() === '';
    const comment = free && isCommentLine(entry.text);
    if (free && blank) {
      close();
      continue;
    }
    const shows: boolean = comment && hasCode && (inResult || isResult(entry.text));
    if (comment && !shows && (hasCode || startsNumbered(current, entry))) close();
    current.push(entry);
    inResult = shows;
    if (!comment) hasCode = true;
  }
  close();
  return groups.map((group) => toGroup(trimBlank(group), isCommentLine));
}

/** For each line: whether the code that comes next goes on with what stands above it. */
function whereItGoesOn(
  lines: readonly CodeLine[],
  { comment, takesUp }: Syntax,
): readonly boolean[] | undefined {
  if (takesUp === undefined) return undefined;
  let goesOn = false;
  return lines
    .toReversed()
    .map(({ text }) => {
      if (text.trim() !== '' && !comment.test(text)) goesOn = takesUp.test(text);
      return goesOn;
    })
    .reverse();
}

const REQUEST = /^\s*(?:GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE|PURGE)\s+\S/;
const REQUEST_NOTE = /^\s*(?:#|\/\/)/;

/** Each request with the comments right above it; the blank lines of its body do not end it. */
function requests(lines: readonly CodeLine[]): readonly Group[] {
  const starts: number[] = [];
  lines.forEach(({ text }, at) => {
    if (!REQUEST.test(text)) return;
    let start = at;
    while (start > 0 && REQUEST_NOTE.test(lines[start - 1]?.text ?? '')) start--;
    starts.push(starts.length === 0 ? 0 : start);
  });
  const cuts = starts.length === 0 ? [0] : starts;
  return cuts
    .map((start, index) => trimBlank(lines.slice(start, cuts[index + 1])))
    .filter((own) => own.length > 0)
    .map((own) => toGroup(own, (text) => REQUEST_NOTE.test(text)));
}

/** A comment below a command that shows what comes out: column titles, "Expected: 3". */
function isResult(text: string): boolean {
  const words = commentText(text);
  return (
    isColumnTitles(words) ||
    /^\s*(?:=>|→|(?:expect(?:ed|s)?|output|returns?|result)(?=)(?: output| result)?:|should (?:return|print|show|output|be)(?!\w))/i.test(
      words,
    )
  );
}

/** `# 2. …` right behind `# 1. …`: two instructions, unless an unnumbered title leads them. */
function startsNumbered(current: readonly CodeLine[], entry: CodeLine): boolean {
  const first = current[0];
  return first !== undefined && isNumbered(first.text) && isNumbered(entry.text);
}

function isNumbered(text: string): boolean {
  return /^\s*(?:#+|--)\s*(?:step\s*)?\d+(?:[.):]|\s-)\s*\S/i.test(text);
}

function trimBlank(group: readonly CodeLine[]): readonly CodeLine[] {
  const end = group.findLastIndex((entry) => entry.text.trim() !== '');
  return group.slice(0, end + 1);
}

function toGroup(lines: readonly CodeLine[], isComment: (text: string) => boolean): Group {
  let start = 0;
  while (start < lines.length && isComment(lines[start]?.text ?? '')) start++;
  let end = lines.length;
  while (end > start && isComment(lines[end - 1]?.text ?? '')) end--;
  return { comments: lines.slice(0, start), code: lines.slice(start, end), lines };
}
