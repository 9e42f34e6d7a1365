import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../src/core/parser/parseRunbook';
import { checklistHistories } from '../../../src/session/checklistHistory';
import { LogBook } from '../../../src/session/logBook';
import { Ticks } from '../../../src/session/ticks';
import { nodePorts } from '../../../src/storage/nodeClock';
import { sessionTools } from './sessionTools';

const TEXT = '# Depot\n\n## Daily\n\n- [ ] Look at the gate\n- [ ] Read the meter of the depot\n';
const MODEL = parseRunbook(TEXT);
const FIRST = MODEL.checklists[0]?.items[0]?.id ?? '';
const SECOND = MODEL.checklists[0]?.items[1]?.id ?? '';

let folder: string;
let clock: { now: Date };
const open: { log: LogBook; ticks: Ticks }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ticks-'));
  clock = { now: new Date('2026-03-10T10:00:00Z') };
});
afterEach(async () => {
  for (const { log, ticks } of open.splice(0)) {
    ticks.dispose();
    await log.close();
  }
  await rm(folder, { recursive: true, force: true });
});

/** A window on the folder. All windows of a test have one clock. */
function windowOf(writer: string) {
  const ports = nodePorts();
  const info = { writer, actor: writer, host: 'h', user: writer, pid: 1, app: 'x', version: '1' };
  const now = () => clock.now;
  const log = new LogBook(join(folder, '.runbook'), info, {
    ...ports,
    clock: { ...ports.clock, now },
  });
  const ticks = new Ticks({ log, now, timeZone: () => 'UTC', incident: () => undefined });
  open.push({ log, ticks });
  return ticks;
}

const tick = (ticks: Ticks, itemId: string, more: object = {}) =>
  ticks.tick({ runbook: 'a.md', model: MODEL, itemId, state: 'done', ...more });
const settled = async (ticks: Ticks, model = MODEL, path = 'a.md') =>
  (await ticks.states(path, model))[0]?.settled;

