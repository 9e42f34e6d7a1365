import type { PastPeriod } from '../../core/checklist/history';
import { markOf, type ChecklistHistory } from '../../core/checklist/historyExport';
import { plainItem } from '../../core/checklist/plainItem';

/** How many of the last periods a calendar shows. */
const SHOWN = 371;

const STYLE = `
body { font: var(--vscode-font-size) var(--vscode-font-family); padding: 0 1.5em 2em; }
ol.calendar { display: grid; grid-auto-flow: column; grid-template-rows: repeat(7, 1.4em);
  grid-auto-columns: 1.4em; gap: 2px; list-style: none; padding: 0; overflow-x: auto; }
ol.calendar li { text-align: center; line-height: 1.4em; border: 1px solid var(--vscode-widget-border, gray); }
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
  const cells = [...shown]
    .reverse()
    .map(
      (period) =>
        `<li class="${period.status}" title="${escape(words(period))}" aria-label="${escape(words(period))}">${markOf(period)}</li>`,
    );
  const late =
    missed === 0 ? '' : `<p>Missed ${missed} ${missed === 1 ? 'time' : 'times'} in a row.</p>`;
  return `<section><h2>${escape(title)}</h2><p>${escape(runbook)}</p>${late}
<ol class="calendar">${cells.join('')}</ol>
<table><thead><tr><th>Period</th><th>Done</th><th>Who, when, what was skipped</th></tr></thead>
<tbody>${shown.map(rowHtml).join('\n')}</tbody></table></section>`;
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
