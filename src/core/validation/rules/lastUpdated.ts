import { readDate } from '../../parser/dates';
import { meaningOfKey } from '../../parser/metadata';
import { readCadence } from '../../parser/cadence';
import type { Cadence } from '../../model/checklist';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { dueDate, ownLines } from '../ownDates';
import { findLine } from './reviewPassed';

/** Days of one period of a cadence, and some grace: nobody reviews to the day. */
const DAYS: Readonly<Partial<Record<Cadence['unit'], number>>> = {
  daily: 1,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  yearly: 366,
};
const GRACE = 1.1;

/** A document that says how often it is looked after, and was not. */
export const lastUpdated: Rule = {
  code: 'last-updated',
  severity: 'warning',
  explanation:
    'The runbook says how often it is reviewed or updated, and its last update is longer ago. What it tells may no longer be so. Review it and set the date.',
  find: (context) => {
    const { today } = context.around;
    if (today === undefined) return [];
    const last = lastOf(context);
    if (last === undefined) return [];
    const own = ownCadence(context);
    if (own === undefined) return [];
    const age = Math.floor((Date.parse(today) - Date.parse(last)) / 86_400_000);
    if (age <= own.days * GRACE) return [];
    const line = findLine(
      context,
      /\b(?:updated?|modified|changed|revised|edited|revision|reviewed|verified|tested|validated|checked)\b|reviewed/i,
      last,
    );
    return [
      {
        span: context.lineSpan(line),
        message: `Last updated ${age} days ago, while the runbook asks for it ${own.words} (line ${own.line + 1}). Review it and set the date.`,
      },
    ];
  },
};

/** The day of the last look, as the head of the document or its metadata say. */
function lastOf(context: RuleContext): string | undefined {
  const { lastUpdated: last } = context.runbook.metadata;
  if (last !== undefined && /^\d{4}-\d\d-\d\d$/.test(last)) return last;
  for (const { text } of ownLines(context)) {
    const match = LAST.exec(text);
    if (match === null) continue;
    const date = dueDate(
      text.slice(match.index + match[0].length, match.index + match[0].length + 40),
    );
    if (date !== undefined) return date;
  }
  return undefined;
}

