import { toSeverity, type FoundSeverity } from './foundSeverity';
import { LetterPattern } from '../text/letterPattern';
import type { Passage } from './passages';
import { isAnswer, responseIn } from './responseWords';
import { plainText } from './sections';

const WORD =
  'sev(?:erity)?(?: level)?|prio(?:rity)?|schweregrad|stufe|priorität|gravité|priorité|niveau|gravedad|severidad|prioridad|nivel|gravidade|severidade|prioridade|nível|gravità|priorità|livello|prioriteit|уровень|приоритет|重大度|優先度|优先级|级别|等级|심각도|등급';
const LEVEL = `(?:(?:${WORD})[ -]?(?:[0-5]|I{1,3}|[A-D])|[PS]-?[0-5])(?!\\w)`;
/** "SEV1 – all down", "**P2 (high)**: slow", "Sev A" alone; what follows is said of it. */
const LINE = new LetterPattern(
  `^(${LEVEL}(?: \\([\\p{L} ]{3,20}\\)(?=\\s*[-–—:]))?)\\s*(?:$|(?:[-–—:：=/,]+\\s*|(?=\\()|(?:means?|is|are|heißt|bedeutet) +)(.*)$)`,
  'i',
);
/** "Losing one is a SEV3 (answer by noon)". */
const IN_SENTENCE = new RegExp(
  `(?<![\\w/.@#-])((?:[Ss][Ee][Vv](?:erity)?[ -]?(?:[0-5]|[A-D])|[PS]-?[0-5])(?!\\w))[*_]*(?:( [A-Za-z -]{2,40})?\\s?\\(([^()]{4,80})\\)|[,:–—] ([^.;()]{4,80}))`,
  'g',
);

/**
 * Levels in the words of a document: items and lines that begin with one, each with what is said
 * up to the next; and sentences that give a level with its time to answer.
 */
export function findLeveledWords(passages: readonly Passage[]): readonly FoundSeverity[] {
  const found: FoundSeverity[] = [];
  passages.forEach((passage, at) => {
    const { kind, content, start } = passage;
    if (kind !== 'paragraph') return;
    if (mayLead(content)) {
      const own = fromLines(passage, passages, at);
      found.push(...own);
      if (own.length > 0) return;
    }
    if (content.includes('(') || content.includes(', '))
      if (MAY_NAME.test(content)) found.push(...fromSentences(content, start));
  });
  return found;
}

const MAY_NAME = /[Ss][Ee][Vv](?:erity)?[ -]?[\dA-D]|\b[PS][0-5]\b/;

const [NEW_LINE, LOWER_CASE, ASCII] = ['\n', 0x20, 0x80];
/** The first letters of the words for a level, in lower case, and what may come second. */
const BEGINNINGS: ReadonlyMap<number, string> = new Map(
  Object.entries({ s: 'ect 0-12345', p: 'r 0-12345', g: 'r', n: 'ií', l: 'i' }).map(
    ([first, second]) => [first.charCodeAt(0), second],
  ),
);

/** Whether a line of a text begins as a level does. */
function mayLead(content: string): boolean {
  let at = 0;
  do {
    let unit = content.charCodeAt(at);
    // Behind the marks of emphasis, quotes and lists.
    while (unit === 0x2a || unit === 0x5f || unit === 0x20 || unit === 0x3e || unit === 0x60)
      unit = content.charCodeAt(++at);
    const second = unit >= ASCII ? '' : BEGINNINGS.get(unit | LOWER_CASE);
    if (
      second !== undefined &&
      (second === '' || second.includes(content.charAt(at + 1).toLowerCase()))
    )
      if (MAY_LEAD.test(content.slice(at, at + 20))) return true;
    at = content.indexOf(NEW_LINE, at) + 1;
  } while (at > 0);
  return false;
}

const MAY_LEAD = /^\D{0,14}[0-5]|^[Ss][Ee][Vv]/;

interface Segment {
  readonly level: string;
  readonly line: number;
  said: string;
}

/** A line of a list or paragraph that begins with a level, up to the next. */
function fromLines(
  passage: Passage,
  passages: readonly Passage[],
  at: number,
): readonly FoundSeverity[] {
  const segments: Segment[] = [];
  passage.content
    .slice(0, LONGEST)
    .split(NEW_LINE)
    .forEach((raw, index) => {
      const line = plainText(raw.trim().replace(/^([*_]{1,2})(.+?)\1/, '$2')).replace(/\\$/, '');
      const match = LINE.for(line).exec(line);
      const level = match?.[1]?.trim();
      const open = segments.at(-1);
      if (level !== undefined)
        segments.push({ level, line: passage.start + index, said: match?.[2] ?? '' });
      else if (open !== undefined) open.said = `${open.said}\n${line}`.trim();
    });
  const last = segments.at(-1);
  if (last === undefined) return [];
  if (last.said === '' || passage.opensItem) last.said += below(passage, passages, at);
  const levels = segments.map(({ level, line, said }) => toFound(level, line, said));
  // Lines outside of lists begin with many a thing.
  const sure = passage.opensItem || levels.some(({ response }) => response !== undefined);
  return sure ? levels : [];
}

const LONGEST = 2000;
/** So many passages below a level that stands alone are its own. */
const BELOW = 3;

/** What stands below an item, or below a level that stands alone. */
function below({ item, opensItem }: Passage, passages: readonly Passage[], at: number): string {
  let said = '';
  for (let next = at + 1; next <= at + BELOW; next++) {
    const passage = passages[next];
    if (passage?.kind !== 'paragraph' || mayLead(passage.content)) break;
    const inside = item === undefined ? passage.item === undefined : isInside(passage.item, item);
    if (!inside && (opensItem || item !== undefined)) break;
    said += `\n${plainText(passage.content.slice(0, LONGEST))}`;
  }
  return said;
}

function isInside(inner: Passage['item'], outer: NonNullable<Passage['item']>): boolean {
  for (let item = inner; item !== undefined; item = item.parent) if (item === outer) return true;
  return false;
}

function toFound(level: string, line: number, said: string): FoundSeverity {
  const text = said.trim();
  return toSeverity('words', level, line, {
    description: text.split(NEW_LINE).join(' '),
    response: responseIn(text) ?? '',
    escalation: ESCALATES.exec(text)?.[1]?.trim() ?? '',
  });
}

const ESCALATES = /\bescalate (?:it )?(?:to )?(?:the )?([^.;\n]{2,120})/i;

function fromSentences(content: string, start: number): readonly FoundSeverity[] {
  const text = content.slice(0, LONGEST);
  return [...text.matchAll(IN_SENTENCE)].flatMap(
    ({ 1: level = '', 2: between, 3: inner, 4: behind, index }) => {
      const response = responseIn(inner ?? behind ?? '');
      if (response === undefined || (between !== undefined && !isAnswer(response))) return [];
      const line = start + (text.slice(0, index).match(/\n/g)?.length ?? 0);
      const texts = { description: sentenceAt(text, index), response, escalation: '' };
      return [toSeverity('words', level, line, texts)];
    },
  );
}

/** The sentence that a place is in. */
function sentenceAt(text: string, at: number): string {
  const from = Math.max(text.lastIndexOf('. ', at) + 1, 0);
  const to = text.indexOf('. ', at);
  return plainText(text.slice(from, to < 0 ? undefined : to).replace(/\n/g, ' '));
}
