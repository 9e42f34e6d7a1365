import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSealIntact, writtenHash } from '../../../../src/core/incident/chain';
import type { UnsealedEvent } from '../../../../src/core/incident/encode';
import { decodeLine, encodeEvent, toSafeJson } from '../../../../src/core/incident/encode';
import type { LogEvent } from '../../../../src/core/incident/event';
import { compareEvents, inCausalOrder } from '../../../../src/core/incident/order';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

const anyEvent = fc
  .record({
    id: anyText,
    writer: fc.constantFrom('a', 'b', 'c'),
    seq: fc.integer({ min: 1, max: 20 }),
    clock: fc.integer({ min: 1, max: 20 }),
    actor: anyText,
    noteId: anyText,
    text: anyText,
  })
  .map(({ noteId, text, ...envelope }) => ({
    v: 1,
    ...envelope,
    time: '2026-03-29T01:00:00.000Z',
    type: 'note.added' as const,
    data: { noteId, text },
    prev: '0'.repeat(64),
  }));

/** The line an event was read from, made anew. */
function again(event: LogEvent): string {
  const { writtenType, ...members } = event as LogEvent & { writtenType?: string };
  const unsealed = { ...members, type: writtenType ?? event.type, hash: undefined };
  return encodeEvent(unsealed as UnsealedEvent, sha256).line;
}

describe('a line', () => {
  test('gives back the event it was made of, and its hash fits', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const { line, hash } = encodeEvent(event, sha256);
        const decoded = decodeLine(line);
        expect(decoded.ok && decoded.value.event).toEqual({ ...event, hash });
        expect(writtenHash(line)).toBe(hash);
        expect(isSealIntact(line, sha256)).toBe(true);
        if (decoded.ok) expect(again(decoded.value.event)).toBe(line);
      }),
    );
  });

  test('keeps an unknown type and unknown members through decoding and encoding', () => {
    const body = `{"v":3,"id":"x","writer":"w","seq":1,"clock":1,"time":"t","actor":"a","type":"odd","data":{"z":[1]},"more":{"k":null},"prev":"p"`;
    const line = `${body},"hash":"${sha256(body)}"}`;
    const decoded = decodeLine(line);
    expect(decoded.ok && decoded.value.event.type).toBe('unknown');
    if (decoded.ok) expect(again(decoded.value.event)).toBe(line);
  });

  test('holds no raw control byte, line separator or bidirectional control', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = toSafeJson({ text });
        expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
    expect(toSafeJson('\u001b[31m\u009b\u007f\u2028\u202e\ud800')).toBe(
      '"\\u001b[31m\\u009b\\u007f\\u2028\\u202e\\ud800"',
    );
  });

  test('is not sealed any more once a character was changed', () => {
    fc.assert(
      fc.property(anyEvent, fc.nat(), (event, at) => {
        const { line } = encodeEvent(event, sha256);
        const index = at % line.length;
        const changed = `${line.slice(0, index)}${line[index] === 'x' ? 'y' : 'x'}${line.slice(index + 1)}`;
        expect(isSealIntact(changed, sha256)).toBe(false);
      }),
    );
  });

  test('never throws on any text', () => {
    fc.assert(fc.property(anyText, (text) => void decodeLine(text)));
    fc.assert(fc.property(fc.json({ maxDepth: 8 }), (text) => void decodeLine(text)));
  });
});

describe('the order of the fold', () => {
  test('does not depend on the order of reading', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyEvent, { selector: keyOf }), fc.nat(), (events, shift) => {
        const rotated = [...events.slice(shift % 7), ...events.slice(0, shift % 7)];
        const once = inCausalOrder([events as unknown as LogEvent[]]);
        const again = inCausalOrder([
          rotated.slice(0, 3),
          rotated.slice(3),
        ] as unknown as LogEvent[][]);
        expect(again).toEqual(once);
        expect([...once].sort(compareEvents)).toEqual(once);
      }),
    );
  });
});

function keyOf({ clock, writer, seq }: LogEvent | { clock: number; writer: string; seq: number }) {
  return `${clock} ${writer} ${seq}`;
}
