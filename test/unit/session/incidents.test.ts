import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseRunbook } from '../../../src/core/parser/parseRunbook';
import { firstEvent, type SessionTools, sessionTools } from './sessionTools';

const RUNBOOK = `# Queue

| Severity | Meaning | Response | Escalation |
| --- | --- | --- | --- |
| P1 | nothing moves | 10 min | 20 min |
| P2 | it is slow | 2 hours | |

## Stuck

\`\`\`bash
echo look
\`\`\`

\`\`\`bash
touch drained
\`\`\`
`;

let tools: SessionTools;
let root = '';

beforeAll(async () => {
  tools = await sessionTools();
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'runbook-incidents-'));
  mkdirSync(join(root, 'docs'));
  writeFileSync(join(root, 'docs/queue.md'), RUNBOOK);
});
afterEach(async () => {
  await tools.closeAll();
  rmSync(root, { recursive: true, force: true });
});

const runbook = () => ({ path: 'docs/queue.md', text: RUNBOOK, model: parseRunbook(RUNBOOK) });
const declaration = (more = {}) => ({ title: 'Queue is stuck', runbook: runbook(), ...more });

function ok<T>(result: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

const step = (words: string, text = RUNBOOK) => ({
  runbook: 'docs/queue.md',
  text,
  stepId: parseRunbook(text).steps.find((one) => one.text.includes(words))?.id ?? '',
});

describe('an incident', () => {
  test('is declared with the severity and the deadlines of its runbook', async () => {
    const session = tools.open(root);
    const incident = ok(await session.incidents.declare(declaration({ severity: 'p1' })));
    expect(incident).toMatchObject({ severity: 'P1', severities: ['P1', 'P2'], phase: 'open' });
    expect(incident.deadlines.map(({ deadline }) => deadline.minutes)).toEqual([10, 20]);
    expect(incident.id).toMatch(/^\d{4}-\d\d-\d\d-queue-is-stuck-[0-9a-z]{6}$/);
    expect(session.incidents.active.incident?.id).toBe(incident.id);
  });

  test.each([
    [{ title: ' ' }, 'no-title'],
    [{ severity: 'P7' }, 'no-severity'],
    [{ startedAt: 'noon' }, 'bad-time'],
  ])('%j is refused as %s, and nothing is written', async (more, code) => {
    const session = tools.open(root);
    expect(await session.incidents.declare(declaration(more))).toMatchObject({ ok: false, code });
    expect(existsSync(join(root, '.runbook'))).toBe(false);
  });

  test('a title of any letters gives a log of its own with a safe name', async () => {
    const session = tools.open(root);
    const titles = ['../../etc', 'CON', '数据库', 'a'.repeat(400)];
    for (const title of titles) ok(await session.incidents.declare({ title }));
    const all = await session.incidents.list();
    expect(all).toHaveLength(4);
    expect(all.every(({ id }) => /^[a-z0-9-]{1,80}$/.test(id))).toBe(true);
  });

  test('gets the runs of its window; the journal gets those after it', async () => {
    const session = tools.open(root);
    const { id } = ok(await session.incidents.declare(declaration()));
    await session.runs.run(step('echo look'));
    ok(await session.incidents.reach(id, 'resolved', { text: 'a poisoned message' }));
    await session.runs.run(step('echo look'));
    const inIncident = ok(await session.log.readIncident(id)).events;
    const inJournal = ok(await session.log.readJournal(session.log.today())).events;
    const starts = (events: typeof inJournal) =>
      events.filter(({ type }) => type === 'run.started').length;
    expect([starts(inIncident), starts(inJournal)]).toEqual([1, 1]);
  });

  test('survives the end of its window: another one takes it up as it was', async () => {
    const before = tools.open(root);
    const { id } = ok(await before.incidents.declare(declaration({ severity: 'P1' })));
    ok(await before.incidents.note(id, 'workers are idle'));
    ok(await before.incidents.setSeverity(id, 'P2', 'less than it looked'));
    await before.close();
    const after = tools.open(root);
    const incident = ok(await after.incidents.active.open(id));
    expect(incident).toMatchObject({ severity: 'P2', notes: [{ text: 'workers are idle' }] });
    expect(incident.deadlines.map(({ deadline }) => deadline.minutes)).toEqual([120]);
    expect(after.incidents.active.place()).toMatchObject({ incident: id, drill: false });
  });

  test('two windows on it see what the other does', async () => {
    const one = tools.open(root);
    const two = tools.open(root);
    const { id } = ok(await one.incidents.declare(declaration()));
    ok(await two.incidents.active.open(id));
    const seen = firstEvent(
      two.incidents.active.onDidChange,
      (incident) => incident?.phase === 'acknowledged' && incident.notes.length === 1,
    );
    ok(await one.incidents.reach(id, 'acknowledged'));
    ok(await one.incidents.note(id, 'from the first window'));
    await seen;
    ok(await two.incidents.handOver(id, 'bo', 'the workers are next'));
    const incident = ok(await one.incidents.read(id));
    expect(incident).toMatchObject({ commander: 'bo', phase: 'acknowledged' });
    const events = ok(await one.log.readIncident(id)).events;
    const order = events.map(({ type }) => type);
    expect(order.indexOf('incident.handover')).toBeGreaterThan(order.indexOf('note.added'));
  });

  test('several are open at once, each with its own log', async () => {
    const session = tools.open(root);
    const first = ok(await session.incidents.declare(declaration()));
    const second = ok(await session.incidents.declare(declaration({ title: 'Mail too' })));
    ok(await session.incidents.note(first.id, 'only here'));
    expect(ok(await session.incidents.read(first.id)).notes).toHaveLength(1);
    expect(ok(await session.incidents.read(second.id)).notes).toHaveLength(0);
    expect((await session.incidents.list()).map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  test('a note is edited and its secrets never reach the disk', async () => {
    const session = tools.open(root);
    const { id } = ok(await session.incidents.declare(declaration()));
    const noteId = ok(await session.incidents.note(id, 'export PASSWORD=hunter2hunter2'));
    ok(await session.incidents.editNote(id, noteId, 'the password was changed'));
    expect(ok(await session.incidents.read(id)).notes[0]).toMatchObject({
      text: 'the password was changed',
      edits: [{ by: expect.any(String) as string }],
    });
    const file = join(root, '.runbook/incidents', id, `${session.log.writer}.jsonl`);
    expect(readFileSync(file, 'utf8')).not.toContain('hunter2hunter2');
    expect(await session.incidents.editNote(id, 'other', 'x')).toMatchObject({ code: 'no-note' });
  });

  test('one that is not there is said, and no log is made for it', async () => {
    const session = tools.open(root);
    for (const id of ['nothing', '../x', 'CON', '']) {
      expect((await session.incidents.note(id, 'x')).ok).toBe(false);
    }
    expect(existsSync(join(root, '.runbook'))).toBe(false);
  });
});

describe('several incidents that are open', () => {
  const titles = (session: ReturnType<SessionTools['open']>) =>
    session.incidents.open.all.map(({ title }) => title).sort();

  test('are followed, whichever is active, until each is resolved, here or elsewhere', async () => {
    const [session, other] = [tools.open(root), tools.open(root)];
    const first = ok(await session.incidents.declare({ title: 'First' }));
    const second = ok(await session.incidents.declare({ title: 'Second' }));
    await expect.poll(() => titles(session)).toEqual(['First', 'Second']);
    expect(session.incidents.active.incident?.title).toBe('Second');
    ok(await other.incidents.setSeverity(first.id, 'SEV1'));
    const severity = () => session.incidents.open.all.find(({ id }) => id === first.id)?.severity;
    await expect.poll(severity, { timeout: 10_000 }).toBe('SEV1');
    ok(await other.incidents.reach(first.id, 'resolved'));
    await expect.poll(() => titles(session), { timeout: 10_000 }).toEqual(['Second']);
    ok(await session.incidents.reach(second.id, 'resolved'));
    await expect.poll(() => titles(session), { timeout: 10_000 }).toEqual([]);
  });

  test('are none that is resolved already or not there', async () => {
    const session = tools.open(root);
    const { id } = ok(await session.incidents.declare({ title: 'Over' }));
    ok(await session.incidents.reach(id, 'resolved'));
    await expect.poll(() => titles(session), { timeout: 10_000 }).toEqual([]);
    for (const other of [id, 'nothing', '../x']) await session.incidents.open.follow(other);
    expect(titles(session)).toEqual([]);
  });
});

describe('a drill', () => {
  test('runs checks, shows changes and keeps who marked them as done', async () => {
    const session = tools.open(root);
    const { id } = ok(await session.incidents.declare(declaration({ drill: true })));
    const check = await session.runs.run(step('echo look'));
    const change = await session.runs.run(step('touch drained'));
    expect(check.outcome).toBe('succeeded');
    expect(change).toMatchObject({ outcome: 'refused', code: 'drill' });
    expect(change.message).toContain('touch drained');
    expect(existsSync(join(root, 'drained'))).toBe(false);
    ok(await session.incidents.markDone(id, change.runId));
    const { events } = ok(await session.log.readIncident(id));
    const of = (type: string) => events.find((event) => event.type === type)?.data;
    expect(of('run.started')).toMatchObject({ drill: true });
    expect(of('run.refused')).toMatchObject({ code: 'drill', drill: true, text: 'touch drained' });
    expect(of('verdict.given')).toMatchObject({ runId: change.runId, verdict: 'pass' });
  });

  test('runs changes too when it is armed', async () => {
    const session = tools.open(root);
    ok(await session.incidents.declare(declaration({ drill: true, armed: true })));
    expect((await session.runs.run(step('touch drained'))).outcome).toBe('succeeded');
    expect(existsSync(join(root, 'drained'))).toBe(true);
  });
});
