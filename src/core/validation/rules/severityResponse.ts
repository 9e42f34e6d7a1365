import { frontMatterLines } from '../frontMatterLines';
import { readMinutes } from '../../parser/minutes';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { namedSeverities, rankOf, type NamedSeverity } from './namedSeverity';

/** An answer that is not counted in minutes is one all the same. */
const NOT_BY_THE_CLOCK =
  /\b(?:immediate|(?:business|working|office) (?:day|hour)|best effort|at once|same (?:\w+ )?day|next (?:day|week|sprint|release|morning|shift|working)|within (?:the|an|one|a|this|half an?) (?:\w+ )?(?:hour|shift|day|week|sprint|minute|half)|in (?:an|half an|one) hour|quarter of an hour|(?:same|this) (?:shift|hour|morning|sprint)|by (?:noon|midnight|eod|cob|the end|\d{1,2}[:.h ]?\d{0,2})|end of (?:the )?(?:day|shift|week|business)|backlog|no sla|sofort|umgehend|nächst\w* (?:arbeits|werk)tag|arbeitstage?|werktage?|immédiat|jours? ouvr|inmediat|imediat|subito|días? (?:hábil|laborable)|dias? út|giorn\w lavorativ)|翌営業日|営業日|即時|工作日|立即/i;

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
      ...named(context),
    ];
    const told = new Set<number>();
    return found.filter(({ span }) => {
      const line = context.lines.lineAt(span.start);
      return !told.has(line) && told.add(line);
    });
  },
};

function levels(context: RuleContext): readonly Found[] {
  return context.runbook.severities.flatMap(({ level, responseMinutes, line }) => {
    if (!/[\p{L}\d]/u.test(level) || responseMinutes !== undefined) return [];
    // Levels of whom to call next.
    if (/es[ck]al|contact|kontakt/i.test(context.sectionAt(line)?.title ?? '')) return [];
    const text = context.lines.line(line);
    if (NOT_BY_THE_CLOCK.test(text)) return [];
    if (!/^\s*>?\s*\|/.test(text) && saysHowSoon(wordsOf(context, line))) return [];
    return [
      {
        span: context.lineSpan(line),
        message: `${level} has no response time, so nobody knows how soon to answer. Add one, such as "15 minutes".`,
      },
    ];
  });
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

function isTime(text: string): boolean {
  return readMinutes(text) !== undefined || NOT_BY_THE_CLOCK.test(text);
}

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

const RESPONSE =
  /(?<!\p{L})(?:respon[ds]\w*|react\w*|answer\w*|acknowledg\w*|within|how (?:soon|fast|quickly)|time to \w+|sla|reaktion\p{L}*|antwort\p{L}*|délai|réponse|réaction|respuesta|reacción|plazo|resposta|prazo|risposta|reazione|reactie\p{L}*|reactietijd|responstijd|svarstid)(?!\p{L})|対応|応答|响应|响應/iu;
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
    if (kind !== 'paragraph' || !MAY_BE_LEVEL.test(content)) return [];
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

/** Words that a time to answer stands beside; "within" is said of many things. */
const ANSWERED =
  /(?<!\p{L})(?:respon[ds]|react|answer|ack(?!\p{L})|acknowledg|looks?(?: at)? |picked up|on call|sla(?!\p{L})|reaktion|reagier|antwort|répon|réact|respuest|respond|reacc|respost|rispo|reazion|react)|対応|応答|响应|響應/iu;
const NOW = /\b(?:call|page|ring|phone|wake|ruf\w*|appele[rz]|llam\w+)\b/i;

/** The level of the runbook itself, "Severity: SEV2", where nothing says how soon. */
function named(context: RuleContext): readonly Found[] {
  const levelsNamed = namedSeverities(context);
  if (levelsNamed.length === 0) return [];
  // Whoever is called is called now.
  const timed = levelsNamed.filter(({ clause }) => saysHowSoon(clause) || NOW.test(clause));
  return levelsNamed.flatMap((one) => {
    if (timed.includes(one) || isTimedElsewhere(context, one, timed)) return [];
    return [{ span: context.lineSpan(one.line), message: `${one.level} ${MESSAGE}` }];
  });
}

function isTimedElsewhere(
  context: RuleContext,
  { level, line }: NamedSeverity,
  timed: readonly NamedSeverity[],
): boolean {
  const rank = rankOf(level);
  if (timed.some((other) => rankOf(other.level) === rank)) return true;
  if (context.runbook.severities.some(({ responseMinutes }) => responseMinutes !== undefined))
    return true;
  if (/es[ck]al|contact|kontakt/i.test(context.sectionAt(line)?.title ?? '')) return true;
  const passage = context.passages.find(({ start, end }) => start <= line && line < end);
  const around = passage === undefined ? context.lines.line(line) : passage.content;
  if (
    frontMatterLines(context.lines).some(
      ({ key, value }) => RESPONSE.test(key.replaceAll('_', ' ')) && isTime(value),
    )
  )
    return true;
  // The definition stands elsewhere.
  if (/\]\(|\]\[|https?:/.test(around)) return true;
  // Beside a level that has a time the others need one of their own.
  if (timed.some((other) => passage !== undefined && isWithin(passage, other.line))) return false;
  return context.passages.some(
    ({ kind, content, start, end }) =>
      kind !== 'code' &&
      (kind === 'table' ? context.linesText(start, end) : content)
        .split(/\n|(?<=[.;])\s/)
        .some(
          (clause) => (ANSWERED.test(clause) || start === passage?.start) && saysHowSoon(clause),
        ),
  );
}

function isWithin(
  passage: { readonly start: number; readonly end: number },
  line: number,
): boolean {
  return passage.start <= line && line < passage.end;
}

function isKnown({ runbook }: RuleContext, line: number): boolean {
  return runbook.severities.some((severity) => severity.line === line);
}

/** "Above 10 minutes": how bad it is, not how soon somebody answers. */
const CONDITIONAL =
  /(?<!\b(?:in|within) )\b(?:(?:less|more|fewer|older|longer) than|above|over|beyond|exceed\w*|lasts?|lag(?:s|ging)?(?: of| by)?|down for|stuck for|über|länger als|plus de|más de) \d+ ?\p{L}+/giu;

function saysHowSoon(text: string): boolean {
  return text
    .replace(LEVEL, '')
    .split(/[.;,\n]\s|\s[–—]\s/)
    .some((clause) => isTime(inDigits(clause).replace(CONDITIONAL, '')));
}

/** "Two hours" as a number. */
function inDigits(text: string): string {
  return text.replace(
    /\b(?:one|an?|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|sixty|half an) (?=min|hour|day|week)/gi,
    '1 ',
  );
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
