import { describe, expect, it } from 'vitest';
import { movedRunbooks } from '../../../../src/core/checklist/moved';
import { readRule, ruleOf } from '../../../../src/core/checklist/rule';
import { itemAnchors, itemsOf, runbookState } from '../../../../src/core/checklist/state';
import { besideOf } from '../../../../src/core/checklist/tickAnchors';
import { foldTicks } from '../../../../src/core/checklist/tickFold';
import { Zones } from '../../../../src/core/checklist/zone';
import type { LogEvent } from '../../../../src/core/incident/event';
import type { ItemState } from '../../../../src/core/incident/eventData';
import { reanchor } from '../../../../src/core/model/reanchor';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const zones = new Zones();
let clock = 0;

describe('the state of a checklist', () => {
  it('starts anew at midnight of its zone and keeps the day before as history', () => {
    const text = '# Depot\n\n## Daily\n\n- [ ] Look at the gate\n- [ ] Read the meter\n';
    const events = tick(text, 'Look at the gate', '2026-03-28T20:00:00Z');
    expect(at(text, '2026-03-28T22:30:00Z', events).settled).toBe(1);
    // Midnight in Berlin; in the night to the 29th its clocks are set forward.
    expect(at(text, '2026-03-28T23:00:00Z', events)).toMatchObject({ settled: 0, missed: 0 });
    expect(at(text, '2026-03-29T22:00:00Z', events)).toMatchObject({ missed: 1 });
    expect(at(text, '2026-03-31T12:00:00Z', events)).toMatchObject({ missed: 2, group: 'today' });
  });

  it('is overdue after its hour, in the zone of its title', () => {
    const text = '# Depot\n\n## Morning Health Check (09:00 UTC)\n\n- [ ] Look\n';
    expect(at(text, '2026-07-01T08:59:00Z', []).group).toBe('today');
    expect(at(text, '2026-07-01T09:00:00Z', []).group).toBe('overdue');
    expect(at(text, '2026-07-01T09:00:00Z', tick(text, 'Look', '2026-07-01T08:00:00Z')).group).toBe(
      'later',
    );
  });

  it('is due on the first Monday, and overdue after it', () => {
    const text = '# Depot\n\n## First Monday\n\n- [ ] Count the keys\n';
    expect(at(text, '2026-03-01T12:00:00Z', []).group).toBe('later');
    expect(at(text, '2026-03-02T12:00:00Z', []).group).toBe('today');
    expect(at(text, '2026-03-03T12:00:00Z', []).group).toBe('overdue');
    expect(at(text, '2026-04-01T12:00:00Z', []).group).toBe('later');
  });

  it('counts back from a date that was set', () => {
    const text = '# Move\n\n## 24 Hours Before\n\n- [ ] Tell the tenants\n';
    expect(at(text, '2026-03-03T12:00:00Z', []).group).toBe('later');
    const dated = [dateEvent('2026-03-05T10:00:00Z')];
    expect(at(text, '2026-03-03T12:00:00Z', dated).group).toBe('later');
    expect(at(text, '2026-03-04T09:00:00Z', dated).group).toBe('today');
    expect(at(text, '2026-03-04T10:00:00Z', dated).group).toBe('overdue');
  });

  it('takes an annotation before its words, and says when it cannot be read', () => {
    const cron =
      '# D\n\n## Daily\n\n<!-- cadence: cron 0 9 * * 1 Europe/Berlin -->\n\n- [ ] Look\n';
    const state = at(cron, '2026-03-30T08:00:00Z', []);
    expect(state.period.name).toBe('2026-03-30T07:00Z');
    expect(at(cron, '2026-03-30T06:59:00Z', []).period.name).toBe('2026-03-23T08:00Z');
    const broken = cron.replace('0 9 * * 1', '61 9 * *');
    const events = tick(broken, 'Look', '2026-03-30T08:00:00Z');
    const whole = stateOf(broken, '2026-03-30T08:01:00Z', events);
    expect(whole.problems[0]?.message).toMatch(/61 9 .*not understood/);
    expect(whole.lists[0]).toMatchObject({ settled: 1, period: { name: '2026-03-30' } });
  });

  it('reads recurrence rules, front matter, and refuses the rest', () => {
    expect(readRule('rrule FREQ=MONTHLY;BYDAY=-1FR')).toMatchObject({
      value: { kind: 'recurrence', recurrence: { source: 'FREQ=MONTHLY;BYDAY=-1FR' } },
    });
    expect(readRule('6 months')).toMatchObject({
      value: { cadence: { unit: 'monthly', every: 6 } },
    });
    expect(readRule('weekly on Mars')).toMatchObject({ value: { cadence: { unit: 'weekly' } } });
    for (const words of ['', 'whenever', 'cron', 'cron * * *', 'rrule FREQ=DAILY;COUNT=3']) {
      expect(readRule(words)).toMatchObject({ ok: false, code: 'bad-cadence' });
    }
    expect(readRule('cron 0 9 * * 1 Europe/Atlantis')).toMatchObject({ ok: false });
    const model = parseRunbook('---\ncadence: weekly\n---\n# D\n\n## Rounds\n\n- [ ] Look\n');
    const [list] = model.checklists;
    expect(list && ruleOf(list, model).rule).toMatchObject({ cadence: { unit: 'weekly' } });
  });

  it('shows drills of a schedule table as due, and again a period after they were done', () => {
    const text =
      '# D\n\n## Drills\n\n| Drill | Frequency | Last completed | Next scheduled |\n' +
      '| --- | --- | --- | --- |\n| Restore | Quarterly | 2026-01-10 | 2026-03-05 |\n';
    expect(at(text, '2026-03-04T12:00:00Z', []).group).toBe('later');
    expect(at(text, '2026-03-05T12:00:00Z', []).group).toBe('today');
    expect(at(text, '2026-03-06T12:00:00Z', []).group).toBe('overdue');
    const events = tick(text, 'Restore', '2026-03-06T12:00:00Z');
    expect(at(text, '2026-03-06T13:00:00Z', events)).toMatchObject({ settled: 1, group: 'later' });
    expect(at(text, '2026-03-07T13:00:00Z', events)).toMatchObject({
      settled: 0,
      period: { name: 'due 2026-06-06' },
    });
  });
});

