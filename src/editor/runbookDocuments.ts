import type * as vscode from 'vscode';
import type { Runbook } from '../core/model/runbook';
import { parseText, type ParsedText } from '../core/parser/incremental';

/**
 * The runbooks of open documents, parsed once for each version of their text. Of a long document
 * only the stretch that an edit touched is read again.
 */
export class RunbookDocuments {
  readonly #parsed = new WeakMap<vscode.TextDocument, { version: number; parsed: ParsedText }>();

  get(document: vscode.TextDocument): Runbook {
    const known = this.#parsed.get(document);
    if (known?.version === document.version) return known.parsed.runbook;
    const parsed = parseText(document.getText(), known?.parsed);
    this.#parsed.set(document, { version: document.version, parsed });
    return parsed.runbook;
  }
}

/** Only Markdown files on a disk, on a remote machine, or not saved yet; never notebook cells. */
export const RUNBOOK_SELECTOR: vscode.DocumentSelector = [
  { language: 'markdown', scheme: 'file' },
  { language: 'markdown', scheme: 'untitled' },
  { language: 'markdown', scheme: 'vscode-remote' },
];
