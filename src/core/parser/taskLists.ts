import type { Cadence, Checklist, ChecklistItem } from '../model/checklist';
import type { Section } from '../model/runbook';
import { readCadence } from './cadence';
import { keyedLines } from './keyedLines';
import type { MarkdownDocument } from './markdown';
import { mayBeTask, type ItemPlace, type Outline, type Passage } from './passages';
import { plainText } from './sections';
import { findCommentChecklists } from './taskComments';
import { cadenceOf } from './sectionCadence';
import { withCadenceNotes } from './cadenceNotes';
import { SectionFinder } from './sectionFinder';
import { mentionsAny } from '../text/words';

/** The task lists of a document as checklists. Ids are provisional: unique, made of lines. */
export function findChecklists(
  document: MarkdownDocument,
  sections: readonly Section[],
  outline: Outline,
): readonly Checklist[] {
  const finder = new SectionFinder(sections);
  const lists: Checklist[] = [];
  if (outline.tasks.length > 0) lists.push(...listChecklists(outline, finder));
  if (outline.tables.length > 0 && MAY_BE_TASK.some((sign) => document.text.includes(sign)))
    lists.push(...tableChecklists(outline, finder));
  lists.push(...findCommentChecklists(outline, finder, lists));
  return withCadenceNotes(
    lists.sort((a, b) => a.range.start - b.range.start),
    document,
  );
}

const MAY_BE_TASK = ['[ ]', '[x]', '[X]', '[\t]', '☐', '☑', '☒'];
const BOX = /^\[([ \txX])\](?:[ \t]+|$)|^([☐☑☒])[ \t]*/;

interface Task {
  readonly text: string;
  readonly checked: boolean;
}

function readTask(content: string): Task | undefined {
  if (!mayBeTask(content)) return undefined;
  const match = BOX.exec(content);
  if (match === null) return undefined;
  const box = match[1] ?? match[2];
  const checked = box === 'x' || box === 'X' || box === '☑' || box === '☒';
  return { text: content.slice(match[0].length).trim(), checked };
}

/** A checklist while its items are being read. */
class OpenChecklist {
  readonly items: ChecklistItem[] = [];
  readonly place: ItemPlace;
  readonly title: string;
  readonly section: Section | undefined;
  /** "**Frequency:** every Monday", said above the list. */
  readonly said: Cadence | undefined;
  readonly #idOfItem = new Map<ItemPlace, string>();
  end: number;

  constructor(
    place: ItemPlace,
    title: string,
    section: Section | undefined,
    said: Cadence | undefined,
  ) {
    this.place = place;
    this.title = title;
    this.section = section;
    this.said = said;
    this.end = place.end;
  }

  add(task: Task, item: ItemPlace): void {
    let parent = item.parent;
    let depth = 0;
    let parentId: string | undefined;
    while (parent !== undefined) {
      const id = this.#idOfItem.get(parent);
      if (id !== undefined) {
        parentId ??= id;
        depth++;
      }
      parent = parent.parent;
    }
    const id = `item-line-${item.start + 1}`;
    this.#idOfItem.set(item, id);
    this.end = Math.max(this.end, item.end);
    this.items.push({
      id,
      range: { start: item.start, end: item.end },
      text: task.text,
      checkedInFile: task.checked,
      depth,
      parentId,
      stepIds: [],
    });
  }
}

function* listChecklists(source: Outline, finder: SectionFinder): Generator<Checklist> {
  const { passages, tasks } = source;
  let open: OpenChecklist | undefined;
  let above: Above = { lead: undefined, said: undefined, apart: false };
  let behind = 0;
  for (const at of tasks) {
    const { content = '', item, start = 0 } = passages[at] ?? {};
    const task = readTask(content);
    if (task === undefined || item === undefined) continue;
    above = readAbove(passages, behind, at, above);
    behind = at + 1;
    const root = rootOf(item);
    if (open === undefined || above.apart || !belongs(open, root)) {
      if (open !== undefined) yield close(open, finder);
      const section = finder.at(start);
      open = new OpenChecklist(root, titleOf(above.lead, section), section, above.said);
    }
    open.add(task, item);
  }
  if (open !== undefined) yield close(open, finder);
}

/** What stands above a task. */
interface Above {
  readonly lead: Passage | undefined;
  readonly said: Cadence | undefined;
  /** Something outside of lists stands between the task and the one before it. */
  readonly apart: boolean;
}

/** Reads upwards from a task to its heading, or to the task before it, for which it is known. */
function readAbove(passages: readonly Passage[], behind: number, at: number, before: Above): Above {
  let lead: Passage | undefined;
  let said: Cadence | undefined;
  let apart = false;
  for (let i = at - 1; i >= behind; i--) {
    const passage = passages[i];
    if (passage === undefined) break;
    const { kind, item } = passage;
    // An ordinary item may lead a task list nested in it ("1. Before:" / "  - [ ] …").
    if (kind === 'heading' || item === undefined || passage.opensItem) lead ??= passage;
    if (kind === 'heading') return { lead, said, apart: true };
    if (item !== undefined) continue;
    apart = true;
    said ??= saidCadence(passage);
  }
  return { lead: lead ?? before.lead, said: said ?? before.said, apart };
}

