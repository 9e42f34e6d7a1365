import type * as vscode from 'vscode';
import type { Runbook } from '../core/model/runbook';
import { parseRunbook } from '../core/parser/parseRunbook';

/** The runbooks of open documents, parsed once for each version of their text. */
export class RunbookDocuments {
  readonly #parsed = new WeakMap<vscode.TextDocument, { version: number; runbook: Runbook }>();

  get(document: vscode.TextDocument): Runbook {
    const known = this.#parsed.get(document);
    if (known?.version === document.version) return known.runbook;
    const runbook = parseRunbook(document.getText());
    this.#parsed.set(document, { version: document.version, runbook });
    return runbook;
  }
}

/** Only Markdown files on a disk, on a remote machine, or not saved yet; never notebook cells. */
export const RUNBOOK_SELECTOR: vscode.DocumentSelector = [
  { language: 'markdown', scheme: 'file' },
  { language: 'markdown', scheme: 'untitled' },
  { language: 'markdown', scheme: 'vscode-remote' },
];
