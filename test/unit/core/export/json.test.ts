import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repeats } from '../../effort';
import { exportJson, importJson, type LogArchive } from '../../../../src/core/export/json';
import { CASES } from './cases';
import { logOf } from './logOf';

function archive(files: LogArchive['files']): LogArchive {
  return {
    log: 'incidents/inc-1',
    title: 'Orders',
    exportedAt: '2026-03-30T08:00:00.000Z',
    proof: ['All of it.'],
    checkpoint: { log: 'incidents/inc-1', writers: { 'host-a': { count: 2, hash: 'ab' } } },
    files,
    outputs: [{ name: 'a'.repeat(64), base64: '/wA=' }],
    outputsLeftOut: ['b'.repeat(64)],
  };
}

function again(one: LogArchive): LogArchive {
  const read = importJson(exportJson(one));
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

describe('a log exported as JSON', () => {
  test('comes back with every byte of every line', () => {
    const texts = CASES.map(([name], index) => ({
      name: `host-${index}.jsonl`,
      text: logOf([{ type: 'note.added', data: { noteId: name, text: '\u202e"\\\u001b[0m' } }])
        .text,
    }));
    const one = archive(texts);
    expect(again(one)).toEqual(one);
  });

  test('stands as objects that other programs can read', () => {
    const { text, events } = logOf([{ type: 'note.added', data: { noteId: 'n', text: 'hello' } }]);
    const value = JSON.parse(exportJson(archive([{ name: 'host-a.jsonl', text }]))) as {
      files: { lines: { hash: string; data: { text: string } }[] }[];
    };
    expect(value.files[0]?.lines[0]?.data.text).toBe('hello');
    expect(value.files[0]?.lines[0]?.hash).toBe(events[0]?.hash);
  });

  test('keeps lines an object would change, torn ends and other line ends', () => {
    const odd = [
      '{"b":1.0,"a":2}\n{"10":1,"2":1}\n',
      'not json\n\n[1]\n"text"\nnull\n',
      '{"a":1}\r\n{"__proto__":{"x":1}}\n{"a":1,"a":2}\n',
      '{"v":1}\n{"v":2,"torn',
      '',
      '\n',
      '\ufeff{"a":"\u2028"}\n',
    ];
    const one = archive(odd.map((text, index) => ({ name: `w${index}.jsonl`, text })));
    expect(again(one)).toEqual(one);
  });

  test('comes back for any text', () => {
    const line = fc.oneof(
      fc.json({ noUnicodeString: false }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '{', '{"a": 1}', '{"a":1e400}', '{"a":-0}', '{"\\u0061":1}'),
    );
    fc.assert(
      fc.property(fc.array(line), fc.string({ unit: 'binary' }), (lines, rest) => {
        const text = lines.map((one) => `${one}\n`).join('') + rest;
        const one = archive([{ name: 'w.jsonl', text }]);
        expect(again(one)).toEqual(one);
      }),
      { numRuns: repeats(500) },
    );
  });

  test.each([
    ['not-json', 'x'],
    ['not-an-export', '{}'],
    ['not-an-export', '{"format":"runbook-log","version":1}'],
    [
      'not-an-export',
      '{"format":"runbook-log","version":1,"log":"x","checkpoint":{"log":"x","writers":{}},"files":[{"name":1}],"outputs":[]}',
    ],
    ['newer-version', '{"format":"runbook-log","version":2}'],
  ])('is refused as %s: %s', (code, text) => {
    expect(importJson(text)).toMatchObject({ ok: false, code });
  });
});
