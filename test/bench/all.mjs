/**
 * Runs every benchmark, one after the other. Each prints ratios against a limit measured in the
 * same run. Exit code 1 when one is over its limit.
 *
 *     node test/bench/all.mjs [NAME]…
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const wanted = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.startsWith(part)))
  .sort();

const over = names.filter((name) => {
  process.stdout.write(`\n${name}\n`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', join(folder, name)], {
    stdio: 'inherit',
  });
  return status !== 0;
});

process.stdout.write(
  over.length === 0 ? '\nEvery limit was kept.\n' : `\nOver a limit: ${over.join(', ')}\n`,
);
process.exitCode = over.length === 0 ? 0 : 1;
