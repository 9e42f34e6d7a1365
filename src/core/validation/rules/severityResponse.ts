import { ANSWERED, isTime, NOT_BY_THE_CLOCK, RESPONSE, saysHowSoon } from '../answerTimes';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { untimedLevels } from './namedSeverity';

/** A level of severity that does not say how soon somebody answers. */
export const severityResponse: Rule = {
  code: 'severity-response',
  severity: 'warning',
  explanation:
    'A severity without a response time leaves open how fast is fast enough, and no deadline can be watched. Give each level one ("15 minutes").',
  find: (context) => {
    const found = [
      ...levels(context),
      ...cells(context),
      ...columns(context),
      ...lists(context),
      ...headings(context),
      ...untimedLevels(context).map(({ level, line }) => ({
        span: context.lineSpan(line),
        message: `${level} ${MESSAGE}`,
      })),
    ];
    const told = new Set<number>();
    return found.filter(({ span }) => {
      const line = context.lines.lineAt(span.start);
      return !told.has(line) && told.add(line);
    });
  },
};

function levels(context: RuleContext): readonly Found[] {
  return context.runbook.severities.flatMap(({ level, response, responseMinutes, line }) => {
    if (!/[\p{L}\d]/u.test(level) || responseMinutes !== undefined) return [];
    if (isOfPeople(context, line)) return [];
    const text = context.lines.line(line);
    if (NOT_BY_THE_CLOCK.test(response ?? '') || NOT_BY_THE_CLOCK.test(text)) return [];
    if (!/^\s*>?\s*\|/.test(text) && saysHowSoon(wordsOf(context, line))) return [];
    return [
      {
        span: context.lineSpan(line),
        message: `${level} has no response time, so nobody knows how soon to answer. Add one, such as "15 minutes".`,
      },
    ];
  });
}

/** Levels of whom to call next. */
function isOfPeople(context: RuleContext, line: number): boolean {
  return /es[ck]al|contact|kontakt/i.test(context.sectionAt(line)?.title ?? '');
}

/** What is said of a level in a list or below its heading. */
function wordsOf(context: RuleContext, line: number): string {
  const text = context.lines.line(line);
  if (!/^\s{0,3}#/.test(text)) return text;
  const section = context.sectionAt(line);
  return section === undefined ? text : context.linesText(line, section.range.end);
}

const MESSAGE =
  'has no response time, so nobody knows how soon to answer. Add one, such as "15 minutes".';

/** A cell among times that holds none: empty, a dash, "?", "as soon as possible". */
function cells(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) => {
    const response = header.cells.findIndex(({ text }) => RESPONSE.test(text));
    if (response < 1 || !rows.some(({ cells: row }) => isTime(row[response]?.text ?? '')))
      return [];
    return rows.flatMap(({ cells: row, line }) => {
      const text = (row[response]?.text ?? '').trim();
      const level = (row[0]?.text ?? '').trim();
      // Where all is well nobody has to answer.
      if (
        !NO_TIME.test(text) ||
        !/[\p{L}\d]/u.test(level) ||
        row.some(({ text: cell }) => WELL.test(cell))
      )
        return [];
      return [{ span: context.lineSpan(line), message: `${level} ${MESSAGE}` }];
    });
  });
}

const NO_TIME =
  /^(?:[-–—?\s.]*|n\/?a|tb[acd]|todo|x{2,}|(?:as )?soon(?: as possible)?|asap|quickly|promptly|fast|in (?:a )?(?:good|due|timely)\b.*|when possible|whenever possible|so schnell wie möglich|schnellstmöglich|baldmöglichst|zeitnah|bald|dès que possible|rapidement|lo antes posible|cuanto antes|o mais rápido possível|assim que possível|appena possibile|al più presto|zo snel mogelijk|早急|尽快|できるだけ早く)[.!]?$/iu;
const WELL = /^(?:normal|ok|okay|fine|good|healthy|none|no action|info\w*|green|gut|bien)\b/i;

