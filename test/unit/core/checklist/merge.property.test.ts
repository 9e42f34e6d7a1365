import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeats } from '../../effort';
import { TickFold, type RunbookTicks } from '../../../../src/core/checklist/tickFold';
import type { EventOf, LogEvent } from '../../../../src/core/incident/event';
import type { ItemState } from '../../../../src/core/incident/eventData';

type Tick = EventOf<'item.ticked'>;

interface Written {
  readonly item: number;
  readonly state: ItemState;
  readonly day: number;
}

const writes = fc.array(
  fc.record({
    item: fc.integer({ min: 0, max: 5 }),
    state: fc.constantFrom<ItemState>('done', 'open', 'skipped'),
    day: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 12 },
);

describe('merging the logs of two people', () => {
  it('gives the same fold in either order and loses no tick', () => {
    fc.assert(
      fc.property(writes, writes, writes, fc.infiniteStream(fc.nat()), (base, a, b, dice) => {
        const common = write('base', base, 0);
        const mine = [...common, ...write('mine', a, common.length)];
        const theirs = [...common, ...write('theirs', b, common.length)];
        const one = foldOf(mine, theirs);
        expect(foldOf(theirs, mine)).toEqual(one);
        expect(foldOf(shuffled([...mine, ...theirs], dice))).toEqual(one);
        const ids = one.all.map(({ event }) => event.id);
        const union = new Set([...mine, ...theirs].map(({ id }) => id));
        expect(new Set(ids)).toEqual(union);
        expect(ids.length).toBe(union.size);
        for (const event of union.size === 0 ? [] : lastOfEach([...mine, ...theirs])) {
          const { itemId, period = '' } = event.data;
          expect(one.latest.get(itemId)?.get(period)?.event.id).toBe(event.id);
        }
      }),
      { numRuns: repeats(1000) },
    );
  });
});

function write(writer: string, ticks: readonly Written[], clock: number): readonly Tick[] {
  return ticks.map(({ item, state, day }, index) => ({
    v: 1,
    id: `${writer}-${index}`,
    writer,
    seq: index + 1,
    clock: clock + index + 1,
    time: `2026-03-0${day}T08:00:00.000Z`,
    actor: writer,
    prev: '',
    hash: '',
    type: 'item.ticked',
    data: {
      runbook: 'a.md',
      checklistId: 'daily',
      checklistTitle: 'Daily',
      itemId: `item-${item}`,
      itemText: `Item ${item}`,
      state,
      period: `2026-03-0${day}`,
    },
  }));
}

function foldOf(...logs: readonly (readonly LogEvent[])[]): RunbookTicks {
  const fold = new TickFold();
  for (const log of logs) fold.add(log);
  return fold.runbook('a.md') ?? { latest: new Map(), all: [], date: undefined };
}

/** The last event by clock, then writer, of each item and period: sorted, not folded. */
function lastOfEach(events: readonly Tick[]): Iterable<Tick> {
  const order = [...events].sort((a, b) =>
    a.clock === b.clock ? (a.writer < b.writer ? -1 : 1) : a.clock - b.clock,
  );
  return new Map(
    order.map((event) => [`${event.data.itemId} ${event.data.period}`, event]),
  ).values();
}

function shuffled<T>(list: readonly T[], dice: Iterator<number>): readonly T[] {
  const rest = [...list];
  const out: T[] = [];
  while (rest.length > 0) out.push(...rest.splice(Number(dice.next().value) % rest.length, 1));
  return out;
}
