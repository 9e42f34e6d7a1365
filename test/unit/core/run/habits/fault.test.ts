import { beforeAll, expect, test } from 'vitest';
import type { Grammars } from '../../../../../src/core/run/grammars';
import { habitsOf } from '../../../../../src/core/run/habits/habits';
import { loadTestGrammars } from '../loadTestGrammars';

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadTestGrammars();
});

test.each([
  ['echo "abc', /double quote is never closed/],
  ['rm x\nif true; then echo a', /`if` is never ended/],
  ['echo $(ls', /never closed/],
])('%s is known to be broken before it runs', (text, why) => {
  expect(habitsOf(text, 'bash', grammars).fault).toMatch(why);
  expect(habitsOf(text, 'sh', grammars).fault).toMatch(why);
});

test.each([
  'echo "a\nb"',
  'case $x in a) echo b ;; esac',
  "cat <<'EOF'\nit's\nEOF",
  '[[ $a =~ (b|c) ]]',
])('%s is not', (text) => {
  expect(habitsOf(text, 'bash', grammars).fault).toBeUndefined();
});
