import type { ProcessEnd, StartedProcess } from './startedProcess';

/** What becomes of a command for whose output no pipes could be made. */
export function noPipes(): StartedProcess {
  const message =
    'The pipes for the output could not be made. Look whether the temporary folder is full or read-only, then run it again.';
  const failure = { code: 'spawn-failed', message } as const;
  const end: ProcessEnd = { exitCode: undefined, signal: undefined, failure };
  return { pid: undefined, end: Promise.resolve(end) };
}
