// docker stats: the processor and memory use of the container's processes, read from /proc.
import { readdirSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { containers, findContainer } from './find.mjs';
import { readOptions } from './options.mjs';
import { isShownByDefault } from './status.mjs';
import { formatRecords } from './table.mjs';

const known = /** @type {const} */ ({
  '--no-stream': 'flag',
  '--format': 'value',
  '-a': 'flag',
  '--all': 'flag',
});
const sampleMs = 300;
const ticksPerSecond = 100; // USER_HZ, fixed for user space on Linux.
const headings = {
  ID: 'CONTAINER ID',
  Name: 'NAME',
  CPUPerc: 'CPU %',
  MemUsage: 'MEM USAGE / LIMIT',
  MemPerc: 'MEM %',
  PIDs: 'PIDS',
};

/** @typedef {{ ticks: number, bytes: number, count: number }} Use */

/** @param {string} home @param {readonly string[]} args @returns {Promise<number>} */
export async function stats(home, args) {
  const { options, operands } = readOptions(args, known);
  for (;;) {
    const shown =
      operands.length > 0
        ? operands.map((operand) => findContainer(home, operand))
        : containers(home).filter(({ state }) => isShownByDefault(state));
    const before = shown.map(({ state }) => useOf(state.process?.pid));
    const began = Date.now();
    await new Promise((resolve) => setTimeout(resolve, sampleMs));
    const seconds = (Date.now() - began) / 1000;
    const rows = shown.map((container, at) => record(container, before[at], seconds));
    const table = formatRecords(rows, Object.keys(headings), headings, options.get('--format'));
    if (options.has('--no-stream')) {
      process.stdout.write(`${table}\n`);
      return 0;
    }
    process.stdout.write(`\u001b[H\u001b[J${table}\n`);
  }
}

/** @param {import('./find.mjs').Container} container @param {Use | undefined} before
 * @param {number} seconds @returns {Record<string, string>} */
function record({ spec, state }, before, seconds) {
  const now = useOf(state.process?.pid);
  const ticks = Math.max(now.ticks - (before?.ticks ?? 0), 0);
  const mebi = 1024 * 1024;
  return {
    ID: state.id.slice(0, 12),
    Name: spec.name,
    CPUPerc: `${((ticks / ticksPerSecond / seconds) * 100).toFixed(2)}%`,
    MemUsage: `${(now.bytes / mebi).toFixed(1)}MiB / ${(totalmem() / mebi / 1024).toFixed(2)}GiB`,
    MemPerc: `${((now.bytes / totalmem()) * 100).toFixed(2)}%`,
    PIDs: String(now.count),
  };
}

/** What a process and its children use; nothing where there is no /proc.
 * @param {number | undefined} pid @returns {Use} */
function useOf(pid) {
  const total = { ticks: 0, bytes: 0, count: 0 };
  if (pid === undefined || process.platform !== 'linux') return total;
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // proc(5), counted after the name: 1 parent, 11 and 12 processor ticks, 21 pages in memory.
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      if (Number(name) !== pid && fields[1] !== pid) continue;
      total.ticks += (fields[11] ?? 0) + (fields[12] ?? 0);
      total.bytes += (fields[21] ?? 0) * 4096;
      total.count += 1;
    } catch {
      // The process ended while we looked.
    }
  }
  return total;
}
