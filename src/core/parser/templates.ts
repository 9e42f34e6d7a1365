import type { MessageTemplate } from '../model/facts';
import type { Passage } from './passages';
import { plainText } from './sections';
import { leadIn } from './taskLists';

const ABOUT =
  /\b(?:templates?|communicat\w*|notif\w*|announce\w*|messages?|status (?:update|page|report)|stakeholders?|e-?mails?|broadcast)\b/i;
const NOT_ABOUT = /\b(?:contacts?|alert rules?|email server|message queues?)\b/i;
const HOLE =
  /\{\{\s*([A-Za-z][^{}\n]{0,60})\}\}|\{([A-Za-z][^{}\n]{0,60})\}|\[([A-Za-z][\w #/:'.,+-]{0,60})\](?!\()|<([A-Za-z][\w /-]{0,60})>|(YYYY-MM-DD(?:[ T]HH:MM(?::SS)?)?|HH:MM)/g;
/** What a status page calls the state of things: said as it stands. */
const STATUS =
  /^\[(?:INVESTIGATING|IDENTIFIED|MONITORING|RESOLVED|UPDATE|MAINTENANCE|SCHEDULED|DEGRADED|OUTAGE|INCIDENT|ALERT|URGENT|ACTION REQUIRED|DRILL|TEST)\]$/;
const HTML_TAG = /^<(?:details|summary|br|b|i|p|div|span|code|pre|ul|li|table|tr|td|th)\b/i;
const TEXT_TAG = /^\s*(?:text|txt|plain(?:text)?|md|markdown|email|mail|slack|message)?\s*$/i;

/** Fences with a message to send: text with holes under words about communication. */
export function findTemplates(passages: readonly Passage[]): readonly MessageTemplate[] {
  const found: MessageTemplate[] = [];
  const headings: string[] = [];
  let before: Passage | undefined;
  for (const passage of passages) {
    if (passage.kind === 'heading') {
      headings.length = passage.level - 1;
      headings[passage.level - 1] = passage.content.slice(0, 200);
      before = undefined;
    } else if (passage.kind === 'paragraph') {
      before = passage;
    } else if (passage.kind === 'code' && TEXT_TAG.test(passage.info)) {
      const lead = before === undefined ? '' : leadOf(before);
      const near = headings.at(-1) ?? '';
      const words = [lead, near, headings.at(-2) ?? ''];
      if (!words.some((text) => ABOUT.test(text)) || NOT_ABOUT.test(near)) continue;
      const text = passage.content.replace(/\n$/, '');
      const holes = holesOf(text);
      const title = lead === '' ? plainText(near) : lead;
      if (holes.length > 0 && text.length <= 20_000) {
        found.push({ title, text, holes, range: { start: passage.start, end: passage.end } });
      }
    }
  }
  return found;
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
  for (const match of text.matchAll(HOLE)) {
    if (HTML_TAG.test(match[0])) continue;
    const name = match.slice(1).find((group) => group !== undefined);
    if (name !== undefined && !STATUS.test(match[0])) names.add(name.trim());
  }
  return [...names];
}