/** A table of the levels below a heading of theirs, without any times. */
function columns(context: RuleContext): readonly Found[] {
  const timed = context.tables.some(({ header, rows }) =>
    rows.some(({ cells: row }) =>
      row.some(({ text }, index) => RESPONSE.test(header.cells[index]?.text ?? '') && isTime(text)),
    ),
  );
  if (timed) return [];
  return context.tables.flatMap(({ header, rows, range }) => {
    const section = context.sectionAt(header.line);
    if (section === undefined || !OF_LEVELS.test(section.title)) return [];
    const level = header.cells.findIndex(({ text }) => OF_LEVELS.test(text));
    if (level < 0 || rows.length < 2 || header.cells.length > 4) return [];
    if (OF_OTHER.test(section.title)) return [];
    const around =
      context.linesText(section.range.start, range.start) +
      context.linesText(range.end, section.range.end);
    if (
      rows.some(({ cells: row }) => row.some(({ text }) => /^\W*\d/.test(text) && isTime(text))) ||
      /\b\d+ ?(?:min|h\b|hours?)/i.test(around)
    )
      return [];
    return [{ span: context.lineSpan(header.line), message: `This table of levels ${MESSAGE}` }];
  });
}

/** Levels of something else than incidents. */
const OF_OTHER =
  /\b(?:log|support|escalation|access|trust|battery|fill|water|noise|signal|confidence|maturity|risk|stock|power|privilege|service[- ]level)\b/i;
const OF_LEVELS =
  /(?<!\p{L})(?:severit\w+|sev|priorit\w+|levels?|urgency|schwere\p{L}*|stufen?|dringlichkeit|priorität\p{L}*|gravité|niveaux?|priorités?|gravedad|severidad|niveles|nivel|prioridad\w*|gravidade|severidade|níveis|nível|gravità|livell[io]|priorità|ernst|prioriteit\w*)(?!\p{L})|重大度|深刻度|優先度|严重|级别|优先级/iu;

/** "**S2** – one application." between lines that say how soon. */
function lists(context: RuleContext): readonly Found[] {
  const { passages } = context;
  const lines = passages.flatMap(({ kind, content, start, item, opensItem }, at) => {
    if (kind !== 'paragraph' || !MAY_BE_LEVEL.test(content) || isOfPeople(context, start))
      return [];
    // What stands below an item, in lists or paragraphs of its own, belongs to it.
    let below = '';
    if (item !== undefined && opensItem)
      for (let next = at + 1; (passages[next]?.start ?? item.end) < item.end; next++)
        below += `${passages[next]?.content ?? ''}\n`;
    return sentencesOf(content).flatMap(({ text, line }, index, all) => {
      const level = LEVEL.exec(text)?.[1];
      if (level === undefined) return [];
      // "**Warning:** …" is one, unless a level stands beside it.
      if (/^warning$/i.test(level) && !all.some((one) => one.text !== text && LEVEL.test(one.text)))
        return [];
      const rest = all.slice(index + 1);
      const end = rest.findIndex((other) => LEVEL.test(other.text));
      const own = rest.slice(0, end < 0 ? rest.length : end).map((other) => other.text);
      return [{ text: [text, ...own, below].join('\n'), level, line: start + line }];
    });
  });
  if (context.runbook.severities.length > 0 && !lines.some(({ line }) => !isKnown(context, line)))
    return [];
  const timed = lines.filter(({ text }) => saysHowSoon(text));
  if (timed.length === 0) return untimed(context, lines);
  if (lines.length > 12) return [];
  return lines
    .filter(({ text, line }) => !saysHowSoon(text) && !isKnown(context, line))
    .map(({ level, line }) => ({ span: context.lineSpan(line), message: `${level} ${MESSAGE}` }));
}

