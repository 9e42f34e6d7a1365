import type { Range, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { parseText, type ParsedText } from '../core/parser/incremental';
import type { StepLanguage } from '../core/model/step';
import { placeAt, type RefactoringPlace } from '../core/refactor/refactoring';
import type { Classification } from '../core/run/intent';

/** Longer documents are not read for a hover: it must not hold up what others wait for. */
const MAX_LENGTH = 2_000_000;

/** What a command does; undefined when nobody can tell. */
export type Classify = (
  text: string,
  language: StepLanguage,
) => Promise<Classification | undefined>;

/** An open document with its model. */
export interface Reading extends ParsedText {
  readonly document: TextDocument;
}

/** Open documents as they were last read, for what is asked at a place in them. */
export class Readings {
  readonly #documents: TextDocuments<TextDocument>;
  readonly classify: Classify;
  readonly #parsed = new WeakMap<TextDocument, ParsedText>();

  constructor(documents: TextDocuments<TextDocument>, classify: Classify) {
    this.#documents = documents;
    this.classify = classify;
  }

  /** Undefined when it is not open, or too long. */
  read(uri: string): Reading | undefined {
    const document = this.#documents.get(uri);
    if (document === undefined || document.getText().length > MAX_LENGTH) return undefined;
    const parsed = parseText(document.getText(), this.#parsed.get(document));
    this.#parsed.set(document, parsed);
    return { ...parsed, document };
  }

  async placeAt(document: TextDocument, range: Range): Promise<RefactoringPlace | undefined> {
    const found = this.read(document.uri);
    if (found === undefined) return undefined;
    const selection = {
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
    };
    const { step } = placeAt(found.runbook, found.text, selection);
    const known = step && (await this.classify(step.text, step.language));
    return placeAt(found.runbook, found.text, selection, known && (() => known.intent));
  }
}
