import type { Contact } from '../model/facts';
import { keyedLines } from './keyedLines';
import { meaningOfKey } from './metadata';
import {
  isName as isShortName,
  readChain,
  readNames,
  readPerson,
  REACHES,
  toContact,
  type Person,
} from './people';
import { passagesBelow, passagesUnder, type Outline, type Passage } from './passages';
import { plainText } from './sections';
import { isSeverityTable } from './severities';
import type { Table } from './tables';
import { leadIn } from './taskLists';
import { firstWord, mentionsAny, wordSet } from '../text/words';

const ROLES = wordSet(
  'role team service function position area responsibility vendor provider level title',
);
/** The same in other languages; titles are looked up by their first word. */
const FOREIGN_ROLES = wordSet(
  'rolle funktion bereich zuständigkeit rôle fonction équipe función equipo función função papel equipe ruolo funzione squadra functie rol dienst funktion roll rola zespół funkcja роль команда должность 役割 担当 チーム 角色 职责 团队 역할 팀',
);
const FOREIGN_NAMES = wordSet(
  'ansprechpartner person nom nombre nome naam namn navn imię имя фио 名前 氏名 姓名 名字 이름',
);
// prettier-ignore
const FOREIGN_WAY = [
  'telef', 'teléf', 'téléph', 'mobil', 'handy', 'rufnummer', 'erreichbar', 'portable', 'móvil', 'celular', 'cellulare', 'mobiel', 'courriel', 'correo', 'kontakt', 'contat', 'koordonn', 'coordonn', 'nummer', 'numéro', 'número', 'numero', 'телеф', 'почта', 'контакт', '電話', '連絡', '电话', '联系', '邮箱', '전화', '연락',
];
const WAY =
  /\b(?:primary|secondary|backup|phone|mobile|slack|e-?mail|pager|pagerduty|contact|on-?call|handle|availability|chat|how|reach|number)(?!\w)/i;
const NAMES = wordSet('name person contact who');
const SIGNS = [
  'contact',
  'call',
  'phone',
  'kontakt',
  'ansprech',
  'contat',
  'telef',
  '連絡',
  '联系',
  '연락',
  'контакт',
];
const HEADING =
  /\b(?:contact(?:s|os?|en)?|on-?call|phone (?:list|numbers?)|who to call|kontakte?|ansprechpartner\w*|contat[oi]s?|contatti|telef\w*)(?!\w)|連絡先|联系|연락처|контакт/i;

/** Contacts: from tables, and from `Role: way` lines and fences under a heading about contacts. */
export function findContacts(outline: Outline, text: string): readonly Contact[] {
  const tabled = outline.tables.flatMap(fromTable);
  const found = new Map<number, readonly Contact[]>();
  const add = (contacts: Iterable<Contact>): void => {
    for (const [line, there] of byLine(contacts)) if (!found.has(line)) found.set(line, there);
  };
  add(tabled);
  add(fromLines(outline));
  add(fromLoose(outline));
  if (KEY_SIGNS.some((sign) => text.includes(sign))) add(fromKeys(outline));
  return [...found.values()].flat().sort((a, b) => a.line - b.line);
}

function byLine(contacts: Iterable<Contact>): ReadonlyMap<number, readonly Contact[]> {
  const lines = new Map<number, Contact[]>();
  for (const contact of contacts) {
    const there = lines.get(contact.line);
    if (there === undefined) lines.set(contact.line, [contact]);
    else there.push(contact);
  }
  return lines;
}

function isRole(title: string): boolean {
  return (
    ROLES.has(firstWord(title)) ||
    /^contact type\b/i.test(title) ||
    FOREIGN_ROLES.has(firstPiece(title))
  );
}

function isName(title: string): boolean {
  return NAMES.has(firstWord(title)) || FOREIGN_NAMES.has(firstPiece(title));
}

/** The first word of a title in any script, in lower case. */
function firstPiece(title: string): string {
  return title.toLowerCase().split(' ', 1)[0] ?? '';
}

