import type { Contact } from '../model/facts';
import { keyedLines } from './keyedLines';
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
export function findContacts(outline: Outline): readonly Contact[] {
  const found = [...outline.tables.flatMap(fromTable), ...fromLines(outline)];
  return found.sort((a, b) => a.line - b.line);
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
  const found = new Map<number, Contact>();
  for (const passage of passagesUnder(outline, isAbout))
    for (const contact of fromPassage(passage)) found.set(contact.line, contact);
  for (const passage of passagesBelow(outline, isLead))
    for (const contact of fromPassage(passage))
      if (!found.has(contact.line)) found.set(contact.line, contact);
  return [...found.values()];
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
  if (passage.opensItem && keyed.length === 0) yield* fromDashed(passage);
  for (const { key, value, line } of keyed) {
    if (value === '' || (!passage.opensItem && !REACHES.test(value))) continue;
    yield { role: key, entries: { contact: value }, line };
  }
}

/** A channel, a handle, a number, an address. */
const REACHES =
  /(?:^|\s|\()[#@][\w-]{2,}|@[\w-]+\.|https?:\/\/|\+?\d[\d ()/.-]{5,}|\b(?:ext|pager)\b/i;
const DASHED = /^([^#@:]{2,60}?)\s+(?:[-–—]{1,2}|->|→)\s+(\S.{0,200})$/;

/** "DBA team – #dba", with a way to reach somebody behind the dash. */
function* fromDashed({ content, start }: Passage): Generator<Contact> {
  const line = plainText(content.slice(0, 400).split('\n', 1)[0] ?? '');
  const [, role, contact = ''] = DASHED.exec(line) ?? [];
  if (role !== undefined && REACHES.test(contact))
    yield { role, entries: { contact }, line: start };
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
