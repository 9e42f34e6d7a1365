import type { MessageTemplate } from '../model/facts';
import type { LineRange } from '../text/range';
import { LetterPattern } from '../text/letterPattern';
import { guessRole } from './blockRole';
import type { MarkdownDocument } from './markdown';
import type { Outline, Passage } from './passages';
import { promptOf } from './prompts';
import { plainText } from './sections';
import { leadIn } from './taskLists';
import { mentionsAny, wordSet } from '../text/words';

const ABOUT =
  /\b(?:templates?|communicat\w*|notif\w*|announce\w*|messages?|status (?:update|page|report)|stakeholders?|(?:e-?(?=))?mails?|broadcast)(?!\w)/i;
const FOREIGN_ABOUT = [
  'hinweis', 'nachricht', 'mitteilung', 'meldung', 'vorlage', 'ankündig', 'rundmail', 'annonce', 'modèle', 'courriel', 'communiqué', 'mensaje', 'plantilla', 'aviso', 'comunicad', 'mensagem', 'modelo', 'messaggio', 'modello', 'avviso', 'comunicazion', 'bericht', 'sjabloon', 'meddelande', 'melding', 'wiadomo', 'szablon', 'komunikat', 'сообщен', 'шаблон', 'уведомлен', 'письм', 'テンプレ', '文面', '連絡文', '通知', '模板', '公告', '공지', '템플릿',
]; // prettier-ignore
/** A letter by its own first lines. */
const LETTER =
  /^(?:(?:to|an|à|para|aan|a|till|do|кому)(?=)\s?: .*\n)?(?=)(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|temat|тема|件名|主题|제목)(?=)\s?[:：]/i;
const NOT_ABOUT = /\b(?:contacts?|alert rules?|email server|message queues?)\b/i;
const HOLE = new LetterPattern(
  "\\{\\{\\s*([A-Za-z][^{}\\n]{0,60})\\}\\}|\\{([A-Za-z][^{}\\n]{0,60})\\}|\\[([\\p{L}][\\p{L}\\w #/:'.,+-]{0,60})\\](?!\\()|<([A-Za-z][\\w /-]{0,60})>|(YYYY-MM-DD(?:[ T]HH:MM(?::SS)?)?|HH:MM)",
  'g',
);
/** Cheaper: what every hole holds. */
const MAY_HOLD = /[{[<]|YYYY|HH:MM/;
/** What a status page calls the state of things: said as it stands. */
const STATUS =
  /^\[(?:INVESTIGATING|IDENTIFIED|MONITORING|RESOLVED|UPDATE|MAINTENANCE|SCHEDULED|DEGRADED|OUTAGE|INCIDENT|ALERT|URGENT|ACTION REQUIRED|DRILL|TEST)\]$/;
const HTML_TAG = /^<(?:details|summary|br|b|i|p|div|span|code|pre|ul|li|table|tr|td|th)(?!\w)/i;
const TEXT_TAGS = new Set([
  '',
  ...wordSet('text txt plain plaintext md markdown email mail slack message'),
]);

/** A text that may be a message, and the passages above it. */
interface Candidate extends LineRange {
  /** Index of its first passage. */
  readonly at: number;
  readonly text: string;
}

/** Messages to send: fences and quotes of text with holes, under words about communication. */
export function findTemplates(
  document: MarkdownDocument,
  outline: Outline,
): readonly MessageTemplate[] {
  const { passages, headings } = outline;
  const found: MessageTemplate[] = [];
  const titles: string[] = [];
  let next = 0;
  for (const { at, text, start, end } of candidatesOf(document, outline)) {
    for (; (headings[next] ?? Infinity) < at; next++) {
      const heading = passages[headings[next] ?? 0];
      if (heading === undefined) continue;
      titles.length = heading.level - 1;
      titles[heading.level - 1] = heading.content.slice(0, 200);
    }
    if (!MAY_HOLD.test(text) || text.length > 20_000) continue;
    const before = paragraphAbove(passages, at);
    const lead = before === undefined ? '' : leadOf(before);
    const near = titles.at(-1) ?? '';
    const words = [lead, near, titles.at(-2) ?? ''];
    const isMessage =
      words.some((title) => ABOUT.test(title) || mentionsAny(title, FOREIGN_ABOUT)) ||
      LETTER.test(text);
    if (!isMessage || NOT_ABOUT.test(near)) continue;
    const holes = holesOf(text);
    if (holes.length === 0 || isCode(text)) continue;
    found.push({ title: lead === '' ? plainText(near) : lead, text, holes, range: { start, end } });
  }
  return found;
}

/** In the order of the document. */
function candidatesOf(
  document: MarkdownDocument,
  { passages, code, quotes }: Outline,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const at of code) {
    const passage = passages[at];
    if (passage === undefined || !isText(passage.info)) continue;
    const { start, end, content } = passage;
    found.push({ at, start, end, text: content.replace(/\n$/, '') });
  }
  if (quotes.length === 0) return found;
  for (const quote of quotes) {
    const text = quotedText(document, quote);
    if (!text.includes('`') && MAY_HOLD.test(text) && !NOTE.test(text))
      found.push({ at: quote.first, start: quote.start, end: quote.end, text });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** What an author tells the reader, in a quote that stands out. */
const NOTE =
  /^\s*(?:\[!|[*_]{0,2}(?:note|warning|tip|hint|important|caution|attention|danger|info|remark|hinweis|achtung|warnung|wichtig|tipp|nota|remarque|attention|avertissement|aviso|atención|atenção|attenzione|avviso|let op)(?![\p{L}\w]))/iu;

/** The lines of a quote without its marks. */
function quotedText({ lines }: MarkdownDocument, { start, end }: LineRange): string {
  const texts: string[] = [];
  for (let line = start; line < end; line++)
    texts.push(
      lines
        .line(line)
        .replace(/^\s*>[ \t]?/, '')
        .trimEnd(),
    );
  return texts.join('\n').trimEnd();
}

/** Commands with holes under a heading that speaks of mail. */
function isCode(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  return (
    !LETTER.test(text) && (promptOf(first) !== undefined || guessRole(text, '').role === 'step')
  );
}

function isText(info: string): boolean {
  return info === '' || TEXT_TAGS.has(info.trim().toLowerCase());
}

/** The last paragraph above a passage and below the heading over both. */
function paragraphAbove(passages: readonly Passage[], at: number): Passage | undefined {
  for (let i = at - 1; i >= 0; i--) {
    const passage = passages[i];
    if (passage?.kind === 'paragraph') return passage;
    if (passage?.kind === 'heading') return undefined;
  }
  return undefined;
}

/** A lead-in names the fence below it, and so does an item: "2. **First message**". */
function leadOf(passage: Passage): string {
  const lead = leadIn(passage.content);
  if (lead !== undefined || !passage.opensItem) return lead ?? '';
  const first = passage.content.split('\n')[0] ?? '';
  return first.length <= 160 ? plainText(first).replace(/[:.]$/, '') : '';
}

/** The names of the holes of a message, each once. */
export function holesOf(text: string): readonly string[] {
  const names = new Set<string>();
  for (const match of text.matchAll(HOLE.for(text))) {
    if (HTML_TAG.test(match[0])) continue;
    const name = match.slice(1).find((group) => group !== undefined);
    if (name !== undefined && !STATUS.test(match[0])) names.add(name.trim());
  }
  return [...names];
}