describe('ticks and edits', () => {
  const text = '# Depot\n\n## Daily\n\n- [ ] Look at the gate\n- [ ] Read the electric meter\n';
  const when = '2026-03-28T10:00:00Z';

  it('follow an item whose words changed a little', () => {
    const words = 'Read the electric meter and write it into the book';
    const long = text.replace('Read the electric meter', words);
    const first = tick(long, words, when);
    const once = long.replace('the book', 'the green book');
    expect(at(once, when, first).items.map(({ settled }) => settled)).toEqual([false, true]);
  });

  it('are shown as vanished, never on another item, when theirs is gone', () => {
    const events = tick(text, 'Read the electric meter', when);
    const gone = text.replace('Read the electric meter', 'Water the plants');
    const list = at(gone, when, events);
    expect(list.settled).toBe(0);
    expect(list.vanished.map(({ tick }) => tick.itemText)).toEqual(['Read the electric meter']);
    const noList = stateOf('# Depot\n\nNothing.\n', when, events);
    expect(noList.vanished).toHaveLength(1);
  });

  it('never go to an item with nearly the same words that stood beside theirs', () => {
    const words = 'Verify backups of the database';
    const both = `# Depot\n\n## Daily\n\n- [ ] Verify backups\n- [ ] ${words}\n- [ ] Look\n`;
    const events = tick(both, words, when);
    const gone = at(both.replace(`- [ ] ${words}\n`, ''), when, events);
    expect([gone.settled, gone.vanished.length]).toEqual([0, 1]);
    // Shortened, without another like it, it is the same item.
    const one = both.replace('- [ ] Verify backups\n', '');
    const short = one.replace(words, 'Verify backups of database');
    expect(at(short, when, tick(one, words, when)).settled).toBe(1);
  });

  it('never go to another item while their words are still there', () => {
    const words = 'Verify backups of the database';
    const twins = `# Depot\n\n## Daily\n\n- [ ] Verify backups\n- [ ] ${words}\n- [ ] ${words}\n`;
    const [one, two] = anchorsOfItems(twins).filter(({ text }) => text === words);
    const now = anchorsOfItems(twins.replace(`- [ ] ${words}\n`, `- [ ] ${words}\n- [ ] Look\n`));
    if (one === undefined || two === undefined) throw new Error('no twins');
    expect([...reanchor([one], now), ...reanchor([two], now)]).toEqual([]);
  });

  it('follow a runbook that was renamed, and only then', () => {
    const fold = foldTicks(tick(text, 'Look at the gate', when));
    const other = parseRunbook('# Depot\n\n## Weekly\n\n- [ ] Look elsewhere\n');
    const present = (models: Record<string, ReturnType<typeof parseRunbook>>) =>
      new Map(
        Object.entries(models).map(([path, model]) => [
          path,
          {
            itemIds: new Set(itemsOf(model).keys()),
            listIds: new Set(model.checklists.map(({ id }) => id)),
          },
        ]),
      );
    const model = parseRunbook(text);
    expect(movedRunbooks(fold, present({ 'new.md': model, 'other.md': other })).get('a.md')).toBe(
      'new.md',
    );
    // Two with the same title and the same items: nobody can tell which one it was.
    const both = movedRunbooks(fold, present({ 'x.md': model, 'y.md': model }));
    expect([both.has('a.md'), both.get('a.md')]).toEqual([true, undefined]);
    expect(movedRunbooks(fold, present({ 'a.md': other })).size).toBe(0);
  });
});

