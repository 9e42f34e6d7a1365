import { resolve } from 'node:path';
import type { ShellPlan } from '../core/run/plan';
import type { CommandResult } from '../execution/command';
import { variablesOf } from '../core/run/setBefore';

interface ShellState {
  readonly variables: Set<string>;
  /** Where steps go on that name no folder; undefined before the first of them has ended. */
  folder: string | undefined;
  /** The last step named a folder of its own, so the next has to go back. */
  isElsewhere: boolean;
}

/** What is known of the shells in which the steps of runbooks follow one another. */
export class ShellStates {
  readonly #root: string;
  readonly #states = new Map<string, ShellState>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Variables that steps have set. */
  variables(key: string): ReadonlySet<string> {
    return this.#states.get(key)?.variables ?? new Set();
  }

  /**
   * The script of a step in its session. The folder that a step names holds for this step only, so
   * it goes there, and the step after it goes back; on the first line, so that lines keep their
   * numbers.
   */
  scriptOf(key: string, plan: ShellPlan): string {
    const folder = this.#moveTo(key, plan);
    if (folder === undefined) return plan.text;
    switch (plan.shell) {
      case 'bash':
      case 'sh':
      case 'zsh':
        return `cd -- '${folder.replaceAll("'", "'\\''")}' || exit; ${plan.text}`;
      case 'pwsh':
        return `Set-Location -LiteralPath '${folder.replaceAll("'", "''")}'; ${plan.text}`;
      case 'python':
      case 'node':
        return plan.text;
    }
  }

  ended(key: string, plan: ShellPlan, result: CommandResult): void {
    const state = this.#states.get(key) ?? {
      variables: new Set<string>(),
      folder: undefined,
      isElsewhere: false,
    };
    this.#states.set(key, state);
    state.isElsewhere = this.#namesFolder(plan);
    if (!state.isElsewhere) state.folder = result.cwdAfter ?? state.folder;
    if (result.outcome !== 'succeeded') return;
    for (const name of variablesOf(plan.text, plan.language)) state.variables.add(name);
    for (const name of Object.keys(plan.environment)) state.variables.add(name);
  }

  forget(key: string): void {
    this.#states.delete(key);
  }

  #moveTo(key: string, plan: ShellPlan): string | undefined {
    const state = this.#states.get(key);
    if (state === undefined) return undefined;
    if (this.#namesFolder(plan)) return resolve(this.#root, plan.cwd);
    return state.isElsewhere ? (state.folder ?? this.#root) : undefined;
  }

  #namesFolder({ cwd }: ShellPlan): boolean {
    return cwd !== this.#root;
  }
}
