import { beforeAll, expect, test } from 'vitest';
import { classify } from '../../../../src/core/run/classify';
import type { Grammars } from '../../../../src/core/run/grammars';
import { loadTestGrammars } from './loadTestGrammars';

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadTestGrammars();
});

test('a block takes its worst command', () => {
  expect(classify('ls -l; cat x', 'bash', grammars).intent).toBe('check');
  expect(classify('ls && echo a > x', 'bash', grammars).intent).toBe('change');
  const worst = classify('ls; touch y | grep x && (rm -rf build)', 'bash', grammars);
  expect(worst).toEqual({ intent: 'destructive', reasons: ['`rm -rf build` deletes build'] });
});

test('Windows line ends are no part of a command', () => {
  expect(classify('docker ps\r\nls\r\n', 'bash', grammars).intent).toBe('check');
});
