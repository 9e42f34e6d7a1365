import type { Section } from '../model/runbook';
import type { Passage } from '../parser/passages';
import type { Table } from '../parser/tables';
import { isTime } from '../parser/responseWords';
import { RESPONSE, saysAnswered, saysHowSoon } from './answerTimes';
import { entryScales } from './levelEntries';
import {
  ANY,
  CELL,
  KEY_WORDS,
  LEADS,
  levelBehind,
  MARKS,
  MAY_LEAD,
  NUMBERED,
  OF_OTHER,
  OF_SEVERITY,
  TITLE,
} from './levelWords';
import type { RuleContext } from './ruleContext';
import type { Level, Scale } from './scale';

/** Where all is well nobody has to answer. */
const WELL = /^\W*(?:normal|ok|okay|fine|good|healthy|none|no action|info\w*|green|gut|bien)\b/i;
/** What a reader of a level has in another column. */
const MEANING =
  /(?<![a-zà-ɏа-я])(?:means?|meaning|impact|example|description|definition|when|trigger|situation|criteria|condition|who|whom|notify|escalat\w+|bedeutung|beschreibung|signification|significado|significato)(?![a-zà-ɏа-я])/iu;

/** The scales of severity that a runbook holds. */
export function levelScales(context: RuleContext): readonly Scale[] {
  const entries = entryScales(context);
  const taken = new Set(entries.flatMap(({ levels }) => levels.map(({ line }) => line)));
  const all = [
    ...ofTables(context),
    ...ofWords(context, taken),
    ...entries,
    ...ofHeadings(context),
  ];
  return all.filter(
    ({ levels: [first, second, ...others] }) =>
      first !== undefined &&
      second !== undefined &&
      others.length < MOST &&
      !OF_PEOPLE.test(sectionAt(context, first.line).title),
  );
}

const MOST = 11;
/** Levels of whom to call next. */
const OF_PEOPLE =
  /es[ck]al|contact|kontakt|\b(?:whom?|wen|wer|qui|quién|quem|chi) (?:to|do|can|you|we|is|zu|appeler|anrufen|llamar|ligar|chiamare)\b/i;

function ofTables(context: RuleContext): readonly Scale[] {
  return context.tables.flatMap((table) => {
    const levels = inColumns(table) ?? inRows(table, sectionAt(context, table.range.start));
    return levels === undefined ? [] : [{ levels, around: aroundOf(context, table.range) }];
  });
}

/** A level a row; each once, or the rows are of something else that has one. */
function inRows({ header, rows }: Table, section: Titled): readonly Level[] | undefined {
  const titles = header.cells.map(({ text }) => text.trim());
  const { title } = section;
  const about = OF_SEVERITY.test(title);
  // Beside times to answer a level may have any name, too.
  const response = titles.findIndex((text) => RESPONSE.test(text));
  const answered = rows.some(({ cells }) => isTime(cells[response]?.text ?? ''));
  const column = titles.findIndex((text, index) => {
    const titled = TITLE.test(text) || (index === 0 && text === '' && (about || answered));
    const form = titled && (about || (answered && text !== '')) ? ANY : CELL;
    return (titled || about) && rows.every(({ cells }) => form.test(cells[index]?.text ?? ''));
  });
  if (column < 0 || (column > 0 && titles.length > 2)) return undefined;
  const names = rows.map(({ cells }) => cells[column]?.text.trim() ?? '');
  const other = isOther(section) || titles.some((text) => OF_OTHER.test(text));
  if (other && !names.every((name) => SURE.test(name))) return undefined;
  if (new Set(names).size < names.length) return undefined;
  const isSure =
    about ||
    OF_SEVERITY.test(titles[column] ?? '') ||
    titles.some((text) => RESPONSE.test(text) || MEANING.test(text));
  if (!isSure) return undefined;
  // How often customers are told, not how soon somebody answers.
  if (titles.some((text) => OF_MESSAGES.test(text)) && !titles.some((text) => RESPONSE.test(text)))
    return undefined;
  const answers = titles.some((text, index) => index !== column && RESPONSE.test(text));
  return rows.flatMap(({ cells, line }, row) => {
    const others = cells.filter((_, index) => {
      const own = titles[index] ?? '';
      if (index === column) return false;
      // "When" behind what a level means is when somebody looks.
      if (/^when$/i.test(own)) return !answers && index > 1;
      return answers ? RESPONSE.test(own) : !isOfOther(own);
    });
    const isOfMessages = (index: number): boolean =>
      OF_MESSAGES.test(titles[index] ?? '') || (answered && index > response);
    if (cells.some(({ text }, index) => isWell(text) && !isOfMessages(index))) return [];
    const said = others.map(({ markdown }) => markdown).join('\n\n');
    return [{ name: names[row] ?? '', line, said }];
  });
}

function isWell(text: string): boolean {
  return WELL.test(text) && !/^\W*none (?:yet|so far)/i.test(text);
}

const OF_MESSAGES = /updat|report|inform|messag|every/i;

