import type { Checklist, ChecklistItem } from '../model/checklist';
import type { Step } from '../model/step';
import { readCadence } from './cadence';
import type { Outline } from './passages';
import { cadenceOf } from './sectionCadence';
import type { SectionFinder } from './sectionFinder';
import { wordSet } from '../text/words';

/**
 * Checklists whose tasks are comments in a shell block: under a heading that names both a period
 * and tasks ("Weekly Tasks", "Nightly checks") each comment is a task, and carries the commands
 * below it. A section that has a task list keeps to that. Ids are provisional: unique, made of
 * lines; `linkParts` connects the parts.
 */
export function findCommentChecklists(
  { passages, code }: Outline,
  finder: SectionFinder,
  lists: readonly Checklist[],
): readonly Checklist[] {
  const taken = new Set(lists.map((list) => list.sectionId));
  const found: Checklist[] = [];
  for (const at of code) {
    const passage = passages[at];
    if (passage === undefined || !isShell(passage.info)) continue;
    const section = finder.at(passage.start);
    const title = section?.title ?? '';
    if (taken.has(section?.id) || !TASK_SIGNS.test(title.toLowerCase())) continue;
    if (!TASKS.test(title) || readCadence(title) === undefined) continue;
    const first = passage.start + (passage.markup === '' ? 0 : 1);
    const items = readTasks(passage.content, first);
    if (items.length === 0) continue;
    found.push({
      id: `checklist-line-${passage.start + 1}`,
      title,
      range: { start: passage.start, end: passage.end },
      sectionId: section?.id,
      cadence: cadenceOf(title, section, finder),
      items,
    });
  }
  return found;
}

/** The same checklists with each task's parts: those whose lines overlap the task's. */
export function linkParts(
  checklists: readonly Checklist[],
  steps: readonly Step[],
): readonly Checklist[] {
  if (checklists.length === 0 || steps.length === 0) return checklists;
  const blocks = new Map(steps.map((step) => [step.range.start, step]));
  return checklists.map((list) => {
    const step = blocks.get(list.range.start);
    if (step?.kind !== 'block') return list;
    return {
      ...list,
      items: list.items.map((item) => ({ ...item, stepIds: partsOf(item, step) })),
    };
  });
}

function partsOf(item: ChecklistItem, step: Step): readonly string[] {
  if (step.parts.length === 0) return [step.id];
  return step.parts
    .filter((part) => !part.manual && carries(item, part.range))
    .map((part) => part.id);
}

/** A part belongs to the task whose lines hold its last one: there its commands are. */
function carries(item: ChecklistItem, range: Step['range']): boolean {
  return item.range.start < range.end && range.end <= item.range.end;
}

const SHELLS = new Set(['', ...wordSet('bash sh shell zsh console powershell pwsh ps1 sql')]);

function isShell(info: string): boolean {
  return SHELLS.has(info) || SHELLS.has((/^[^\s{,]*/.exec(info.trim())?.[0] ?? '').toLowerCase());
}

const TASKS =
  /\b(?:tasks?|checks?|checklist|maintenance|routine|duties|operations|chores|jobs|to-?dos?|activities)(?!\w)/i;

/** Cheaper, for titles that are about nothing of the kind. */
const TASK_SIGNS = /task|check|maint|routine|dut|operation|chore|job|to-?do|activit/;

interface CommentLine {
  readonly text: string;
  readonly line: number;
}

/** Lines between blank ones: the comments at the top, and the rest. */
interface Group {
  readonly comments: readonly CommentLine[];
  readonly start: number;
  readonly end: number;
  readonly commands: boolean;
}

const COMMENT = /^\s*(?:#(?!!)+|--)\s*(.*)$/;

function readGroups(content: string): readonly Group[] {
  const lines = content.replace(/\s+$/, '').split('\n');
  const groups: Group[] = [];
  let start = 0;
  while (start < lines.length) {
    if ((lines[start] ?? '').trim() === '') {
      start++;
      continue;
    }
    let end = start;
    while (end < lines.length && !startsGroup(lines, start, end)) end++;
    groups.push(toGroup(lines, start, end));
    start = end;
  }
  return groups;
}

/** A blank line ends a group, and so does a comment below a command. */
function startsGroup(lines: readonly string[], start: number, at: number): boolean {
  const line = lines[at] ?? '';
  if (line.trim() === '') return true;
  return at > start && COMMENT.test(line) && !COMMENT.test(lines[at - 1] ?? '');
}

function toGroup(lines: readonly string[], start: number, end: number): Group {
  const comments: CommentLine[] = [];
  let at = start;
  for (; at < end; at++) {
    const text = COMMENT.exec(lines[at] ?? '')?.[1]?.trim();
    if (text === undefined) break;
    if (saysAnything(text)) comments.push({ text, line: at });
  }
  return { comments, start, end, commands: at < end };
}

/** Not a line of dashes or dots. The classes of Unicode are slow to build, so they come last. */
function saysAnything(text: string): boolean {
  return /[A-Za-z\d]/.test(text) || (/[^\0-\x7f]/.test(text) && /[\p{L}\p{N}]/u.test(text));
}

/** Commands set apart by a blank line belong to the task above them. */
function readTasks(content: string, first: number): readonly ChecklistItem[] {
  const items: ChecklistItem[] = [];
  for (const group of readGroups(content)) {
    const above = items.at(-1);
    if (group.comments.length > 0) items.push(...tasksOf(group, first));
    else if (above !== undefined) {
      items[items.length - 1] = {
        ...above,
        range: { start: above.range.start, end: first + group.end },
      };
    }
  }
  return items;
}

const DETAIL =
  /^(?:visit|check|see|open|go to|use|via|run|navigate|look|click|in|on|at|e\.g|for example|note|then|\()(?=)\b/i;

function tasksOf(group: Group, first: number): readonly ChecklistItem[] {
  const { comments } = group;
  const last = comments.at(-1);
  if (last === undefined) return [];
  const second = comments[1];
  const explained =
    comments.length === 2 &&
    second !== undefined &&
    (group.commands || DETAIL.test(second.text) || /^[a-z(]/.test(second.text));
  if (explained) return [toItem(comments[0] ?? last, group.end, first)];
  return comments.map((comment, index) =>
    toItem(comment, comments[index + 1]?.line ?? group.end, first),
  );
}

function toItem(comment: CommentLine, end: number, first: number): ChecklistItem {
  return {
    id: `item-line-${first + comment.line + 1}`,
    range: { start: first + comment.line, end: first + end },
    text: comment.text.replace(/^\d+[.)]\s+/, '').replace(/:$/, ''),
    checkedInFile: false,
    depth: 0,
    parentId: undefined,
    stepIds: [],
  };
}
