import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sedActs } from '../../../../../src/core/run/commands/sedScript';
import { repeats } from '../../../effort';

const ACTS = [
  'w out',
  '$wout',
  '/x/w out',
  '\\,x,w out',
  '1,5{p;w out\n}',
  '/a/,/b/ ! w out',
  's/a/b/w out',
  's|a|b|2gw out',
  's/[/]/x/w out',
  's/a/b/e',
  '1e ls',
  'e',
  'p;1!{e date\n}',
  'bend;w out',
];
const READS = [
  'p',
  '$p',
  '1,5p',
  '0~3d',
  '/x/Ip;q',
  's/a\\/w b/c/g',
  's/w x/e/p',
  's,w ,e ,',
  's/[;w /]/x/',
  'y/we/ab/',
  'a w out',
  '# w out',
  ':w\nb w',
  '1,+3{s/a/b/;p}',
  'i\\\nw out',
];

describe('scripts of sed', () => {
  test.each(ACTS)('that write or start something: %s', (script) =>
    expect(sedActs(script)).toBe(true),
  );
  test.each(READS)('that only put out: %s', (script) => expect(sedActs(script)).toBe(false));

  const pieces = fc.array(fc.constantFrom(...ACTS, ...READS, 'n', 'N;P;D', 'h;G', '}', '{', 'q5'), {
    minLength: 1,
    maxLength: 4,
  });
  const joined = fc.tuple(pieces, fc.constantFrom(';', '\n', ' ; ', ''));

  test.skipIf(!hasSandbox())('are never taken for harmless when sed itself forbids them', () => {
    fc.assert(
      fc.property(joined, ([all, join]) => {
        const script = all.join(join);
        const { stderr } = sandboxed(script);
        if (/disabled in sandbox/.test(stderr)) expect(sedActs(script)).not.toBe(false);
      }),
      { numRuns: repeats(1_000) },
    );
  });
});

/** GNU sed runs nothing of a script that writes or starts something in its sandbox. */
function sandboxed(script: string): { readonly stderr: string; readonly status: number | null } {
  return spawnSync('sed', ['--sandbox', '-n', '-e', script, '/dev/null'], { encoding: 'utf8' });
}

function hasSandbox(): boolean {
  return sandboxed('p').status === 0;
}
