import type { Escalation } from '../model/facts';
import { readMinutes } from './minutes';
import { passagesUnder, type Outline, type Passage } from './passages';
import { plainText } from './sections';
import type { Table } from './tables';

const HEADING = /\bes[ck]ala|эскалац/i;
const OTHER = /\b(?:contacts?|matrix|templates?|severity)\b/i;
const LEVEL = /^(?:level|tier|l|step|stage)[ -]?\d\b/i;

/**
 * Escalation steps under a heading about escalation: list items, drawings of levels with arrows,
 * tables of levels. Minutes are as written, counted since the step before.
 */
export function findEscalations(outline: Outline): readonly Escalation[] {
  const found: Escalation[] = [];
  const isAbout = (title: string): boolean => HEADING.test(title) && !OTHER.test(title);
  for (const passage of passagesUnder(outline, isAbout)) {
    if (passage.kind === 'code') found.push(...fromDrawing(passage));
    else if (passage.kind === 'table') found.push(...fromTable(tableAt(outline, passage.start)));
    else if (passage.opensItem && passage.item?.depth === 0) {
      const text = plainText(passage.content.slice(0, 600).replace(/\s*\n\s*/g, ' '));
      found.push(toEscalation(text, text, passage.start));
    }
  }
  return found;
}

function tableAt({ tables }: Outline, line: number): Table | undefined {
  return tables.find((table) => table.range.start === line);
}

const TO =
  /\b(?:escalate|escalated|escalation)(?=)(?: it| this| the incident| immediately| directly)?(?=)(?: up)?(?=) to (?:the )?([^,.;()]{2,60})|(?<!on[- ]|(?:status|web|home|this|phone|first|each|every) )\b(?:notify|involve|page|call|contact|inform|alert|bring in|engage)(?=) (?!(?:by|on|at|for|from|of|is|are|was|were|has|had|with|within|in|to|until|that|which|goes|comes)\b)(?:the )?([^,.;()]{2,60})/i;

const LEVELED = /^(?:level|tier|l)[ -]?(?=)\d\b[^:→]{0,40}[:→–-]\s*([^(→]{2,60})/i;

/** "1 hour: head of operations". */
const TIMED =
  /^(?:after |within |at )?(?=)(?:t ?\+ ?)?\d+(?:\.\d+)?(?: ?(?=)[-–] ?\d+)?(?=)(?: ?[a-z]+)? ?(?=)(?::|→|–|—|->) ?([^,.;:()]{2,40})(?:,.*)?$/i;

/** "0–15 min" begins at once, "T+30" counts minutes. */
function startOf(text: string): number | undefined {
  const range = /^\W*(\d{1,4}) ?(?=)[-–] ?(?=)\d{1,4} ?(?=)(m|h)[a-z]*(?!\w)/i.exec(text);
  if (range !== null) return Number(range[1]) * (range[2]?.toLowerCase() === 'h' ? 60 : 1);
  const plus = /^\W*t ?\+ ?(\d{1,4})(?! ?[a-z])/i.exec(text)?.[1];
  return plus === undefined ? readMinutes(text) : Number(plus);
}

function toEscalation(text: string, timed: string, line: number): Escalation {
  const leveled = LEVELED.exec(text)?.[1];
  const match = leveled === undefined ? (TO.exec(text) ?? TIMED.exec(text)) : null;
  const to = (leveled ?? match?.[1] ?? match?.[2])
    ?.replace(/\s+(?:and|immediately|if|when|after|within|until|for|at once|or)(?!\w).*$/i, '')
    .trim();
  return {
    text,
    afterMinutes: startOf(timed),
    to: to === '' ? undefined : to,
    line,
  };
}

/** "Level 1: on call" / "↓ (30 min)" / "Level 2: lead": the time on an arrow is the next level's. */
function fromDrawing(passage: Passage): readonly Escalation[] {
  const found: Escalation[] = [];
  const fence = passage.content.split('\n');
  if (!fence.some((line) => LEVEL.test(line.trim()))) return [];
  if (!/[↓→⇒▼]|->|=>|\bmin|\bhour/i.test(passage.content)) return [];
  let wait = '';
  fence.forEach((raw, index) => {
    for (const piece of raw.split(/[↓→⇒▼]|-+>|=+>/)) {
      const text = piece.replace(/^[\s|│]+|[\s|│]+$/g, '');
      if (text === '') continue;
      if (!LEVEL.test(text)) {
        wait = text;
        continue;
      }
      const timed = wait === '' ? text : wait;
      const full = wait === '' ? text : `${text} ${wait}`;
      found.push({ ...toEscalation(text, timed, passage.start + 1 + index), text: full });
      wait = '';
    }
  });
  return found;
}

function fromTable(table: Table | undefined): readonly Escalation[] {
  if (table === undefined) return [];
  const titles = table.header.cells.map((cell) => cell.text);
  const time = titles.findIndex((title) =>
    /\b(?:time|after|within|when|minutes|timeframe|sla|trigger)(?=)\b/i.test(title),
  );
  const to = titles.findIndex((title) =>
    /\b(?:whom?|contact|to|role|escalate|notify|person|team)\b/i.test(title),
  );
  if (time < 0 || to < 0 || time === to) return [];
  return table.rows.map((row) => ({
    text: row.cells
      .map((cell) => cell.text)
      .filter((text) => text !== '')
      .join(' — '),
    afterMinutes: readMinutes(row.cells[time]?.text ?? ''),
    to: row.cells[to]?.text,
    line: row.line,
  }));
}
