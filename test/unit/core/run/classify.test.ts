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

test('what goes on when the step is over is a change', () => {
  const intentOf = (text: string) => classify(text, 'bash', grammars).intent;
  for (const text of [
    'sleep 9 &',
    'nohup ping x >/dev/null &',
    'setsid ping x',
    'sleep 9 & disown',
  ])
    expect(intentOf(text), text).toBe('change');
  for (const text of ['for h in a b; do ping -c1 $h & done; wait', 'nohup ping -c3 x', 'ls && pwd'])
    expect(intentOf(text), text).toBe('check');
});