/** "### Minor" with no time beside a "### Critical" that has one. */
function headings(context: RuleContext): readonly Found[] {
  const { sections } = context.runbook;
  return sections.flatMap(({ id }) => {
    const levels = sections.filter(
      ({ parentId, title }) => parentId === id && TITLE_OF_LEVEL.test(title),
    );
    const open = levels.filter(({ range }) => !isTime(context.linesText(range.start, range.end)));
    const timed = levels.some(({ range }) => {
      const said = context.linesText(range.start, range.end);
      return ANSWERED.test(said) && saysHowSoon(said);
    });
    if (!timed) return [];
    return open.map((level) => ({
      span: context.lineSpan(level.range.start),
      message: `${level.title} ${MESSAGE}`,
    }));
  });
}

const TITLE_OF_LEVEL =
  /^\W*(?:critical|serious|major|moderate|minor|high|medium|low|urgent|normal|kritisch|hoch|mittel|niedrig|(?:sev|severity|prio|priority|p|s)[ -]?[0-5])(?!\p{L})/iu;

/** "1. **Critical** – all is down" below a heading on severity, and no time anywhere below it. */
function untimed(
  context: RuleContext,
  lines: readonly { readonly level: string; readonly line: number }[],
): readonly Found[] {
  return context.runbook.sections.flatMap(({ title, range }) => {
    if (!OF_SEVERITY.test(title) || OF_OTHER.test(title)) return [];
    const own = lines.filter(({ line }) => range.start < line && line < range.end);
    const [first] = own;
    if (first === undefined || own.length < 2 || isKnown(context, first.line)) return [];
    if (isTime(context.linesText(range.start, range.end))) return [];
    return [{ span: context.lineSpan(first.line), message: `${first.level} ${MESSAGE}` }];
  });
}

const OF_SEVERITY =
  /(?<!\p{L})(?:severit\w+|(?:incident|impact|alert) (?:levels?|class\w*|priorit\w+)|priorit\w+|schweregrade?|prioritäten|gravités?|gravedad|severidad\w*|gravidade|gravità|重大度|深刻度|严重)(?!\p{L})/iu;

function isKnown({ runbook }: RuleContext, line: number): boolean {
  return runbook.severities.some((severity) => severity.line === line);
}

/** The sentences of a passage and the lines on which they begin. */
function sentencesOf(content: string): readonly { readonly text: string; readonly line: number }[] {
  const found: { text: string; line: number }[] = [];
  let at = 0;
  for (const text of content.split(/(?<=[.;])\s+(?=[*_]*[A-Z])|\n(?=[\s*_>-]*[*_]{0,2}[A-Z])/)) {
    const start = content.indexOf(text, at);
    at = start + text.length;
    found.push({ text, line: content.slice(0, start).split('\n').length - 1 });
  }
  return found;
}

const MAY_BE_LEVEL =
  /(?:^|[\s*_>-])(?:[SPG][ -]?[0-5IABCD]\b|(?:sev|prio|level|grade|class|tier|stufe|niveau|nivel|livello)[a-z]*[ -]?[\dIABCD]\b)|(?:\*\*|__)(?:critical|major|minor|high|medium|low|warning|urgent|red|amber|yellow|kritisch|hoch|mittel|niedrig)(?:\*\*|__|:)|(?:Critical|Major|Minor|High|Medium|Low|Urgent|Kritisch|Hoch|Mittel|Niedrig) ?[:–—]/im;
const LEVEL =
  /^[\s*_>-]*((?:[Ss]everity|[Ss][Ee][Vv]|[Pp]riority|[Pp]rio|[Ll]evel|[Gg]rade|[Cc]lass|[Tt]ier|[Ss]tufe|[Nn]iveau|[Nn]ivel|[Ll]ivello|[SPG])[ -]?(?:[0-5]|I{1,3}|[A-D])\b|(?<=\*\*|__)(?:[Cc]ritical|[Mm]ajor|[Mm]inor|[Hh]igh|[Mm]edium|[Ll]ow|[Ww]arning|[Uu]rgent|[Rr]ed|[Aa]mber|[Yy]ellow|[Kk]ritisch|[Hh]och|[Mm]ittel|[Nn]iedrig)(?=\*\*|__|:)|(?:Critical|Major|Minor|High|Medium|Low|Urgent|Kritisch|Hoch|Mittel|Niedrig)(?= ?[:–—]))/;
