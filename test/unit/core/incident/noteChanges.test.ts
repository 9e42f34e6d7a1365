import { describe, expect, test } from 'vitest';
import { noteChanges, type SavedCell } from '../../../../src/core/incident/noteChanges';

const HEADER = '*14:03:07 · ada*';

function noteCell(noteId: string, text: string, now = text): SavedCell {
  const note = { noteId, header: HEADER, text };
  const value = `${HEADER}\n\n${now}`;
  return { kind: 'markup', language: 'markdown', value, note, isRecord: false };
}

function cell(value: string, more: Partial<SavedCell> = {}): SavedCell {
  return { kind: 'markup', language: 'markdown', value, isRecord: false, ...more };
}

describe('saving an incident notebook', () => {
  test('records nothing when nothing was written', () => {
    const cells = [cell('# Title', { isRecord: true }), noteCell('a', 'one')];
    expect(noteChanges(cells, ['a'], new Map([['a', 'one']]))).toEqual([]);
  });

  test('records new cells, and no empty ones', () => {
    const code = cell('echo ```x```\n', { kind: 'code', language: 'shellscript' });
    expect(noteChanges([cell(' new \r\nnote '), cell('  '), code], [], new Map())).toEqual([
      { kind: 'add', text: 'new \nnote' },
      { kind: 'add', text: '````shellscript\necho ```x```\n````' },
    ]);
  });

  test('never records what was typed in the record', () => {
    expect(noteChanges([cell('forged', { isRecord: true })], [], new Map())).toEqual([]);
  });

  test('records an edit without the line that says who and when, or with that line deleted', () => {
    const edited = noteCell('a', 'one', 'two');
    const headless = { ...noteCell('b', 'x'), value: 'y' };
    const current = new Map([
      ['a', 'one'],
      ['b', 'x'],
    ]);
    expect(noteChanges([edited, headless], ['a', 'b'], current)).toEqual([
      { kind: 'edit', noteId: 'a', text: 'two' },
      { kind: 'edit', noteId: 'b', text: 'y' },
    ]);
  });

  test('removes a note whose cell is gone, not one that came in the meantime', () => {
    const current = new Map([
      ['a', 'one'],
      ['later', 'theirs'],
      ['gone', ''],
    ]);
    expect(noteChanges([], ['a', 'gone'], current)).toEqual([
      { kind: 'edit', noteId: 'a', text: '' },
    ]);
  });

  test('leaves alone what only others changed', () => {
    const current = new Map([['a', 'theirs']]);
    expect(noteChanges([noteCell('a', 'one')], ['a'], current)).toEqual([]);
  });

  test('does not record the same edit again', () => {
    expect(noteChanges([noteCell('a', 'one', 'two')], ['a'], new Map([['a', 'two']]))).toEqual([]);
  });

  test('takes a copied cell as a new note', () => {
    const cells = [noteCell('a', 'one'), noteCell('a', 'one', 'copy')];
    expect(noteChanges(cells, ['a'], new Map([['a', 'one']]))).toEqual([
      { kind: 'add', text: 'copy' },
    ]);
  });
});