/** Until it is mended, between two messages: not until somebody answers. */
function isOfOther(title: string): boolean {
  return /resol|restor|\bfix|mend|repair|solve|updat|report|every|until|\brto\b|\brpo\b|target|lösung|behob|soluci|example|trigger|when/i.test(
    title,
  );
}

/** A level a column. */
function inColumns({ header, rows }: Table): readonly Level[] | undefined {
  const [first, ...titles] = header.cells;
  if (first === undefined || titles.length < 2) return undefined;
  if (!titles.every(({ text }) => SET_COLUMN.test(text))) return undefined;
  const answer = rows.find(({ cells }) => RESPONSE.test(cells[0]?.text ?? ''));
  return titles.map(({ text }, index) => ({
    name: text,
    line: answer?.line ?? header.line,
    said: (answer === undefined ? rows : [answer])
      .map(({ cells }) => cells[index + 1]?.markdown ?? '')
      .join('\n'),
  }));
}

const SET_COLUMN = new RegExp(
  `^(?:(?:${KEY_WORDS})[ -]?(?:[0-5]|I{1,3}|[A-D])|[SP][ -]?[0-5])(?!\\w)`,
  'iu',
);

/** Levels that items, lines or sentences begin with, up to the next code, table or heading. */
function ofWords(context: RuleContext, taken: ReadonlySet<number>): readonly Scale[] {
  const scales: Scale[] = [];
  let open: Led[] = [];
  let from = 0;
  const close = (end: number): void => {
    const [first] = open;
    if (first !== undefined && isOfIncidents(context, open, from))
      scales.push({
        levels: distinct(open),
        around: aroundOf(context, { start: first.line, end }),
      });
    open = [];
  };
  context.passages.forEach((passage, at) => {
    if (passage.kind !== 'paragraph') return close(passage.start);
    if (!context.once('may lead', passage.content, mayLead)) return;
    if (open.length === 0) from = at;
    open.push(...ledBy(context, passage, at).filter(({ line }) => !taken.has(line)));
  });
  close(context.lines.count);
  return scales;
}

/** A level that a piece begins with, or that stands behind what it is for. */
interface Led extends Level {
  readonly isBehind: boolean;
}

function mayLead(content: string): boolean {
  return MAY_LEAD.test(content);
}

function ledBy(context: RuleContext, passage: Passage, at: number): readonly Led[] {
  const { content, start, end, item, opensItem } = passage;
  const pieces = piecesOf(content);
  const led = pieces.map(({ text }) => levelIn(text));
  return pieces.flatMap(({ line }, index) => {
    const own = led[index];
    if (own === undefined) return [];
    const next = led.findIndex((other, behind) => behind > index && other !== undefined);
    const rest = pieces.slice(index + 1, next < 0 ? undefined : next).map((other) => other.text);
    const below =
      next >= 0
        ? ''
        : item !== undefined && opensItem
          ? context.linesText(end, item.end)
          : following(context, at);
    return [{ ...own, line: start + line, said: [own.said, ...rest, below].join('\n') }];
  });
}

function levelIn(
  text: string,
): { readonly name: string; readonly said: string; readonly isBehind: boolean } | undefined {
  const name = LEADS.exec(text)?.[1];
  if (name !== undefined)
    return { name, said: text.slice(text.indexOf(name) + name.length), isBehind: false };
  const behind = levelBehind(text);
  return behind === undefined ? undefined : { ...behind, isBehind: true };
}

/** What stands below a level that stands on a line alone. */
function following({ passages }: RuleContext, at: number): string {
  const [own, next] = [passages[at], passages[at + 1]];
  if (own === undefined || own.content.length > 60 || next?.kind !== 'paragraph') return '';
  return LEADS.test(next.content) ? '' : next.content;
}

/** The first of each name: a second is only spoken of. */
function distinct(levels: readonly Level[]): readonly Level[] {
  const names = new Set<string>();
  return levels.filter(
    ({ name }) => !names.has(name.toLowerCase()) && names.add(name.toLowerCase()),
  );
}

/** "High:" alone may be of a disk; a heading, an introduction or an answer tells. */
function isOfIncidents(context: RuleContext, levels: readonly Led[], from: number): boolean {
  const [first] = levels;
  const section = sectionAt(context, first?.line ?? 0);
  const { title } = section;
  const sure = levels.filter(({ name }) => SURE.test(name)).length;
  if (isOther(section) && sure < 2) return false;
  const before = context.passages[from - 1];
  const lead =
    before?.kind === 'paragraph' && /[:：]\s*$/.test(before.content) ? before.content : '';
  if (sure > 1 || levels.some(({ said }) => saysAnswered(said) || IN_TIME.test(said))) return true;
  // "Is high" alone is said of many a thing.
  if (levels.some(({ isBehind }) => isBehind))
    return levels.every(({ isBehind }) => isBehind) && levels.some(({ said }) => saysHowSoon(said));
  const own = context.passages[from]?.content ?? '';
  const about = OF_SEVERITY.test(title) || OF_SEVERITY.test(lead) || ENUMERATES.test(own);
  return about && !levels.every(({ name }) => OF_ALERTS.test(name));
}

