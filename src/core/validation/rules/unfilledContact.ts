import { CELL as LEVEL } from '../levelWords';
import { frontMatterLines } from '../frontMatterLines';
import type { Found, Rule } from '../rule';
import { tellsWay } from '../waysToReach';
import type { TableRow } from '../../parser/tables';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';
import { isCrossed, isEmptyWay, isWeakWay, mayBeOpen, openWords } from '../unfilledPeople';

/** Nobody to call: an owner, contact or name that is still to be filled in. */
export const unfilledContact: Rule = {
  code: 'unfilled-contact',
  severity: 'warning',
  explanation:
    'At three in the morning "TBD" answers no phone. Fill in who owns the runbook and whom to call, or take the line out.',
  find: (context) => {
    const told = new Set<number>();
    return [
      ...owner(context),
      ...emptyKeys(context),
      ...contacts(context),
      ...tables(context),
      ...keyed(context),
      ...fencedFacts(context),
      ...inWords(context),
    ].filter(({ span }) => {
      const line = context.lines.lineAt(span.start);
      return !told.has(line) && told.add(line);
    });
  },
};

function owner(context: RuleContext): readonly Found[] {
  const { metadata } = context.runbook;
  const entries = Object.entries(metadata.other).filter(([key]) => KEY.test(key));
  return [['owner', metadata.owner ?? ''] as const, ...entries].flatMap(([key, value]) => {
    const dash = value !== '' && NEEDS.test(key) && isWeakWay(value);
    if (value === '' || !(dash || isEmptyWay(value))) return [];
    const line = findValue(context, key, value);
    return [{ span: context.lineSpan(line), message: missing(key, value) }];
  });
}

/** "owner:" in the front matter, and nothing behind or below it. */
function emptyKeys(context: RuleContext): readonly Found[] {
  return frontMatterLines(context.lines).flatMap(({ key, value, line }) => {
    if (!NO_VALUE.test(value) || !OF_SOMEBODY.test(key) || hasValueBelow(context, line)) return [];
    return [{ span: context.lineSpan(line), message: missing(key, '') }];
  });
}

const NO_VALUE = /^(?:~|null|\[\s*\]|\{\s*\}|-)?$/i;
/** Keys that make no sense without a value, or what is told of whom they name. */
const OF_SOMEBODY = new Wordings(
  /(?:^|\s)(?:owners?|owned by|owner(?:ship)? [\p{L} ]+|maintainers?(?: [\p{L} ]+)?|maintained by|(?:[\p{L}]+ )?contacts?(?: [\p{L} ]+)?|on ?call(?: [\p{L} ]+)?|responsible|pager|phone|hotline|escalation(?: [\p{L} ]+)?|team|squad|ansprechpartner|verantwortlich\p{L}*|zuständig|responsable|responsável|contacto|contato|kontakt)$/iu,
);

