import { assertNever } from '../../util/assertNever';
import { formatDuration } from '../export/duration';
import { plain } from '../export/markdownText';
import type { Incident } from './incident';
import type { TimelineEntry } from './timeline';

/** One thing that happened as an item of a Markdown list, with the time that is shown for it. */
export function timelineLine(entry: TimelineEntry, incident: Incident): string {
  const corrected = incident.corrected.get(entry.id);
  const time = plain((corrected?.time ?? entry.time).slice(0, 19).replace('T', ' '));
  const was = corrected === undefined ? '' : ` _(recorded ${plain(entry.time.slice(11, 19))})_`;
  return `- ${time}${was} ${plain(entry.actor)}: ${whatHappened(entry)}`;
}

function whatHappened(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'run': {
      const { started, outcome, durationMs, exitCode, verdict } = entry;
      const took = durationMs === undefined ? '' : ` in ${formatDuration(durationMs)}`;
      const exit = exitCode === undefined || exitCode === 0 ? '' : `, exit ${exitCode}`;
      const judged =
        verdict === undefined ? '' : `; ${plain(verdict.kind)}: ${plain(verdict.message)}`;
      return `ran **${plain(started.title)}** on ${plain(started.target)}: ${plain(outcome)}${took}${exit}${judged}`;
    }
    case 'refusal': {
      const { refused, verdict } = entry;
      const then = verdict === undefined ? '' : `; ${plain(verdict.message)}`;
      return `did not run **${plain(refused.title)}**: ${plain(refused.message)}${then}`;
    }
    case 'note':
      return entry.text === '' ? 'removed a note' : `note: ${plain(entry.text)}`;
    case 'tick': {
      const { state, itemText, reason } = entry.tick;
      const why = reason === undefined ? '' : ` (${plain(reason)})`;
      return `${state === 'open' ? 'unticked' : plain(state)} ${plain(itemText)}${why}`;
    }
    case 'fact':
      return plain(entry.text);
    default:
      return assertNever(entry);
  }
}