/** Whatever is done then. */
const IN_TIME =
  /(?<![a-zà-ɏа-я])(?:within|in|innerhalb von|sous|en|entro) \d+ ?(?:min|h(?:ours?|rs?)?(?![a-zà-ɏа-я])|stunde|heure|hora)/iu;

const WITHIN = /(?<![a-zà-ɏа-я])(?:within|innerhalb|binnen|sous|dentro|entro)(?![a-zà-ɏа-я])/iu;

/** What a monitoring system calls its two thresholds. */
const OF_ALERTS = /^(?:warning|critical)$/i;

const SURE = new RegExp(
  `^(?:(?:${KEY_WORDS})(?: level)?[ -]?(?:[0-5]|I{1,3}|[A-D])|[SP][0-5])$`,
  'iu',
);

/** "### Minor" beside "### Critical". */
function ofHeadings(context: RuleContext): readonly Scale[] {
  const { sections } = context.runbook;
  return [undefined, ...sections].flatMap((parent) => {
    const all = sections
      .filter(({ parentId }) => parentId === parent?.id)
      .map((section) => ({ ...section, title: section.title.replace(NUMBER, '') }));
    const named = all.filter(({ title }) => LEADS.test(title));
    const own = named.length > 1 ? named : answeredBelow(context, parent, all);
    if (own.length < 2) return [];
    const levels = own.map(({ title, range }) => ({
      name: LEADS.exec(title)?.[1] ?? title,
      line: range.start,
      said: context.linesText(range.start, range.end),
    }));
    const isSure =
      OF_SEVERITY.test(parent?.title ?? '') ||
      levels.some(({ name }) => SURE.test(name)) ||
      levels.some(({ said }) => saysAnswered(said)) ||
      levels.filter(({ said }) => WITHIN.test(said) && saysHowSoon(said)).length * 2 >
        levels.length;
    return isSure && (parent === undefined || !isOther(parent))
      ? [{ levels: distinct(levels), around: '' }]
      : [];
  });
}

/** "1.2 Level B": which heading it is. */
const NUMBER = /^\d+(?:\.\d+)*[.)]?\s+(?=\p{L})/u;

/** "### Outage" below "## Severity", when most of them say how soon somebody answers. */
function answeredBelow(
  context: RuleContext,
  parent: Section | undefined,
  all: readonly Section[],
): readonly Section[] {
  if (parent === undefined || !OF_SEVERITY.test(parent.title) || isOther(parent)) return [];
  const levels = all.filter(({ title }) => title.split(' ').length < 4 && !OF_TEXT.test(title));
  const answered = levels.filter(({ range }) =>
    saysAnswered(context.linesText(range.start, range.end)),
  );
  return answered.length * 2 >= levels.length ? levels : [];
}

/** Headings of explanations. */
const OF_TEXT = /^(?:how|what|who|when|why|which|examples?|notes?|more|faq|see|table|changes?)\b/i;

function sectionAt(context: RuleContext, line: number): Titled {
  return context.sectionAt(line) ?? { title: '', level: 1 };
}

/** The title of a whole page says "disk" or "cache" of what is watched, not of its levels. */
function isOther({ title, level }: Titled): boolean {
  return OF_OTHER.test(title) && (level > 1 || OF_SEVERITY.test(title));
}

interface Titled {
  readonly title: string;
  readonly level: number;
}

function aroundOf(
  context: RuleContext,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  const section = context.sectionAt(start);
  if (section === undefined) return '';
  const first = Math.min(section.range.start + 1, start);
  return (
    context.linesText(first, start) +
    context.linesText(Math.min(end, section.range.end), section.range.end)
  );
}

/** The sentences, lines and enumerated levels of a passage, and the lines on which they begin. */
function piecesOf(content: string): readonly { readonly text: string; readonly line: number }[] {
  const found: { text: string; line: number }[] = [];
  let at = 0;
  const pieces = content
    .split(/(?<=[.;])\s+(?=[*_`]*\p{Lu})|\n/u)
    .flatMap((piece) => (/[,;]\s/.test(piece) ? piece.split(NEXT_LEVEL) : [piece]));
  for (const text of pieces.flatMap((piece) =>
    ENUMERATES.test(piece)
      ? piece.split(/(?<=[:,;])\s+(?=[*_`]*[\p{L}\d-]+[*_`]* ?[(=])/u)
      : [piece],
  )) {
    const start = content.indexOf(text, at);
    at = start + text.length;
    found.push({ text, line: content.slice(0, start).split('\n').length - 1 });
  }
  return found;
}

/** "Class A is answered at once, class B by the desk": where the second begins. */
const NEXT_LEVEL = new RegExp(
  `[,;]\\s+(?:and |while |but )?(?=${MARKS}${NUMBERED}${MARKS}(?:is|are|goes|means?|gets?|has|have|waits?|[=:(])(?!\\p{L}))`,
  'iu',
);

/** "Levels: critical (all stopped), minor (one stopped)". */
const ENUMERATES = new RegExp(
  `^${MARKS}(?:${KEY_WORDS}|levels|severit\\w+|priorities|urgency)${MARKS}[:：]`,
  'iu',
);
