import type { Severity } from '../model/facts';
import { toSeverity, type FoundSeverity, type Texts } from './foundSeverity';
import { keyedLines } from './keyedLines';
import { readMinutes } from './minutes';
import type { Outline, Passage } from './passages';
import { responseIn } from './responseWords';
import { plainText } from './sections';
import { findLeveledWords } from './severityWords';
import type { Table } from './tables';

const LEVEL =
  /^(?:(?:severity|sev|priority|prio|level)[ -]?[0-5]|sev(?:erity)?[ -]?[a-d](?!\w)|[ps][ -]?[0-5])(?!\w)|^(?![lt])[a-z][ -]?[0-5](?!\w)|^[0-5]\s*[-–—:(]|^(?:critical|high|medium|moderate|low|major|minor|blocker|urgent|normal|info(?:rmational)?|warning|emergency)(?!\w)|^[0-5]$/i;
/** Levels in other languages, or with a word of theirs before the number. */
const FOREIGN_LEVEL =
  /^(?:(?:stufe|schweregrad|priorität|prio|niveau|gravité|priorité|nivel|gravedad|severidad|prioridad|nível|gravidade|severidade|prioridade|livello|gravità|priorità|ernst|prioriteit|nivå|prioritet|poziom|priorytet|уровень|приоритет|レベル|优先级|级别|등급)[ -]?[0-5]|kritisch|hoch|mittel|niedrig|gering|schwer|leicht|critique|majeure?|mineure?|élevée?|haute?|moyenne?|basse?|faible|crític[oa]|alt[oa]|medi[oa]|baj[oa]|grave|leve|médi[oa]|baix[oa]|critic[oa]|bass[oa]|kritiek|hoog|gemiddeld|laag|kritisk|hög|høy|medel|låg|lav|krytyczn|wysoki|średni|niski|критич|высок|средн|низк|重大|緊急|高|中|低|致命|严重|一般|轻微|치명|높음|중간|낮음)/i;
const NUMBERED =
  /^(?:(?:severity|sev|priority|prio)(?=)(?: level)?(?=)[ -]?[0-5]|[ps][0-5])(?:$|\s*[-–—:(/].*)/i;

/** What may be severity levels: tables, headings ("### SEV-1: Critical"), lists and sentences. */
export function findSeverities(outline: Outline, text: string): readonly FoundSeverity[] {
  const found = outline.tables.flatMap(fromTable);
  return found.length > 0
    ? found
    : [
        ...fromHeadings(outline),
        ...(MAY_HOLD.test(text) ? findLeveledWords(outline.passages) : []),
      ];
}

/** Cheaper than a look at each passage: most texts hold no level. */
const MAY_HOLD =
  /S[Ee][Vv]|sev ?[0-5]|[PS]-?[0-5](?!\d)|Prio|Schwere|Stufe|N[ií]v|Grav|Liv|[\u0400-\uffff]/;

/** The levels of a document: those of its tables, else of its headings, else of its words. */
export function chooseSeverities(found: readonly FoundSeverity[]): readonly Severity[] {
  const of = (from: FoundSeverity['from']): readonly FoundSeverity[] =>
    found.filter((severity) => severity.from === from);
  const tabled = of('table');
  const headed = of('headings');
  const chosen = tabled.length > 0 ? tabled : headed.length > 1 ? headed : chooseWords(of('words'));
  return chosen.map((severity) => ({
    level: severity.level,
    description: severity.description,
    responseMinutes: severity.responseMinutes,
    response: severity.response,
    escalation: severity.escalation,
    escalationMinutes: severity.escalationMinutes,
    line: severity.line,
  }));
}

/** One level alone counts when it says how soon somebody answers; each level counts once. */
function chooseWords(found: readonly FoundSeverity[]): readonly FoundSeverity[] {
  if (found.length < 2 && found[0]?.response === undefined) return [];
  const timed = new Map<string, FoundSeverity>();
  for (const severity of found) {
    const rank = rankOf(severity.level);
    const known = timed.get(rank);
    if (known === undefined || (known.response === undefined && severity.response !== undefined))
      timed.set(rank, severity);
  }
  return [...timed.values()].sort((a, b) => a.line - b.line);
}

/** "SEV-1", "Sev 1: down" and "sev1" are one. */
function rankOf(level: string): string {
  return (/^[^\d]*\d|^\S+ \S+/.exec(level)?.[0] ?? level).toLowerCase().replace(/[\s-]/g, '');
}

/** True for a table of severity levels, so that nothing else is read into it. */
export function isSeverityTable(table: Table): boolean {
  return columnsOf(table) !== undefined || isTurned(table);
}

const DESCRIPTION =
  /descri|definition|impact|criteria|meaning|scope|condition|example|situation|situaci|définition|bedeutung|beschreibung|definici|significad|definizion|descrizion|omschrijv|betekenis|beskrivn|betyd|opis|znaczenie|описан|значен|설명|説明|意味|描述|定义/;

const RESPONSE =
  /response|respond|answer|\back(?!\w)|acknowledg|\bsla(?!\w)|react|\btta(?!\w)|initial|réponse|reaktion|antwort|respuesta|resposta|risposta|reactie|délai|frist|plazo|prazo|termin|réaction|reacción|reação|svar|reakcj|czas|реакц|ответ|対応|応答|响应|응답|대응/;

const ESCALATION =
  /es[ck]ala|notif|page\b|who\b|^then$|benachricht|prévenir|avisar|avvis|waarschuw|powiadom|эскал|уведом|エスカレ|連絡先|升级|通知|에스컬/;

interface Columns {
  readonly level: number;
  readonly description: number;
  readonly response: number;
  readonly escalation: number;
  /** Beside whom to call, after how long. */
  readonly after: number;
}

function columnsOf(table: Table): Columns | undefined {
  const titles = table.header.cells.map((cell) => cell.text.toLowerCase());
  const find = (pattern: RegExp): number => titles.findIndex((title) => pattern.test(title));
  const level = find(
    /^(?:severity|sev\b|level|priority|class|tier|incident (?:level|severity|priority)|grav|schwere|stufe|priorit|priorytet|dringlichkeit|nivel|n[íi]vel|livello|niveau|nivå|poziom|stopień|ernst|severidad|severidade|уровень|приоритет|критичность|重大度|深刻度|優先度|緊急度|严重|级别|等级|优先级|심각도|등급)/,
  );
  if (level < 0) return undefined;
  const named = {
    level,
    description: find(DESCRIPTION),
    response: find(RESPONSE),
    escalation: find(ESCALATION),
    after: find(
      /^(?:escalate |escalation )?(?:after|within|time|delay)$|^escalat\w* (?:after|time)|^(?:nach|après|después(?: de)?|dopo|depois|na|efter|po|через)$/,
    ),
  };
  const columns = { ...named, response: responseColumn(table, titles, named) };
  if (columns.response < 0 && columns.escalation < 0 && columns.description < 0) {
    return undefined;
  }
  const rows = table.rows.filter((row) => {
    const text = row.cells[level]?.text ?? '';
    return LEVEL.test(text) || FOREIGN_LEVEL.test(text);
  });
  return rows.length > 0 && rows.length * 2 > table.rows.length ? columns : undefined;
}

/** "We are there in": whatever its title, a column of times that speaks of nothing else. */
function responseColumn(table: Table, titles: readonly string[], named: Columns): number {
  if (named.response >= 0) return named.response;
  const taken = new Set(Object.values(named));
  return titles.findIndex((title, index) => {
    if (taken.has(index) || OTHER_TIME.test(title)) return false;
    const timed = table.rows.filter(
      ({ cells }) => readMinutes(cells[index]?.text ?? '') !== undefined,
    );
    return timed.length * 2 > table.rows.length;
  });
}

/** Until it is mended, between two messages, how long it may be away. */
const OTHER_TIME =
  /resol|restor|fix|mend|repair|solve|updat|report|messag|every|until|rto|rpo|downtime|lösung|behob|wiederher|résol|rétabl|soluci|soluç|risol|oploss/;

function fromTable(table: Table): readonly FoundSeverity[] {
  const columns = columnsOf(table);
  if (columns === undefined) return isTurned(table) ? fromTurned(table) : [];
  return table.rows.map((row) => {
    const text = (column: number): string => row.cells[column]?.text ?? '';
    return toSeverity('table', text(columns.level), row.line, {
      description: text(columns.description),
      response: text(columns.response),
      escalation: text(columns.escalation),
      after: text(columns.after),
    });
  });
}

/** The levels as titles of the columns, and what is said of them row by row. */
function isTurned({ header: { cells }, rows }: Table): boolean {
  const [, second] = cells;
  if (second === undefined || cells.length < 3 || !MAY_BE_LEVEL.test(second.text)) return false;
  return (
    cells.every(({ text }, index) => index === 0 || IS_LEVEL.test(text)) &&
    rows.some((row) => RESPONSE.test(row.cells[0]?.text.toLowerCase() ?? ''))
  );
}

const MAY_BE_LEVEL = /^[SsPp]/;
const IS_LEVEL =
  /^(?:(?:sev(?:erity)?|prio(?:rity|rität|rité|ridad)?|schweregrad|stufe)[ -]?(?:[0-5]|i{1,3}|[a-d])|[ps][ -]?[0-5])(?!\w)/i;

function fromTurned({ header, rows }: Table): readonly FoundSeverity[] {
  const said = (about: RegExp, column: number): string =>
    rows.find(({ cells }) => about.test(cells[0]?.text.toLowerCase() ?? ''))?.cells[column]?.text ??
    '';
  return header.cells.slice(1).map(({ text }, index) =>
    toSeverity('table', text, header.line, {
      description: said(DESCRIPTION, index + 1),
      response: said(RESPONSE, index + 1),
      escalation: said(ESCALATION, index + 1),
    }),
  );
}

function fromHeadings({ passages, headings }: Outline): readonly FoundSeverity[] {
  const found: FoundSeverity[] = [];
  headings.forEach((at, index) => {
    const heading = passages[at];
    if (heading === undefined || !/^[^A-Za-z\d]*[SsPp]/.test(heading.content)) return;
    const title = plainText(heading.content.slice(0, 200));
    if (!/^[SsPp]/.test(title) || !NUMBERED.test(title)) return;
    const body = passages.slice(at + 1, headings[index + 1]);
    found.push(toSeverity('headings', title, heading.start, textsOf(body)));
  });
  return found;
}

/** Description, response and escalation from the keyed lines and the first plain line of a text. */
function textsOf(body: readonly Passage[]): Texts {
  let description = '';
  let response = '';
  let escalation = '';
  for (const passage of body) {
    if (passage.kind !== 'paragraph') continue;
    const keyed = keyedLines(passage);
    for (const { key, value } of keyed) {
      if (/respon|acknowl|\bsla\b/i.test(key)) response ||= value;
      else if (/escalat|notif/i.test(key)) escalation ||= value;
      else if (/descri|definition|impact|criteria|meaning/i.test(key)) description ||= value;
    }
    if (keyed.length === 0) response ||= responseIn(plainText(passage.content)) ?? '';
    if (keyed.length === 0 && description === '') {
      description = plainText(passage.content.split('\n')[0]?.slice(0, 300) ?? '');
    }
  }
  return { description, response, escalation };
}
