import { endedWell } from '../core/run/outcome';
import type { Intent } from '../core/run/intent';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { Disposable } from '../util/dispose';
import type { Listen } from '../util/emitter';
import type { RunEvent, RunReport, RunRequest } from './runReport';
import type { Ticks } from './ticks';

/**
 * Ticks an item when all the checks it carries have passed in its period. A check that failed, or
 * whose result a person has to look at, ticks nothing, and no change ever does.
 */
export class TickOnPass implements Disposable {
  readonly #ticks: Ticks;
  readonly #enabled: () => boolean;
  readonly #intents = new Map<string, Intent>();
  /** By runbook and step or part: when it passed last, in milliseconds. */
  readonly #passed = new Map<string, number>();
  readonly #listening: Disposable;

  constructor(runs: Listen<RunEvent>, ticks: Ticks, enabled: () => boolean) {
    this.#ticks = ticks;
    this.#enabled = enabled;
    this.#listening = runs((event) => {
      if (event.kind === 'started') this.#intents.set(event.runId, event.plan.intent);
      if (event.kind === 'ended') this.#ended(event.runId, event.request, event.report);
    });
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #ended(runId: string, request: RunRequest, report: RunReport): void {
    const intent = this.#intents.get(runId);
    this.#intents.delete(runId);
    const key = keyOf(request.runbook, request.partId ?? request.stepId);
    const verdict = report.verdict?.kind ?? 'pass';
    if (
      intent !== 'check' ||
      !endedWell(report.outcome, report.verdict?.kind) ||
      verdict !== 'pass'
    ) {
      this.#passed.delete(key);
      return;
    }
    this.#passed.set(key, Date.parse(report.endedAt));
    // A tick that cannot be saved is shown by the log's own state; the run itself has ended.
    if (this.#enabled()) void this.#tick(request, runId);
  }

  async #tick({ runbook, text, stepId, partId }: RunRequest, runId: string): Promise<void> {
    const model = parseRunbook(text);
    const done = partId ?? stepId;
    for (const { items, period } of await this.#ticks.states(runbook, model)) {
      const since = period.start ?? 0;
      for (const { item, settled } of items) {
        if (settled || !item.stepIds.includes(done)) continue;
        const all = item.stepIds.every((id) => {
          return (this.#passed.get(keyOf(runbook, id)) ?? -1) >= since;
        });
        if (!all) continue;
        await this.#ticks.tick({ runbook, model, itemId: item.id, state: 'done', runId });
      }
    }
  }
}

function keyOf(runbook: string, id: string): string {
  return JSON.stringify([runbook, id]);
}
