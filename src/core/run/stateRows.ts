import { wordSet } from '../text/words';
import { readOutputTable, type OutputTable } from './outputTable';
import { outputLines } from './outputText';

/** So many things of an output are in one state. */
export interface StateCount {
  readonly state: string;
  readonly count: number;
}

/** Words by which programs say that all is as it should be, in small letters. */
const GOOD = wordSet(
  'healthy running ready up online active available connected synced passing passed success succeeded completed ok optimal serving alive reachable valid enabled green bound in-use attached mounted open established listening joined',
);
/** And by which they say that it is not, or not yet. */
const BAD = wordSet(
  'unhealthy stopped pending notready down offline inactive unavailable disconnected outofsync failing failed error critical warning degraded draining drained initial unused starting stopping terminating terminated unknown released lost evicted crashloopbackoff imagepullbackoff errimagepull containercreating podinitializing oomkilled exited dead paused restarting closed idle disabled unreachable invalid yellow red provisioning updating creating deleting detached leaving left suspended halted rebuilding',
);

/** Whether a word is one of those that name a state. */
export function isState(word: string): boolean {
  const folded = word.toLowerCase();
  return GOOD.has(folded) || BAD.has(folded);
}

/**
 * The states of the things that make up an output: a column of a table, the counts of `uniq -c`, a
 * word on each line, or a name and a word. Undefined when it is none of these beyond doubt.
 * @param wanted the state that is asked for: of pods, a column of their own tells who is ready
 */
export function readStates(stdout: string, wanted: string): readonly StateCount[] | undefined {
  const table = readOutputTable(stdout);
  if (table !== undefined) {
    const ready = /^ready$/i.test(wanted) ? readyParts(table) : undefined;
    if (ready !== undefined) return ready;
    const columns = table.columns
      .map((title, index) => ({ title, index }))
      .filter(({ title }) =>
        /^(?:status|state|phase|health|health[ _-]?(?:status|state))$/i.test(title),
      );
    const [column] = columns;
    if (column === undefined || columns.length > 1 || table.rows.length === 0) return undefined;
    return table.rows.map((row) => ({ state: row[column.index] ?? '', count: 1 }));
  }
  const lines = outputLines(stdout).filter((line) => line.trim() !== '');
  if (lines.length === 0) return undefined;
  return counted(lines) ?? words(lines) ?? named(lines) ?? columned(lines);
}

/** `2/3` under READY: of those that belong together not all are. */
function readyParts({ columns, rows }: OutputTable): readonly StateCount[] | undefined {
  const column = columns.indexOf('READY');
  const read = rows.map((row) => /^(\d+)\/(\d+)$/.exec(row[column] ?? ''));
  if (rows.length === 0 || !read.every((match) => match !== null)) return undefined;
  return read.map((match) => one(match?.[1] === match?.[2] ? 'ready' : 'notready'));
}

/** `uniq -c` sets its numbers to the right. */
function counted(lines: readonly string[]): readonly StateCount[] | undefined {
  const read = lines.map((line) => /^ {2,}(\d{1,9}) (\S+)$/.exec(line));
  if (!read.every((match) => match !== null && isState(match[2] ?? ''))) return undefined;
  return read.map((match) => ({ state: match?.[2] ?? '', count: Number(match?.[1]) }));
}

function words(lines: readonly string[]): readonly StateCount[] | undefined {
  const read = lines.map((line) => line.trim());
  return read.every(isState) ? read.map(one) : undefined;
}

/** `web-1: up`, `web-1 up`; a word of a sentence is no name. */
function named(lines: readonly string[]): readonly StateCount[] | undefined {
  const read = lines.map((line) =>
    /^\s*([\w./@-]+)(?::\d{2,5})?(?:: ?| ?[=|] ?|\s+)(\S+)$/.exec(line),
  );
  const plain = read.every(
    (match) =>
      match !== null &&
      isState(match[2] ?? '') &&
      !/^(?:is|are|not|no|now|still|was|all|never|and|none|some|un\w*|state|status|overall|cluster)$/i.test(
        match[1] ?? '',
      ),
  );
  return plain ? read.map((match) => one(match?.[2] ?? '')) : undefined;
}

/** Rows without titles: one and the same column holds a state in each. */
function columned(lines: readonly string[]): readonly StateCount[] | undefined {
  const rows = lines.map((line) => line.trim().split(/\t+| {2,}/));
  const [width = 0] = rows.map((cells) => cells.length);
  if (width < 3 || rows.some((cells) => cells.length !== width)) return undefined;
  const columns = Array.from({ length: width }, (_, index) => index);
  const holding = columns.filter((index) => rows.some((cells) => isState(cells[index] ?? '')));
  const [column = -1] = holding;
  if (holding.length !== 1 || !rows.every((cells) => /^[A-Z][\w:/]+$/i.test(cells[column] ?? '')))
    return undefined;
  return rows.map((cells) => one(cells[column] ?? ''));
}

function one(state: string): StateCount {
  return { state, count: 1 };
}

/** Whether a state that came out is the one that is asked for. */
export function compareState(came: string, wanted: string): 'yes' | 'no' | 'unclear' {
  const [state, asked] = [came.trim().toLowerCase(), wanted.toLowerCase()];
  if (state === asked) return 'yes';
  const docker = dockerState(state, asked);
  if (docker !== undefined) return docker;
  // "running" may well be "active", and what crashed has failed: only the contrary is none.
  const contrary = GOOD.has(asked) ? BAD.has(state) || /^init:\d/.test(state) : GOOD.has(state);
  if (contrary) return 'no';
  return 'unclear';
}

/** Both say that all is as it should be, each in a word of its own: "Ready" and "Running". */
export function maySayTheSame(came: string, wanted: string): boolean {
  const state = came.trim().toLowerCase();
  if (state === wanted.toLowerCase() || !GOOD.has(wanted.toLowerCase())) return false;
  return GOOD.has(state) || /^up\s/.test(state);
}

/** What `docker ps` says: "Up 3 hours (healthy)", "Exited (1) 2 days ago". */
function dockerState(state: string, asked: string): 'yes' | 'no' | 'unclear' | undefined {
  const health = /^up\b.*\((healthy|unhealthy|health: starting|paused)\)$/.exec(state)?.[1];
  if (health !== undefined && asked === 'healthy') return health === asked ? 'yes' : 'no';
  if (!/^(?:up|running)$/.test(asked)) return undefined;
  if (/^up\b/.test(state)) return health === undefined || health === 'healthy' ? 'yes' : 'unclear';
  return /^(?:exited|restarting|created|dead|removal)\b/.test(state) ? 'no' : undefined;
}
