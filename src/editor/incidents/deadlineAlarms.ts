import * as vscode from 'vscode';
import { announce, type Announced, type Told } from '../../core/incident/announced';
import { deadlineStates, type DeadlineState } from '../../core/incident/deadlineState';
import { assertNever } from '../../util/assertNever';
import { DisposableStore } from '../../util/dispose';
import { alarmText, doneTitle } from './alarmWords';
import type { PlacedIncident, WindowIncident } from './windowIncident';

/** Looked at least this often: a timer does not run while the machine sleeps. */
const LONGEST_WAIT = 30_000;
const REMIND_AFTER = 5 * 60_000;
const MEMORY = 'runbook.announced';

export interface AlarmActions {
  readonly openContacts: (placed: PlacedIncident) => Promise<void>;
}

/**
 * Says that a deadline of an incident this window works or worked on has passed, once for each, and
 * again when one asked to be reminded. What was announced is kept over a restart; what passed while
 * the window was closed is said when it opens.
 */
export class DeadlineAlarms implements vscode.Disposable {
  readonly #window: WindowIncident;
  readonly #memory: vscode.Memento;
  readonly #actions: AlarmActions;
  readonly #store = new DisposableStore();
  readonly #said: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(window: WindowIncident, memory: vscode.Memento, actions: AlarmActions) {
    this.#window = window;
    this.#memory = memory;
    this.#actions = actions;
    this.#store.add(window.onDidChangeOpen(() => this.#look()));
    this.#look();
  }

  /** What was announced since the window opened. */
  get said(): readonly string[] {
    return this.#said;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#store.dispose();
  }

  #look(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const waits = this.#window.open.flatMap((placed) => this.#lookAt(placed, now));
    if (waits.length === 0) return;
    this.#timer = setTimeout(() => this.#look(), Math.min(LONGEST_WAIT, ...waits));
  }

  /** Answers in how many milliseconds to look again. */
  #lookAt(placed: PlacedIncident, now: number): readonly number[] {
    const states = deadlineStates(placed.incident, now);
    for (const state of states) {
      if (state.status === 'over' && now >= this.#announceAt(placed, state)) {
        this.#announce(placed, state);
      }
    }
    const open = states.filter(({ status }) => status === 'open');
    return [LONGEST_WAIT, ...open.map(({ dueAt }) => Math.max(0, dueAt - now) + 50)];
  }

  /** When it may be said: at once, after the reminder, or never again. */
  #announceAt({ incident }: PlacedIncident, { key }: DeadlineState): number {
    const told = this.#told(incident.id);
    const at = told[key];
    return at === undefined ? 0 : at === null ? Number.POSITIVE_INFINITY : at;
  }

  #told(id: string): Told {
    return this.#memory.get<Announced>(MEMORY)?.[id] ?? {};
  }

  /** @param next when to say it again, `null` for never */
  #remember({ incident }: PlacedIncident, { key }: DeadlineState, next: number | null): void {
    const announced = this.#memory.get<Announced>(MEMORY) ?? {};
    // Lost with a crash: then it is said twice.
    void this.#memory.update(MEMORY, announce(announced, incident.id, key, next));
  }

  #announce(placed: PlacedIncident, state: DeadlineState): void {
    this.#remember(placed, state, null);
    const done = doneTitle(state);
    const remind = 'Remind in 5 min';
    const contacts = 'Open contacts';
    const isActive = this.#window.current?.incident.id === placed.incident.id;
    const message = alarmText(placed.incident, state, isActive);
    this.#said.push(message);
    const buttons = state.kind === 'update' ? [done, remind] : [done, remind, contacts];
    const shown = vscode.window.showWarningMessage(message, ...buttons);
    // The notification stays until it is answered; nobody waits for it.
    void shown.then(async (choice) => {
      if (choice === remind) this.#remember(placed, state, Date.now() + REMIND_AFTER);
      if (choice === contacts) await this.#actions.openContacts(placed);
      if (choice === done) await this.#settle(placed, state);
    });
  }

  async #settle(placed: PlacedIncident, state: DeadlineState): Promise<void> {
    const { session, incident } = placed;
    if (state.kind === 'escalate') {
      await session.incidents.escalate(incident.id, state, state.to);
      return;
    }
    // The commands are about the active incident.
    await this.#window.workOn(placed);
    switch (state.kind) {
      case 'acknowledge':
        await vscode.commands.executeCommand('runbook.acknowledgeIncident');
        return;
      case 'update':
        await vscode.commands.executeCommand('runbook.postUpdate');
        return;
      default:
        assertNever(state.kind);
    }
  }
}
