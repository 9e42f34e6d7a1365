import { readOutputTable } from './outputTable';
import { outputLines } from './outputText';

/** So many things of an output are in one state. */
export interface StateCount {
  readonly state: string;
  readonly count: number;
}

/** Words by which programs name a state, in small letters. */
const STATES = new Set(
  `healthy unhealthy running stopped pending ready notready up down online offline active inactive
available unavailable connected disconnected synced outofsync passing failing failed success succeeded
completed error critical warning ok degraded draining drained initial unused starting stopping
terminating terminated unknown bound released lost evicted crashloopbackoff imagepullbackoff
errimagepull containercreating oomkilled exited dead paused restarting alive established closed idle
enabled disabled reachable unreachable valid invalid open green yellow red serving provisioning
updating creating deleting attached detached in-use mounted joined leaving left suspended halted
passed optimal rebuilding listening`.split(/\s+/),
);

/** Whether a word is one of those that name a state. */
export function isState(word: string): boolean {
  return STATES.has(word.toLowerCase());
}

/**
 * The states of the things that make up an output: a column of a table, the counts of `uniq -c`, a
 * word on each line, or a name and a word. Undefined when it is none of these beyond doubt.
 */
export function readStates(stdout: string): readonly StateCount[] | undefined {
  const table = readOutputTable(stdout);
  if (table !== undefined) {
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
  if (/^[\w:/-]+$/.test(state) && !parts(state).includes(asked)) return 'no';
  return 'unclear';
}

/** What `docker ps` says: "Up 3 hours (healthy)", "Exited (1) 2 days ago". */
function dockerState(state: string, asked: string): 'yes' | 'no' | 'unclear' | undefined {
  const health = /^up\b.*\((healthy|unhealthy|health: starting|paused)\)$/.exec(state)?.[1];
  if (health !== undefined && asked === 'healthy') return health === asked ? 'yes' : 'no';
  if (!/^(?:up|running)$/.test(asked)) return undefined;
  if (/^up\b/.test(state)) return health === undefined || health === 'healthy' ? 'yes' : 'unclear';
  return /^(?:exited|restarting|created|dead|removal)\b/.test(state) ? 'no' : undefined;
}

function parts(state: string): readonly string[] {
  return state.split(/[^a-z]+/);
}
