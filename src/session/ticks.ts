import { affectedItems } from '../core/checklist/family';
import { movedRunbooks, type PresentRunbook } from '../core/checklist/moved';
import {
  itemAnchors,
  itemsOf,
  runbookState,
  type ChecklistState,
  type RunbookState,
} from '../core/checklist/state';
import { besideOf } from '../core/checklist/tickAnchors';
import type { RunbookTicks, TickFold } from '../core/checklist/tickFold';
import { Zones, type Zone } from '../core/checklist/zone';
import type { ItemState, ItemTicked } from '../core/incident/eventData';
import type { ChecklistDocument } from '../core/model/runbook';
import type { Disposable } from '../util/dispose';
import { Emitter, type Listen } from '../util/emitter';
import { fail, succeed, type Result } from '../util/result';
import type { LogBook, RecordCode } from './logBook';
import { TickLog } from './tickLog';

/** Which item is ticked, and how. */
export interface TickRequest {
  /** Relative to the workspace folder, forward slashes. */
  readonly runbook: string;
  readonly model: ChecklistDocument;
  readonly itemId: string;
  readonly state: ItemState;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  readonly runId?: string | undefined;
}

export type TickCode = RecordCode | 'item-not-found';

/** What ticks need to know of the world; asked at each use. */
export interface TickParts {
  readonly log: LogBook;
  readonly now: () => Date;
  /** The zone of rules that name none; an unknown name gives UTC. */
  readonly timeZone: () => string;
  /** The incident whose lists are shown. */
  readonly incident: () => string | undefined;
}

interface Kept {
  readonly model: ChecklistDocument;
  readonly at: number;
  readonly zone: Zone;
  readonly incident: string | undefined;
  readonly state: RunbookState;
}

/** The memory of the checklists. A state is computed again only for a runbook that changed. */
export class Ticks implements Disposable {
  /** A runbook whose ticks changed, in this window or another. */
  readonly onDidChange: Listen<string>;
  readonly #changed = new Emitter<string>();
  readonly #log: TickLog;
  readonly #parts: TickParts;
  readonly #zones = new Zones();
  readonly #kept = new Map<string, Kept>();
  #present: ReadonlyMap<string, ChecklistDocument> | undefined;
  /** Which of them have an item; made when the first tick needs it. */
  #holders: ReadonlyMap<string, readonly string[]> | undefined;
  #moved: ReadonlyMap<string, string | undefined> | undefined;
  #computed = 0;
  /** What is being recorded. */
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(parts: TickParts) {
    this.#parts = parts;
    this.#log = new TickLog(parts.log);
    this.onDidChange = this.#changed.event;
    this.#log.onDidChange((runbooks) => this.#forgetStates(runbooks));
  }

  /** How many states were computed so far: what a refresh costs. */
  get computed(): number {
    return this.#computed;
  }

  get zone(): Zone {
    return this.#zones.get(this.#parts.timeZone()) ?? utc(this.#zones);
  }

  get zones(): Zones {
    return this.#zones;
  }

  /** How the checklists of a runbook stand now. */
  async states(runbook: string, model: ChecklistDocument): Promise<readonly ChecklistState[]> {
    return (await this.state(runbook, model)).lists;
  }

