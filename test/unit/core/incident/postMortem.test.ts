import { describe, expect, test } from 'vitest';
import { drillState } from '../../../../src/core/incident/drills';
import { postMortemDraft } from '../../../../src/core/incident/postMortem';
import { postMortemHeadings } from '../../../../src/core/incident/postMortemHeadings';
import { foldTimeline } from '../../../../src/core/incident/timeline';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { at, declared, type Events } from './eventsOf';

const headingsOf = (text: string) => postMortemHeadings(parseRunbook(text), text);

describe('the headings a runbook wants', () => {
  test('from a template in a fence', () => {
    const text =
      '# R\n\n## Post-mortem template\n\n```markdown\n# Post-mortem\n\n## Impact\n\n## Root cause\n\n## Thanks\n```\n';
    expect(headingsOf(text)).toEqual(['Impact', 'Root cause', 'Thanks']);
  });

  test('from the sections below one about reviews', () => {
    const text =
      '# R\n\n## Incident review\n\n### 1. Summary\n\nx\n\n### 2. Action items\n\ny\n\n## Other\n';
    expect(headingsOf(text)).toEqual(['Summary', 'Action items']);
  });

  test('from a list behind words about one', () => {
    const text =
      '# R\n\n## After\n\n1. Write the post-mortem:\n   - **Timeline**: when\n   - Root cause analysis\n   - Lessons learned\n2. Close the ticket\n';
    expect(headingsOf(text)).toEqual(['Timeline', 'Root cause analysis', 'Lessons learned']);
  });

  test('a list of duties is none', () => {
    const text = '# R\n\nAfter a post-mortem:\n\n- Close the ticket\n- Buy cake\n- Sleep\n';
    expect(headingsOf(text)).toEqual([]);
  });
});

function draft(events: Events, headings: readonly string[] = []) {
  return postMortemDraft({
    incident: events.incident(),
    timeline: foldTimeline(events.all, () => true),
    headings,
    redlines: [],
    writtenAt: at(100),
  });
}

describe('the draft', () => {
  function story() {
    const events = declared({ startedAt: at(-5) });
    const subject = {
      runId: 'r1',
      runbook: 'docs/queue.md',
      runbookHash: '',
      stepId: 's',
      title: 'queuectl status',
      line: 9,
    };
    const run = { ...subject, text: 'queuectl status', textHash: '', language: 'bash' };
    events.add(
      'run.started',
      { ...run, target: 'local', cwd: '/', intent: 'check', reasons: [] },
      at(1),
    );
    const output = { head: '', tail: '', bytes: 0, lines: 0, sha256: '', truncated: false };
    const verdict = { kind: 'fail' as const, message: 'expected idle, got 900 waiting' };
    events.add(
      'run.ended',
      { runId: 'r1', outcome: 'succeeded', exitCode: 0, durationMs: 20, output, verdict },
      at(2),
    );
    events.add('note.added', { noteId: 'n', text: 'a <b>bold</b> *note*' }, at(3));
    events.add('incident.resolved', { text: 'one poisoned message' }, at(12));
    return events;
  }

  test('tells what the log knows and marks what only people know', () => {
    const text = draft(story());
    expect(text).toMatch(/^# Post-mortem: Queue is stuck\n/);
    expect(text).toContain('| to detect | 5 min 00 s |');
    expect(text).toContain('| to resolve | 12 min 00 s |');
    expect(text).toMatch(/## Impact\n\n_To be written\._/);
    expect(text).toContain('expected idle, got 900 waiting');
    expect(text).toContain('one poisoned message');
    expect(text).toContain('- [ ] See that this check passes again: queuectl status');
    expect(text).not.toContain('<b>');
  });

  test("takes the runbook's headings in its order and adds what they leave out", () => {
    const text = draft(story(), ['Root cause', 'Thanks', 'Sequence of events']);
    const headings = [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect(headings.slice(0, 4)).toEqual(['Root cause', 'Thanks', 'Sequence of events', 'Summary']);
    expect(new Set(headings).size).toBe(headings.length);
    expect(text).toMatch(/## Thanks\n\n_To be written\._/);
  });

  test('a drill says so at the top', () => {
    expect(draft(declared({ drill: true }))).toMatch(/> \*\*Drill\.\*\*/);
  });
});

describe('drills', () => {
  test('the last one held and the next one the runbook plans', () => {
    const { schedules } = parseRunbook(
      '# R\n\n| Drill | Frequency | Last completed | Next scheduled |\n| --- | --- | --- | --- |\n| Rollback drill | Monthly | 2026-01-05 | 2026-02-02 |\n| Failover exercise | Yearly | TBD | 2026-09-01 |\n',
    );
    const runbooks = [{ path: 'r.md', schedules }];
    const held = declared({ drill: true }).incident();
    expect(drillState([held, declared().incident()], runbooks, '2026-03-30')).toMatchObject({
      last: { id: 'inc-1', at: at(0) },
      next: { title: 'Failover exercise', date: '2026-09-01' },
    });
    expect(drillState([], [], '2026-03-30')).toEqual({ last: undefined, next: undefined });
  });
});
