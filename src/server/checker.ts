import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { shortHash } from '../core/model/hash';
import type { StepLanguage } from '../core/model/step';
import type { Classification } from '../core/run/intent';
import type { Finding } from '../core/validation/finding';
import type { RuleSettings } from '../core/validation/validateRunbook';
import type { Known } from '../protocol';
import type { AskMachine } from './askMachine';
import type { CheckPool } from './checkPool';
import { toDiagnostic, tooSlow } from './diagnostics';
import { Workspace } from './workspace';
import type { Workspaces } from './workspaces';

/** What the user set, of the right shape. */
export interface CheckerSettings {
  readonly rules: RuleSettings;
  readonly staleDays: number | undefined;
}

const NOTHING: Known = { folder: '', connections: [], targets: [], values: {} };

/** Checks documents of the window's folders with the settings of the editor. */
export class Checker {
  readonly #known = new Map<string, Known>();
  #settings: CheckerSettings = { rules: {}, staleDays: undefined };
  readonly #pool: CheckPool;
  readonly #workspaces: Workspaces;
  readonly #machine: AskMachine;
  #round = 0;

  constructor(pool: CheckPool, workspaces: Workspaces, machine: AskMachine) {
    this.#pool = pool;
    this.#workspaces = workspaces;
    this.#machine = machine;
  }

  /** What a command does; undefined without the grammars, or when it takes too long. */
  async classify(text: string, language: StepLanguage): Promise<Classification | undefined> {
    const outcome = await this.#pool.ask({ kind: 'intent', text, language });
    return outcome.kind === 'done' ? outcome.answer.classification : undefined;
  }

  /** Documents are about to be checked. */
  expect(documents: number): void {
    this.#pool.expect(documents);
  }

  /** Everything found before counts no longer: settings changed. */
  renew(settings: CheckerSettings): void {
    this.#settings = settings;
    this.#round++;
  }

  /** Takes what only the window knows of a folder. */
  know(known: Known): void {
    this.#known.set(this.#rootOf(known.folder) ?? '', known);
  }

  /** What the window knows of the folder around a document. */
  known(uri: string): Known {
    return this.#known.get(this.#workspaces.of(uri).root ?? '') ?? NOTHING;
  }

  /** Stands for what a check of this version would find. */
  resultId(uri: string, version: number | string): string {
    const { generation } = this.#workspaces.of(uri);
    const history = this.#historyOf(uri);
    const told = history === undefined ? '' : JSON.stringify(history);
    const asked = this.#machine.answersTo(uri);
    return [version, generation, this.#round, asked, today(), shortHash(told)].join('/');
  }

  /** Undefined when it was cancelled. */
  async diagnose(
    document: TextDocument,
    token: CancellationToken,
    isOpen = true,
  ): Promise<Diagnostic[] | undefined> {
    const outcome = await this.#check(document, { safeFixes: false, isOpen }, token);
    if (outcome.kind === 'cancelled') return undefined;
    if (outcome.kind === 'too-slow') return [tooSlow()];
    const { findings, questions } = outcome.answer;
    if (questions.length > 0) this.#machine.ask(document.uri, questions);
    return findings.map((finding) => toDiagnostic(finding, document));
  }

  /** The findings with the fixes that may be offered. */
  async withFixes(document: TextDocument, token: CancellationToken): Promise<readonly Finding[]> {
    const outcome = await this.#check(document, { safeFixes: true, isOpen: true }, token);
    return outcome.kind === 'done' ? outcome.answer.findings : [];
  }

  #check(
    document: TextDocument,
    how: { readonly safeFixes: boolean; readonly isOpen: boolean },
    token: CancellationToken,
  ) {
    const workspace = this.#workspaces.of(document.uri);
    const path = workspace.pathOf(document.uri);
    const excluded = path !== undefined && workspace.isExcluded(path);
    return this.#pool.ask(
      {
        kind: 'check',
        ...how,
        root: workspace.root,
        path,
        text: document.getText(),
        settings: excluded ? { '*': 'off' } : { ...workspace.rules, ...this.#settings.rules },
        history: this.#historyOf(document.uri),
        staleDays: this.#settings.staleDays ?? workspace.staleDays,
        today: today(),
      },
      () => token.isCancellationRequested,
    );
  }

  #historyOf(uri: string) {
    const path = this.#workspaces.of(uri).pathOf(uri);
    return path === undefined ? undefined : this.known(uri).history?.[path];
  }

  #rootOf(folder: string): string | undefined {
    return this.#workspaces.all.find(({ root }) => root !== undefined && samePlace(root, folder))
      ?.root;
  }
}

function samePlace(root: string, uri: string): boolean {
  return new Workspace(uri).root === root;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
