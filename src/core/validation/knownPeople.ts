import { Wordings } from '../text/wordings';
import { hasWay, tellsWay } from './waysToReach';
import { sentencesOf } from './escalationRungs';
import { isOnEscalation } from './helpTitles';
import { isCase } from './rungStarts';
import type { RuleContext } from './ruleContext';

/** The same role with a way to reach it: its team's own address is not its head's. */
export function isRoleKnown(context: RuleContext, to: string, own: number): boolean {
  let words = (to.toLowerCase().match(/[\p{L}\d-]+/gu) ?? []).filter(
    (word) =>
      !/^(?:the|of|a|an|and|or|our|your|whoever|is|on|in|for|der|die|das|la|le|el|los|de|du|des|del|da|do|het|van)$/.test(
        word,
      ),
  );
  // A control room has one number.
  if (words.some((word) => /^[ns]oc$/.test(word)))
    words = words.filter((word) => !/^(?:lead|manager)$/.test(word));
  // Who is on call for a team is reached as the team is.
  if (words.includes('on-call') && words.includes('team'))
    words = words.filter((word) => word !== 'on-call');
  // The next of those who stand beside it.
  const section = context.sectionAt(own);
  if (isRungKnown(context, to, own)) return true;
  if (NEXT.test(to) && section !== undefined) {
    const rest = context.linesText(own, section.range.end);
    const behind = sentencesOf(rest.slice(Math.max(0, rest.indexOf(to)))).slice(1);
    return behind.some(({ text }) => hasWay(text) && !isCase(text));
  }
  if (words.length === 0 || /^(?:step|level \d|sev)/i.test(to)) return true;
  // "Key Management" is a team, and not the management.
  const isAll = (text: string): boolean =>
    words.every((word) => text.includes(word)) &&
    (words.length > 1 || words[0] !== 'management' || MANAGEMENT.test(text));
  if (linesOnRole(context, words.join(' '), isAll).some((line) => line !== own)) return true;
  return context.runbook.contacts.some(({ role, entries, line }) => {
    if (line === own) return false;
    const text = `${role} ${Object.values(entries).join(' ')}`.toLowerCase();
    return isAll(text);
  });
}

/** The first two lines that tell how to reach a role; one of them may be where it is asked of. */
function linesOnRole(
  context: RuleContext,
  role: string,
  isAll: (text: string) => boolean,
): readonly number[] {
  const known = context.ofDocument(linesByRole);
  const before = known.get(role);
  if (before !== undefined) return before;
  const found: number[] = [];
  for (const [line, { text, isWay }] of context.ofDocument(linesOfWords).entries()) {
    if (found.length > 1) break;
    if (!isAll(text) || isCommand(context, line)) continue;
    // A name under its role's heading or in its row is a way, too.
    if (isWay()) found.push(line);
    if (isWay() || ESCALATES.test(text)) continue;
    // A colon in code or in an address names nobody, nor does a list of whom something is for.
    const parts = text.replace(MARKED, ' ').split(/[|:]/);
    if (parts.length > 1 && parts.some((part) => isAll(part) && !part.includes(',')))
      found.push(line);
  }
  known.set(role, found);
  return found;
}

function linesByRole(): Map<string, readonly number[]> {
  return new Map();
}

/** A line of the document in small letters, and whether it has a way to reach somebody. */
interface Line {
  readonly text: string;
  readonly isWay: () => boolean;
}

function linesOfWords({ lines }: RuleContext): readonly Line[] {
  return Array.from({ length: lines.count }, (_, line) => {
    const text = lines.line(line).toLowerCase();
    let known: boolean | undefined;
    return { text, isWay: () => (known ??= tellsWay(text) || /\d{3}/.test(text)) };
  });
}

/** "The next level", and not the next engineer, of whom there are many. */
const NEXT =
  /^(?:the )?next(?:$| (?:level|line|tier|step|stage|rung|instance|person|people|one|name|number|contact|in|on|above|below|up|higher|of)(?![a-zà-ɏа-я]))/iu;

