import { SemanticTokensBuilder, type SemanticTokens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Runbook } from '../core/model/runbook';
import { placeholders } from './names';

/** Types of token in the order of the legend. */
export const TOKEN_TYPES: readonly string[] = ['variable'];

/** The placeholders of a document as semantic tokens, line by line. */
export function semanticTokens(runbook: Runbook, document: TextDocument): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  const places = placeholders(runbook, document.getText())
    .flatMap((thing) => thing.places)
    .sort((a, b) => a.start - b.start);
  for (const { start, end } of places) {
    const { line, character } = document.positionAt(start);
    builder.push(line, character, end - start, 0, 0);
  }
  return builder.build();
}