function fromTable(table: Table): readonly Contact[] {
  const titles = table.header.cells.map((cell) => cell.text);
  const named = titles.findIndex(isRole);
  const role = named >= 0 ? named : titles.findIndex(isName);
  if (role < 0 || role > 1 || titles.length < 2 || isSeverityTable(table)) return [];
  const ways = titles.filter(
    (title, index) => index !== role && (WAY.test(title) || mentionsAny(title, FOREIGN_WAY)),
  );
  if (ways.length === 0) return [];
  return table.rows.map((row) => {
    const entries: [string, string][] = [];
    row.cells.forEach((cell, index) => {
      const title = titles[index];
      if (index !== role && title !== undefined && cell.text !== '') {
        entries.push([title, cell.text]);
      }
    });
    return {
      role: row.cells[role]?.text ?? '',
      entries: Object.fromEntries(entries),
      line: row.line,
    };
  });
}

const isAbout = (title: string): boolean => mentionsAny(title, SIGNS) && HEADING.test(title);

function fromLines(outline: Outline): readonly Contact[] {
  const found = [...passagesUnder(outline, isAbout)].flatMap((passage) => [
    ...fromPassage(passage),
  ]);
  const known = new Set(found.map(({ line }) => line));
  for (const passage of passagesBelow(outline, isLead))
    for (const contact of fromPassage(passage)) if (!known.has(contact.line)) found.push(contact);
  return found;
}

/** One who may be a contact, when another beside them certainly is. */
interface Candidate {
  readonly contact: Contact;
  readonly sure: boolean;
}

/** Whom to call under a title that may speak of it: who can be reached or has a role, and others beside them. */
function fromLoose(outline: Outline): readonly Contact[] {
  const found: Candidate[] = [];
  for (const passage of passagesUnder(outline, isLoose))
    found.push(...fromPeople(passage, outline));
  for (const passage of passagesBelow(outline, isLooseLead))
    found.push(...fromPeople(passage, outline));
  return found.some(({ sure }) => sure) ? found.map(({ contact }) => contact) : [];
}

function* fromPeople(passage: Passage, { tables }: Outline): Generator<Candidate> {
  if (passage.kind === 'table') {
    const table = tables.find(({ range }) => range.start === passage.start);
    if (table !== undefined)
      for (const contact of fromPeopleTable(table)) yield { contact, sure: true };
  }
  if (passage.kind !== 'paragraph') return;
  let keyed = false;
  for (const { key, value, line } of keyedLines(passage)) {
    const sure = REACHES.test(value);
    if (LEVELED.test(`${key}: `) || meaningOfKey(key) !== undefined) continue;
    if (!sure && !(passage.opensItem && isShortName(value))) continue;
    keyed = true;
    yield { contact: { role: key, entries: { contact: value }, line }, sure };
  }
  if (!keyed) yield* fromWords(passage);
}

/** A table of people under such a title: one of its columns names them, or holds ways. */
function fromPeopleTable(table: Table): readonly Contact[] {
  const titles = table.header.cells.map((cell) => cell.text);
  const { rows } = table;
  if (titles.length < 2 || isSeverityTable(table)) return [];
  const named = titles.findIndex(isRole);
  const role = named >= 0 ? named : Math.max(titles.findIndex(isName), 0);
  const reached = titles.some(
    (_, index) =>
      index !== role &&
      rows.filter(({ cells }) => REACHES.test(cells[index]?.text ?? '')).length * 2 > rows.length,
  );
  if (!reached && !titles.some((title) => isName(title))) return [];
  return rows.flatMap(({ cells, line }) => {
    const person = readPerson(cells[role]?.text ?? '');
    const entries = titles.flatMap((title, index): [string, string][] => {
      const text = cells[index]?.text ?? '';
      return index === role || text === '' || IS_ORDER.test(title) ? [] : [[title, text]];
    });
    if (person?.way !== undefined) entries.unshift(['contact', person.way]);
    const name = person?.role ?? cells[role]?.text ?? '';
    return name === '' ? [] : [{ role: name, entries: Object.fromEntries(entries), line }];
  });
}

