import type { Contact } from '../model/facts';
import { keyedLines } from './keyedLines';
import { passagesUnder, type Outline, type Passage } from './passages';
import { isSeverityTable } from './severities';
import type { Table } from './tables';
import { firstWord, mentionsAny, wordSet } from '../text/words';

const ROLES = wordSet(
  'role team service function position area responsibility vendor provider level title',
);
const WAY =
  /\b(?:primary|secondary|backup|phone|mobile|slack|e-?mail|pager|pagerduty|contact|on-?call|handle|availability|chat)\b/i;
const NAMES = wordSet('name person contact who');
const SIGNS = ['contact', 'call', 'phone'];
const HEADING = /\b(?:contacts?|on-?call|phone (?:list|numbers?)|who to call)\b/i;

/** Contacts: from tables, and from `Role: way` lines and fences under a heading about contacts. */
export function findContacts(outline: Outline): readonly Contact[] {
  const found = [...outline.tables.flatMap(fromTable), ...fromLines(outline)];
  return found.sort((a, b) => a.line - b.line);
}

function isRole(title: string): boolean {
  return ROLES.has(firstWord(title)) || /^contact type\b/i.test(title);
}

function fromTable(table: Table): readonly Contact[] {
  const titles = table.header.cells.map((cell) => cell.text);
  const named = titles.findIndex(isRole);
  const role = named >= 0 ? named : titles.findIndex((title) => NAMES.has(firstWord(title)));
  if (role < 0 || role > 1 || titles.length < 2 || isSeverityTable(table)) return [];
  const ways = titles.filter((title, index) => index !== role && WAY.test(title));
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

function fromLines(outline: Outline): readonly Contact[] {
  const found: Contact[] = [];
  for (const passage of passagesUnder(
    outline,
    (title) => mentionsAny(title, SIGNS) && HEADING.test(title),
  )) {
    if (passage.kind === 'code') found.push(...fromFence(passage));
    else if (passage.opensItem) {
      for (const { key, value, line } of keyedLines(passage)) {
        if (value !== '') found.push({ role: key, entries: { contact: value }, line });
      }
    }
  }
  return found;
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
