import type { Schedule } from '../model/facts';
import { readCadence } from './cadence';
import { readDate } from './dates';
import { keyedLines } from './keyedLines';
import { passagesUnder, type Outline } from './passages';
import type { Table } from './tables';
import { beginsWithAny, firstWord, mentionsAny, wordSet } from '../text/words';

const FREQUENCY = new Set([
  ...wordSet('frequency cadence interval recurrence schedule period periodicity when'),
  'how often',
  ...wordSet(
    'häufigkeit intervall rhythmus turnus frequenz fréquence périodicité frecuencia periodicidad frequência periodicidade frequenza periodicità frequentie frekvens intervall częstotliwość частота периодичность 頻度 周期 频率 주기',
  ),
]);
const LAST =
  /^last (?:completed|run|done|performed|tested|executed|review(?:ed)?|drill|date|exercise)|^last$/i;
const NEXT =
  /^next (?:scheduled|due|run|review|drill|date|planned|exercise|test)|^next$|^due(?: date)?$/i;
const FOREIGN_LAST = [
  'zuletzt', 'letzte', 'dernier', 'dernièr', 'ultimo', 'ultima', 'último', 'última', 'laatst',
  'senast', 'ostatni', 'последн', '前回', '最終', '上次', '마지막',
]; // prettier-ignore
const FOREIGN_NEXT = [
  'nächste', 'prochain', 'próximo', 'próxima', 'prossimo', 'prossima', 'volgende', 'nästa',
  'następn', 'следующ', '次回', '下次', '다음',
]; // prettier-ignore
const TITLE =
  /\b(?:task|drill|activity|exercise|item|name|runbook|check|action|job|review|procedure|test|duty|what|backup|training)(?!\w)/i;
const HEADING =
  /\b(?:schedule[ds]?|windows?|recurring|review (?:dates?|cycle)|next reviews?|cadence|rota(?:tion)?)(?!\w)/i;

const SIGNS = ['schedule', 'window', 'recurring', 'review', 'cadence', 'rota'];

/** What recurs or is due: schedule and drill tables, and lists under a heading about schedules. */
export function findSchedules(outline: Outline): readonly Schedule[] {
  const found = [...outline.tables.flatMap(fromTable), ...fromLists(outline)];
  return found.sort((a, b) => a.line - b.line);
}

function fromTable(table: Table): readonly Schedule[] {
  const titles = table.header.cells.map((cell) => cell.text);
  const frequency = titles.findIndex((title) => FREQUENCY.has(title.toLowerCase()));
  const last = titles.findIndex(
    (title) =>
      (firstWord(title) === 'last' && LAST.test(title)) || beginsWithAny(title, FOREIGN_LAST),
  );
  const next = titles.findIndex(
    (title) =>
      (/^(?:next|due)$/.test(firstWord(title)) && NEXT.test(title)) ||
      beginsWithAny(title, FOREIGN_NEXT),
  );
  const dated = last >= 0 && next >= 0;
  if (frequency < 0 && !dated) return [];
  const others = titles.map((_, i) => i).filter((i) => i !== frequency && i !== last && i !== next);
  const title = others.find((i) => TITLE.test(titles[i] ?? '')) ?? others[0];
  if (title === undefined) return [];
  const rows = table.rows.map((row) => ({
    title: row.cells[title]?.text ?? '',
    frequency: frequency < 0 ? '' : (row.cells[frequency]?.text ?? ''),
    lastCompleted: last < 0 ? undefined : readWhen(row.cells[last]?.text),
    nextScheduled: next < 0 ? undefined : readWhen(row.cells[next]?.text),
    line: row.line,
  }));
  const recurring = rows.some((row) => readCadence(row.frequency) !== undefined);
  return recurring || dated ? rows : [];
}

/** A date as ISO, other words ("TBD", "Next Sunday") as written, nothing for a dash. */
function readWhen(text: string | undefined): string | undefined {
  if (text === undefined || /^[-–—\s]*$/.test(text)) return undefined;
  return readDate(text) ?? text;
}

function fromLists(outline: Outline): readonly Schedule[] {
  const found: Schedule[] = [];
  let title = '';
  const isAbout = (heading: string): boolean =>
    mentionsAny(heading, SIGNS) && HEADING.test((title = heading));
  for (const passage of passagesUnder(outline, isAbout)) {
    if (!passage.opensItem) continue;
    for (const { key, value, line } of keyedLines(passage)) {
      const schedule = fromLine(title, key, value);
      if (schedule !== undefined) found.push({ ...schedule, line });
    }
  }
  return found;
}

/** "restore test (last: 2026-01-10, next: 2026-04-10)". */
function dateAfter(said: RegExp, text: string): string | undefined {
  const words = /\d{4}/.test(text) ? said.exec(text)?.[0] : undefined;
  return words === undefined ? undefined : readDate(words.replace(/^\w+[: ]*(?:on )?/, ''));
}

/** "Last updated" stands below any heading, also one on a rotation. */
const IS_PAST = /\b(?:last|completed|history|updated|reviewed)\b/i;

function fromLine(heading: string, key: string, value: string): Omit<Schedule, 'line'> | undefined {
  const bare = value.replace(/\([^)]*\)/g, '').trim();
  const date = bare.length <= 40 ? readDate(bare) : undefined;
  if (date !== undefined) {
    const past = IS_PAST.test(heading) || IS_PAST.test(key);
    return {
      title: key,
      frequency: readCadence(key) === undefined ? '' : key,
      lastCompleted: past ? date : undefined,
      nextScheduled: past ? undefined : date,
    };
  }
  if (readCadence(key) !== undefined) {
    return {
      title: value,
      frequency: key,
      lastCompleted: dateAfter(/\blast\b[^,;)]*/i, value),
      nextScheduled: dateAfter(/\b(?:next|due)\b[^,;)]*/i, value),
    };
  }
  if (readCadence(value) === undefined) return undefined;
  return { title: key, frequency: value, lastCompleted: undefined, nextScheduled: undefined };
}