/** Of these one stands in all that the pattern finds. */
// prettier-ignore
const SAYING = [
  'frequency', 'cadence', 'interval', 'how often', 'recurrence', 'schedule', 'turnus',
  'häufigkeit', 'fréquence', 'frecuencia', '頻度', '频率',
];
const SAYS =
  /^(?:[*_]{1,2})?(?=)(?:frequency|cadence|interval|how often|recurrence|schedule|turnus|häufigkeit|fréquence|frecuencia|頻度|频率)(?=)(?![\p{L}])/imu;

/** How often, said in a line of its own. */
function saidCadence(passage: Passage): Cadence | undefined {
  if (passage.kind !== 'paragraph' || !/[:：]/.test(passage.content)) return undefined;
  if (!mentionsAny(passage.content, SAYING) || !SAYS.test(passage.content)) return undefined;
  for (const { key, value } of keyedLines(passage)) {
    if (!SAYS.test(key) || /review/i.test(value)) continue;
    const cadence = readCadence(value);
    if (cadence !== undefined) return cadence;
  }
  return undefined;
}

function rootOf(item: ItemPlace): ItemPlace {
  let root = item;
  while (root.parent !== undefined) root = root.parent;
  return root;
}

/** Tasks of one list, or of lists that follow one another without text between, are together. */
function belongs(open: OpenChecklist, root: ItemPlace): boolean {
  return root.list === open.place.list || root.start >= open.place.start;
}

/** A bold lead-in or a line that ends with a colon names the list; otherwise its heading does. */
export function titleOf(lead: Passage | undefined, section: Section | undefined): string {
  const heading = section?.title ?? '';
  if (lead === undefined || lead.kind !== 'paragraph') return heading;
  const title = leadIn(lead.content);
  if (title === undefined) return heading;
  if (/^(?:the )?(?=)(?:check ?(?=)list|tasks?|items?|steps?|to-?(?=)do)(?=)$/i.test(title)) {
    return heading === '' ? title : heading;
  }
  return title;
}

const BOLD_LEAD = /^(?:\*\*|__)([^*_\n]{1,120})(?:\*\*|__)\s*:?\s*$/;

/** The words of a lead-in without emphasis and colon, undefined when the text is none. */
export function leadIn(content: string): string | undefined {
  if (!content.endsWith(':') && !content.endsWith('*') && !content.endsWith('_')) return undefined;
  const line = content.slice(content.lastIndexOf('\n') + 1).trim();
  if (line.length > 160) return undefined;
  const bold = BOLD_LEAD.exec(line)?.[1];
  const plain = bold ?? (line.endsWith(':') && line.length <= 80 ? plainText(line) : undefined);
  const words = plain?.trimEnd();
  return (
    (words !== undefined && /[:：]$/.test(words) ? words.slice(0, -1) : words)?.trim() || undefined
  );
}

function close(open: OpenChecklist, finder: SectionFinder): Checklist {
  const start = open.items[0]?.range.start ?? open.place.start;
  return {
    id: `checklist-line-${start + 1}`,
    title: open.title,
    range: { start, end: open.end },
    sectionId: open.section?.id,
    cadence: readCadence(open.title) ?? open.said ?? cadenceOf(open.title, open.section, finder),
    items: open.items,
  };
}

/** Rows of a table with a box in a cell: `| [ ] | task |`. */
function* tableChecklists(source: Outline, finder: SectionFinder): Generator<Checklist> {
  for (const table of source.tables) {
    const items: ChecklistItem[] = [];
    for (const row of table.rows) {
      const boxes = row.cells.map((cell) => readTask(cell.markdown));
      const at = boxes.findIndex((box) => box !== undefined);
      const box = boxes[at];
      if (box === undefined) continue;
      const words = row.cells.filter((_, index) => index !== at).map((cell) => cell.markdown);
      if (box.text !== '') words.unshift(box.text);
      items.push({
        id: `item-line-${row.line + 1}`,
        range: { start: row.line, end: row.line + 1 },
        text: words.filter((word) => word !== '').join(' — '),
        checkedInFile: box.checked,
        depth: 0,
        parentId: undefined,
        stepIds: [],
      });
    }
    if (items.length === 0) continue;
    const section = finder.at(table.range.start);
    const title = section?.title ?? '';
    yield {
      id: `checklist-line-${table.range.start + 1}`,
      title,
      range: table.range,
      sectionId: section?.id,
      cadence: cadenceOf(title, section, finder),
      items,
    };
  }
}