/** Columns that say when somebody is called. */
const IS_ORDER =
  /^(?:#|no\.?|nr\.?|step|level|order|after|when|time.*|stage|tier|stufe|nach|après|niveau|nivel|livello|schritt)$/i;

const LOOSE_SIGNS = [
  'people',
  'who',
  'escal',
  'eskal',
  'call',
  'ping',
  'reach',
  'contact',
  'kontakt',
  'ansprech',
  'contat',
  'wen ',
  'qui ',
  'chi ',
  'wie ',
];
const LOOSE =
  /^(?:\d+[.)]? ?|step \d+:? )?(?=)(?:people|escalat(?:e|ion)(?=)(?: (?:path|chain|order|list|to|contacts?))?|calls?(?: (?:list|tree|order|chain))?|who(?: else)?(?=)(?: (?:to )?(?=)(?:call|ping|page|ask|phone|knows?|helps?|is|can help)(?=).*)?|ping|reach(?: out)?|(?:key )?(?=)contacts?(?!\w).*|kontakte?|ansprechpartner|eskalation.*|escalade|escalado|escalada|wen anrufen|qui appeler|a quién llamar|chi chiamare|wie bellen|contatti|contactos?)(?=)[^a-z]*$/;

const isLoose = (title: string): boolean =>
  title.length <= LONGEST_TITLE &&
  mentionsAny(title, LOOSE_SIGNS) &&
  LOOSE.test(plainText(title).toLowerCase());

const LONGEST_TITLE = 60;

function isLooseLead(content: string): boolean {
  if (content.length > LONGEST_TITLE || !mentionsAny(content, LOOSE_SIGNS)) return false;
  const title = leadIn(content);
  return title !== undefined && LOOSE.test(title.toLowerCase());
}

/** "**Contacts**" or "Who to call:", which stand for a heading. */
function isLead(content: string): boolean {
  if (content.length > 120 || !mentionsAny(content, SIGNS)) return false;
  const title = leadIn(content);
  return title !== undefined && title.length <= 60 && HEADING.test(title);
}

function* fromPassage(passage: Passage): Generator<Contact> {
  if (passage.kind === 'code') yield* fromFence(passage);
  if (passage.kind !== 'paragraph') return;
  const keyed = keyedLines(passage);
  if (keyed.length === 0)
    for (const { contact, sure } of fromWords(passage)) if (sure) yield contact;
  for (const { key, value, line } of keyed) {
    const meaning = meaningOfKey(key);
    if (meaning !== undefined && !(meaning === 'owner' && REACHES.test(value))) continue;
    if (value === '' || (!passage.opensItem && !REACHES.test(value))) continue;
    yield { role: key, entries: { contact: value }, line };
  }
}

/** Chains, and items or lines with somebody to reach in them. */
function* fromWords({ content, start }: Passage): Generator<Candidate> {
  const lines = content.slice(0, LONGEST).split('\n');
  for (const [index, raw] of lines.entries()) {
    const text = plainText(raw.replace(/^[-*\d.) ]+(?=\S)/, ''))
      .replace(LEVELED, '')
      .replace(CONDITION, '');
    for (const person of peopleOf(text))
      yield { contact: toContact(person, start + index), sure: person.sure };
  }
}

const LONGEST = 2000;
/** "If it lasts for 20 minutes:". */
const CONDITION = /^(?:if|when|after|wenn|falls|nach|si|après|se|dopo|als|na) [^:]{3,60}: /i;

function peopleOf(text: string): readonly Person[] {
  if (text.length > 200 || text === '') return [];
  const chain = readChain(text);
  if (chain.length > 0) return chain;
  const person = readPerson(text);
  if (person !== undefined) return [person];
  return THEN.test(text) ? readNames(text) : [];
}

const THEN = /[,;] (?:and )?(?:then|dann|puis|luego|poi|daarna)\b/i;

