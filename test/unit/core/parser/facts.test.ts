import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeats } from '../../effort';
import { parseMarkdown } from '../../../../src/core/parser/markdown';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { findHeadings, plainText, toSections } from '../../../../src/core/parser/sections';
import { readOutline } from '../../../../src/core/parser/passages';
import { findChecklists } from '../../../../src/core/parser/taskLists';

function read(text: string) {
  const document = parseMarkdown(text);
  const sections = toSections(findHeadings(document), document.lines.count);
  return {
    facts: parseRunbook(text),
    lists: findChecklists(document, sections, readOutline(document)),
  };
}

const tableOf = (text: string) => readOutline(parseMarkdown(text)).tables[0];

describe('tables', () => {
  it('keeps the place of every cell', () => {
    const words = fc.array(fc.constantFrom('a', 'b c', '`x \\| y`', '**z**', ''), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        words,
        fc.constantFrom('', '> ', '  '),
        fc.constantFrom('\n', '\r\n'),
        (cells, lead, eol) => {
          const row = `${lead}| ${cells.join(' | ')} |`;
          const rule = `${lead}|${cells.map(() => '---').join('|')}|`;
          const head = `${lead}| ${cells.map((_, i) => `h${i}`).join(' | ')} |`;
          const text = [head, rule, row].join(eol);
          const found = tableOf(text)?.rows[0]?.cells ?? [];
          expect(found.map((cell) => text.slice(cell.range.start, cell.range.end))).toEqual(cells);
          for (const cell of found) expect(cell.cut).toBe(false);
        },
      ),
      { numRuns: repeats(2000) },
    );
  });
  it('sees a cell that a pipe cut', () => {
    const table = tableOf('| A | B |\n|---|---|\n| `ls | wc -l` | x |\n');
    expect(table?.rows[0]?.cells.map((cell) => cell.cut)).toEqual([true, true, false]);
  });
});

describe('findChecklists', () => {
  it('reads boxes of every kind with title, cadence and nesting', () => {
    const { lists } = read(
      '# R\n\n## Weekly\n\n**2 Days Before:**\n- [ ] one\n  * [X] two\n\nText.\n\n1. [x] three\n\n## Outage of the shop\n- [ ] four\n',
    );
    expect(lists.map((list) => [list.title, list.cadence?.unit])).toEqual([
      ['2 Days Before', 'once'],
      ['Weekly', 'weekly'],
      ['Outage of the shop', 'incident'],
    ]);
    expect(lists[0]?.items.map((item) => [item.text, item.checkedInFile, item.depth])).toEqual([
      ['one', false, 0],
      ['two', true, 1],
    ]);
    expect(lists[0]?.items[1]?.parentId).toBe(lists[0]?.items[0]?.id);
  });
  it('reads tasks in tables and in comments', () => {
    const { lists } = read(
      '# R\n\n## Sign-off\n| Done | Task |\n|---|---|\n| [ ] | Ring the desk |\n\n## Nightly tasks\n```bash\n# Look at the queue\nqueue ls\n\n# Rotate keys\n# Test the pager\n# Read the mail\n```\n',
    );
    expect(lists.map((list) => list.items.map((item) => item.text))).toEqual([
      ['Ring the desk'],
      ['Look at the queue', 'Rotate keys', 'Test the pager', 'Read the mail'],
    ]);
  });
});