function stateOf(text: string, now: string, events: readonly LogEvent[]) {
  const zone = zones.get('Europe/Berlin');
  if (zone === undefined) throw new Error('no zone');
  const ticks = foldTicks(events).runbook('a.md');
  return runbookState('a.md', parseRunbook(text), ticks, { now: Date.parse(now), zone, zones });
}

function at(text: string, now: string, events: readonly LogEvent[]) {
  const [list] = stateOf(text, now, events).lists;
  if (list === undefined) throw new Error('no checklist');
  return list;
}

function tick(text: string, words: string, time: string, state: ItemState = 'done'): LogEvent[] {
  const model = parseRunbook(text);
  const list = stateOf(text, time, []).lists.find((l) =>
    l.items.some((i) => i.item.text === words),
  );
  const item = list?.items.find((entry) => entry.item.text === words)?.item;
  const anchors = itemAnchors(model);
  const anchor = anchors.find(({ id }) => id === item?.id);
  if (list === undefined || item === undefined || anchor === undefined) throw new Error('no item');
  return [
    {
      ...envelope(time),
      type: 'item.ticked',
      data: {
        runbook: 'a.md',
        checklistId: list.checklist.id,
        checklistTitle: list.checklist.title,
        itemId: item.id,
        itemText: item.text,
        state,
        period: list.period.name,
        anchor,
        ...besideOf(anchor, anchors),
      },
    },
  ];
}

function anchorsOfItems(text: string) {
  return itemAnchors(parseRunbook(text));
}

function dateEvent(on: string): LogEvent {
  return {
    ...envelope('2026-03-01T00:00:00Z'),
    type: 'checklist.dated',
    data: { runbook: 'a.md', at: on },
  };
}

function envelope(time: string) {
  clock++;
  return {
    v: 1,
    id: `event-${clock}`,
    writer: 'w',
    seq: clock,
    clock,
    time,
    actor: 'ada',
    prev: '',
    hash: '',
  };
}
