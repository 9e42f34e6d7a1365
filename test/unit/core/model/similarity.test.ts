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
});