/** Whether the lines below a key are deeper than it, or are items with something in them. */
function hasValueBelow({ lines }: RuleContext, own: number): boolean {
  const indent = lines.line(own).search(/\S/);
  for (let line = own + 1; line < lines.count; line++) {
    const text = lines.line(line);
    if (/^\s*(?:#.*)?$/.test(text)) continue;
    const deeper = text.search(/\S/) > indent || /^\s*- /.test(text) || text.trim() === '-';
    if (!deeper || /^---\s*$/.test(text)) return false;
    if (text.trim() !== '-') return true;
  }
  return false;
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
export const PEOPLE = new Wordings(
  /^(?:owner|maintainers?|contact|name|primary|secondary|backup|deputy|phone|mobile|slack|channel|e-?mail|pager|on[- ]?call|responsible|assignee|escalate to|escalation|approver|team|who|reach\p{L}*|how to reach|number|extension|lead|ansprechpartner|kontakt|erreichbar\p{L}*|telefon|zuständig|verantwortlich|vertretung|astreinte|joindre|contact|téléphone|responsable|suppléant|contacto|teléfono|responsable|suplente|contato|telefone|responsável|contatto|telefono|responsabile|reperibilit|telefoon|bereikbaar|担当|連絡先|電話|负责人|联系|电话)(?![a-zà-ÿ])/iu,
);
/** Those of them in which a dash or nothing can only mean that somebody is missing. */
const REACH =
  /^(?:(?:service|document|page|runbook|system|process|product|business|technical|data|team) )?(?:owner|maintain|chair(?:person)?$|deput(?:y|ies)|stand-?ins?$|substitutes?$|vertretung|suppléant|suplente|sostitut|facilitator|moderator|coordinator|custodian|contact|phone|mobile|e-?mail|pager|on[- ]?call|reach|how to reach|escalat|responsible|ansprechpartner|kontakt|erreichbar|telefon|zuständig|verantwortlich|téléphone|responsable|contacto|teléfono|contato|telefone|responsável|contatto|telefono|responsabile|telefoon|bereikbaar)/iu;

const IS_WHO = /^(?:who|wer|qui|quién|quem|chi)$/iu;

/** Cells of tables that are about people, which the contacts may not be read from. */
function tables(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) => {
    const titles = header.cells.map(({ text }) => text.trim());
    const people = titles.map((title) => PEOPLE.test(title));
    const ways = titles.map((title, column) =>
      REACH.test(title)
        ? rows.filter(({ cells }) => tellsSomething(cells[column]?.text)).length
        : 0,
    );
    const all = titles.length === 2 && REACH.test(titles[0] ?? '') ? [header, ...rows] : rows;
    return all.flatMap((row) => {
      const texts = row.cells.map(({ text }) => text.trim());
      const open = texts.findIndex(
        (text, index) =>
          (people[index] === true &&
            text !== '' &&
            isEmptyWay(text) &&
            !leads(row, index) &&
            !wakesNobody(row, index, rows) &&
            !(IS_TOLD.test(titles[index] ?? '') && NOBODY.test(text)) &&
            !isCode(row, index)) ||
          (index > 0 && REACH.test(texts[0] ?? '') && texts.length === 2 && isEmptyOrWeak(text)) ||
          (index === 1 && texts.length === 2 && text === '' && IS_WHO.test(texts[0] ?? '')),
      );
      const bare = texts.findIndex(
        (text, index) =>
          (ways[index] ?? 0) > 0 && /[\p{L}\d?.]/u.test(text) && isWeakWay(text) && index > 0,
      );
      const at = open >= 0 ? open : texts.some((text) => tellsWay(text)) ? -1 : bare;
      if (at < 0) return [];
      return [
        { span: context.lineSpan(row.line), message: missing(texts[0] ?? '', texts[at] ?? '') },
      ];
    });
  });
}

/** The mildest of some levels, for which nobody is called, while others have somebody. */
function wakesNobody({ cells }: TableRow, column: number, rows: readonly TableRow[]): boolean {
  return (
    NOBODY.test(cells[column]?.text.trim() ?? '') &&
    LEVEL.test(cells[0]?.text ?? '') &&
    rows.some((row) => tellsSomething(row.cells[column]?.text))
  );
}

/** Whom a step is news to: nobody is an answer. */
const IS_TOLD = /\b(?:told|informed|notified|affected|notices|knows|sees)\b/i;

const NOBODY = /^(?:nobody|no[ -]?one|none|niemand|personne|nadie|nessuno|ninguém)\.?$/i;

/** "See wiki", with the way to it. */
function leads({ cells }: TableRow, column: number): boolean {
  return /\]\(|\]\[|https?:/.test(cells[column]?.markdown ?? '');
}

/** A hole by its own name, in a table that tells what the holes are. */
function isCode({ cells }: TableRow, column: number): boolean {
  return /^\s*`[^`]*`\s*$/.test(cells[column]?.markdown ?? '');
}

function tellsSomething(text: string | undefined): boolean {
  return text !== undefined && !isWeakWay(text) && !isEmptyWay(text);
}

function isEmptyOrWeak(text: string): boolean {
  return isEmptyWay(text) || isWeakWay(text);
}

const KEY =
  /^(?:(?:document|runbook|service|page|primary|secondary|first|second|third|emergency|vendor|current|business|technical|tech|night|name|number|phone|backup|deputy|out[- ]of[- ]hours) )*(?:owner|owned by|owning team|contacts?|contact person|maintainer|maintained by|author|approver|approved? ?by|on[- ]?call|team|escalat\w+|pager|slack|channel|phone|hotline|e-?mail|reviewer|reviewed by|responsible|chair(?:person)?|facilitator|moderator|coordinator|custodian|(?:[\p{L}-]+ ){0,2}(?:manager|lead|dba|engineer|officer|desk)|deputy|backup|primary|secondary|support|vendor|(?:first|second|third|1st|2nd|3rd)[- ](?:line|level|tier)|level \d|l\d|tier \d|duty \w+|ansprechpartner\w*|kontakt|bereitschaft|rufbereitschaft|telefon|verantwortlich\w*|zuständig\w*|vertretung|eigentümer|astreinte|responsable|équipe|téléphone|contact|propriétaire|guardia|contacto|equipo|teléfono|responsável|contato|plantão|telefone|responsabile|contatto|reperibilità|telefono|verantwoordelijke|contactpersoon|storingsdienst|eigenaar|担当|連絡先|当番|负责人|联系人|值班)(?![a-zà-ÿ])/iu;
/** Keys that make no sense without a value. */
const NEEDS = new Wordings(
  /^(?:(?:document|runbook|service|page|primary|secondary) )?(?:owner|owned by|contact|maintainer|maintained by|on[- ]?call|responsible|chair(?:person)?|facilitator|moderator|coordinator|custodian|phone|pager|hotline|escalat\w+|ansprechpartner\w*|verantwortlich\w*|zuständig|bereitschaft|responsable|responsável|responsabile|astreinte|contacto|teléfono|téléphone|telefon\w*|担当|連絡先|负责人|联系人)(?![a-zà-ÿ])/iu,
);
const KEYED =
  /^[\s>*_+`-]*(?:\d+[.)] )?[*_`]*([^:：|\n]{2,50}?)[*_`]*\s*[:：=][*_`]*(?:\s+(.*))?$/u;

/** Sections in which "Primary" and "Backup" are people, too. */
const OF_PEOPLE =
  /\b(?:es[ck]al\w*|on-?call|contacts?|kontakte?|ansprechpartner|contatt[oi]|contactos?|contatos?)\b/i;

/** "Owner: -", "Backup: <name>", "Contact:" and then nothing, wherever it stands. */
function keyed(context: RuleContext): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start, end, item }) => {
    if (kind !== 'paragraph' || !context.once('keys of people', content, hasKeys)) return [];
    const lines = joinDefinitions(content.split('\n'));
    const ofPeople = OF_PEOPLE.test(context.sectionAt(start)?.title ?? '');
    return lines.flatMap((whole, index) =>
      factsOf(whole).flatMap((text) => {
        const [, key = '', value = ''] = KEYED.exec(text) ?? [];
        if (!isKey(key)) return [];
        const [first = ''] = value.split(/[.;]\s/, 1);
        const bare = (NOT_YET.test(first) ? first : value).replace(/[*_]+$/, '').trim();
        const open =
          bare === ''
            ? (ofPeople || NEEDS.test(key)) &&
              isLeftEmpty(context, item !== undefined, lines[index + 1], end)
            : isEmptyWay(bare) || isEmptyList(bare) || (NEEDS.test(key) && isWeakWay(bare));
        if (!open) return [];
        return [{ span: context.lineSpan(start + index), message: missing(key, bare) }];
      }),
    );
  });
}

function hasKeys(content: string): boolean {
  if (!/[:：=]/.test(content)) return false;
  const facts = joinDefinitions(content.split('\n')).flatMap(factsOf);
  return facts.some((text) => isKey(KEYED.exec(text)?.[1] ?? ''));
}

function factsOf(line: string): readonly string[] {
  return /[·|•]/.test(line) ? line.split(/\s[·|•]\s/) : [line];
}

function isKey(key: string): boolean {
  return key !== '' && KEY.test(key.replace(/ \([^)]*\)$/, ''));
}

/** "owner: TBD" among the facts of a page that stand in a block at its head. */
function fencedFacts(context: RuleContext): readonly Found[] {
  const { blocks, sections } = context.runbook;
  const head = sections[1]?.range.start ?? context.lines.count;
  return blocks.flatMap(({ fenced, tag, content, range }) => {
    if (range.start > head || !/^(?:|te?xt|ya?ml|none|ini|toml)$/.test(tag)) return [];
    const facts = content.trimEnd().split('\n').map(factIn);
    if (facts.length < 2 || facts.some((fact) => fact === undefined)) return [];
    return facts.flatMap((fact, index) => {
      const { key = '', value = '' } = fact ?? {};
      if (!NEEDS.test(key) || !(isEmptyWay(value) || isWeakWay(value))) return [];
      const line = range.start + Number(fenced) + index;
      return [{ span: context.lineSpan(line), message: missing(key, value) }];
    });
  });
}

/** "owner: TBD", "next review   2027-07-01". */
function factIn(text: string): { readonly key: string; readonly value: string } | undefined {
  const [, key, value = ''] =
    /^([\p{L}][\p{L}\d /_-]{1,40}?)(?:\s*[:=]\s*|\s{2,}|\t)(.*)$/u.exec(text) ?? [];
  return key === undefined ? undefined : { key, value: value.replace(/^(["'])(.*)\1$/, '$2') };
}

/** "Maintainer: xxx. Reviewed every quarter." */
const NOT_YET = /^[*_`\s]*(?:tb[acd]|xxx+)[*_`\s]*$/i;

/** "Deputy", and on the next line ": TBA", as one line where the value stands. */
function joinDefinitions(lines: readonly string[]): readonly string[] {
  if (!lines.some((text) => /^\s*:\s/.test(text))) return lines;
  return lines.map((text, index) => {
    const term = lines[index - 1]?.trim() ?? '';
    return /^\s*:\s/.test(text) && term !== '' && !/[:：]/.test(term)
      ? `${term}${text.trim()}`
      : text;
  });
}

/** "<name>, <phone>". */
function isEmptyList(value: string): boolean {
  const pieces = value.split(/\s*[,;/]\s+/);
  return pieces.length > 1 && pieces.every((piece) => isEmptyWay(piece));
}

/** Whether nothing follows a key without a value that may be its value. */
function isLeftEmpty(
  context: RuleContext,
  isItem: boolean,
  next: string | undefined,
  end: number,
): boolean {
  if (next !== undefined) return KEYED.test(next) || OF_UPKEEP.test(next);
  let line = end;
  while (line < context.lines.count && context.lines.line(line).trim() === '') line++;
  const text = line < context.lines.count ? context.lines.line(line) : '';
  // A list below a line that is in none is what it leads to.
  if (!isItem && ITEM.test(text)) return false;
  return text === '' || /^\s{0,3}#/.test(text) || (KEYED.test(text) && !/^\s{2,}/.test(text));
}

/** "Last checked on …": another fact of the page, and nobody. */
const OF_UPKEEP =
  /^\W*(?:last|next|latest|review(?:ed)?|updated?|valid|version|status|zuletzt|dernière|última?|ultima|laatst)(?![a-zà-ɏа-я])[^:]*\d/iu;

const ITEM = /^[\s>]*(?:[-*+]|\d+[.)])\s/;

/** "Release manager (name to follow, phone TBC)", "+33 X XX XX XX XX" between other words. */
function inWords(context: RuleContext): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start, end }) => {
    if (kind === 'code' || kind === 'heading') return [];
    const text = kind === 'table' ? context.linesText(start, end) : content;
    if (!mayBeOpen(text)) return [];
    return text.split('\n').flatMap((whole, index) => {
      if (kind === 'table' && !isCrossed(whole)) return [];
      const words = context.once('left open', whole, openWordsIn);
      if (words === undefined) return [];
      const line = context.lines.line(start + index);
      const column = line.indexOf(words);
      const at = context.lines.start(start + index) + column;
      return [
        {
          span:
            column < 0 ? context.lineSpan(start + index) : { start: at, end: at + words.length },
          message: missing('A name or number', words.trim()),
        },
      ];
    });
  });
}

function openWordsIn(line: string): string | undefined {
  return openWords(line.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length)));
}

function missing(who: string, value: string): string {
  return value === '' || isWeakWay(value)
    ? `${who} is not filled in: nobody can be reached. Fill it in, or take it out.`
    : `${who} is still "${value}": nobody can be reached by that. Fill it in.`;
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
