import type { Metadata } from '../model/facts';
import type { ParseProblem } from '../model/runbook';
import { guessCommand } from './commands';
import { readDate } from './dates';
import { foreignMeaning } from './metadataWords';
import { readFrontMatter } from './frontMatter';
import { keyedLines } from './keyedLines';
import type { MarkdownDocument } from './markdown';
import type { Outline, Passage } from './passages';
import { plainText } from './sections';
import { leadIn } from './taskLists';
import type { Table } from './tables';
import { firstWord, wordSet } from '../text/words';

/** One thing a document may say of itself. */
export interface Said {
  readonly key: string;
  readonly value: string;
  readonly trust: Trust;
  readonly line: number;
  /** Counts only at the very end of the document. */
  readonly inTail: boolean;
}

export interface FoundSaid {
  readonly said: readonly Said[];
  readonly problems: readonly ParseProblem[];
}

/**
 * What a document says of itself: front matter first, then lines such as `**Owner**: Team` and
 * two-column tables in its head (before the second heading), under a title that says so, or at
 * its very end. A stretch that does not begin its document has no head.
 */
export function findSaid(document: MarkdownDocument, outline: Outline, begins: boolean): FoundSaid {
  const { passages, headings, tables } = outline;
  const reader = new SaidReader();
  const front = readFrontMatter(document);
  for (const [key, value] of front.entries)
    reader.add(key, value, /^cadence$/i.test(key) ? 'cadence' : 'certain', 0);
  const zones = new Zones(outline, document.lines.count);
  zones.read(begins ? 0 : 1);
  for (const { passage, zone } of zones.found) addPassage(reader, passage, zone);
  reader.inTail = false;
  const headEnd = passages[headings[1] ?? -1]?.start ?? document.lines.count;
  const inHead = begins ? tables.filter((table) => table.range.start < headEnd) : [];
  for (const table of inHead) addTable(reader, table);
  if (inHead.length > 0) reader.said.sort((a, b) => a.line - b.line);
  return { said: reader.said, problems: front.problems };
}

function addPassage(reader: SaidReader, passage: Passage, zone: Zone): void {
  reader.inTail = zone === 'tail';
  const keyed = keyedLines(passage);
  const near = zone !== 'tail' && keyed.some(({ key }) => meaningOfKey(key) !== undefined);
  for (const { key, value, bold, line } of keyed) {
    reader.add(key, value, zone !== 'tail' && (bold || near) ? 'certain' : 'known-only', line);
  }
  if (keyed.length === 0) addSentence(reader, passage);
  if (zone !== 'tail' && /^[*_]/.test(passage.content)) addEmphasised(reader, passage);
  if (zone !== 'tail') addPieces(reader, passage);
}

/** What is said twice counts as said first. */
export function toMetadata(said: readonly Said[], lineCount: number): Metadata {
  const builder = new MetadataBuilder();
  for (const { key, value, trust, line, inTail } of said)
    if (!inTail || line >= lineCount - TAIL_LINES) builder.add(key, value, trust);
  return builder.build();
}

/** "… — last updated 2026-04-21", "… · Review every month". */
const NEXT_FACT =
  /\s+[·|•–—-]\s+(?=(?:last |next )?(?:review|updat|revis|verif|test)|last edit|version)/i;

class SaidReader {
  readonly said: Said[] = [];
  inTail = false;

  add(key: string, value: string, trust: Trust, line: number): void {
    if (value === '' || key === '') return;
    const meaning = meaningOfKey(key);
    if (trust === 'known-only' && meaning === undefined) return;
    // An owner ends where the next fact begins.
    const own = meaning === 'owner' ? (value.split(NEXT_FACT, 1)[0] ?? value) : value;
    this.said.push({ key, value: own, trust, line, inTail: this.inTail });
  }
}

