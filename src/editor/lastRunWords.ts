import { endedWell } from '../core/run/outcome';
import { formatAge, formatDuration } from '../core/export/duration';
import type { LastRun } from '../session/lastRuns';
import { assertNever } from '../util/assertNever';

/** `$(check) 0.3 s · 2 min ago`: what the lens says of the latest run. `now` in milliseconds. */
export function lastRunWords(run: LastRun, now: number): string {
  const took = run.durationMs === undefined ? '' : ` ${formatDuration(run.durationMs)}`;
  const ago = ` · ${formatAge(Math.max(0, now - run.at))}`;
  const why = run.message === undefined ? '' : ` · ${firstLine(run.message)}`;
  switch (run.status) {
    case 'running':
      return '$(sync~spin) running';
    case 'succeeded':
      if (run.verdict === 'fail') return `$(error) not as expected${took}${ago}${why}`;
      if (run.verdict === 'needs-eyes') return `$(eye) needs eyes${took}${ago}`;
      return `$(check)${took}${ago}`;
    case 'failed':
      if (endedWell(run.status, run.verdict)) return `$(check)${took}${ago}`;
      return `$(error) failed${took}${ago}${why}`;
    case 'cancelled':
      return `$(circle-slash) stopped${took}${ago}`;
    case 'timed-out':
      return `$(watch) timed out${took}${ago}`;
    case 'interrupted':
      return `$(debug-disconnect) interrupted${ago}`;
    case 'refused':
      return `$(circle-slash) not run${ago}${why}`;
    default:
      return assertNever(run.status);
  }
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

const SIGNS: Readonly<Record<string, string>> = {
  check: '✓',
  error: '✗',
  eye: '?',
  watch: '✗',
  'circle-slash': '–',
  'debug-disconnect': '–',
  'sync~spin': '…',
};

/** The same where icons are not drawn: `✓ 0.3 s · 2 min ago`. */
export function plainRunWords(run: LastRun, now: number): string {
  return lastRunWords(run, now).replace(/\$\(([\w~-]+)\)/g, (_, icon: string) => SIGNS[icon] ?? '');
}
