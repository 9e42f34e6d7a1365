import {
  ErrorCodes,
  ResponseError,
  type Connection,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { parseText, type ParsedText } from '../core/parser/incremental';
import type { Grammars } from '../core/run/grammars';
import { completionsAt } from './completion';
import { documentLinks } from './documentLinks';
import { hoverAt } from './hover';
import { locationsOf, namedAt, renameEdit, toRange, type NamedThing } from './names';
import { semanticTokens } from './semanticTokens';
import type { Workspace } from './workspace';

/** Longer documents are not read for a hover: it must not hold up what others wait for. */
const MAX_LENGTH = 2_000_000;

interface Reading extends ParsedText {
  readonly document: TextDocument;
}

/** Hover, completion, definition, references, rename, semantic tokens and links of commands. */
export function serveNames(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  workspace: () => Workspace,
  openGrammars: () => Promise<Grammars | undefined>,
): void {
  const readings = new WeakMap<TextDocument, ParsedText>();
  const read = (uri: string): Reading | undefined => {
    const document = documents.get(uri);
    if (document === undefined || document.getText().length > MAX_LENGTH) return undefined;
    const parsed = parseText(document.getText(), readings.get(document));
    readings.set(document, parsed);
    return { ...parsed, document };
  };
  let grammars: Promise<Grammars | undefined> | undefined;

  connection.onHover(async ({ textDocument, position }) => {
    const found = read(textDocument.uri);
    if (found === undefined) return undefined;
    grammars ??= openGrammars();
    const { runbook, document } = found;
    return hoverAt(runbook, document, document.offsetAt(position), await grammars);
  });
  connection.onCompletion(({ textDocument, position }) => {
    const found = read(textDocument.uri);
    return found === undefined
      ? []
      : [...completionsAt(found.runbook, found.document, found.document.offsetAt(position))];
  });
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const found = read(textDocument.uri);
    return found === undefined ? { data: [] } : semanticTokens(found.runbook, found.document);
  });
  connection.onDocumentLinks(({ textDocument }) => {
    const found = read(textDocument.uri);
    if (found === undefined) return [];
    const from = workspace().pathOf(textDocument.uri);
    return [
      ...documentLinks(found.runbook, found.document, (path) => workspace().find(from, path)),
    ];
  });
  serveRename(connection, (uri, position) => {
    const found = read(uri);
    if (found === undefined) return undefined;
    const offset = found.document.offsetAt(position);
    const thing = namedAt(found.runbook, found.text, offset);
    return thing === undefined ? undefined : { thing, offset, document: found.document };
  });
}

interface Named {
  readonly thing: NamedThing;
  readonly offset: number;
  readonly document: TextDocument;
}

function serveRename(
  connection: Connection,
  at: (uri: string, position: { line: number; character: number }) => Named | undefined,
): void {
  connection.onDefinition(({ textDocument, position }) => {
    const named = at(textDocument.uri, position);
    return named === undefined ? [] : locationsOf(named.document, named.thing).slice(0, 1);
  });
  connection.onReferences(({ textDocument, position }) => {
    const named = at(textDocument.uri, position);
    return named === undefined ? [] : locationsOf(named.document, named.thing);
  });
  connection.onPrepareRename(({ textDocument, position }) => {
    const named = at(textDocument.uri, position);
    const place = named?.thing.places.find(
      ({ start, end }) => start <= named.offset && named.offset <= end,
    );
    return named === undefined || place === undefined
      ? undefined
      : { range: toRange(named.document, place), placeholder: named.thing.name };
  });
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const named = at(textDocument.uri, position);
    if (named === undefined) return undefined;
    return (
      renameEdit(named.document, named.thing, newName) ??
      new ResponseError(
        ErrorCodes.InvalidParams,
        `"${newName}" is no name for a ${named.thing.kind}.`,
      )
    );
  });
}
