import type { Range, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { parseText, type ParsedText } from '../core/parser/incremental';
import { findPlaceholders } from '../core/parser/placeholders';
import { placeAt, type RefactoringPlace } from '../core/refactor/refactoring';
import { classify } from '../core/run/classify';
import type { Grammars } from '../core/run/grammars';

/** Longer documents are not read for a hover: it must not hold up what others wait for. */
const MAX_LENGTH = 2_000_000;

/** An open document with its model. */
export interface Reading extends ParsedText {
  readonly document: TextDocument;
}

/** Open documents as they were last read, for what is asked at a place in them. */
export class Readings {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #openGrammars: () => Promise<Grammars | undefined>;
  readonly #parsed = new WeakMap<TextDocument, ParsedText>();
  #grammars: Promise<Grammars | undefined> | undefined;

  constructor(
    documents: TextDocuments<TextDocument>,
    openGrammars: () => Promise<Grammars | undefined>,
  ) {
    this.#documents = documents;
    this.#openGrammars = openGrammars;
  }

  grammars(): Promise<Grammars | undefined> {
    return (this.#grammars ??= this.#openGrammars());
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
    const grammars = await this.grammars();
    const selection = {
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
    };
    if (grammars === undefined) return placeAt(found.runbook, found.text, selection);
    return placeAt(found.runbook, found.text, selection, ({ text, language }) => {
      const holes = findPlaceholders(text, language).flatMap((hole) =>
        hole.variable ? [] : hole.places,
      );
      return classify(text, language, grammars, holes).intent;
    });
  }
}
