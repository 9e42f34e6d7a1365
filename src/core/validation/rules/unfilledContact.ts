import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isUnfilled } from '../words';

/** Nobody to call: an owner, contact or name that is still to be filled in. */
export const unfilledContact: Rule = {
  code: 'unfilled-contact',
  severity: 'warning',
  explanation:
    'At three in the morning "TBD" answers no phone. Fill in who owns the runbook and whom to call, or take the line out.',
  find: (context) => {
    const found = [...owner(context), ...contacts(context), ...tables(context)];
    return [...found, ...inWords(context, found)];
  },
};

function owner(context: RuleContext): readonly Found[] {
  const { metadata } = context.runbook;
  const entries = Object.entries(metadata.other).filter(([key]) =>
    /^(?:owner|contact|author|maintainer|approved? ?by|on-?call|team|escalation|pager|slack|phone|e-?mail|reviewer|ansprechpartner|kontakt|bereitschaft|rufbereitschaft|telefon|verantwortlich|zuständig|astreinte|responsable|équipe|téléphone|guardia|contacto|equipo|teléfono|responsável|contato|plantão|telefone|responsabile|contatto|reperibilità|telefono|verantwoordelijke|contactpersoon|storingsdienst|担当|連絡先|当番|负责人|联系人|值班)/i.test(
      key,
    ),
  );
  return [['owner', metadata.owner ?? ''] as const, ...entries].flatMap(([key, value]) => {
    if (value === '' || !isEmptyWay(value)) return [];
    const line = findValue(context, key, value);
    return [{ span: context.lineSpan(line), message: missing(key, value) }];
  });
}

function contacts(context: RuleContext): readonly Found[] {
  return context.runbook.contacts.flatMap(({ role, entries, line }) => {
    const bad = Object.entries(entries).find(([, value]) => isEmptyWay(value));
    if (bad === undefined) return [];
    const name = bad[0] === 'contact' ? role : `${role} (${bad[0]})`;
    return [{ span: context.lineSpan(line), message: missing(name, bad[1]) }];
  });
}

/** Titles of columns about people. */
export const PEOPLE =
  /^(?:owner|contact|name|primary|secondary|backup|phone|mobile|slack|e-?mail|pager|on-?call|responsible|assignee|escalate to|escalation)\b/i;

/** Cells of tables that are about people, which the contacts may not be read from. */
function tables(context: RuleContext): readonly Found[] {
  return context.tables.flatMap((table) => {
    const columns = table.header.cells.map(({ text }) => PEOPLE.test(text));
    return table.rows.flatMap((row) => {
      const cell = row.cells.find(({ text }, index) => columns[index] === true && isEmptyWay(text));
      if (cell === undefined) return [];
      return [
        { span: context.lineSpan(row.line), message: missing(row.cells[0]?.text ?? '', cell.text) },
      ];
    });
  });
}

/** "Release manager (name to follow, phone TBC)", "+33 X XX XX XX XX" between other words. */
function inWords(context: RuleContext, known: readonly Found[]): readonly Found[] {
  const found: Found[] = [];
  const lines = new Set(known.map(({ span }) => context.lines.lineAt(span.start)));
  for (const { kind, content, start } of context.passages) {
    if (kind === 'code' || kind === 'table') continue;
    content.split('\n').forEach((text, index) => {
      const match = TOLD.exec(text) ?? CROSSED.exec(text);
      if (match === null || lines.has(start + index)) return;
      const line = context.lines.line(start + index);
      const column = line.indexOf(match[0]);
      const at = context.lines.start(start + index) + column;
      found.push({
        span:
          column < 0 ? context.lineSpan(start + index) : { start: at, end: at + match[0].length },
        message: missing('A name or number', match[0].trim()),
      });
    });
  }
  return found;
}

/** A number of which only crosses were written. */
const CROSSED =
  /(?<![\w.])(?:\+?\d{1,4}[ -.]?)?\(?(?:[Xx]{1,4}[ -]){2,}[Xx]{1,4}(?![\w.])|(?<![\w-])(?:DECT|ext(?:ension)?\.?|tel(?:efon|éfono)?\.?|phone|durchwahl|poste|mobile|pager|call)[ :]{1,2}(?:\+?\d{1,4}[ -])?[Xx]{3,}(?!\w)/i;
/** A word for "not yet" among others, as in "TBD (after the move)". */
const OPEN =
  /(?<![\p{L}\d/._-])(?:TBD|TBC|TBA|TODO|XXX+|\?{3,}|to be (?:named|confirmed|announced|decided|defined|hired)|name to follow|noch (?:offen|zu benennen|unbesetzt)|wird (?:noch )?(?:benannt|nachgereicht)|à (?:définir|confirmer|nommer|désigner)|por (?:definir|confirmar|designar)|a (?:definir|confirmar|designar)|da (?:definire|confermare|nominare)|nog te bepalen|vacant|vakant)(?![\p{L}\d/_-])/u;
const PERSON =
  '(?:owner|contact|name|phone|mobile|tel(?:efon|éfono|ephone)?|number|DECT|extension|ext|pager|e-?mail|manager|lead|engineer|on-?call|team|deputy|backup|escalat\\w+|responsable|verantwortlich\\w*|vertretung|ansprechpartner\\w*|bereitschaft|astreinte|téléphone|contacto|responsável|contatto|call|ask|page|ring)';
const NOT_YET =
  '(?:TBD|TBC|TBA|XXX+|to follow|to be (?:named|confirmed|announced|decided|defined|hired)|noch (?:offen|zu benennen)|wird (?:noch )?(?:benannt|nachgereicht)|à (?:définir|confirmer|nommer|désigner)|por (?:definir|confirmar|designar)|a (?:definir|confirmar)|da (?:definire|confermare)|nog te bepalen|未定|待定)';
const TOLD = new RegExp(
  `(?<!\\p{L})${PERSON}(?!\\p{L})[^.;,\\n]{0,30}?[\\s(:*_]${NOT_YET}(?![\\p{L}\\d])`,
  'iu',
);

function missing(who: string, value: string): string {
  return `${who} is still "${value}": nobody can be reached by that. Fill it in.`;
}

/** "TBD", "[Phone]", "+1-xxx-xxx": a form that was never filled in. */
function isEmptyWay(value: string): boolean {
  const text = value.trim();
  return (
    isUnfilled(text) ||
    /^\[[A-Za-z][^\]@]{1,60}\]$/.test(text) ||
    /^<[A-Za-z][^>@]{1,60}>$/.test(text) ||
    /^[+()\d\s.-]*[xX]{3,}[-xX\d\s.]*$/.test(text) ||
    CROSSED.test(text) ||
    (text.length < 80 && OPEN.test(text))
  );
}

/** The line of a key with its value, or the first line. */
function findValue({ lines }: RuleContext, key: string, value: string): number {
  const named = new RegExp(
    `${key.replace(/[^\\p{L}\\p{N}]+/gu, '.')}|owner|contact|maintain|author|approv|call|team|escal|pager|slack|phone|mail|review`,
    'iu',
  );
  let only = 0;
  for (let line = 0; line < lines.count; line++) {
    const text = lines.line(line);
    if (!text.includes(value)) continue;
    if (named.test(text)) return line;
    if (only === 0) only = line;
  }
  return only;
}
