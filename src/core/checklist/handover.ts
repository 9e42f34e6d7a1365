import { endedWell } from '../run/outcome';
import type { RunEntry } from '../incident/timeline';
import { plainItem } from './plainItem';
import type { ChecklistState } from './state';
import type { ItemProgress } from './tickFold';

/** What a shift leaves to the next one. */
export interface HandoverSource {
  /** As people read it: `2026-03-29, 08:00 to 16:00, Europe/Berlin`. */
  readonly heading: string;
  /** Ticks of the shift, the last of each item, in causal order. */
  readonly ticks: readonly ItemProgress[];
  readonly runs: readonly RunEntry[];
  readonly notes: readonly { readonly actor: string; readonly text: string }[];
  /** Every checklist as it stands now. */
  readonly lists: readonly ChecklistState[];
  readonly incidents: readonly { readonly title: string; readonly severity: string }[];
}

/** The hand-over of a shift as Markdown: done, skipped, failed, still due, open incidents. */
export function handoverMarkdown(source: HandoverSource): string {
  const { ticks, runs, lists, incidents, notes } = source;
  const done = ticks.filter(({ state }) => state === 'done');
  const skipped = ticks.filter(({ state }) => state === 'skipped');
  const failed = runs.filter(isFailed);
  const due = lists.filter(({ group }) => group === 'overdue' || group === 'today');
  return [
    `# Shift hand-over: ${source.heading}`,
    '',
    ...part(
      'Open incidents',
      incidents.map(({ title, severity }) => `${inline(severity)}: ${inline(title)}`),
    ),
    ...part('Still due', due.map(dueLine)),
    ...part('Failed', failed.map(failedLine)),
    ...part(
      'Skipped',
      skipped.map((entry) => `${itemWords(entry)}: ${inline(entry.tick.reason ?? 'no reason')}`),
    ),
    ...part('Done', done.map(itemWords)),
    ...part(
      'Notes',
      notes.map(({ actor, text }) => `${inline(text)} (${inline(actor)})`),
    ),
  ].join('\n');
}

function part(title: string, lines: readonly string[]): readonly string[] {
  const shown = lines.length === 0 ? ['- none'] : lines.map((line) => `- ${line}`);
  return [`## ${title}`, '', ...shown, ''];
}

function dueLine(list: ChecklistState): string {
  const { checklist, runbook, settled, items, group, missed } = list;
  const open = items.filter((entry) => !entry.settled).map(({ item }) => plainItem(item.text));
  const late = group === 'overdue' ? 'overdue' : 'due today';
  const before = missed > 0 ? `, missed ${missed} before` : '';
  return (
    `${inline(checklist.title)} (${inline(runbook)}): ${settled}/${items.length}, ${late}${before}` +
    `; open: ${inline(open.join('; '))}`
  );
}

function itemWords({ tick, actor, time }: ItemProgress): string {
  const note = tick.note === undefined ? '' : ` (note: ${inline(tick.note)})`;
  return `${inline(plainItem(tick.itemText))}, ${inline(tick.checklistTitle)}: ${inline(actor)}, ${time.slice(11, 16)} UTC${note}`;
}

function isFailed({ outcome, verdict }: RunEntry): boolean {
  return outcome !== 'running' && !endedWell(outcome, verdict?.kind);
}

function failedLine({ started, outcome, verdict, message, actor, time }: RunEntry): string {
  const why = verdict?.message ?? message ?? outcome;
  return `${inline(started.title)} (${inline(started.runbook)}): ${inline(why)}; ${inline(actor)}, ${time.slice(11, 16)} UTC`;
}

function inline(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
