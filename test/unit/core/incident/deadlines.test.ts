import { describe, expect, test } from 'vitest';
import {
  deadlinesFor,
  findSeverity,
  severityChoices,
  severityCode,
} from '../../../../src/core/incident/deadlines';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const TABLE = parseRunbook(`# Ledger

| Severity | Description | Response | Escalation |
| --- | --- | --- | --- |
| P1 - Critical | Nothing is booked | 10 minutes | Immediate |
| P2 - High | Booking is slow | 1 hour | Within 45 min |
| P3 - Low | A report is late | Next day | Next business day |

## Escalation

- P1 incidents not resolved within 20 minutes: page the team lead
- P2 incidents not resolved within 3 hours
- If ledgers differ, involve the auditor immediately
`);

const summary = (level: string, runbook = TABLE) =>
  deadlinesFor(runbook, level).map(({ kind, minutes, to }) =>
    `${kind} ${minutes} ${to ?? ''}`.trim(),
  );

describe('deadlines of a severity', () => {
  test('come from the severity table and the escalations that name it', () => {
    expect(summary('P1 - Critical')).toEqual([
      'escalate 0',
      'acknowledge 10',
      'escalate 20 team lead',
    ]);
    expect(summary('P2 - High')).toEqual(['escalate 45', 'acknowledge 60', 'escalate 180']);
    expect(deadlinesFor(TABLE, 'P2 - High')[0]?.source).toMatch(/Within 45 min \(line 6\)/);
  });

  test('an escalation that names no severity holds for each, minutes of levels may differ by it', () => {
    const runbook = parseRunbook(`# Mail

## Escalation path

1. Level 1: On call
2. Level 2: Shift lead (15 min for SEV1, 1 hour for SEV2)
3. Level 3: Head of mail (40 min for SEV1)

If it is unresolved after 25 minutes, escalate to the duty manager.

- If unresolved after 25 minutes, escalate to the duty manager.
`);
    expect(summary('SEV1', runbook)).toEqual([
      'acknowledge 5',
      'escalate 15 Shift lead',
      'escalate 25 duty manager',
      'escalate 40 Head of mail',
    ]);
  });

  test('levels drawn with the same wait count one after the other', () => {
    const runbook = parseRunbook(
      '# Mail\n\n## Escalation\n\n```\nLevel 1: on call\n↓ 15 min\nLevel 2: lead\n↓ 15 min\nLevel 3: head\n```\n',
    );
    expect(summary('SEV4', runbook)).toEqual(['escalate 15 lead', 'escalate 30 head']);
  });

  test('a message template says how often to post an update', () => {
    const runbook = parseRunbook(
      '# Mail\n\n## Message templates\n\n### First notice\n\n```\nSEV{severity}: {title}\nNext update: {time + 20min}\n```\n',
    );
    expect(summary('SEV2', runbook)).toContain('update 20');
  });

  test('without a table there are SEV1 to SEV4', () => {
    expect(severityChoices(undefined).map(({ level }) => level)).toEqual([
      'SEV1',
      'SEV2',
      'SEV3',
      'SEV4',
    ]);
    expect(deadlinesFor(undefined, 'SEV2')).toMatchObject([{ kind: 'acknowledge', minutes: 15 }]);
  });
});

describe('naming a severity', () => {
  test.each([
    ['P1', 'P1 - Critical'],
    ['p2', 'P2 - High'],
    ['critical', 'P1 - Critical'],
    ['3', 'P3 - Low'],
    ['P1 - Critical', 'P1 - Critical'],
    ['P9', undefined],
    ['', undefined],
  ])('%s means %s', (written, level) => {
    expect(findSeverity(severityChoices(TABLE), written)?.level).toBe(level);
  });

  test.each([
    ['P0 - Critical', 'P0'],
    ['SEV-2: Major', 'SEV-2'],
    ['Severity 3', 'Severity 3'],
    ['Critical (all down)', 'Critical'],
  ])('%s is %s for short', (level, code) => expect(severityCode(level)).toBe(code));

  test('SEV1 is found however it is written', () => {
    for (const written of ['sev1', 'SEV-1', 'Severity 1', '1', 'sev 1']) {
      expect(findSeverity(severityChoices(undefined), written)?.level).toBe('SEV1');
    }
  });
});
