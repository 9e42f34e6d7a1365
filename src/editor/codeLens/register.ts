import * as vscode from 'vscode';
import type { Step } from '../../core/model/step';
import type { Classify } from '../../session/classifier';
import { DisposableStore } from '../../util/dispose';
import type { FolderSessions, PlacedRunbook } from '../folderSessions';
import { RUNBOOK_SELECTOR, type RunbookDocuments } from '../runbookDocuments';
import { RowVerdicts } from './rowVerdicts';
import { stepLenses } from './stepLens';

/** How often `2 min ago` is said anew, in milliseconds. */
const AGES_MS = 30_000;

/** Shows the lenses. Positions come at once from the parse; results and intents follow. */
export function registerCodeLens(
  sessions: FolderSessions,
  documents: RunbookDocuments,
): vscode.Disposable {
  const store = new DisposableStore();
  const provider = store.add(new StepLensProvider(sessions, documents));
  store.add(vscode.languages.registerCodeLensProvider(RUNBOOK_SELECTOR, provider));
  return store;
}

class StepLensProvider implements vscode.CodeLensProvider, vscode.Disposable {
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #store = new DisposableStore();
  readonly #sessions: FolderSessions;
  readonly #documents: RunbookDocuments;
  readonly #rows: RowVerdicts;
  #classify: Classify | undefined;
  #classifying = false;

  constructor(sessions: FolderSessions, documents: RunbookDocuments) {
    this.#sessions = sessions;
    this.#documents = documents;
    this.onDidChangeCodeLenses = this.#changed.event;
    this.#store.add(this.#changed);
    this.#rows = this.#store.add(new RowVerdicts(sessions, documents));
    const ages = setInterval(() => {
      // What is drawn anew takes no click meanwhile.
      if (sessions.all.some(({ lastRuns }) => !lastRuns.isEmpty)) this.#show();
    }, AGES_MS);
    this.#store.add({ dispose: () => clearInterval(ages) });
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()));
    this.#store.add(
      sessions.onDidOpen((session) => {
        session.lastRuns.onDidChange(() => this.#show());
        session.ticks.onDidChange(() => this.#changed.fire());
        // The lenses stand without it; they are made again when the journal has been read.
        void session.lastRuns.load(session.log, session.log.today());
      }),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const settings = vscode.workspace.getConfiguration('runbook', document.uri);
    if (!settings.get('codeLens.enabled', true)) return [];
    const runbook = this.#documents.get(document);
    const placed = this.#sessions.place(document.uri);
    if (placed.ok) this.#loadClassifier(placed.value);
    const states = placed.ok
      ? await placed.value.session.ticks.states(placed.value.path, runbook)
      : [];
    return stepLenses(runbook, {
      text: document.getText(),
      uri: document.uri.toString(),
      trusted: vscode.workspace.isTrusted,
      now: Date.now(),
      lastRun: (stepId, partId) =>
        placed.ok
          ? placed.value.session.lastRuns.get(placed.value.path, stepId, partId)
          : undefined,
      intent: (step: Step, text: string) => this.#classify?.(text, step.language).intent,
      ticked: {
        settled: states.reduce((sum, state) => sum + state.settled, 0),
        of: states.reduce((sum, state) => sum + state.items.length, 0),
      },
    });
  }

  dispose(): void {
    this.#store.dispose();
  }

  #show(): void {
    this.#changed.fire();
    this.#rows.refresh();
  }

  #loadClassifier({ session }: PlacedRunbook): void {
    if (this.#classifying) return;
    this.#classifying = true;
    // Without the grammars the lens only misses its warning; the run itself asks for them again.
    void session.classifier().then(
      (classify) => {
        this.#classify = classify;
        this.#changed.fire();
      },
      () => undefined,
    );
  }
}
