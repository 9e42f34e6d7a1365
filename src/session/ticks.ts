import type { CalendarDate } from '../core/checklist/period';
import { foldProgress, type Progress } from '../core/checklist/progress';
import { checklistStates, type ChecklistState } from '../core/checklist/state';
import type { ItemState, ItemTicked } from '../core/incident/eventData';
import type { Runbook } from '../core/model/runbook';
import { inCausalOrder } from '../core/incident/order';
import { Emitter, type Listen } from '../util/emitter';
import { fail, succeed, type Result } from '../util/result';
import type { LogBook, RecordCode } from './logBook';

/** Which item is ticked, and how. */
export interface TickRequest {
  /** Relative to the workspace folder, forward slashes. */
  readonly runbook: string;
  readonly model: Runbook;
  readonly itemId: string;
  readonly state: ItemState;
  readonly reason?: string | undefined;
  readonly runId?: string | undefined;
}

/** The memory of the checklists: a fold over tick events, read once and kept up to date. */
export class Ticks {
  readonly onDidChange: Listen<string>;
  readonly #changed = new Emitter<string>();
  readonly #log: LogBook;
  readonly #today: () => CalendarDate;
  #loading: Promise<Progress> | undefined;

  constructor(log: LogBook, today: () => CalendarDate) {
    this.#log = log;
    this.#today = today;
    this.onDidChange = this.#changed.event;
  }

  /** How the checklists of a runbook stand today. */
  async states(runbook: string, model: Runbook): Promise<readonly ChecklistState[]> {
    return checklistStates(runbook, model.checklists, await this.#progress(), this.#today());
  }

  /** Records a tick; it is on the device when this resolves with `ok`. */
  async tick(request: TickRequest): Promise<Result<undefined, RecordCode | 'item-not-found'>> {
    const { runbook, model, itemId } = request;
    const [state] = (await this.states(runbook, model)).filter((candidate) =>
      candidate.items.some((entry) => entry.item.id === itemId),
    );
    const entry = state?.items.find((candidate) => candidate.item.id === itemId);
    if (state === undefined || entry === undefined) {
      return fail(
        'item-not-found',
        'This item is no longer in its runbook. Refresh the checklists.',
      );
    }
    const data: ItemTicked = {
      runbook,
      checklistId: state.checklist.id,
      checklistTitle: state.checklist.title,
      itemId,
      itemText: entry.item.text,
      state: request.state,
      period: state.period,
      ...(request.reason === undefined ? {} : { reason: request.reason }),
      ...(request.runId === undefined ? {} : { runId: request.runId }),
    };
    const saved = await this.#log.recordTick({ type: 'item.ticked', data });
    if (!saved.ok) return saved;
    this.refresh();
    this.#changed.fire(runbook);
    return succeed(undefined);
  }

  /** Reads the log anew at the next question: another window may have ticked. */
  refresh(): void {
    this.#loading = undefined;
  }

  #progress(): Promise<Progress> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<Progress> {
    const readings = await this.#log.readTicks();
    return foldProgress(inCausalOrder(readings.map((reading) => reading.events)));
  }
}
