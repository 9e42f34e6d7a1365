import type { Found, Rule } from '../rule';
import type { Section } from '../../model/runbook';
import type { RuleContext } from '../ruleContext';
import {
  calledRole,
  informedRole,
  isChain,
  keyedEscalation,
  namedRole,
  tellsToCall,
  tellsWay,
} from '../calledPeople';

/** An escalation to somebody whom the runbook does not say how to reach. */
export const escalationContact: Rule = {
  code: 'escalation-contact',
  severity: 'warning',
  explanation:
    'The runbook says whom to call in, and not how. Add the role to the contacts, or write the way to reach it beside the name.',
  find: (context) => {
    const found = [
      ...unreachable(context),
      ...toNobody(context),
      ...emptyCells(context),
      ...unreachableRows(context),
      ...chained(context),
      ...levels(context),
    ];
    const lines = new Set(found.map(({ span }) => context.lines.lineAt(span.start)));
    const all = [...found, ...toRole(context, lines)];
    return [...all, ...sectionsWithoutWay(context, all)];
  },
};

function unreachable(context: RuleContext): readonly Found[] {
  return context.runbook.escalations.flatMap(({ text, to, line }) => {
    if (to === undefined || to === '' || tellsWay(text)) return [];
    const words = wordsOf(to);
    if (words.length === 0 || isKnown(context, words, line)) return [];
    return [
      {
        span: context.lineSpan(line),
        message: `Escalates to ${to}, and nothing here says how to reach them. Add them to the contacts.`,
      },
    ];
  });
}

/** "After 30 minutes, escalate." where nobody and no way to reach anybody is named. */
function toNobody(context: RuleContext): readonly Found[] {
  let known: boolean | undefined;
  const ways = (): boolean =>
    (known ??= context.passages.some(
      ({ kind, content, start, end }) =>
        kind !== 'code' && tellsWay(kind === 'table' ? context.linesText(start, end) : content),
    ));
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'paragraph' || !NOBODY.test(content)) return [];
    const section = context.sectionAt(start);
    const body =
      section === undefined ? '' : context.linesText(section.range.start + 1, section.range.end);
    if (tellsWay(body) || /\]\(|\d{3}/.test(body)) return [];
    if (!ABOUT.test(section?.title ?? '') && ways()) return [];
    if (context.runbook.escalations.some(({ line, to }) => line === start && to !== undefined))
      return [];
    return [
      {
        span: context.lineSpan(start),
        message:
          'This says to escalate, and not to whom or how. Name the person or team, and the way to reach them.',
      },
    ];
  });
}

const NOBODY =
  /(?<!\p{L})(?:escalate|eskalieren|escalader|escalar)(?: (?:it|this|the incident|further|up|immediately|at once))*\s*[.!]?\s*$/imu;
const ABOUT =
  /^\W*(?:\d+[.)]?\s*)?(?:escalat\w+|eskalation\w*|escalade|escalad[ao]|escalación|escalação|escalation)\b/i;
