import type { PastPeriod } from '../../core/checklist/history';
import { markOf, type ChecklistHistory } from '../../core/checklist/historyExport';
import { plainItem } from '../../core/checklist/plainItem';

/** How many of the last periods a calendar shows. */
const SHOWN = 371;

const STYLE = `
body { font: var(--vscode-font-size) var(--vscode-font-family); padding: 0 1.5em 2em; }
ol.calendar { display: flex; flex-wrap: wrap; gap: 2px; list-style: none; padding: 0; }
ol.weeks { display: grid; grid-auto-flow: column; grid-template-rows: repeat(7, 1.4em);
  grid-auto-columns: 1.4em; overflow-x: auto; }
ol.calendar li { min-width: 1.4em; text-align: center; line-height: 1.4em; border: 1px solid var(--vscode-widget-border, gray); }
li.full { background: var(--vscode-testing-iconPassed); color: var(--vscode-editor-background); }
li.partial { background: var(--vscode-editorWarning-background, transparent); color: var(--vscode-editorWarning-foreground); }
li.missed { color: var(--vscode-errorForeground); }
table { border-collapse: collapse; } td, th { text-align: left; padding: 0.2em 1em 0.2em 0; vertical-align: top; }
`;

/** A page without script: a calendar of each checklist, and who did what under it. */
export function historyHtml(histories: readonly ChecklistHistory[]): string {
  const body =
    histories.length === 0
      ? '<p>Nothing was ticked yet. A period appears here with its first tick.</p>'
      : histories.map(checklistHtml).join('\n');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Checklist History</title><style>${STYLE}</style></head>
<body><h1>Checklist history</h1><p>■ full · ◪ partial · □ missed; the oldest first</p>
${body}</body></html>`;
}

function checklistHtml({ runbook, title, periods, missed }: ChecklistHistory): string {
  const shown = periods.slice(0, SHOWN);
  const oldest = [...shown].reverse();
  const weeks = oldest.length > 7 && oldest.every(({ name }) => DAY.test(name));
  const cells = oldest.map((period, index) => {
    const row = weeks && index === 0 ? rowOf(period) : '';
    const told = escape(words(period));
    return `<li class="${period.status}"${row} title="${told}" aria-label="${told}">${markOf(period)}</li>`;
  });
  const late =
    missed === 0 ? '' : `<p>Missed ${missed} ${missed === 1 ? 'time' : 'times'} in a row.</p>`;
  return `<section><h2>${escape(title)}</h2><p>${escape(runbook)}</p>${late}
<ol class="calendar${weeks ? ' weeks' : ''}">${cells.join('')}</ol>
<table><thead><tr><th>Period</th><th>Done</th><th>Who, when, what was skipped</th></tr></thead>
<tbody>${shown.map(rowHtml).join('\n')}</tbody></table></section>`;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Days stand in columns of weeks: the first is put on the row of its weekday, Monday on top. */
function rowOf({ name }: PastPeriod): string {
  return ` style="grid-row-start: ${((new Date(`${name}T12:00:00Z`).getUTCDay() + 6) % 7) + 1}"`;
}

function rowHtml(period: PastPeriod): string {
  const entries = period.entries.map(({ tick, actor, time, state }) => {
    const reason = tick.reason === undefined ? '' : ` (${tick.reason})`;
    const note = tick.note === undefined ? '' : `, note: ${tick.note}`;
    return escape(`${plainItem(tick.itemText)}: ${state}${reason} by ${actor} at ${time}${note}`);
  });
  const { name, done, items } = period;
  return `<tr><td>${escape(name)}</td><td>${done}/${items}</td><td>${entries.join('<br>')}</td></tr>`;
}

function words({ name, status, done, skipped, items, entries }: PastPeriod): string {
  const by = [...new Set(entries.map(({ actor }) => actor))].join(', ');
  return `${name}: ${status}, ${done} of ${items} done, ${skipped} skipped${by === '' ? '' : `, ${by}`}`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
