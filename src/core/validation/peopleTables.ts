import { isTime } from '../parser/responseWords';
import { namedRole } from './calledPeople';
import { isOnEscalation, isOnHelp } from './helpTitles';
import { isReachedThrough, isRoleKnown } from './knownPeople';
import type { Unreachable } from './peopleLists';
import type { RuleContext } from './ruleContext';
import type { Table, TableCell, TableRow } from '../parser/tables';
import { isEmptyWay } from './unfilledPeople';
import { hasWay } from './waysToReach';

/** The rows of tables of people that have no way to reach them. */
export function unreachableRows(context: RuleContext): readonly Unreachable[] {
  return context.tables.flatMap((table) => [
    ...withoutWay(context, table),
    ...keyedRows(context, table),
  ]);
}

/** Titles of a column of numbers, addresses or of whom to call. */
const TITLE =
  /^(?:phone|contacts?|reach\p{L}*|how to reach|mobile|pager|e-?mail|who(?:m)?|(?:whom? to )?call(?=\W*$)|escalates? to|escalation|(?:person|people|role)s?|telefon|kontakt|ansprechpartner|erreichbar\p{L}*|wer|wen|téléphone|qui|contacto|teléfono|a quién|quién|contato|telefone|quem|contatto|telefono|chi|telefoon|wien?|電話|连络|电话)(?![a-zà-ɏа-я-])/iu;
/** The same beside such a one, or under a title on escalation. */
const WAY = /^(?:number|way|how|where|by|slack|chat|channel|call|via|through)(?![a-zà-ɏа-я-])/iu;

/** A row without a way where at least as many others have one. */
function withoutWay(context: RuleContext, { header, rows }: Table): readonly Unreachable[] {
  const titles = header.cells.map(({ text }) => text.trim());
  const section = context.sectionAt(header.line)?.title ?? '';
  const about =
    titles.some((title) => TITLE.test(title)) || isOnEscalation(section) || isOnHelp(section);
  if (rows.length < 2 || !about) return [];
  const bare = rows.filter((row) => !hasWayInIt(row));
  // Where the others have it.
  const column = titles.findIndex((title, index) => {
    const ways = rows.filter(({ cells }) => isWay(cells[index])).length;
    return (TITLE.test(title) || WAY.test(title)) && ways > 0 && ways >= bare.length;
  });
  if (column < 0) return [];
  return bare.flatMap(({ cells, line }) => {
    const texts = cells.map(({ text }) => text.trim());
    const way = texts[column] ?? '';
    if (SAYS_ENOUGH.test(way) || isReachedThrough(context, way, line)) return [];
    const before = texts
      .slice(0, column)
      .findLast((text) => /\p{L}{3}/u.test(text) && !isTime(text));
    const named = /^(?:who|con[tk]a|escal|wer|wen|qui|chi)/i.test(titles[column] ?? '');
    const own = named && /\p{L}{3}/u.test(way) && !isEmptyWay(way) ? way : before;
    const who = texts.map(namedRole).find((role) => role !== undefined) ?? own;
    // The next row has a step of its own: "next level" in this one is nobody's name.
    if (who === undefined) return way === '' ? [{ who: 'anybody by this row', line }] : [];
    if (way !== '' && !NEXT.test(who) && isRoleKnown(context, who, line)) return [];
    return [{ who, line }];
  });
}

const NEXT =
  /^(?:the |our )?(?=)(?:next|higher|upper|another)(?=) (?:level|line|tier|instance|step|one|person|in line)(?=)(?: up)?(?=)$/iu;

function hasWayInIt({ cells }: TableRow): boolean {
  return cells.some((cell) => isWay(cell) || /\]\(|\]\[/.test(cell.markdown));
}

function isWay(cell: TableCell | undefined): boolean {
  if (cell === undefined) return false;
  return hasWay(cell.text) || hasWay(cell.markdown) || HANDLE.test(cell.text);
}

/** The name of a group as a tool knows it: "eod-desk". */
const HANDLE = /^[a-z][a-z\d]*(?:[-_][a-z\d]+)+$/;

/** The one above, or that nobody has to be called. */
const SAYS_ENOUGH =
  /^(?:(?:the )?(?:same|ditto|as above|see above|above|idem|"|〃)(?![a-zà-ɏа-я])|(?:an? )?(?:ticket|issue|backlog|mail(?: only)?)\W*$|(?:nobody|no one|none|not needed|not necessary|no call|nothing)(?![a-zà-ɏа-я]).*|.*\bon the (?:call|bridge)\W*$)/iu;

/** "Escalation | mail lead" in a table of facts. */
function keyedRows(context: RuleContext, { header, rows }: Table): readonly Unreachable[] {
  return [header, ...rows].flatMap(({ cells, line }) => {
    const [key, value] = cells;
    if (cells.length !== 2 || key === undefined || value === undefined) return [];
    if (!isOnEscalation(key.text) || hasWay(value.markdown) || /\]\(|\]\[/.test(value.markdown))
      return [];
    const who = namedRole(value.text);
    return who === undefined || isRoleKnown(context, who, line) ? [] : [{ who, line }];
  });
}
