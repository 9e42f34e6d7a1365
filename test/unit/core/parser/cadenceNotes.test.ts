import { describe, expect, it } from 'vitest';
import { readChecklists } from '../../../../src/core/parser/readChecklists';

const notesOf = (text: string) =>
  readChecklists(text).checklists.map(({ cadenceNote }) => cadenceNote);

describe('the cadence a comment gives a checklist', () => {
  it.each([
    ['below its heading', '## A\n\n<!-- cadence: weekly -->\n\n- [ ] x\n', ['weekly']],
    ['right above its heading', '<!-- cadence: weekly -->\n\n## A\n\n- [ ] x\n', ['weekly']],
    [
      'the nearer of two',
      '<!-- cadence: daily -->\n## A\n\n<!-- cadence: weekly -->\n- [ ] x\n',
      ['weekly'],
    ],
    [
      'not that of the list before',
      '## A\n\n<!-- cadence: weekly -->\n\n- [ ] x\n\n## B\n\n- [ ] y\n',
      ['weekly', undefined],
    ],
    [
      'not one with words in between',
      '<!-- cadence: weekly -->\n\nWords.\n\n## A\n\n- [ ] x\n',
      [undefined],
    ],
    ['not one above two headings', '<!-- cadence: weekly -->\n# A\n## B\n\n- [ ] x\n', [undefined]],
  ])('stands %s', (_, text, notes) => {
    expect(notesOf(text)).toEqual(notes);
  });
});
