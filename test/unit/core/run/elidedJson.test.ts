import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutElisions } from '../../../../src/core/run/elidedJson';
import { repeats } from '../../effort';
import { verdictOf } from './verdictOf';

describe('JSON of which something is left out', () => {
  it.each([
    ['{"status": "ok", ...}', '{"status":"ok","up":12}', 'pass'],
    ['{"status": "ok", ...}', '{"up":12}', 'fail'],
    ['{ ... "status": "ok" }', '{"a":1,"status":"ok"}', 'pass'],
    ['{\n  "status": "ok",\n  // ...\n}', '{"a":1,"status":"ok"}', 'pass'],
    ['{"id": ..., "status": "ok"}', '{"id":7,"status":"ok"}', 'pass'],
    ['{"id": ..., "status": "ok"}', '{"status":"ok"}', 'fail'],
    ['[{"name": "a"}, ...]', '[{"name":"a"},{"name":"b"},{"name":"c"}]', 'pass'],
    ['[{"name": "a"}, ...]', '[{"name":"b"}]', 'fail'],
    ['[…, {"name": "c"}]', '[{"name":"a"},{"name":"c"}]', 'pass'],
    ['[{"name": "a"}, ..., {"name": "c"}]', '[{"name":"a"}]', 'fail'],
    ['[1, 2]', '[1, 2, 3]', 'fail'],
    ['{"said": "wait ..."}', '{"said":"wait a little"}', 'pass'],
  ])('%j of %j: %s', (expected, printed, verdict) => {
    expect(verdictOf(['output', expected, printed, 'pass'])).toBe(verdict);
  });

  it('is text when it is none', () => {
    expect(withoutElisions('{ print ... }')).toBeUndefined();
    expect(withoutElisions('...')).toBeUndefined();
    expect(withoutElisions('{"a": 1}')).toBeUndefined();
  });

  it('holds whatever is put in the place of what was left out', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.json()), fc.array(fc.json()), (more, rest) => {
        const members = Object.entries(more).map(([k, v]) => `, ${JSON.stringify(k)}: ${v}`);
        const printed = `{"a": [1${rest.map((item) => `, ${item}`).join('')}]${members.join('')}}`;
        fc.pre(!Object.hasOwn(more, 'a'));
        expect(verdictOf(['output', '{"a": [1, ...], ...}', printed, 'pass'])).toBe('pass');
      }),
      { numRuns: repeats(100) },
    );
  });
});
