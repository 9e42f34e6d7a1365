import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../../../src/core/parser/incremental';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { repeats } from '../../effort';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? repeats(2_000));

const line = fc.constantFrom(
  '# One',
  '## Two',
  '## Three',
  '### Deep',
  '# Daily',
  '```bash',
  '```',
  '~~~',
  'kubectl get pods',
  '<!--',
  '-->',
  '<div>',
  '</div>',
  '- [ ] Look at `docker ps`',
  '- [ ] Write it down',
  '1. Run `docker ps`',
  '   ```sh',
  '   ls',
  '   ```',
  '> quote',
  '| Check | Command |',
  '| --- | --- |',
  '| a | `ls -l` |',
  'See [that](#two) and [this][ref].',
  '[ref]: #one',
  '**Owner**: Team',
  '**Last updated**: 2026-05-01',
  '## Document information',
  '| Owner | Team |',
  '| Level | Response |',
  '| SEV-1 | 15 minutes |',
  '## SEV-1: Critical',
  '- **SEV-2**: respond within 1 hour',
  'Follow the Two playbook.',
  '---',
  'Title',
  '===',
  '',
  '',
);
const text = fc
  .tuple(
    fc.array(line, { minLength: 4, maxLength: 30 }),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.boolean(),
  )
  .map(([lines, end, last]) => lines.join(end) + (last ? end : ''));
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat({ max: 12 }),
  insert: fc.oneof(
    fc.constantFrom(
      '',
      '#',
      '`',
      '```',
      '```\n',
      '\n',
      '\n# New\n',
      '\n## New\n\nls\n',
      '---\n',
      '<!--',
      'x',
    ),
    fc.array(line, { maxLength: 3 }).map((lines) => `${lines.join('\n')}\n`),
  ),
});

describe('parseText', () => {
  it(
    'gives after any edits the runbook that a reading from scratch gives',
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(text, fc.array(edit, { minLength: 1, maxLength: 6 }), (start, edits) => {
          let state = parseText(start, undefined, 0);
          for (const { at, remove, insert } of edits) {
            const from = Math.floor(at * state.text.length);
            const next = state.text.slice(0, from) + insert + state.text.slice(from + remove);
            state = parseText(next, state, 0);
            expect(state.runbook).toEqual(parseText(next, undefined, 0).runbook);
          }
        }),
        {
          numRuns: RUNS,
          examples: [
            [
              '---\n# One\n# One\n# One\n# One',
              [
                { at: 0.6, remove: 0, insert: '---\n' },
                { at: 0, remove: 0, insert: '\n' },
              ],
            ],
          ],
        },
      );
    },
  );

  it('finds the same in stretches as in one piece', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(text, (whole) => {
        const inStretches = parseText(whole, undefined, 0).runbook;
        const inOnePiece = parseText(whole, undefined, Infinity).runbook;
        expect(inStretches).toEqual(inOnePiece);
      }),
      {
        numRuns: RUNS,
        examples: [['- a\n   ```sh\n<div>\n   ```\n\n# One\n# One\n```\n# One']],
      },
    );
  });

  it('knows what a long document says of itself at its end', () => {
    const filler = Array.from({ length: 9000 }, (_, i) => `## Part ${i}\n\nSome words about it.\n`);
    const end = '## Document control\n\n**Owner**: Storage\n\n---\n**Next review**: 2027-01-31\n';
    const { text, runbook, stretches } = parseText(`# All\n\n${filler.join('\n')}\n${end}`);
    expect(stretches.length).toBeGreaterThan(1);
    expect(runbook.metadata).toEqual({ owner: 'Storage', nextReview: '2027-01-31', other: {} });
    expect(parseRunbook(text).metadata).toEqual(runbook.metadata);
  });

  it('reads again only what an edit touched', () => {
    const sections = Array.from(
      { length: 40 },
      (_, i) => `## Part ${i}\n\n\`\`\`bash\nls ${i}\n\`\`\`\n`,
    );
    const before = parseText(`# All\n\n${sections.join('\n')}`, undefined, 0);
    const after = parseText(before.text.replace('ls 20', 'ls -l 20'), before, 0);
    const same = after.stretches.filter((stretch, i) => stretch === before.stretches[i]);
    expect(same.length).toBe(before.stretches.length - 2);
    expect(after.runbook.steps[20]?.text).toBe('ls -l 20');
  });

  it('does so where link references stand, unless the edit changes them', () => {
    const sections = Array.from(
      { length: 20 },
      (_, i) => `## Part ${i}\n\nSee [that][r${i}].\n\n[r${i}]: #part-${i + 1}\n`,
    );
    const before = parseText(`# All\n\n${sections.join('\n')}`, undefined, 0);
    const kept = (after: typeof before) =>
      after.stretches.filter((stretch) => before.stretches.includes(stretch)).length;
    const worded = parseText(before.text.replace('See [that][r10]', 'Read [that][r10]'), before, 0);
    expect(kept(worded)).toBe(before.stretches.length - 2);
    expect(worded.runbook.links).toEqual(before.runbook.links);
    const moved = parseText(before.text.replace('#part-11', '#part-12'), before, 0);
    expect(kept(moved)).toBe(0);
    expect(moved.runbook.links[10]?.sectionId).toBe('part-12');
  });
});
