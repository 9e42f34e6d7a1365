import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const said = (text: string) => parseRunbook(`# Till\n\n${text}\n\n## Steps\n\nNone.\n`).metadata;

describe('what a page says of itself', () => {
  it.each([
    ['> **Owner** Store team', { owner: 'Store team' }],
    ['*Owner* — Store team', { owner: 'Store team' }],
    [
      'Owner: Store team   Last updated: 02/11/2026 (dd/mm/yyyy)',
      { owner: 'Store team', lastUpdated: '2026-11-02' },
    ],
    [
      '_Maintained by: Store team — last updated 2026-04-21_',
      { owner: 'Store team', lastUpdated: '2026-04-21' },
    ],
    ['Owner: Store team · Review every month', { owner: 'Store team' }],
    [
      'Owner: Store team · Review every month, next on 2026-12-10',
      { owner: 'Store team', nextReview: '2026-12-10' },
    ],
    ['Last edited time: September 22, 2026', { lastUpdated: '2026-09-22' }],
  ])('is read from %j', (text, expected) => {
    expect(said(text)).toMatchObject(expected);
  });

  it.each(['**Note** the owner is away', '*Owner*', 'Look: a   b'])(
    'is not found in %j',
    (text) => {
      expect(said(text).owner).toBeUndefined();
    },
  );
});
