import { describe, expect, it } from 'vitest';
import { editSimilarity } from '../../../../src/core/model/similarity';

describe('the similarity of two texts', () => {
  it.each([
    ['Contacts are current', '[Contacts](https://wiki.test/people) are current'],
    ['See [the wiki](https://a.test/x) first', 'See the wiki first'],
  ])('takes %s for %s: only the link is new', (before, after) => {
    expect(editSimilarity(before, after, false)).toBe(1);
  });

  it('does not take a link for one to another place', () => {
    expect(editSimilarity('See [it](https://a.test/x)', 'See [it](https://a.test/y)', false)).toBe(
      0,
    );
  });

  it.each([
    ['Check node a', 'Check node b'],
    ['Open [the page](a.html)', 'Open [the page](b.html)'],
    ['Start phase I', 'Start phase II'],
    ['Start phase', 'Start phase IV'],
  ])('does not take %s for %s', (before, after) => {
    expect([editSimilarity(before, after, false), editSimilarity(after, before, false)]).toEqual([
      0, 0,
    ]);
  });
});
