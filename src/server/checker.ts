import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../core/validation/finding';
import type { RuleSettings } from '../core/validation/validateRunbook';
import type { Known } from '../protocol';
import type { CheckPool } from './checkPool';
import { toDiagnostic, tooSlow } from './diagnostics';
import type { Workspace } from './workspace';

/** What the user set, of the right shape. */
export interface CheckerSettings {
  readonly rules: RuleSettings;
  readonly staleDays: number | undefined;
}

/** Checks documents of a workspace with the settings of the editor. */
export class Checker {
  #known: Known = { connections: [], targets: [] };
  #settings: CheckerSettings = { rules: {}, staleDays: undefined };
  readonly #pool: CheckPool;
  readonly #workspace: Workspace;
  #round = 0;

  constructor(pool: CheckPool, workspace: Workspace) {
    this.#pool = pool;
    this.#workspace = workspace;
  }

  /** Everything found before counts no longer: settings changed. */
  renew(settings: CheckerSettings): void {
    this.#settings = settings;
    this.#round++;
  }

  /** The same for what only the window knows. */
  know(known: Known): void {
    this.#known = known;
    this.#round++;
  }

  get known(): Known {
    return this.#known;
  }

  /** Stands for what a check of this version would find. */
  resultId(version: number | string): string {
    return `${version}/${this.#workspace.generation}/${this.#round}`;
  }

  /** Undefined when it was cancelled. */
  async diagnose(
    document: TextDocument,
    token: CancellationToken,
  ): Promise<Diagnostic[] | undefined> {
    const outcome = await this.#check(document, false, token);
    if (outcome.kind === 'cancelled') return undefined;
    if (outcome.kind === 'too-slow') return [tooSlow()];
    return outcome.findings.map((finding) => toDiagnostic(finding, document));
  }

  /** The findings with the fixes that may be offered. */
  async withFixes(document: TextDocument, token: CancellationToken): Promise<readonly Finding[]> {
    const outcome = await this.#check(document, true, token);
    return outcome.kind === 'done' ? outcome.findings : [];
  }

  #check(document: TextDocument, safeFixes: boolean, token: CancellationToken) {
    const path = this.#workspace.pathOf(document.uri);
    const excluded = path !== undefined && this.#workspace.isExcluded(path);
    return this.#pool.check(
      {
        path,
        text: document.getText(),
        settings: excluded ? { '*': 'off' } : { ...this.#workspace.rules, ...this.#settings.rules },
        history: path === undefined ? undefined : this.#known.history?.[path],
        staleDays: this.#settings.staleDays ?? this.#workspace.staleDays,
        today: new Date().toISOString().slice(0, 10),
        safeFixes,
      },
      () => token.isCancellationRequested,
    );
  }
}
