import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeats } from '../../effort';
import { generalise, templateFromOutput } from '../../../../src/core/run/acceptOutput';
import { judge } from '../../../../src/core/run/judge';
import type { RunResult, VerdictKind } from '../../../../src/core/run/outcome';
import { comparableLines } from '../../../../src/core/run/outputText';

const RUNS = repeats(2_000);

function verdict(template: string, stdout: string): VerdictKind {
  const expectation = { kind: 'text', source: template, template, match: 'whole', sample: false };
  const result: RunResult = {
    outcome: 'succeeded',
    exitCode: 0,
    stdout,
    stderr: '',
    truncated: false,
  };
  return judge(expectation as Parameters<typeof judge>[0], result).kind;
}

const awkward = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '...', '…', '{int}', '{', '}', '\\', '\\{', '[...]', '{x<5}', 'ok', '0/3', '3.5', ' ', '\t',
        '\n', '\r\n', '\u001b[31m', '\u001b', '12', 'Ready', '.', '-', '{word}', 'a b', '5m',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
); // prettier-ignore

describe('templateFromOutput', () => {
  it('matches the output it was made of, whatever that is', () => {
    fc.assert(
      fc.property(awkward, (output) => {
        expect(verdict(templateFromOutput(output), output)).toBe('pass');
      }),
      { numRuns: RUNS },
    );
  });

  it('matches no output with one significant character changed', () => {
    // Without x: three of them are a hole that an author left open.
    const letters = fc.constantFrom(...'abcwyzABC{}.\\/-_:=,');
    const lines = fc.array(fc.array(letters, { minLength: 1, maxLength: 12 }), { minLength: 1 });
    fc.assert(
      fc.property(lines, fc.nat(), letters, (words, seed, replacement) => {
        const output = words.map((word) => word.join('')).join('\n');
        const at = seed % output.length;
        fc.pre(output[at] !== '\n' && output[at] !== replacement);
        const changed = output.slice(0, at) + replacement + output.slice(at + 1);
        expect(verdict(templateFromOutput(output), changed)).toBe('fail');
      }),
      { numRuns: RUNS },
    );
  });

  it('never passes an output with another digit, sign or letter', () => {
    const unit = fc.constantFrom(...'0123456789abcdefst/:.-+ %');
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 40 }),
        fc.nat(),
        unit,
        (units, seed, replacement) => {
          const output = units.join('');
          const at = seed % output.length;
          const changed = output.slice(0, at) + replacement + output.slice(at + 1);
          fc.pre(comparableLines(changed)[0] !== comparableLines(output)[0]);
          expect(verdict(templateFromOutput(output), changed)).not.toBe('pass');
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('generalise', () => {
  const token = fc.constantFrom(
    'web-7d', 'up', '3', '47', '1.5', '2026-01-02T03:04:05Z', '5m', '3/3', 'Running', '{int}', '...',
    'x', '10.0.0.7', '1_000', '2,000', '-4',
  ); // prettier-ignore
  const output = fc
    .array(
      fc.array(token, { maxLength: 6 }).map((words) => words.join(' ')),
      { maxLength: 8 },
    )
    .map((lines) => lines.join('\n'));

  it('matches both outputs', () => {
    fc.assert(
      fc.property(output, output, (a, b) => {
        const template = generalise(a, b);
        if (comparableLines(a).length === 0 || comparableLines(b).length === 0) return;
        expect([template, verdict(template, a)]).toEqual([template, 'pass']);
        expect([template, verdict(template, b)]).toEqual([template, 'pass']);
      }),
      { numRuns: RUNS },
    );
  });

  it('opens only what differs, with the narrowest type', () => {
    expect(generalise('3 jobs, up 5m', '4 jobs, up 7m')).toBe('{int} jobs, up {duration}');
    expect(generalise('pod/web-a1 ready', 'pod/web-b2 ready')).toBe('pod/web-{word} ready');
    expect(generalise('at 2026-01-02T03:04:05Z ok', 'at 2026-01-03T08:00:00Z ok')).toBe(
      'at {timestamp} ok',
    );
    expect(generalise('a\nb\nc', 'a\nc')).toBe('a\n...\nc');
    expect(generalise('same {x}', 'same {x}')).toBe('same \\{x}');
  });
});

describe('matching', () => {
  it('of many holes against much output comes to an end', () => {
    const parts = fc.constantFrom('... ', '{word} ', '{x} ', 'a', 'a ', '{int}', 'b');
    fc.assert(
      fc.property(
        fc.array(parts, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('a', 'a ', 'ab', '1', '1 a'),
        (pieces, unit) => {
          verdict(pieces.join(''), unit.repeat(3000));
        },
      ),
      { numRuns: repeats(200) },
    );
  });
});
