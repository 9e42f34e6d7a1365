import { ErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { completionsAt } from './completion';
import { documentLinks } from './documentLinks';
import { hoverAt } from './hover';
import { locationsOf, namedAt, renameEdit, toRange, type NamedThing } from './names';
import type { Reading, Readings } from './readings';
import { semanticTokens } from './semanticTokens';
import type { Checker } from './checker';
import type { Workspaces } from './workspaces';

/** Hover, completion, definition, references, rename, semantic tokens and links of commands. */
export function serveNames(
  connection: Connection,
  readings: Readings,
  workspaces: Workspaces,
  checker: Pick<Checker, 'known'>,
): void {
  const read = (uri: string): Reading | undefined => readings.read(uri);

  connection.onHover(({ textDocument, position }) => {
    const found = read(textDocument.uri);
    if (found === undefined) return undefined;
    const { runbook, document } = found;
    const path = workspaces.of(textDocument.uri).pathOf(textDocument.uri);
    const known = checker.known(textDocument.uri);
    return hoverAt(runbook, document, document.offsetAt(position), {
      classify: readings.classify,
      history: path === undefined ? undefined : known.history?.[path],
      values: known.values,
    });
  });
  connection.onCompletion(({ textDocument, position }) => {
    const found = read(textDocument.uri);
    return found === undefined
      ? []
      : [
          ...completionsAt(
            found.runbook,
            found.document,
            found.document.offsetAt(position),
            checker.known(textDocument.uri),
          ),
        ];
  });
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const found = read(textDocument.uri);
    return found === undefined ? { data: [] } : semanticTokens(found.runbook, found.document);
  });
  connection.onDocumentLinks(({ textDocument }) => {
    const found = read(textDocument.uri);
    if (found === undefined) return [];
    const workspace = workspaces.of(textDocument.uri);
    const from = workspace.pathOf(textDocument.uri);
    return [...documentLinks(found.runbook, found.document, (path) => workspace.find(from, path))];
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