const LAST =
  /(?<!\p{L})(?:(?:last|zuletzt|letzte[rn]?|stand|derni[eè]re?|últim[ao]|ultim[oa]|laatste?|senast)(?!\p{L})[^.;|]{0,40}?|(?:reviewed|updated|revised|tested|checked|verified|validated|geprüft|aktualisiert|revue?|révisée?|vérifiée?|mis à jour|revisad[ao]|actualizad[ao]|atualizad[ao]|verificad[ao]|aggiornat[ao]|bijgewerkt|gecontroleerd)(?: (?:on|at|by|am|le|el|em|il|op|in))?|最終(?:更新|確認|見直し)日?|最(?:后|近)更新)[\s*_:：(|]{0,6}(?=[^.;]{0,12}(?:\d{1,4}[-./年]|\d{1,2} ?(?:er|º|\.)? ?(?:de )?\p{L}|\p{L}{3,10}\.? (?:de )?(?:\d|20)))/iu;

const ABOUT =
  /\b(?:review(?:ed|s)?|updat(?:e|ed|es)|revisit(?:ed)?|refresh(?:ed)?|audit(?:ed)?|validated?|verif(?:y|ied))\b[^.|]{0,40}\b(?:this (?:runbook|document|page|guide|playbook)|the runbook|(?:this )?runbooks?|document(?:ation)?|contact list|procedures)\b|\b(?:this (?:runbook|document|page|guide|playbook)|(?:this )?runbooks?|document(?:ation)?)\b[^.|]{0,40}\b(?:is|are|must be|should be|gets?|to be) (?:review|updat|revis|refresh|audit|validat|verif)|\breview (?:cycle|cadence|frequency|schedule|interval|period)\b|\b(?:quarterly|monthly|weekly|annual|yearly) (?:review|audit)\b|\bupdate frequency\b/i;

interface Own {
  readonly days: number;
  readonly words: string;
  readonly line: number;
}

/** The shortest cadence the document gives itself. */
function ownCadence(context: RuleContext): Own | undefined {
  const found: Own[] = [];
  const add = (cadence: Cadence | undefined, line: number): void => {
    const days = cadence === undefined ? undefined : DAYS[cadence.unit];
    if (cadence !== undefined && days !== undefined)
      found.push({ days: (days * cadence.every) / cadence.times, words: wordsOf(cadence), line });
  };
  addOfMetadata(context, add);
  addOfHead(context, add);
  addOfTables(context, add);
  const head = context.runbook.sections[1]?.range.start ?? context.lines.count;
  for (const passage of context.passages) {
    if (
      passage.kind !== 'paragraph' ||
      !/review|updat|revis|refresh|audit|validat|verif/i.test(passage.content)
    )
      continue;
    passage.content.split('\n').forEach((text, index) => {
      if (text.length < 400 && (ABOUT.test(text) || isDated(text)))
        add(readCadence(text), passage.start + index);
      else if (passage.start + index < head && readDate(text) !== undefined)
        add(cadenceAmong(text), passage.start + index);
    });
  }
  for (const list of context.runbook.checklists) {
    for (const item of list.items) {
      if (/^(?:review|update) (?:this|the) (?:runbook|document|guide)\b/i.test(item.text))
        add(list.cadence, item.range.start);
    }
  }
  return found.sort((a, b) => a.days - b.days)[0];
}

/** "next review in six months", "review after 90 days", "due again half a year later". */
function readRelative(text: string): Cadence | undefined {
  const match = RELATIVE.exec(text);
  const words = match?.[1] ?? match?.[2];
  if (words === undefined) return undefined;
  return /^half/i.test(words) ? readCadence('every six months') : readCadence(`every ${words}`);
}

const RELATIVE =
  /\b(?:review(?:ed)?|revision|check(?:ed)?|due|updated?|look)\b[^.;|]{0,20}?\b(?:again |due )?(?:in|after|within|every|for) ((?:(?:\d{1,3}|an?|one|two|three|four|six|nine|twelve|half an?|the next \w+)\s)?(?:days?|weeks?|months?|quarters?|years?|half an? year))\b|\b(half an? year|(?:\d{1,3}|one|two|three|six|twelve) (?:days|weeks|months|years?)) (?:later|after that|from then)\b/i;

/** "Reviewed: 2026-05-01 (yearly)", "Last updated 2026-05-01. Reviewed quarterly." */
function isDated(text: string): boolean {
  return (
    readDate(text) !== undefined &&
    /^[\s*_>(]*(?:last )?(?:review(?:ed)?|updated|revised|verified|tested|validated|checked)\b/i.test(
      text,
    )
  );
}

/** "reviewed monthly" among the facts of one line. */
function cadenceAmong(text: string): Cadence | undefined {
  const piece = text
    .split(/\s+[·|•–—]\s+|(?<=[.;,])\s+|\s+(?=\()/)
    .find((one) =>
      /^[\s*_>(]*(?:(?:to|must|should|is|has to) be )?(?:reviewed|review|updated|revised|verified|checked|tested|validated)\b(?!.*\d{4})/i.test(
        one,
      ),
    );
  return piece === undefined ? undefined : readCadence(piece.replace(/[*_]/g, ' '));
}

/** "Wird vierteljährlich geprüft." in the head: what is looked at there is the document. */
function addOfHead(
  context: RuleContext,
  add: (cadence: Cadence | undefined, line: number) => void,
): void {
  for (const { text, line } of ownLines(context)) {
    if (LOOKED_AT.test(text)) add(readRelative(text), line);
    const pieces = text.split(/(?<=[.;。])\s*|\s[·|•–—]\s|\s*[()]\s*|,\s/);
    for (const [index, piece] of pieces.entries()) {
      const before = pieces[index - 1] ?? '';
      // "(yearly)" or "every six months" right behind the date.
      const beside =
        LOOKED_AT.test(piece) ||
        (/^[^:：]{3,30}$/.test(piece) && LOOKED_AT.test(before) && dueDate(before) !== undefined);
      if (beside) add(readCadence(inDigits(piece.replace(/[*_]/g, ' '))), line);
    }
  }
}

/** "Alle drei Monate", "tous les trois mois" with the number in digits. */
function inDigits(text: string): string {
  return text.replace(
    /\b(alle|tous les|toutes les|cada|ogni|elke|om de) (\p{L}+)(?= \p{L})/giu,
    (all, every: string, word: string) => {
      const at = NUMBERS.findIndex((words) => words.includes(word.toLowerCase()));
      return at < 0 ? all : `${every} ${String(at + 2)}`;
    },
  );
}

/** From two to six in the languages whose cadences are read. */
const NUMBERS: readonly (readonly string[])[] = [
  ['zwei', 'deux', 'dos', 'dois', 'duas', 'due', 'twee'],
  ['drei', 'trois', 'tres', 'três', 'tre', 'drie'],
  ['vier', 'quatre', 'cuatro', 'quatro', 'quattro'],
  ['fünf', 'cinq', 'cinco', 'cinque', 'vijf'],
  ['sechs', 'six', 'seis', 'sei', 'zes'],
];

/** `| Owner | Last updated | Cadence |`: how often, in the row that says when it was done last. */
function addOfTables(
  context: RuleContext,
  add: (cadence: Cadence | undefined, line: number) => void,
): void {
  const head = new Set(ownLines(context).map(({ line }) => line));
  for (const { header, rows } of context.tables) {
    const titles = header.cells.map(({ text }) => text);
    if (!head.has(header.line) || !titles.some((title) => meaningOfKey(title) === 'lastUpdated'))
      continue;
    const column = titles.findIndex((title) => HOW_OFTEN.test(title));
    for (const { cells, line } of rows) {
      const text = cells[column]?.text;
      if (text !== undefined) add(readCadence(text) ?? readCadence(`every ${text}`), line);
    }
  }
}

const HOW_OFTEN =
  /^(?:cadence|interval|frequency|review(?:ed)?|every|how often|turnus|intervall|rhythmus|prüfung|fréquence|revue|frecuencia|revisión|frequência|revisão|frequenza|revisione|frequentie|controle|頻度|周期)\b/i;

const LOOKED_AT =
  /(?<!\p{L})(?:(?:test|verification|check|refresh|update|revision)[- ](?:cadence|interval|cycle|frequency)|überarbeitung|aktualisierung|aggiornamento|actualización|atualização|reviewed|review|revised|updated|refreshed|audited|re-?read|tested|checked|verified|validated|go(?:ne)? through this|geprüft|überprüft|prüfung|überprüfung|aktualisiert|überarbeitet|gelesen|revue|relue?|révisée?|révision|vérifiée?|mise? à jour|revisad[ao]|revis(?:a|ión|ão)|actualizad[ao]|atualizad[ao]|verificad[ao]|rivist[oa]|aggiornat[oa]|revisione|controllat[oa]|gecontroleerd|bijgewerkt|herzien|granskas?|przegląd\p{L}*|пересматрива\p{L}+)(?!\p{L})|見直|レビュー|审查|复审|更新/iu;

const KEY =
  /^(?:(?:verify|test|check|refresh|revise|update) every|(?:test|verification|check|refresh) (?:cadence|interval|cycle|frequency)|(?:update|revision) cadence|updates?(?: every)?|(?:pflege|aktualisierungs|überarbeitungs|review)(?:turnus|rhythmus|intervall)|aktualisierung|(?:cadence|périodicité) de (?:mise à jour|révision|revue)|(?:cadencia|periodicidad) de (?:revisión|actualización)|actualización|(?:cadência|periodicidade) de (?:revisão|atualização)|atualização|(?:cadenza|periodicità) di (?:revisione|aggiornamento)|aggiornamento|herzieningscyclus|herziening|更新(?:頻度|周期)|(?:document |runbook |page )?(?:reviews?|reviewed|update|revision)(?:[ _-]?(?:cycle|cadence|frequency|interval|period|schedule|every))?|prüf(?:intervall|zyklus|turnus)|(?:über)?prüfung|überprüfungs(?:intervall|zyklus)|fréquence de (?:revue|révision)|frecuencia(?: de revisión)?|frequência(?: de revisão)?|frequenza(?: di revisione)?|revisión|revisão|revisione|controle|見直し|レビュー(?:頻度|周期)|审查周期|复审周期)$/i;

/** Of the document, or of the work it tells of: nobody renews a document every week. */
const BARE_KEY =
  /^(?:cadence|turnus|périodicité|cadencia|periodicidad|cadência|periodicidade|cadenza|periodicità)$/i;

/** `review_cycle: 6 months` in the front matter, `| Review interval | 90 days |` in a table. */
function addOfMetadata(
  context: RuleContext,
  add: (cadence: Cadence | undefined, line: number) => void,
): void {
  for (const [key, value] of Object.entries(context.runbook.metadata.other)) {
    const spaced = key.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
    const bare = BARE_KEY.test(spaced);
    if (!bare && !KEY.test(spaced)) continue;
    const cadence = readCadence(value) ?? readCadence(`every ${value}`);
    if (cadence === undefined) continue;
    if (bare && !/^(?:monthly|quarterly|yearly)$/.test(cadence.unit)) continue;
    const { lines } = context;
    let line = 0;
    while (line < lines.count && !lines.line(line).includes(value)) line++;
    add(cadence, line < lines.count ? line : 0);
  }
}

function wordsOf({ unit, every }: Cadence): string {
  const nouns: Readonly<Partial<Record<Cadence['unit'], string>>> = {
    daily: 'days',
    weekly: 'weeks',
    monthly: 'months',
    quarterly: 'quarters',
    yearly: 'years',
  };
  return every === 1 ? unit : `every ${every} ${nouns[unit] ?? unit}`;
}