/** Titles under which people are told whom to call. */
const HELP =
  /\b(?:(?:who|whom|when) to (?:call|contact|page|ask|wake|escalate)|(?:call|calling|ask|asking|get|getting|need|more) (?:for )?(?:help|support)|still (?:broken|down|stuck|failing|not working)|(?:nothing|none of this) (?:helps|helped|works|worked)|wen (?:anrufen|rufen)|hilfe holen|qui appeler|en cas d['’]échec|a quién (?:llamar|avisar)|quem (?:chamar|avisar)|chi chiamare|wie bellen)\b/i;

/** A section on escalation that tells to get somebody, and says of nobody how. */
function sectionsWithoutWay(context: RuleContext, found: readonly Found[]): readonly Found[] {
  const lines = found.map(({ span }) => context.lines.lineAt(span.start));
  return context.runbook.sections.flatMap((section) => {
    const { title, range } = section;
    const help = HELP.test(title);
    if (!help && !ABOUT.test(title)) return [];
    if (lines.some((line) => range.start <= line && line < range.end)) return [];
    const body = context.linesText(range.start + 1, range.end);
    if (tellsWay(body) || /\]\(|\]\[|\d{4}|\bstep \d|runbook-ignore/i.test(body)) return [];
    const line = firstCall(context, section, !help);
    if (line === undefined) return [];
    return [
      {
        span: context.lineSpan(line),
        message:
          'This says to get help, and of nobody how to reach them. Write the number, address or channel, or add them to the contacts.',
      },
    ];
  });
}

/** The first line that tells to get somebody the rest of the runbook has no way to reach. */
function firstCall(context: RuleContext, { range }: Section, any: boolean): number | undefined {
  let first: number | undefined;
  for (const { kind, content, start } of context.passages) {
    if (kind !== 'paragraph' && kind !== 'table') continue;
    if (start < range.start || start >= range.end) continue;
    for (const [index, text] of content.split('\n').entries()) {
      if (!(any && (kind === 'table' || isChain(text))) && !tellsToCall(text)) continue;
      if (isNamedElsewhere(context, text, range)) return undefined;
      first ??= start + index;
    }
  }
  return first;
}

/** Whether a line outside of a section has a way to reach, and a telling word of this text. */
function isNamedElsewhere(
  context: RuleContext,
  text: string,
  { start, end }: Section['range'],
): boolean {
  const words = (text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter(
    (word) =>
      !/^(?:the|and|for|not|you|after|minutes?|hours?|minuten|minutos|stunden?|horas?|heures?|sigue|parado|noch|nach|apr[eè]s|incident|service|system|down|back|team|desk|with|can|your|within|call|page|contact|escalat\w*|inform|solve|when|if|does|still)$/.test(
        word,
      ),
  );
  if (/\b(?:contacts?|kontakte?|on-?call|contactos?|contatti)\b/i.test(text)) {
    // "Call the on-call as below": the table of contacts is meant.
    if (context.runbook.contacts.length > 0) return true;
  }
  for (let line = 0; line < context.lines.count; line++) {
    if (line >= start && line < end) continue;
    const other = context.lines.line(line).toLowerCase();
    if (words.some((word) => other.includes(word)) && tellsWay(other)) return true;
  }
  return false;
}

/** "Escalate to management": a role, with no name and no way to reach it anywhere. */
function toRole(context: RuleContext, known: ReadonlySet<number>): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'paragraph' || !MAY_CALL.test(content)) return [];
    return content.split('\n').flatMap((line, index, lines) => {
      const text = isReachable(content) ? bareSentence(line, lines[index + 1]) : line;
      if (text === undefined) return [];
      const to =
        keyedEscalation(text) ??
        TO.exec(text)?.[1]?.trim() ??
        calledRole(text) ??
        (ABOUT.test(context.sectionAt(start)?.title ?? '') ? informedRole(text) : undefined);
      if (to === undefined || known.has(start + index) || isRoleKnown(context, to, start + index))
        return [];
      return [
        {
          span: context.lineSpan(start + index),
          message: `Escalates to ${to}, and nothing here says how to reach them. Add them to the contacts.`,
        },
      ];
    });
  });
}

function isReachable(text: string): boolean {
  return /\]\(|\]\[|\d{4}/.test(text) || tellsWay(text);
}

/** The sentence of a line that ends there with nobody to reach, and the next is of other people. */
function bareSentence(line: string, below: string | undefined): string | undefined {
  const sentences = line.split(/(?<=[.;])\s+/);
  return sentences.find((sentence, index) => {
    const next = [...sentences.slice(index + 1), below ?? ''].join(' ');
    return /[.;]$/.test(sentence) && !isReachable(sentence) && OF_OTHERS.test(next);
  });
}

/** "For hardware, …", "Network trouble goes to …". */
const OF_OTHERS =
  /^\W*(?:for|with|in case of|if|when|questions (?:about|on)|bei|für|wenn|pour|en cas|para|si)\s|^[\p{L} -]{3,40} (?:go(?:es)?|belongs?|is for|are for|geht|gehen) to\s/iu;

/** Cheaper than the patterns it keeps off. */
const MAY_CALL =
  /scal|opschal|\b(?:page|phone|ring|wake|call|hand|get h\w+|contact|inform|notify|tell|ask|involve|bring in|pull in)\b/i;
