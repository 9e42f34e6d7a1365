import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CLEAN_RUNBOOKS } from './cleanRunbooks';
import { applyFix, keepSafeFixes } from '../../../../src/core/validation/safeFixes';
import { openCheck, type Check } from './openCheck';

/** Pieces with faults that have a fix, and some around them that have none. */
const PIECES = [
  '```\ndocker ps\n```',
  '```\n$ uptime\n```',
  '~~~\nkubectl get pods -n <ns>\n~~~',
  '```bash\nrpm —e old-package\n```',
  '```bash\necho “done”\n```',
  '```sh\ncurl\u00a0-fsS http://web.internal/\n```',
  '1. First\n2. Second\n\n```bash\nuptime\n```\n\n1. Third\n2. Fourth',
  '| Check | Command | Expected |\n|---|---|---|\n| Images | `docker images | grep web` | web |',
  'All good ‚úÖ and donâ€™t wait üö® CafÃ©',
  '## Same words\n\nText.',
  '- Item\n\n  ```\n  df -h\n  ```',
  'Some prose about nothing.',
  '```json\n{"a": 1}\n```',
  '> ```\n> docker ps\n> ```',
  '\u{1f600} emoji before\n\n```\ngit status\n```',
];

describe('quick fixes', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  it('never increase the findings and change nothing outside their ranges', () => {
    let fixes = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES, CLEAN_RUNBOOKS[0] ?? ''), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.constantFrom('\n', '\r\n'),
        (pieces, lineEnd) => {
          const text = pieces.join('\n\n').replaceAll('\n', lineEnd);
          const before = keepSafeFixes(check(text), text, check);
          for (const finding of before) {
            if (finding.fix === undefined) continue;
            fixes++;
            const after = applyFix(text, finding.fix);
            const edits = [...finding.fix.edits].sort((a, b) => a.range.start - b.range.start);
            let from = 0;
            let kept = '';
            for (const { range } of edits) {
              expect(range.start).toBeGreaterThanOrEqual(from);
              kept += text.slice(from, range.start);
              from = range.end;
            }
            kept += text.slice(from);
            let rest = after;
            let left = '';
            let at = 0;
            for (const { range, newText } of edits) {
              const same = text.slice(at, range.start);
              expect(rest.startsWith(same + newText)).toBe(true);
              left += same;
              rest = rest.slice(same.length + newText.length);
              at = range.end;
            }
            expect(left + rest).toBe(kept);
            const now = check(after);
            expect(now.length, `${finding.code}\n${after}`).toBeLessThanOrEqual(before.length);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(fixes).toBeGreaterThan(20);
  });
});
