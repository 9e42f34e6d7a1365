import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../../src/core/text/lineIndex';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { repeats } from '../../effort';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? repeats(20_000));

const word = fc.constantFrom(
  'kubectl get pods',
  '$ docker ps',
  '# 1. Look',
  'SELECT 1;',
  'psql -h db',
  '```',
  '```bash',
  '~~~',
  '````sh {name=x}',
  '   ```',
  '    indented',
  '- [ ] `uptime`',
  '1. Run `docker ps`',
  '> quote',
  '> ```bash',
  '| A | Command |',
  '|---|---|',
  '| x | `ls -l | wc` |',
  '# Title',
  '## Part {#x}',
  '---',
  '<!--',
  '-->',
  '<details>',
  'cat <<EOF',
  'EOF',
  'PS C:\\> Get-Service',
  "it's",
  '"',
  '`',
  '\\',
  '\t- tab',
  '\ud800',
  '\u0000',
  '',
  '',
);
const line = fc.oneof(
  { weight: 8, arbitrary: word },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 24 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 24 }) },
);
const nested = fc
  .tuple(fc.constantFrom('', '', '', '  ', '   ', '    ', '\t', '> ', '> > ', '- ', '1. '), line)
  .map(([prefix, text]) => prefix + text);
const documentOf = fc
  .tuple(
    fc.constantFrom('', '', '\ufeff', '---\n', '---\nowner: x\n---\n'),
    fc.array(nested, { maxLength: 24 }),
    fc.constantFrom('\n', '\n', '\r\n', '\r'),
    fc.boolean(),
  )
  .map(([start, lines, end, last]) => start + lines.join(end) + (last ? end : ''));

describe('parseRunbook', () => {
  it(
    'reads any text: lines in bounds, sources in the text, unique ids',
    { timeout: 300_000 },
    () => {
      fc.assert(
        fc.property(documentOf, (text) => {
          const count = new LineIndex(text).count;
          const runbook = parseRunbook(text);
          for (const step of runbook.steps) {
            expect(step.range.start).toBeGreaterThanOrEqual(0);
            expect(step.range.end).toBeGreaterThan(step.range.start);
            expect(step.range.end).toBeLessThanOrEqual(count);
            expect(step.source.end).toBeGreaterThanOrEqual(step.source.start);
            expect(step.source.end).toBeLessThanOrEqual(text.length);
            for (const part of step.parts) {
              expect(part.range.start).toBeGreaterThanOrEqual(step.range.start);
              expect(part.range.end).toBeLessThanOrEqual(step.range.end);
            }
            for (const hole of step.placeholders)
              for (const place of hole.places)
                expect(place.end).toBeLessThanOrEqual(step.text.length);
          }
          const ids = runbook.steps.map((step) => step.id);
          expect(new Set(ids).size).toBe(ids.length);
        }),
        { numRuns: RUNS },
      );
    },
  );

  it('gives a problem, not steps, for what is no text or is too large', () => {
    const binary = `# x\n${'\u0000\u0001'.repeat(200)}`;
    expect(parseRunbook(binary).problems.map((problem) => problem.code)).toEqual(['binary']);
    const large = '- x\n'.repeat(5_000_000);
    expect(parseRunbook(large).problems.map((problem) => problem.code)).toEqual(['too-large']);
  });
});