/** "Level 1:", "L2 –". */
const LEVELED = /^(?:level|tier|stufe|niveau|nivel|livello|l)[ -]?\d\s*[:–—-]\s*/i;

/** Lines anywhere that begin with a key of contacts: "Contact: Store desk (#stores)". */
function* fromKeys({ passages }: Outline): Generator<Contact> {
  for (const passage of passages) {
    if (passage.kind !== 'paragraph') continue;
    const { content, start } = passage;
    let line = start;
    for (let at = 0; ; line++) {
      if (mayBeKey(content, at)) yield* fromKey(content, at, line);
      at = content.indexOf('\n', at) + 1;
      if (at === 0) break;
    }
  }
}

/** One of these stands in most keys; cheaper than a look at each line. */
const KEY_SIGNS = [
  'Contact', 'contact:', 'contacts:', 'Escalat', 'Kontakt', 'Eskalation', 'Ansprechpartner', 'Contatti', 'Escalad', 'Escalar',
  'People', 'Who to ',
]; // prettier-ignore

/** How the keys begin: their first letter in lower case, and the second. */
const BEGINNINGS: ReadonlyMap<number, number> = new Map(
  ['co', 'es', 'ko', 'an', 'pe', 'wh'].map((word) => [word.charCodeAt(0), word.charCodeAt(1)]),
);

/** Cheaper than the pattern of the keys. */
function mayBeKey(content: string, from: number): boolean {
  let at = from;
  let unit = content.charCodeAt(at);
  while (unit === 0x2a || unit === 0x5f) unit = content.charCodeAt(++at);
  const second = BEGINNINGS.get(unit | 0x20);
  if (second === undefined || content.charCodeAt(at + 1) !== second) return false;
  const colon = content.indexOf(':', at);
  return (
    (colon >= 0 && colon - at < 40) || content.charCodeAt(at) >= 0x80 || content.includes('：')
  );
}

const KEY =
  /^[*_]{0,2}(contacts?(?: (?:person|list|team))?|escalat(?:e|ion)(?: (?:to|path|chain|order|contacts?))?|people(?: to call)?|who to call|kontakte?|ansprechpartner(?:in)?|eskalation(?: an)?|contactos?|contatti|escalade|escalado|escalar a|escalation vers)[*_]{0,2} ?[:：][*_]{0,2} ?(?=\S)/;

/** "Slack #stores": how, not who. */
const MEDIUM = /^(?:slack|teams|e-?mail|phone|tel|telefon|pager(?:duty)?|chat)$/i;

function* fromKey(content: string, at: number, line: number): Generator<Contact> {
  const match = KEY.exec(content.slice(at, at + LONGEST_TITLE).toLowerCase());
  if (match === null) return;
  const from = at + match[0].length;
  const end = content.indexOf('\n', from);
  const value = plainText(content.slice(from, end < 0 ? undefined : end).slice(0, 400));
  const people = readNames(value);
  const isMedium = people.some(({ role }) => MEDIUM.test(role));
  if (!isMedium) for (const person of people) yield toContact(person, line);
  if ((people.length === 0 || isMedium) && value.length <= 60 && REACHES.test(value))
    yield {
      role:
        content
          .slice(at)
          .match(/[^*_:：]+/)?.[0]
          .trim() ?? '',
      entries: { contact: value },
      line,
    };
}

/** A fence without language under a heading about contacts: one `Role: way` on a line. */
function fromFence(passage: Passage): readonly Contact[] {
  if (!/^\s*(?:text|txt|plain(?:text)?)?\s*$/i.test(passage.info)) return [];
  const found: Contact[] = [];
  passage.content.split('\n').forEach((line, index) => {
    const match = /^[ \t]*([A-Z][\w /()&-]{1,50}):[ \t]+(\S.{0,200})$/.exec(line);
    if (match === null) return;
    const start = passage.start + (passage.info === '' && passage.content === '' ? 0 : 1);
    const entries = { contact: (match[2] ?? '').trim() };
    found.push({ role: match[1] ?? '', entries, line: start + index });
  });
  return found;
}
