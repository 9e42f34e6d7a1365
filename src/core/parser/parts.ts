import type { NotRunnable, StepLanguage } from '../model/step';
import type { LineRange } from '../text/range';
import {
  endOfCommand,
  feed,
  hasMeta,
  natureOf,
  toSqlComment,
  type GroupNature,
} from './clientFeed';
import { guessCommand } from './commands';
import { commentText, findGroups, type Group } from './groups';
import { bindVariables, isScript } from './scripts';
import { findOpenedShell } from './openedShell';
import { joinOpenSql } from './openSql';
import type { CodeLine } from './prompts';
import { optionLabel } from '../text/optionLabel';
import { firstWord, wordSet } from '../text/words';

/** A part before it has an id; lines are those of the block, 0-based. */
export interface PartDraft {
  readonly lines: LineRange;
  readonly title: string;
  readonly text: string;
  readonly manual: boolean;
  readonly alternative: string | undefined;
}

export interface CodeReading {
  readonly language: StepLanguage;
  readonly text: string;
  readonly parts: readonly PartDraft[];
  /** Why it cannot be run: its lines are meant for several shells. */
  readonly refused?: NotRunnable | undefined;
}

/** Reads the code of a block: its true language, what would run, and its parts. */
export function readCode(lines: readonly CodeLine[], language: StepLanguage): CodeReading {
  const isShell = language === 'bash' || language === 'sh' || language === 'zsh';
  const own = trimmed(lines);
  const text = joined(own);
  const only = own.length === 1 ? own[0] : undefined;
  if (isShell && only !== undefined && !/^\s*#|;\s*$|^\s*(?:\\|[A-Z]{3})|:\/\/\S*$/.test(text))
    return { language, text, parts: [onlyPart(only, text)] };
  const refused = isShell || language === 'powershell' ? findOpenedShell(own, language) : undefined;
  if (refused !== undefined)
    return { language, text, parts: wholePart(lines, language, text), refused };
  if (isScript(lines, language)) return { language, text, parts: wholePart(lines, language, text) };
  const groups = groupsOf(lines, language);
  return isShell ? readShell(groups, text, language) : readOther(groups, text, language);
}

/** The groups of a block that tell somebody to do something. */
function groupsOf(lines: readonly CodeLine[], language: StepLanguage): readonly Group[] {
  return findGroups(lines, language)
    .filter((group) => group.code.length > 0 || !group.comments.every(isSwitchedOff))
    .flatMap(detachTasks);
}

function readOther(groups: readonly Group[], text: string, language: StepLanguage): CodeReading {
  const sql = language === 'sql' || language === 'psql';
  const own = sql && language === 'sql' && hasMeta(text) ? 'psql' : language;
  const clean = sql ? text.split('\n').map(toSqlComment).join('\n') : text;
  const bound = language === 'powershell' ? bindVariables(groups, language) : groups;
  return { language: own, text: clean, parts: label(bound.map((group) => toPart(group, sql))) };
}

function readShell(found: readonly Group[], text: string, language: StepLanguage): CodeReading {
  const isForShell = found
    .map((group) => natureOf(group))
    .every((nature) => nature !== 'sql' && nature !== 'client-and-sql' && nature !== 'words');
  if (isForShell)
    return {
      language,
      text,
      parts: label(bindVariables(found, language).map((group) => toPart(group, false))),
    };
  const groups = joinOpenSql(found);
  const natures = groups.map((group) => natureOf(group));
  if (!natures.some((nature) => nature === 'shell' || nature.startsWith('client')))
    return readSqlOnly(groups, natures);
  return readMixed(groups, natures, language);
}

/** `# docker compose down -v`: a command its author switched off tells nobody to do anything. */
function isSwitchedOff({ text }: CodeLine): boolean {
  const words = commentText(text)
    .replace(/\s#.*$/, '')
    .trim();
  return (
    /^[a-z]/.test(words) &&
    /\s--?[A-Za-z]|[|$]/.test(words) &&
    guessCommand(words)?.certainty === 'certain'
  );
}

function isTask({ text }: CodeLine): boolean {
  return /^\s*(?:#|--)\s*[A-Z][^.:!]{2,60}$/.test(text);
}

/**
 * Three or more plain comments in a row above a command are tasks for a person; only the last
 * one names the command ("# Full audit", "# Rotate keys", "# Update packages", `npm update`).
 */
function detachTasks(group: Group): readonly Group[] {
  const { comments, code, lines } = group;
  if (code.length === 0 || comments.length < 3 || !comments.every(isTask)) return [group];
  const tasks = comments.slice(0, -1);
  return [
    { comments: tasks, code: [], lines: tasks },
    { comments: comments.slice(-1), code, lines: lines.slice(tasks.length) },
  ];
}

/** A block called `bash` that holds nothing but SQL. */
function readSqlOnly(groups: readonly Group[], natures: readonly GroupNature[]): CodeReading {
  if (!natures.includes('sql')) {
    const text = groups.map((group) => asComments(group)).join('\n\n');
    return { language: 'bash', text, parts: label(groups.map((group) => manualPart(group))) };
  }
  const text = groups
    .map((group, index) =>
      natures[index] === 'words' ? asComments(group).replace(/^#/gm, '--') : sqlOf(group.lines),
    )
    .join('\n\n');
  const parts = groups.map((group, index) =>
    natures[index] === 'words' ? manualPart(group) : toPart(group, true),
  );
  return { language: hasMeta(text) ? 'psql' : 'sql', text, parts: label(parts) };
}

/** Shell commands, a client opened on the way, and SQL meant for that client. */
function readMixed(
  groups: readonly Group[],
  natures: readonly GroupNature[],
  language: StepLanguage,
): CodeReading {
  const chunks: string[] = [];
  const parts: PartDraft[] = [];
  let client = 'psql';
  let sql: string[] = [];
  let opened: Group | undefined;
  const flush = (): void => {
    if (sql.length > 0) chunks.push(feed(client, sql));
    else if (opened !== undefined) chunks.push(joined(opened.lines));
    sql = [];
    opened = undefined;
  };
  groups.forEach((group, index) => {
    const nature = natures[index] ?? 'shell';
    if (nature === 'client' || nature === 'client-and-sql') {
      flush();
      const code = group.code.map((entry) => entry.text);
      const end = endOfCommand(code);
      client = code.slice(0, end).join('\n');
      opened = group;
      const rest = code.slice(end);
      if (nature === 'client-and-sql') sql.push(...group.comments.map((c) => c.text), ...rest);
      const text = nature === 'client' ? client : feed(client, rest);
      parts.push({ ...toPart(group, false), text });
    } else if (nature === 'sql') {
      const own = group.lines.map((entry) => entry.text);
      const last = parts[parts.length - 1];
      const joinsClient = opened !== undefined && sql.length === 0 && group.comments.length === 0;
      if (sql.length === 0 && opened !== undefined) sql.push(...opened.comments.map((c) => c.text));
      else if (sql.length > 0) sql.push('');
      sql.push(...own);
      const part = { ...toPart(group, false), text: feed(client, bodyOf(group)) };
      if (joinsClient && last !== undefined)
        parts[parts.length - 1] = {
          ...last,
          lines: { start: last.lines.start, end: part.lines.end },
          text: part.text,
        };
      else parts.push(part);
    } else {
      flush();
      chunks.push(nature === 'words' ? asComments(group) : joined(group.lines));
      parts.push(nature === 'words' ? manualPart(group) : toPart(group, false));
    }
  });
  flush();
  return { language, text: chunks.join('\n\n'), parts: label(parts) };
}

function bodyOf(group: Group): readonly string[] {
  return group.code.map((entry) => entry.text);
}

function sqlOf(lines: readonly CodeLine[]): string {
  return lines.map((entry) => toSqlComment(entry.text)).join('\n');
}

function asComments(group: Group): string {
  return group.lines.map(({ text }) => (/^\s*#/.test(text) ? text : `# ${text}`)).join('\n');
}

/** Without blank lines at either end. */
function trimmed(lines: readonly CodeLine[]): readonly CodeLine[] {
  let start = 0;
  let end = lines.length;
  while (start < end && isBlank(lines[start])) start++;
  while (end > start && isBlank(lines[end - 1])) end--;
  return end - start === lines.length ? lines : lines.slice(start, end);
}

function isBlank(entry: CodeLine | undefined): boolean {
  return entry === undefined || entry.text.trim() === '';
}

function joined(lines: readonly CodeLine[]): string {
  const [only] = lines;
  if (only !== undefined && lines.length === 1) return only.text;
  return lines.map((entry) => entry.text).join('\n');
}

function span(lines: readonly CodeLine[]): LineRange {
  const start = lines[0]?.line ?? 0;
  return { start, end: (lines[lines.length - 1]?.line ?? start) + 1 };
}

function wholePart(
  lines: readonly CodeLine[],
  language: StepLanguage,
  text: string,
): readonly PartDraft[] {
  const own = trimmed(lines);
  if (own.length === 0) return [];
  const mark = language === 'sql' || language === 'psql' ? /^\s*--/ : /^\s*#(?!!)/;
  const title = own
    .slice(0, 5)
    .find((entry) => mark.test(entry.text) && commentText(entry.text) !== '');
  const code = own.find((entry) => entry.text.trim() !== '' && !/^\s*#/.test(entry.text));
  return [
    {
      lines: span(own),
      title: titleOf(title === undefined ? own.slice(0, 0) : [title], code?.text ?? ''),
      text,
      manual: false,
      alternative: undefined,
    },
  ];
}

/** The part of a block of one line. */
function onlyPart({ line }: CodeLine, text: string): PartDraft {
  return {
    lines: { start: line, end: line + 1 },
    title: shorten(text.trim()),
    text: text.trimEnd(),
    manual: false,
    alternative: undefined,
  };
}

function toPart(group: Group, sql: boolean): PartDraft {
  const { code, comments } = group;
  if (code.length === 0) return manualPart(group);
  return {
    lines: span(group.lines),
    title: titleOf(comments, code[0]?.text ?? ''),
    text: (sql ? sqlOf(code) : joined(code)).trimEnd(),
    manual: false,
    alternative: undefined,
  };
}

function manualPart(group: Group): PartDraft {
  const { comments, lines } = group;
  return {
    lines: span(lines),
    title: titleOf(comments.length > 0 ? comments : lines, ''),
    text: '',
    manual: true,
    alternative: undefined,
  };
}

const NUMBER = /^(?:step\s+)?\d{1,3}(?:\.\d{1,2})*(?:[.):]\s*|\s+-\s+)/i;

/** Asked of words without an ASCII letter; the classes of Unicode are slow to build. */
function hasLetterAbroad(words: string): boolean {
  return /[^\0-\x7f]/.test(words) && /[\p{L}\p{N}]/u.test(words);
}

/** A comment as a title: without its number; a leading "If …:" takes the next line along. */
function titleOf(comments: readonly CodeLine[], code: string): string {
  let first: string | undefined;
  for (const { text } of comments) {
    const words = commentText(text).trim();
    if (!/[A-Za-z\d]/.test(words) && !hasLetterAbroad(words)) continue;
    if (first !== undefined) return shorten(`${first} ${words}`);
    first = words.replace(NUMBER, '');
    if (!first.endsWith(':')) break;
  }
  return shorten(first ?? code.trim());
}

function shorten(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}

const OR = /^(?:or|alternatively|otherwise)\b[\s,:]*/i;

const OPTIONS = wordSet('option alternative method approach variant way');
const ORS = wordSet('or alternatively otherwise');

/** Marks alternatives: "Option 1 …", "Option 2 …", or a part whose title begins with "Or". */
function label(parts: readonly PartDraft[]): readonly PartDraft[] {
  const out: PartDraft[] = [];
  for (const part of parts) {
    const first = firstWord(part.title);
    const option = OPTIONS.has(first) ? optionLabel(part.title) : undefined;
    if (option !== undefined) {
      const title = option.title === '' ? part.title : option.title;
      out.push({ ...part, title, alternative: option.label });
      continue;
    }
    const previous = out[out.length - 1];
    if (ORS.has(first) && OR.test(part.title) && previous !== undefined) {
      out[out.length - 1] = { ...previous, alternative: previous.alternative ?? previous.title };
      out.push({ ...part, alternative: part.title });
      continue;
    }
    // An instruction right below an alternative, without a blank line, belongs to it.
    const belongs =
      part.manual && previous !== undefined && part.lines.start === previous.lines.end;
    out.push(belongs ? { ...part, alternative: previous.alternative } : part);
  }
  return out;
}
