import type { StepLanguage } from '../model/step';
import { isColumnTitles } from './columnTitles';
import type { CodeLine } from './prompts';
import { ShellScanner } from './shellLines';

/** Lines of a block that belong together: comments that introduce them, then code. */
export interface Group {
  readonly comments: readonly CodeLine[];
  readonly code: readonly CodeLine[];
  /** Comments behind the code, belonging to it. */
  readonly lines: readonly CodeLine[];
}

interface Syntax {
  readonly comment: RegExp;
  readonly scanner: () => { next(line: string): boolean; readonly atTop: boolean };
}

const SHELL: Syntax = { comment: /^\s*#(?!!)/, scanner: () => new ShellScanner() };

const SYNTAX: Partial<Record<StepLanguage, Syntax>> = {
  bash: SHELL,
  sh: SHELL,
  zsh: SHELL,
  powershell: { comment: /^\s*#(?!requires)/i, scanner: () => new PowershellScanner() },
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
  for (const entry of lines) {
    const free = scanner.next(entry.text);
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

/** PowerShell: here-strings, block comments, brackets, quotes, backtick and pipe at line ends. */
class PowershellScanner {
  #depth = 0;
  #until: string | undefined;
  #continued = false;

  get atTop(): boolean {
    return this.#depth <= 0 && this.#until === undefined && !this.#continued;
  }

  next(line: string): boolean {
    const free = this.atTop;
    this.#continued = false;
    let at = 0;
    while (at < line.length) at = this.#step(line, at);
    if (/[`|,]\s*$/.test(line) && this.#until === undefined) this.#continued = true;
    return free;
  }

  #step(line: string, at: number): number {
    if (this.#until !== undefined) {
      const isHere = this.#until.endsWith('@');
      const end = isHere ? (line.startsWith(this.#until) ? 0 : -1) : line.indexOf(this.#until, at);
      if (end < 0) return line.length;
      const behind = end + this.#until.length;
      this.#until = undefined;
      return behind;
    }
    const unit = line.charAt(at);
    if (unit === '`') return at + 2;
    if (line.startsWith('<#', at)) this.#until = '#>';
    else if (unit === '#' && (at === 0 || /\s/.test(line.charAt(at - 1)))) return line.length;
    else if (unit === '@' && /^@["']\s*$/.test(line.slice(at))) {
      this.#until = `${line.charAt(at + 1)}@`;
      return line.length;
    } else if (unit === '"' || unit === "'") this.#until = unit;
    else if (unit === '{' || unit === '(' || unit === '[') this.#depth++;
    else if (unit === '}' || unit === ')' || unit === ']') this.#depth--;
    return at + 1;
  }
}

/** SQL: a group may end where a statement has; inside one, blank lines do not count. */
class SqlScanner {
  #until: string | undefined;
  #inStatement = false;

  get atTop(): boolean {
    return this.#until === undefined && !this.#inStatement;
  }

  next(line: string): boolean {
    const free = this.atTop;
    if (this.#until === undefined && !this.#inStatement && /^\s*\\/.test(line)) return free;
    if (this.#until === undefined && /^\s*#\s/.test(line)) return free;
    let at = 0;
    while (at < line.length) at = this.#step(line, at);
    return free;
  }

  #step(line: string, at: number): number {
    if (this.#until !== undefined) {
      const end = line.indexOf(this.#until, at);
      if (end < 0) return line.length;
      const behind = end + this.#until.length;
      this.#until = undefined;
      return behind;
    }
    const unit = line.charAt(at);
    if (line.startsWith('--', at)) return line.length;
    if (line.startsWith('/*', at)) this.#until = '*/';
    else if (unit === "'" || unit === '"' || unit === '`') this.#until = unit;
    else if (unit === '$') {
      const tag = /^\$\w*\$/.exec(line.slice(at, at + 66))?.[0];
      if (tag !== undefined) {
        this.#until = tag;
        this.#inStatement = true;
        return at + tag.length;
      }
    } else if (unit === ';' || /^\\[gG]\b/.test(line.slice(at, at + 3))) {
      this.#inStatement = false;
      return unit === ';' ? at + 1 : line.length;
    } else if (!/\s/.test(unit)) this.#inStatement = true;
    return at + 1;
  }
}
