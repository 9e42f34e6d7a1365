import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { placeAt } from '../../../../src/core/refactor/refactoring';
import { refactoringsAt } from '../../../../src/core/refactor/refactorings';
import type { Intent } from '../../../../src/core/run/intent';
import { applyFix } from '../../../../src/core/validation/safeFixes';
import { repeats } from '../../effort';

/** The text after a refactoring at the words `at`; the titles offered when there is no such one. */
function after(text: string, at: string, title: string, intent: Intent = 'check') {
  const start = text.indexOf(at);
  const offered = refactoringsAt(
    placeAt(parseRunbook(text), text, { start, end: start + at.length }, () => intent),
  );
  const wanted = offered.find((one) => one.title === title);
  return wanted === undefined ? offered.map((one) => one.title) : applyFix(text, wanted);
}

describe('refactorings', () => {
  it('puts SQL that is typed into psql into a block of its own', () => {
    const text = '1. Look:\n\n   ```bash\n   psql -U app app\n   SELECT 1;\n   ```\n\nEnd\n';
    const changed = after(text, 'SELECT 1', 'Put the SQL into a block of its own');
    expect(changed).toBe(
      '1. Look:\n\n   ```sql\n   -- psql -U app app\n   SELECT 1;\n   ```\n\nEnd\n',
    );
    const [step] = parseRunbook(String(changed)).steps;
    expect([step?.language, step?.kind]).toEqual(['sql', 'block']);
  });

  it('parts commands and what they print', () => {
    const text = '```console\n$ uptime\n up 3 days\n$ df -h \\\n> /var\n$ true\n```\n';
    expect(after(text, 'uptime', 'Part commands and output')).toBe(
      '```bash\nuptime\n```\n\n```output\n up 3 days\n```\n\n```bash\ndf -h \\\n/var\ntrue\n```\n',
    );
    expect(after('```bash\nuptime\n```\n', 'uptime', 'Part commands and output')).not.toContain(
      'Part commands and output',
    );
  });

  it('makes a block a check, once', () => {
    const text = '```bash\nuptime\n```\n';
    const changed = String(after(text, 'uptime', 'Add what should come out'));
    expect(changed).toBe('```bash\nuptime\n```\n\n```output\nWhat should come out\n```\n');
    expect(parseRunbook(changed).steps[0]?.expectation?.source).toContain('What should come out');
    expect(after(changed, 'uptime', 'Add what should come out')).toEqual([]);
  });

  it('says how a change is undone, once', () => {
    const text = '```bash\nreboot\n```\n\nText\n';
    const changed = String(after(text, 'reboot', 'Add how it is undone', 'destructive'));
    expect(changed).toContain('```\n\n**Rollback**: undo it with `<command>`.\n\nText\n');
    expect(after(changed, 'reboot', 'Add how it is undone', 'destructive')).toEqual([]);
  });

  it('moves the command of an item into a block, and leaves a sentence alone', () => {
    const text = '1. Look at it: `uptime`\n2. Next\n';
    expect(after(text, 'uptime', 'Move the command into a block')).toBe(
      '1. Look at it:\n\n   ```bash\n   uptime\n   ```\n2. Next\n',
    );
    expect(
      after('1. Run `uptime` twice a day\n', 'uptime', 'Move the command into a block'),
    ).toEqual([]);
  });

  it('makes selected lines a block', () => {
    const text = 'Do this:\nuptime\n';
    expect(after(text, 'uptime', 'Make it a block that can be run')).toBe(
      'Do this:\n\n```bash\nuptime\n```\n',
    );
  });

  it('changes nothing outside the lines it was asked for, wherever it is asked', () => {
    const pieces = [
      '```bash\n',
      '```\n',
      '$ ls\n',
      'out\n',
      '- [ ] `ls`\n',
      'psql x\n',
      'SELECT 1;\n',
      '  ',
      'words\n',
      '\n',
      '> ',
      '```sql\n',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 14 }),
        fc.nat(),
        fc.nat(20),
        (list, at, length) => {
          const text = list.join('');
          const start = at % (text.length + 1);
          const end = Math.min(text.length, start + length);
          const place = placeAt(parseRunbook(text), text, { start, end }, () => 'change');
          for (const { edits } of refactoringsAt(place)) {
            const changed = applyFix(text, { title: '', edits });
            const from = Math.min(...edits.map(({ range }) => range.start));
            const to = Math.max(...edits.map(({ range }) => range.end));
            expect(changed.startsWith(text.slice(0, from))).toBe(true);
            expect(changed.endsWith(text.slice(to))).toBe(true);
            expect(from).toBeLessThanOrEqual(to);
          }
        },
      ),
      { numRuns: repeats(200) },
    );
  });
});