const UPDATED =
  /^[\s*_(]*last (?:updated?|modified|revised|edit(?:ed)?|changed?|touched|reviewed|verified|tested|validated|checked)(?!\w)/i;

/** "_Last updated by the network team on 2026-05-01_". */
function addSentence(reader: SaidReader, { kind, content, start }: Passage): void {
  if (kind !== 'paragraph' || !/^[\s*_(]*last/i.test(content) || !UPDATED.test(content)) return;
  reader.add('last updated', content.slice(0, 200).split('\n')[0] ?? '', 'dated', start);
}

const EMPHASISED = /^(\*\*|__|[*_])([^*_:：\n]{3,40})\1\s+(?:[–—-]\s+)?([^\s:：].{0,200})$/;

/** "**Owner** Store team" and "*Owner* — Store team", with no colon. */
function addEmphasised(reader: SaidReader, { content, start }: Passage): void {
  content
    .slice(0, 1000)
    .split('\n')
    .forEach((line, index) => {
      for (const piece of line.split(/\s+[·|•]\s+/)) {
        const [, , key = '', value = ''] = EMPHASISED.exec(piece.trim().replace(/\\$/, '')) ?? [];
        if (key !== '') reader.add(key, plainText(value), 'known-only', start + index);
      }
    });
}

const PIECE =
  /^[\s*_>(]*((?:last |next )?(?=)(?:reviewed|review|updated|revision|revised)|last (?:verified|tested|validated|checked))(?=)(?: on| due)?(?=)(?:\*\*|__)?(?=)[:：]?(?:\*\*|__)?(?=) +(.{4,60})$/i;

/** "Maintained by the storage team." */
const KEPT_BY = /(?:^|[.;|] )[\s*_>(]*(maintained by|owned by) (?:the )?([^.;|,]{2,60})/i;

/** "review every month, next on 2026-12-10". */
const EVERY_THEN = /\breview(?:ed)? every [^·|]{3,30}[,;] next(?: on| is)?:? (20\d\d-\d\d-\d\d)/i;

/** "Storage team | reviewed 2026-05-01 | next review 2026-11-01": dates among other facts. */
function addPieces(reader: SaidReader, { kind, content, start }: Passage): void {
  if (kind !== 'paragraph') return;
  const by = /(?:aintained|wned) by/.test(content) ? KEPT_BY.exec(content.slice(0, 1000)) : null;
  if (by !== null) reader.add(by[1] ?? '', plainText(by[2] ?? ''), 'known-only', start);
  if (!/20\d\d/.test(content)) return;
  if (!/review|updated|revis|[Ll]ast (?:verif|test|valid|check)/i.test(content)) return;
  for (const line of content.slice(0, 1000).split('\n')) {
    const next = EVERY_THEN.exec(line)?.[1];
    if (next !== undefined) reader.add('next review', next, 'known-only', start);
    const pieces = line.split(/\s+[·|•–—]\s+|(?<=[.;])\s+/);
    if (pieces.length < 2) continue;
    for (const piece of pieces) {
      const match = PIECE.exec(piece);
      const [, key = '', value = ''] = match ?? [];
      if (/\b20\d\d\b/.test(value))
        reader.add(
          key,
          value.replace(/[\s*_.;)]+$/, ''),
          meaningOfKey(key) === 'nextReview' ? 'known-only' : 'dated',
          start,
        );
    }
  }
}

/** Of a table with a key that is known, every row is taken; or its one row, under its titles. */
function addTable(reader: SaidReader, table: Table): void {
  const titles = table.header.cells.map(({ text }) => text);
  const [only] = table.rows;
  if (only !== undefined && table.rows.length === 1 && titles.length > 1) {
    const known = titles.filter((title) => meaningOfKey(title) !== undefined).length;
    if (known > 1 || (known === 1 && titles.some((title) => /review|owner|version/i.test(title)))) {
      titles.forEach((title, index) =>
        reader.add(title, only.cells[index]?.text ?? '', 'certain', only.line),
      );
      return;
    }
  }
  if (titles.length !== 2) return;
  const rows = [table.header, ...table.rows];
  const near = table.rows.some((row) => meaningOfKey(row.cells[0]?.text ?? '') !== undefined);
  rows.forEach((row, index) => {
    const [key, value] = row.cells;
    const trust = near && index > 0 ? 'certain' : 'known-only';
    reader.add(key?.text ?? '', value?.text ?? '', trust, row.line);
  });
}

const TAIL_LINES = 30;
const INFORMATION =
  /^(?:\d+[.)]? )?(?=)(?:document|runbook|page|doc)?\s*(?:information|meta ?data|control|details|properties|info)$/i;

/** Cheaper: how all of them end, in emphasis and with a colon too. */
const MAY_INFORM = /(?:ation|ata|ntrol|ails|ties|nfo)[\s*_:：]*$/i;

function isInformation(title: string): boolean {
  return INFORMATION.test(title.replace(/[*_]/g, '').trim());
}

type Zone = 'head' | 'information' | 'tail';

/** A key with its colon, a date, "Last updated": what is said holds one of them. */
const MAY_SAY = /[:：]|20\d\d|^[\s*_(]*last|^[*_]/i;

/** Finds which passages may speak of the document itself. */
class Zones {
  readonly found: { readonly passage: Passage; readonly zone: Zone }[] = [];
  readonly #outline: Outline;
  readonly #tail: number;
  #headings = 0;
  #information = false;
  #from = 0;

  constructor(outline: Outline, lineCount: number) {
    this.#outline = outline;
    this.#tail = lineCount - TAIL_LINES;
  }

  /** `above` counts the headings above the first passage. */
  read(above: number): void {
    const { passages, turns } = this.#outline;
    this.#headings = above;
    for (const at of turns) {
      if (this.#mayMatter(passages[at])) this.#turn(at);
      else this.#from = at;
    }
    this.#turn(passages.length);
  }

  /** False where one part behind the head and above the tail goes over into another such. */
  #mayMatter(passage: Passage | undefined): boolean {
    if (this.#information || this.#headings <= 1 || passage === undefined) return true;
    return passage.start >= this.#tail || MAY_INFORM.test(passage.content);
  }

  #turn(at: number): void {
    const zone = this.#information ? 'information' : this.#headings <= 1 ? 'head' : 'tail';
    this.#part(this.#from, at, zone);
    const { kind, content = '' } = this.#outline.passages[at] ?? {};
    const title = kind === 'heading' ? content : leadIn(content);
    if (kind === 'heading') this.#headings++;
    if (title !== undefined) this.#information = MAY_INFORM.test(content) && isInformation(title);
    this.#from = title === undefined ? at : at + 1;
  }

  #part(from: number, to: number, zone: Zone): void {
    const { passages } = this.#outline;
    if (zone === 'tail' && (passages[to - 1]?.start ?? 0) < this.#tail) return;
    for (let at = from; at < to; at++) {
      const passage = passages[at];
      if (passage?.kind !== 'paragraph' || !MAY_SAY.test(passage.content)) continue;
      const { start, item } = passage;
      if (zone !== 'tail' || (start >= this.#tail && (item?.depth ?? 0) === 0))
        this.found.push({ passage, zone });
    }
  }
}

type Known = 'lastUpdated' | 'nextReview' | 'owner' | 'version' | 'status';
/** What a document says of itself under a name of its own. */
type Entry = Known | 'cadence';

// prettier-ignore
const KNOWN: readonly (readonly [Known, RegExp])[] = [
  ['lastUpdated', /^(?:last (?:updated?|modified|changed?|revised|edit(?:ed)?|touched|revision|review(?:ed)?|verified|tested|validated|checked)(?: on| date| time)?|(?:date )?updated(?: on| at)?|update date|revised|revision date|reviewed(?: on)?)$/],
  ['nextReview', /^(?:next (?:review|revision)(?: date| due| on)?|review (?:date|due|by|before)|(?:due for|to be) review(?:ed)?(?: by| on)?)$/],
  ['owner', /^(?:(?:document |runbook |page |service |current )?(?=)owners?|(?:primary |code )?(?=)maintainers?|(?:maintained|owned) by|owning team|owner team|team owner|responsible(?: team)?)$/],
  ['version', /^(?:(?:document |doc |runbook )?version|revision|doc rev)$/],
  ['status', /^(?:(?:document |doc |runbook )?status)$/],
];

/** How a known key begins. */
const KNOWN_FIRST = wordSet(
  'last date updated update revised reviewed revision next review due to document runbook page service current owner owners primary code maintainer maintainers maintained owned owning team responsible doc version status',
);

/**
 * Only known keys are taken, or every key, or a value only for the date in it; or it is how often
 * the checklists start anew, which only front matter says of them all.
 */
type Trust = 'known-only' | 'certain' | 'dated' | 'cadence';

function fold(key: string): string {
  if (/^[a-z]+$/.test(key)) return key;
  return key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** What a key speaks of, whatever its spelling: `lastUpdated` for "Last updated" and `updated_at`. */
export function meaningOfKey(key: string): Known | undefined {
  const folded = fold(key);
  if (!KNOWN_FIRST.has(firstWord(folded))) return foreignMeaning(folded.toLowerCase());
  return KNOWN.find(([, pattern]) => pattern.test(folded))?.[0];
}

class MetadataBuilder {
  readonly #known = new Map<Entry, string>();
  readonly #other = new Map<string, string>();

  add(key: string, value: string, trust: Trust): void {
    const known: Entry | undefined = trust === 'cadence' ? 'cadence' : meaningOfKey(key);
    const date = known === 'lastUpdated' || known === 'nextReview';
    // Outside English the day comes first, where the year does not.
    const read = date ? readDate(value, !KNOWN_FIRST.has(firstWord(fold(key)))) : value;
    if (known !== undefined && read !== undefined) {
      if (!this.#known.has(known)) this.#known.set(known, read);
    } else if (
      trust !== 'dated' &&
      (known !== undefined || trust === 'certain') &&
      !this.#other.has(key) &&
      guessCommand(value)?.certainty !== 'certain'
    ) {
      this.#other.set(key, value);
    }
  }

  build(): Metadata {
    this.#takeTeam();
    return { ...Object.fromEntries(this.#known), other: Object.fromEntries(this.#other) };
  }

  /** A team is the owner when nobody else is named. */
  #takeTeam(): void {
    if (this.#known.has('owner')) return;
    for (const [key, value] of this.#other) {
      if (!TEAMS.has(fold(key))) continue;
      this.#known.set('owner', value);
      this.#other.delete(key);
      return;
    }
  }
}

const TEAMS = new Set([
  ...wordSet('team squad équipe equipo equipe squadra チーム 团队 команда'),
  ...['service team', 'on call team', 'oncall team', 'responsible squad', 'owning squad'],
]);
