import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Processes of this user that carry `name=value` in the environment they were started with, and
 * all their descendants: what has left its process group (`setsid`, double fork) is found too.
 * Linux only; elsewhere nothing is found. What cleared its environment (`env -i`) and has lost its
 * parent is not found either: `findWriters` may.
 */
export function findProcesses(name: string, value: string): number[] {
  if (process.platform !== 'linux') return [];
  const marker = Buffer.from(`${name}=${value}\0`);
  const found = new Set<number>();
  const parents = new Map<number, number>();
  for (const pid of processIds()) {
    if (pid === process.pid) continue;
    const environment = read(`/proc/${pid}/environ`);
    if (environment?.includes(marker)) found.add(pid);
    const parent = parentOf(pid);
    if (parent !== undefined) parents.set(pid, parent);
  }
  addDescendants(found, parents);
  return [...found];
}

/**
 * How many processes carry one variable with its value and another with any, in the environment
 * they were started with. Linux only; elsewhere none is known of.
 */
export function countProcesses(name: string, value: string, other: string): number {
  if (process.platform !== 'linux') return 0;
  return processIds().filter((pid) => {
    const environment = read(`/proc/${pid}/environ`);
    return (
      environment?.includes(`${name}=${value}\0`) === true && environment.includes(`${other}=`)
    );
  }).length;
}

/**
 * Processes that have one of the files open, and all their descendants: who writes to the pipe of a
 * run has it from the run, whatever became of its environment, its group and its parent. Linux only.
 */
export function findWriters(paths: readonly string[]): number[] {
  if (paths.length === 0 || process.platform !== 'linux') return [];
  const wanted = new Set(paths);
  const writers = processIds().filter((pid) => pid !== process.pid && hasOpen(pid, wanted));
  return findDescendants(writers);
}

function hasOpen(pid: number, paths: ReadonlySet<string>): boolean {
  const folder = `/proc/${pid}/fd`;
  return orGone(() => readdirSync(folder), []).some((fd) =>
    paths.has(orGone(() => readlinkSync(`${folder}/${fd}`), '')),
  );
}

function processIds(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** The given processes and all their descendants, as far as they live. */
export function findDescendants(roots: readonly number[]): number[] {
  if (roots.length === 0) return [];
  const found = new Set(roots);
  const parents = process.platform === 'linux' ? parentsOnLinux() : parentsByPs();
  addDescendants(found, parents);
  return [...found].filter((pid) => parents.has(pid));
}

function parentsOnLinux(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const pid of processIds()) {
    const parent = parentOf(pid);
    if (parent !== undefined) parents.set(pid, parent);
  }
  return parents;
}

function parentsByPs(): Map<number, number> {
  const { stdout } = spawnSync('/bin/ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = [...stdout.matchAll(/^\s*(\d+)\s+(\d+)/gm)];
  return new Map(rows.map(([, pid, parent]) => [Number(pid), Number(parent)]));
}

function addDescendants(found: Set<number>, parents: ReadonlyMap<number, number>): void {
  let before = -1;
  while (before !== found.size) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
}

/** The parent's id; undefined when the process is gone or dead already (a zombie). */
function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`)?.toString('latin1');
  // "pid (name) state parent …": the name may hold spaces and parentheses.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined || fields[0] === 'Z' ? undefined : Number(fields[1]);
}

function read(path: string): Buffer | undefined {
  return orGone(() => readFileSync(path), undefined);
}

/** Of a process that is gone in the meantime, or another user's, nothing is known. */
function orGone<Value>(look: () => Value, unknown: Value): Value {
  try {
    return look();
  } catch {
    return unknown;
  }
}
