import { setTimeout as delay } from 'node:timers/promises';

import { findDescendants, findProcesses, findWriters } from './findProcesses';
import { signalGroup, signalProcess } from './processGroup';

/**
 * What to end: process groups, trees, and on Linux everything that carries one of the markers or
 * has one of the pipes open.
 */
export interface Doomed {
  readonly groups: readonly number[];
  /** Processes that are ended with all their descendants. */
  readonly trees: readonly number[];
  readonly markers: readonly { readonly name: string; readonly value: string }[];
  /** Paths of named pipes that nobody else has open at the moment of asking. */
  readonly pipes?: (() => readonly string[]) | undefined;
}

/** How often it is looked whether all are gone, in milliseconds. */
const POLL_MS = 10;
const MOST_ROUNDS = 4;

/**
 * TERM to all; KILL to what is left after `graceMs`. Resolves once all are gone or were sent KILL.
 */
export async function endProcesses(doomed: Doomed, graceMs: number): Promise<void> {
  const escaped = find(doomed);
  for (const group of doomed.groups) signalGroup(group, 'SIGTERM');
  for (const pid of escaped) signalProcess(pid, 'SIGTERM');
  const deadline = performance.now() + graceMs;
  const left = () =>
    doomed.groups.some((group) => signalGroup(group, 0)) ||
    escaped.some((pid) => signalProcess(pid, 0));
  while (left() && performance.now() < deadline) await delay(POLL_MS);
  // Their parents may have ended before them: without a marker of their own they are found no more.
  const known = escaped.filter((pid) => signalProcess(pid, 0));
  killProcesses({ ...doomed, trees: [...doomed.trees, ...known] });
}

/**
 * KILL to all, until a round finds nobody: what was being forked while one round ran is in the next,
 * and some fork faster than they can be looked for.
 */
export function killProcesses(doomed: Doomed): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    for (const group of doomed.groups) signalGroup(group, 'SIGKILL');
    const found = find(doomed);
    for (const pid of found) signalProcess(pid, 'SIGKILL');
    if (round > 0 && found.length === 0) return;
  }
}

function find({ trees, markers, pipes }: Doomed): number[] {
  const marked = markers.flatMap(({ name, value }) => findProcesses(name, value));
  return [...new Set([...findDescendants(trees), ...marked, ...findWriters(pipes?.() ?? [])])];
}