describe('the facts of a runbook', () => {
  it('reads metadata from front matter and lines', () => {
    const { facts } = read(
      '---\nowner: Night crew\nversion: 1.10\n---\n# R\n\n**Last updated:** 3 Mar 2026\n',
    );
    expect(facts.metadata).toEqual({
      owner: 'Night crew',
      version: '1.10',
      lastUpdated: '2026-03-03',
      other: {},
    });
  });
  it('says where front matter is broken', () => {
    const { facts } = read('---\na: [1\nb: {\n---\n# R\n');
    expect(facts.problems.map((problem) => problem.code)).toEqual(['front-matter-broken']);
  });
  it('reads severities, contacts, escalation, schedules', () => {
    const { facts } = read(
      [
        '# R', '', '## Levels', '| Level | Meaning | Respond | Escalate |', '|--|--|--|--|',
        '| S1 | Shop down | 10 min | at once |', '| S2 | Slow | 2h | Next business day |', '',
        '## Contacts', '| Role | Primary | Phone |', '|--|--|--|', '| Desk | @ana | TBD |', '',
        '## Escalation path', '```', 'Level 1: desk', '  ↓ (20 min)', 'Level 2: lead', '```', '',
        '## Drills', '| Drill | Frequency | Last completed | Next scheduled |', '|--|--|--|--|',
        '| Restore | Monthly | 2026-01-05 | TBD |', '',
      ].join('\n'),
    ); // prettier-ignore
    expect(facts.severities.map((s) => [s.level, s.responseMinutes, s.escalationMinutes])).toEqual([
      ['S1', 10, 0],
      ['S2', 120, undefined],
    ]);
    expect(facts.contacts).toMatchObject([
      { role: 'Desk', entries: { Primary: '@ana', Phone: 'TBD' } },
    ]);
    expect(facts.escalations.map((e) => [e.to, e.afterMinutes])).toEqual([
      ['desk', undefined],
      ['lead', 20],
    ]);
    expect(facts.schedules).toMatchObject([
      { title: 'Restore', frequency: 'Monthly', lastCompleted: '2026-01-05', nextScheduled: 'TBD' },
    ]);
  });
  it('reads ranges, T+ and clock times in lists of escalations and schedules', () => {
    const text =
      '# R\n\n## Escalation\n\n1. 0–15 min: on-call desk\n2. T+30: Lead\n3. After 2 h: call the boss\n\n' +
      '## Schedule\n\n- **Every Friday 18:00 UTC**: count coins\n- Yearly: new locks (last: 2026-01-10, next: 2027-01-10)\n\n' +
      '## Tasks\n\n| Task | When |\n|--|--|\n| Sweep | weekly |\n';
    const { escalations, schedules } = read(text).facts;
    expect(escalations.map(({ to, afterMinutes }) => [to, afterMinutes])).toEqual([
      ['on-call desk', 0],
      ['Lead', 30],
      ['boss', 120],
    ]);
    expect(schedules.map((s) => [s.title, s.frequency, s.lastCompleted, s.nextScheduled])).toEqual([
      ['count coins', 'Every Friday 18:00 UTC', undefined, undefined],
      ['new locks (last: 2026-01-10, next: 2027-01-10)', 'Yearly', '2026-01-10', '2027-01-10'],
      ['Sweep', 'weekly', undefined, undefined],
    ]);
  });

  it('reads levels with any letter, and whom to call after how long', () => {
    const text =
      '# R\n\n| Level | Means | React within | Then |\n|--|--|--|--|\n| D1 | Gone | 5 min | Desk after an hour |\n| D2 | Slow | 1 h | - |\n\n' +
      '## More\n\n| Severity | Example | Response | Escalate to | After |\n|--|--|--|--|--|\n| 1 – Worst | x | 10 min | Lead | 30 min |\n\n' +
      '## Calls\n\n| Level | Contact | After |\n|--|--|--|\n| L1 | Desk | 10 min |\n';
    const { severities } = read(text).facts;
    expect(severities.map((s) => [s.level, s.escalation, s.escalationMinutes])).toEqual([
      ['D1', 'Desk after an hour', 60],
      ['D2', undefined, undefined],
      ['1 – Worst', 'Lead', 30],
    ]);
  });

  it('takes no command for a message, also under a heading about mail', () => {
    const text =
      '# Mail\n\n## Mail is stuck\n\n```\npostqueue -p | grep <sender>\n```\n\n```\n$ telnet <host> 25\n220 x\n```\n\n## Mails to send\n\n```\nWe look at {what} until {time}.\n```\n';
    expect(read(text).facts.templates.map(({ holes }) => holes)).toEqual([['what', 'time']]);
  });

  it('reads contacts below a lead-in that stands for a heading', () => {
    const text =
      '# Till\n\nIntro.\n\n**Who to call**\n\n- Floor lead: 4711\n- Night desk – #night\n- Ice cream – vanilla\n\n' +
      '**Steps:**\n\n- Door: left\n\n## Contacts\n\n**Shop:** shop@mall.example\n\n**Note:** be kind\n';
    const { contacts } = read(text).facts;
    expect(contacts.map(({ role, entries }) => [role, entries['contact']])).toEqual([
      ['Floor lead', '4711'],
      ['Night desk', '#night'],
      ['Shop', 'shop@mall.example'],
    ]);
  });

  it('takes a team for the owner when nobody else is named', () => {
    expect(read('# Till\n\n**Team:** Stores\n').facts.metadata).toMatchObject({
      owner: 'Stores',
      other: {},
    });
    const both = read('# Till\n\n**Team:** Stores\n**Owner:** Night desk\n').facts.metadata;
    expect(both).toMatchObject({ owner: 'Night desk', other: { Team: 'Stores' } });
  });

  it('takes a cadence for all lists from front matter only, and for one from above it', () => {
    const front = read('---\ncadence: weekly\n---\n# Till\n').facts.metadata;
    expect(front.cadence).toBe('weekly');
    const text =
      '# Till\n\n**Cadence:** looked at monthly\n\n## Sweep\n\n- [ ] Floor\n\n## Count\n\n**Frequency:** every Friday\n\nWith care:\n\n- [ ] Coins\n';
    const { facts, lists } = read(text);
    expect(facts.metadata.cadence).toBeUndefined();
    expect(lists.map(({ cadence }) => [cadence?.unit, cadence?.weekday])).toEqual([
      [undefined, undefined],
      ['weekly', 5],
    ]);
  });

  it('reads templates and links', () => {
    const { facts } = read(
      '# R\n\n## 1.2 Storage full\nFollow the **Storage full** playbook, see 1.2 and [top](#r).\n\n### Status update\n```\n{service} is down, says [Name]\n```\n',
    );
    expect(facts.templates).toMatchObject([{ title: 'Status update', holes: ['service', 'Name'] }]);
    expect(facts.links.map((link) => [link.kind, link.sectionId])).toEqual(
      expect.arrayContaining([
        ['playbook', '12-storage-full'],
        ['anchor', 'r'],
      ]),
    );
  });
  it('never throws', () => {
    const parts = fc.constantFrom(
      '# Weekly\n',
      '- [ ] a\n',
      '| a | b |\n|--|--|\n| `x | y` |\n',
      '**Owner**: x\n',
      '```\n',
      '[a](#b)',
      '---\n',
      'see 1.2 ',
      '`',
      '[',
      ']',
      '\\|',
      '<!--',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), (text) => {
        read(text.join(''));
      }),
      { numRuns: repeats(2000) },
    );
  });
});

describe('plain text', () => {
  it('loses emphasis, code marks and links', () => {
    expect(plainText('**A** `b` [c](https://example.org) \\* {#d}')).toBe('A b c *');
  });

  it.each(['**a ', '[', '{#', '*a', '`', ' \t'])('of a long run of %j comes to an end', (piece) => {
    const text = `x${piece.repeat(300_000)}*`;
    expect(plainText(text).length).toBeLessThanOrEqual(text.length);
  });
});

describe('a task', () => {
  it('ends at its last line, not behind the blank lines below', () => {
    const { lists: checklists } = read('# Daily\n\n- [ ] a\n\n  more\n\n- [ ] b\n\n\n## Next\n');
    expect(checklists[0]?.items.map(({ range }) => range)).toEqual([
      { start: 2, end: 5 },
      { start: 6, end: 7 },
    ]);
    expect(checklists[0]?.range).toEqual({ start: 2, end: 7 });
  });
});
