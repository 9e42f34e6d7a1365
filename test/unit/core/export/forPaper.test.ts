import { expect, test } from 'vitest';
import { forPaper } from '../../../../src/core/export/forPaper';
import type { StoryPiece } from '../../../../src/core/export/story';
import { ended, logOf, started, storyOf } from './logOf';

const lines = (count: number): string =>
  Array.from({ length: count }, (_, i) => `line ${i + 1}\n`).join('');

function printed(output: string): readonly StoryPiece[] {
  const story = forPaper(storyOf(logOf([started('r1'), ended('r1', output)]).events));
  return story.days.flatMap(({ entries }) => entries.flatMap(({ pieces }) => pieces));
}

test('a long output keeps its beginning and its end and says what is left out', () => {
  const pieces = printed(lines(500));
  const outputs = pieces.flatMap((piece) => (piece.kind === 'output' ? [piece.text] : []));
  expect(outputs.map((text) => text.trimEnd().split('\n').length)).toEqual([25, 15]);
  expect(outputs[0]?.startsWith('line 1\n')).toBe(true);
  expect(outputs[1]?.startsWith('line 486\n')).toBe(true);
  expect(outputs[1]?.endsWith('line 500\n')).toBe(true);
  expect(pieces).toContainEqual({
    kind: 'sentence',
    text: '460 lines are left out on paper; the other formats have them.',
  });
});

test('an output of a page is whole', () => {
  expect(printed(lines(60))).toContainEqual({ kind: 'output', text: lines(60) });
});

test('a line of pages keeps its beginning and its end, and no character is cut in two', () => {
  const line = `{"a":["${'\u001b[31m😀\u001b[0m'.repeat(4_000)}"]}`;
  const [text = ''] = printed(line).flatMap((piece) =>
    piece.kind === 'output' ? [piece.text] : [],
  );
  expect(text).toMatch(/^\{"a":\["(😀)+ … \d+ characters are left out on paper … (😀)+"\]\}$/u);
  expect(text.length).toBeLessThan(3_500);
});