/** Whether a line is one that a shell or a database is given. */
function isCommand({ runbook }: RuleContext, line: number): boolean {
  return runbook.blocks.some(
    ({ range, stepId }) => stepId !== undefined && range.start < line && line < range.end,
  );
}

const MARKED = /`[^`]*`|\]\([^)]*\)/g;

const MANAGEMENT =
  /(?<!\p{L}[ -])management(?! (?:plane|networks?|interfaces?|v?lan|ports?|ip|address(?:es)?|only|ssh|console|servers?|cards?|tools?|software|systems?|pages?|access|nodes?|cluster|ui|controller|processor|module)(?!\p{L}))/u;

/** "Through the desk", which is reached. */
export function isReachedThrough(context: RuleContext, way: string, own: number): boolean {
  const who = THROUGH.exec(way)?.[1];
  return who !== undefined && isRoleKnown(context, who, own);
}

const THROUGH = new Wordings(
  /(?:^|[\s(])(?:through|via|by way of|über|par|a través de|por|tramite)\s+(?:the |die |den |le |la |el )?([\p{L}][\p{L} -]{2,40})\W*$/iu,
);

const ESCALATES = /es[ck]al/i;

/** "The second line", where another section, on escalation, tells of two who can be reached, or more. */
function isRungKnown(context: RuleContext, to: string, own: number): boolean {
  return (
    RUNG.test(to) &&
    context.runbook.sections.some(({ title, range }) => {
      if (!isOnEscalation(title) || (range.start <= own && own < range.end)) return false;
      const lines = context.linesText(range.start + 1, range.end).split('\n');
      return lines.filter((line) => hasWay(line)).length > 1;
    })
  );
}

const RUNG =
  /^(?:the )?(?:first|second|third|next|1st|2nd|3rd)[ -](?:line|level|tier|rung|step|stage)(?: (?:support|on[- ]call))?$/i;

/** Whether the contacts, a table or another line say how to reach somebody of these words. */
export function isKnown(context: RuleContext, words: readonly string[], line: number): boolean {
  const { contacts } = context.runbook;
  if (
    isRungKnown(context, words.join(' '), line) ||
    contacts.some(({ role, entries }) =>
      shares(words, `${role} ${Object.values(entries).join(' ')}`),
    )
  )
    return true;
  return (
    context.tables.some((table) =>
      table.rows.some(
        (row) =>
          row.line !== line &&
          shares(words, row.cells[0]?.text ?? '') &&
          row.cells.some(({ text }) => tellsWay(text)),
      ),
    ) || reachedElsewhere(context, words, line)
  );
}

/** A line that names them together with a way to reach them. */
function reachedElsewhere({ lines }: RuleContext, words: readonly string[], own: number): boolean {
  for (let line = 0; line < lines.count; line++) {
    const text = lines.line(line);
    if (line === own) continue;
    // "Head of engineering" is not the engineering manager.
    const named =
      words.length > 2 ? shares(words, text) : words.every((word) => shares([word], text));
    if (named && tellsWay(text)) return true;
  }
  return false;
}

const FILLER =
  /^(?:the|a|an|and|or|our|your|team|teams|on|call|oncall|for|of|next|level|immediately|via|by|person|people|someone|at|in|with|if|as|needed|primary|secondary|engineer|manager|lead)$/;

/** The words of a name that tell it from others. */
export function wordsOf(text: string): readonly string[] {
  const all = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  const telling = all.filter((word) => !FILLER.test(word));
  return telling.length > 0
    ? telling
    : all.filter((word) => /^(?:engineer|manager|lead|oncall|call)$/.test(word));
}

/** "DBA" is the "database administrator" of the table. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  dba: ['database'],
  sre: ['reliability'],
  cto: ['technology'],
  ceo: ['executive'],
};

function shares(words: readonly string[], text: string): boolean {
  const lower = text.toLowerCase();
  return words.some((word) => [word, ...(SHORT[word] ?? [])].some((form) => lower.includes(form)));
}