describe('ticks', () => {
  it('are kept for the next window, with reason and note', async () => {
    const ticks = windowOf('ann');
    expect(await tick(ticks, FIRST, { state: 'skipped', reason: 'snow', note: 'call Bo' })).toEqual(
      {
        ok: true,
        value: undefined,
      },
    );
    await tick(ticks, FIRST);
    const [list] = await windowOf('bob').states('a.md', MODEL);
    expect(list?.items[0]?.progress).toMatchObject({ state: 'done', tick: { note: 'call Bo' } });
    expect(list?.items[0]?.progress?.tick.anchor?.text).toBe('Look at the gate');
    const histories = await checklistHistories(ticks, 'a.md', MODEL);
    expect(histories[0]?.periods[0]).toMatchObject({ name: '2026-03-10', done: 1, items: 2 });
  });

  it('are kept of a window that is closed at once', async () => {
    const tools = await sessionTools();
    const session = tools.open(folder);
    const recorded: unknown[] = [];
    void tick(session.ticks, FIRST).then((saved) => recorded.push(saved));
    // The process ends as soon as this resolves.
    await tools.closeAll();
    expect(recorded).toMatchObject([{ ok: true }]);
    expect(await settled(tools.open(folder).ticks)).toBe(1);
    await tools.closeAll();
  });

  it('of another window are seen, and follow what this one saw', async () => {
    const [ann, bob] = [windowOf('ann'), windowOf('bob')];
    await settled(bob);
    const seen = new Promise((done) => bob.onDidChange(done));
    await tick(ann, FIRST);
    expect(await seen).toBe('a.md');
    expect(await settled(bob)).toBe(1);
    await tick(bob, FIRST, { state: 'open' });
    expect(await settled(windowOf('eve'))).toBe(0);
  });

  it('of a list without a period hold over the end of a month', async () => {
    const model = parseRunbook('# Depot\n\n## Move in\n\n- [ ] Look\n');
    const itemId = model.checklists[0]?.items[0]?.id ?? '';
    const ann = windowOf('ann');
    for (let turn = 0; turn < 5; turn++) {
      await ann.tick({ runbook: 'a.md', model, itemId, state: 'done' });
    }
    clock.now = new Date('2026-04-02T10:00:00Z');
    const bob = windowOf('bob');
    await bob.tick({ runbook: 'a.md', model, itemId, state: 'open' });
    expect(await settled(windowOf('eve'), model)).toBe(0);
  });

  it('cost a new state for the runbook they are in only', async () => {
    const ticks = windowOf('ann');
    const paths = Array.from({ length: 50 }, (_, index) => `${index}.md`);
    const look = () => Promise.all(paths.map((path) => ticks.state(path, MODEL)));
    await look();
    const before = ticks.computed;
    await ticks.tick({ runbook: '7.md', model: MODEL, itemId: FIRST, state: 'done' });
    await look();
    expect(ticks.computed - before).toBe(1);
  });

  it('stay with an item through two edits, and with a runbook that was renamed', async () => {
    const ticks = windowOf('ann');
    await tick(ticks, SECOND);
    clock.now = new Date('2026-03-11T10:00:00Z');
    const once = parseRunbook(TEXT.replace('the meter', 'the green meter'));
    const id = once.checklists[0]?.items[1]?.id ?? '';
    await ticks.tick({ runbook: 'a.md', model: once, itemId: id, state: 'done' });
    const twice = parseRunbook(TEXT.replace('the meter', 'the tall green meter'));
    expect((await ticks.states('a.md', twice))[0]?.items[1]?.settled).toBe(true);
    ticks.know(new Map([['sub/b.md', once]]));
    expect(await settled(ticks, once, 'sub/b.md')).toBe(1);
    expect(await ticks.gone()).toEqual([]);
  });

  it('of a deleted runbook are named, and kept', async () => {
    const ticks = windowOf('ann');
    await tick(ticks, FIRST);
    ticks.know(new Map([['b.md', parseRunbook('# Other\n\n## Daily\n\n- [ ] Something else\n')]]));
    expect(await ticks.gone()).toEqual(['a.md']);
    ticks.know(new Map([['a.md', MODEL]]));
    expect(await settled(ticks)).toBe(1);
  });

  it('survive a clock that is a day ahead, and say so', async () => {
    clock.now = new Date('2026-03-11T10:00:00Z');
    const ticks = windowOf('ann');
    await tick(ticks, FIRST);
    clock.now = new Date('2026-03-10T10:00:00Z');
    expect(await settled(ticks)).toBe(0);
    expect((await ticks.problems())[0]).toMatch(/still to come: one of the two clocks is wrong/);
    await tick(ticks, SECOND);
    expect(await settled(ticks)).toBe(1);
    clock.now = new Date('2026-03-11T11:00:00Z');
    expect((await ticks.states('a.md', MODEL))[0]).toMatchObject({ settled: 1, missed: 0 });
  });

  it('that cannot be saved are refused with the reason, and nothing changes', async () => {
    await writeFile(join(folder, '.runbook'), 'in the way');
    const ticks = windowOf('ann');
    const saved = await tick(ticks, FIRST);
    expect(saved).toMatchObject({ ok: false, code: 'not-saved' });
    expect(await settled(ticks)).toBe(0);
  });

  it('never go to a runbook of the same words that stood beside theirs', async () => {
    const ann = windowOf('ann');
    ann.know(new Map(['a/ops.md', 'b/ops.md'].map((path) => [path, MODEL])));
    await tick(ann, FIRST, { runbook: 'a/ops.md' });
    const bob = windowOf('bob');
    bob.know(new Map([['b/ops.md', MODEL]]));
    expect(await settled(bob, MODEL, 'b/ops.md')).toBe(0);
    expect(await bob.gone()).toEqual(['a/ops.md']);
    bob.know(new Map(['b/ops.md', 'c/new.md'].map((path) => [path, MODEL])));
    expect(await settled(bob, MODEL, 'b/ops.md')).toBe(0);
    expect(await settled(bob, MODEL, 'c/new.md')).toBe(1);
    expect(await bob.gone()).toEqual([]);
  });

  it('made by a clock a day ahead count for their day, and miss none before it', async () => {
    clock.now = new Date('2026-03-11T10:00:00Z');
    await tick(windowOf('ann'), FIRST);
    clock.now = new Date('2026-03-10T10:00:00Z');
    const bob = windowOf('bob');
    const [list] = await bob.states('a.md', MODEL);
    expect(list).toMatchObject({ group: 'today', settled: 0, missed: 0 });
    expect((await bob.problems()).join()).toContain('one of the two clocks is wrong');
    clock.now = new Date('2026-03-11T11:00:00Z');
    expect(await settled(bob)).toBe(1);
  });

  it.skipIf(process.getuid?.() === 0)('are refused in a read-only folder', async () => {
    await chmod(folder, 0o500);
    const ticks = windowOf('ann');
    expect(await tick(ticks, FIRST)).toMatchObject({ ok: false, code: 'not-saved' });
    await chmod(folder, 0o700);
  });

  it('of a half-synced log are read as far as they go', async () => {
    await tick(windowOf('ann'), FIRST);
    const month = join(folder, '.runbook', 'checklists', '2026-03');
    const [file = ''] = await readdir(month);
    await writeFile(join(month, file.replace('ann', 'bob')), '{"v":1,"id":"half');
    await writeFile(join(month, file.replace('ann', 'cem')), 'half a line\n');
    const ticks = windowOf('eve');
    expect(await settled(ticks)).toBe(1);
    expect(await ticks.problems()).toEqual([
      `checklists/2026-03/${file.replace('ann', 'cem')}:1: not a JSON object on one line`,
    ]);
  });
});
