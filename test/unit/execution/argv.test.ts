import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { substitute } from '../../../src/core/run/quote';
import type { ShellName } from '../../../src/execution/command';
import { repeats } from '../effort';
import { bundledSupervisor, request, type BundledSupervisor } from './bundledSupervisor';

/** Random texts per shell, of which half are made of what shells have a meaning for. */
const COUNT = repeats(20_000);
const PER_PROCESS = 1_000;

const HOSTILE = fc.array(
  fc.constantFrom(
    ...["'", '"', '`', '$', '(', ')', '{', '}', '\\', '\n', ' ', ';', '&', '|', '<', '>', '*', '?'],
    ...['!', '#', '~', '=', '%', '[', ']', '-', '^', '\t', '\r', 'é', '✓', '’', '$(', '${x}', '&&'],
    ...['; touch planted #', '$(touch planted)', '`touch planted`', '\n touch planted\n', "'\\''"],
    ...["' || touch planted '", '" ; touch planted "', '<(touch planted)', '!!', '*', 'a', '$IFS'],
  ),
  { maxLength: 12 },
);
const TEXT = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    HOSTILE.map((parts) => parts.join('')),
  )
  .filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text));

/** Where in a command the hole stands: bare, in double and in single quotes. */
const PLACES = ['<value>', '"<value>"', "'<value>'"];

let supervisor: BundledSupervisor;
let show: string;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
  show = join(supervisor.folder, 'show');
  // Hex, so that nothing of what is received can be mistaken for something else.
  writeFileSync(
    show,
    `#!${process.execPath}\nprocess.stdout.write(process.argv.slice(2).map((text) => Buffer.from(text).toString('hex')).join('\\n') + '\\n');`,
  );
  chmodSync(show, 0o755);
});
afterAll(() => supervisor.close());

for (const shell of ['bash', 'sh', 'zsh'] as const) {
  test(`${shell}: ${COUNT} random texts arrive as they were sent, and nothing else runs`, async (context) => {
    const texts = fc.sample(TEXT, COUNT);
    const before = readdirSync(supervisor.folder);
    let refused = 0;
    for (let start = 0; start < COUNT; start += PER_PROCESS) {
      const batch = texts.slice(start, start + PER_PROCESS);
      const sent: string[] = [];
      const words: string[] = [];
      batch.forEach((text, index) => {
        const word = filled(shell, PLACES[index % PLACES.length] ?? '', text);
        if (word === undefined) refused += 1;
        else {
          words.push(word);
          sent.push(Buffer.from(text).toString('hex'));
        }
      });
      const one = request(`${show} ${words.join(' ')}`, { shell, cwd: supervisor.folder });
      const result = await supervisor.client.run(one).result;
      if (result.code === 'shell-not-found') context.skip(`${shell} is not installed`);
      expect(result.output.stderr.head).toBe('');
      const { file, stdout } = result.output;
      const received = file === undefined ? stdout.head : readFileSync(file, 'utf8');
      expect(received.split('\n').slice(0, -1)).toEqual(sent);
    }
    expect(refused).toBeLessThan(COUNT / 50);
    expect(readdirSync(supervisor.folder).filter((name) => name !== 'outputs')).toEqual(
      before.filter((name) => name !== 'outputs'),
    );
  }, 120_000);
}

/** The word as it stands in the command once the hole is filled; undefined when that is refused. */
function filled(shell: ShellName & ('bash' | 'sh' | 'zsh'), place: string, text: string) {
  const result = substitute(`show ${place} x`, shell, { value: text });
  return result.ok ? result.value.slice('show '.length, -' x'.length) : undefined;
}