  /** The whole state of a runbook now; the same object while nothing changed. */
  async state(runbook: string, model: ChecklistDocument): Promise<RunbookState> {
    const fold = await this.#log.fold();
    const now = this.#parts.now().getTime();
    const incident = this.#parts.incident();
    const { zone } = this;
    const kept = this.#kept.get(runbook);
    if (
      kept?.model === model &&
      kept.zone === zone &&
      kept.incident === incident &&
      kept.at <= now &&
      now < kept.state.validUntil
    ) {
      return kept.state;
    }
    this.#computed++;
    const state = runbookState(runbook, model, this.#ticksOf(runbook, fold), {
      now,
      zone,
      zones: this.#zones,
      incident,
    });
    this.#kept.set(runbook, { model, at: now, zone, incident, state });
    return state;
  }

  /** Every tick of a runbook, also of what it was called before. */
  async ticksOf(runbook: string): Promise<RunbookTicks | undefined> {
    return this.#ticksOf(runbook, await this.#log.fold());
  }

  /** Everything ticked, by the paths it was ticked under. */
  fold(): Promise<TickFold> {
    return this.#log.fold();
  }

  /** Tells which runbooks there are, so that ticks follow one that was moved or renamed. */
  know(models: ReadonlyMap<string, ChecklistDocument>): void {
    this.#present = models;
    this.#holders = undefined;
    const before = this.#moved;
    this.#moved = undefined;
    if (before !== undefined) for (const path of before.values()) this.#kept.delete(path ?? '');
  }

  /** Runbooks with ticks that are nowhere in the workspace any more. */
  async gone(): Promise<readonly string[]> {
    const fold = await this.#log.fold();
    return [...this.#movedIn(fold)].filter(([, to]) => to === undefined).map(([from]) => from);
  }

  /** What is wrong with the log or a clock, as sentences. */
  async problems(): Promise<readonly string[]> {
    const fold = await this.#log.fold();
    const ahead = latestTick(fold);
    const now = this.#parts.now().getTime();
    const problems = [...this.#log.problems()];
    if (ahead !== undefined && Date.parse(ahead.time) - now > CLOCK_TOLERANCE) {
      problems.push(
        `A tick by ${ahead.actor} is dated ${ahead.time}, which is still to come: one of the two ` +
          'clocks is wrong. It is kept, and counts for the period it was made in.',
      );
    }
    return problems;
  }

  /**
   * Records a tick, and what follows from it for the items above and below; it is on the device
   * when this resolves with `ok`.
   */
  async tick(request: TickRequest): Promise<Result<undefined, TickCode>> {
    const recording = this.#record(request);
    this.#underWay.add(recording);
    try {
      return await recording;
    } finally {
      this.#underWay.delete(recording);
    }
  }

  /** Resolves once every tick asked for so far is recorded, or could not be. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  /** Takes back every tick of a checklist in its present period. */
  async reset(
    runbook: string,
    model: ChecklistDocument,
    checklistId: string,
  ): Promise<Result<number, TickCode>> {
    const list = (await this.states(runbook, model)).find(
      ({ checklist }) => checklist.id === checklistId,
    );
    const settled = (list?.items ?? []).filter((entry) => entry.settled);
    for (const { item } of settled) {
      const saved = await this.tick({ runbook, model, itemId: item.id, state: 'open' });
      if (!saved.ok) return saved;
    }
    return succeed(settled.length);
  }

  /** Sets the date a runbook's maintenance lists count back from, or takes it back. */
  setDate(runbook: string, at: Date | undefined): Promise<Result<undefined, RecordCode>> {
    return this.#log.record({
      type: 'checklist.dated',
      data: { runbook, ...(at === undefined ? {} : { at: at.toISOString() }) },
    });
  }

  /** Reads the log anew at the next question: a merge may have changed it. */
  refresh(): void {
    this.#log.forget();
    this.#kept.clear();
    this.#moved = undefined;
  }

  dispose(): void {
    this.#log.dispose();
    this.#changed.dispose();
  }

  async #record(request: TickRequest): Promise<Result<undefined, TickCode>> {
    const { runbook, model, itemId } = request;
    const { lists, idsOf } = await this.state(runbook, model);
    const list = lists.find(({ items }) => items.some(({ item }) => item.id === itemId));
    const entry = list?.items.find(({ item }) => item.id === itemId);
    if (list === undefined || entry === undefined) return this.#untickVanished(request);
    const same = (entry.progress?.state ?? 'open') === request.state;
    const changes = same
      ? [{ itemId, state: request.state }]
      : affectedItems(list.items, itemId, request.state);
    const anchors = itemAnchors(model);
    for (const change of changes) {
      const own = change.itemId === itemId;
      const data = tickOf(list, own ? request : { ...request, ...change, note: undefined });
      const anchor = anchors.find(({ id }) => id === change.itemId);
      const former = idsOf(change.itemId).filter((id) => id !== change.itemId);
      const saved = await this.#log.record({
        type: 'item.ticked',
        data: {
          ...data,
          ...(anchor === undefined ? {} : { anchor, ...besideOf(anchor, anchors) }),
          ...(former.length === 0 ? {} : { formerIds: former }),
          ...this.#alsoIn(runbook, change.itemId),
        },
      });
      if (!saved.ok) return saved;
    }
    return succeed(undefined);
  }

  /** An item that has left its runbook can only be put away. */
  async #untickVanished(request: TickRequest): Promise<Result<undefined, TickCode>> {
    const ticks = await this.ticksOf(request.runbook);
    const last = ticks?.all.findLast(({ tick }) => tick.itemId === request.itemId);
    if (last === undefined || request.state !== 'open') {
      return fail(
        'item-not-found',
        'This item is no longer in its runbook. Refresh the checklists.',
      );
    }
    const data: ItemTicked = { ...last.tick, runbook: request.runbook, state: 'open' };
    return this.#log.record({ type: 'item.ticked', data });
  }

  #alsoIn(runbook: string, itemId: string): Pick<ItemTicked, 'alsoIn'> {
    this.#holders ??= holdersOf(this.#present ?? new Map());
    const others = (this.#holders.get(itemId) ?? []).filter((path) => path !== runbook);
    return others.length === 0 ? {} : { alsoIn: others.slice(0, MOST_OTHERS) };
  }

  #ticksOf(runbook: string, fold: TickFold): RunbookTicks | undefined {
    const former = [...this.#movedIn(fold)].filter(([, to]) => to === runbook);
    return fold.runbook(runbook, ...former.map(([from]) => from));
  }

  #movedIn(fold: TickFold): ReadonlyMap<string, string | undefined> {
    if (this.#present === undefined) return NOTHING_MOVED;
    const present = this.#present;
    if (this.#moved === undefined) {
      // Every item of every runbook is looked at only when ticks have lost their runbook.
      const lost = fold.runbooks.some((path) => !present.has(path));
      this.#moved = lost ? movedRunbooks(fold, presentRunbooks(present)) : NOTHING_MOVED;
    }
    return this.#moved;
  }

  #forgetStates(runbooks: ReadonlySet<string>): void {
    if ([...runbooks].some((path) => !(this.#present?.has(path) ?? true))) this.#moved = undefined;
    for (const path of runbooks) {
      const now = this.#moved?.get(path) ?? path;
      this.#kept.delete(now);
      this.#changed.fire(now);
    }
  }
}

const NOTHING_MOVED: ReadonlyMap<string, undefined> = new Map();

function presentRunbooks(
  models: ReadonlyMap<string, ChecklistDocument>,
): ReadonlyMap<string, PresentRunbook> {
  return new Map(
    [...models].map(([path, model]) => [
      path,
      {
        itemIds: new Set(itemsOf(model).keys()),
        listIds: new Set(model.checklists.map(({ id }) => id)),
      },
    ]),
  );
}

/** Most runbooks named with a tick: of a template that is used more often, no one is followed. */
const MOST_OTHERS = 50;

function holdersOf(
  models: ReadonlyMap<string, ChecklistDocument>,
): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const [path, model] of models) {
    for (const id of itemsOf(model).keys()) {
      const paths = holders.get(id);
      if (paths === undefined) holders.set(id, [path]);
      else paths.push(path);
    }
  }
  return holders;
}

/** Clocks of two machines may differ by so much, in milliseconds. */
const CLOCK_TOLERANCE = 10 * 60 * 1000;

/** What is recorded of one item. A note stays until another one takes its place. */
function tickOf(list: ChecklistState, request: TickRequest): ItemTicked {
  const { runbook, itemId, state, reason, runId } = request;
  const entry = list.items.find(({ item }) => item.id === itemId);
  const note = request.note ?? entry?.progress?.tick.note;
  return {
    runbook,
    checklistId: list.checklist.id,
    checklistTitle: list.checklist.title,
    itemId,
    itemText: entry?.item.text ?? '',
    state,
    period: list.period.name,
    items: list.items.length,
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined || note === '' ? {} : { note }),
    ...(runId === undefined ? {} : { runId }),
  };
}

function latestTick(fold: TickFold) {
  let latest;
  for (const path of fold.runbooks) {
    for (const progress of fold.runbook(path)?.all ?? []) {
      if (latest === undefined || progress.time > latest.time) latest = progress;
    }
  }
  return latest;
}

function utc(zones: Zones): Zone {
  const zone = zones.get('UTC');
  if (zone === undefined) throw new Error('UTC is a zone');
  return zone;
}