const TO =
  /(?<!\p{L})(?:escalat(?:e|es|ed|ing)|es[ck]alieren|eskalier(?:e|t|en)|escalader|escaladez|escalar?|escale|escalare|escaleer|escaleren|opschalen|eskalera|eskalować)(?: (?:it|this|the (?:incident|case|ticket)|further|up|immediately|at once|l['’]incident|o incidente|el incidente))* (?:to|an(?: die| den| das)?|à(?: la)?|au(?:x)?|a(?: la| los| el|o|l|lla)?|naar(?: de| het)?|till|do) ((?!step|stage|section|sev|p\d|severity)[^.,;:|`*_(\n]{3,60}?)(?= (?:if|when|once|after|wenn|si|se)\b|[.,;:|`*_(\n]|$)/iu;

/** The same role with a way to reach it: its team's own address is not its head's. */
function isRoleKnown(context: RuleContext, to: string, own: number): boolean {
  const words = (to.toLowerCase().match(/[\p{L}\d-]+/gu) ?? []).filter(
    (word) =>
      !/^(?:the|of|a|an|and|or|our|your|whoever|is|on|in|for|der|die|das|la|le|el|los|de|du|des|del|da|do|het|van)$/.test(
        word,
      ),
  );
  if (words.length === 0 || /^(?:step|level \d|sev)/i.test(to)) return true;
  for (let line = 0; line < context.lines.count; line++) {
    if (line === own) continue;
    const text = context.lines.line(line).toLowerCase();
    // A name under its role's heading or in its row is a way, too.
    if (words.every((word) => text.includes(word)) && (tellsWay(text) || /\d{3}/.test(text)))
      return true;
    if (words.every((word) => text.includes(word)) && /[|:]/.test(text) && !ESCALATES.test(text))
      return true;
  }
  return context.runbook.contacts.some(({ role, entries, line }) => {
    if (line === own) return false;
    const text = `${role} ${Object.values(entries).join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const ESCALATES = /es[ck]al/i;

/** A row without a number or address where the others have one. */
function emptyCells(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) => {
    const column = header.cells.findIndex(({ text }) =>
      /^(?:phone|number|contact|reach|how|mobile|pager|e-?mail|slack|telefon|kontakt|téléphone|contacto|teléfono|contato|telefone|contatto|telefono|telefoon|電話|连络|电话)\b/i.test(
        text.trim(),
      ),
    );
    if (
      column < 1 ||
      !rows.some(
        ({ cells }) =>
          tellsWay(cells[column]?.text ?? '') || /\d{3}/.test(cells[column]?.text ?? ''),
      )
    )
      return [];
    return rows.flatMap(({ cells, line }) => {
      const way = (cells[column]?.text ?? '').trim();
      const who = (cells[column - 1]?.text ?? '').trim();
      if (!/^[-–—?]*$/.test(way) || !/\p{L}{3}/u.test(who) || tellsWay(who)) return [];
      return [
        {
          span: context.lineSpan(line),
          message: `Nothing says how to reach ${who}. Fill in the ${(header.cells[column]?.text ?? 'contact').toLowerCase()}.`,
        },
      ];
    });
  });
}

/** The links of a chain, "2. Head of operations, after 30 minutes", that have no way to reach them. */
function chained(context: RuleContext): readonly Found[] {
  return context.runbook.escalations.flatMap(({ text, to, line }) => {
    if (to !== undefined && to !== '') return [];
    const who = namedRole(text);
    if (who === undefined || tellsWay(text) || /\d{3}/.test(text)) return [];
    if (!ABOUT.test(context.sectionAt(line)?.title ?? '')) return [];
    const written = context.lines.line(line);
    // A table's columns are looked at by themselves.
    if (/\]\(|\]\[|^\s*\|/.test(written) || isRoleKnown(context, who, line)) return [];
    return [{ span: context.lineSpan(line), message: noWay(who) }];
  });
}

/** "Level 2: network lead" as a paragraph of its own, in a section on escalation. */
function levels(context: RuleContext): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'paragraph' || !LEVEL.test(content)) return [];
    if (!ABOUT.test(context.sectionAt(start)?.title ?? '')) return [];
    return content.split('\n').flatMap((text, index) => {
      const who = LEVEL.exec(text)?.[1]?.trim() ?? '';
      if (who === '' || hasWay(text) || /\]\(|\]\[/.test(text)) return [];
      if (isRoleKnown(context, who, start + index)) return [];
      return [{ span: context.lineSpan(start + index), message: noWay(who) }];
    });
  });
}

const LEVEL =
  /^[\s*_>]*(?:level|tier|stage|step|line|l|stufe|ebene|niveau|nivel|nível|livello) ?\d[*_]{0,2}\s*[:：.)–—-][*_]{0,2}\s*([\p{L}][^:：]{2,40}?)[.*_\s]*$/imu;

/** A cell that names somebody without a way, in a column whose other cells have one. */
function unreachableRows(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) => {
    if (rows.length < 2) return [];
    const column = header.cells.findIndex(({ text }) => WHO.test(text.trim()));
    if (column < 0) return [];
    const bare = rows.filter(({ cells }) => !cells.some(({ text }) => hasWay(text)));
    const ways = rows.filter(({ cells }) => hasWay(cells[column]?.text ?? ''));
    if (ways.length < bare.length || ways.length === 0) return [];
    return bare.flatMap(({ cells, line }) => {
      const who = namedRole(cells[column]?.text ?? '');
      if (who === undefined || /\]\(|\]\[/.test(cells[column]?.markdown ?? '')) return [];
      return isRoleKnown(context, who, line)
        ? []
        : [{ span: context.lineSpan(line), message: noWay(who) }];
    });
  });
}

const WHO =
  /^(?:who(?:m)?|contact|escalates? to|(?:person|role|call)s?|wer|wen|kontakt|ansprechpartner|qui|contact|a quién|quién|quem|contacto|contato|chi|contatto|wie|wien)\b/i;

function hasWay(text: string): boolean {
  return tellsWay(text) || /\d{3}/.test(text);
}

function noWay(who: string): string {
  return `Nothing says how to reach ${who}. Write the number, address or channel beside it, or add it to the contacts.`;
}

function isKnown(context: RuleContext, words: readonly string[], line: number): boolean {
  const { contacts } = context.runbook;
  if (
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

function wordsOf(text: string): readonly string[] {
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
