import { loadSqlGrammar, type SqlGrammar } from './sql/postgresGrammar';
import { loadTreeSitter, type TreeParser } from './treeSitter';

/** The bytes of the wasm files; who reads them is no matter of the core. */
export interface GrammarFiles {
  /** tree-sitter.wasm of @vscode/tree-sitter-wasm. */
  readonly treeSitter: Uint8Array;
  /** tree-sitter-bash.wasm of the same package. */
  readonly bash: Uint8Array;
  /** tree-sitter-powershell.wasm of the same package. */
  readonly powershell: Uint8Array;
  /** tree-sitter-python.wasm of the same package. */
  readonly python: Uint8Array;
  /** libpg-query.wasm of libpg-query. */
  readonly sql: Uint8Array;
}

/** The real grammars of the languages a step can be written in. */
export interface Grammars {
  readonly bash: TreeParser;
  readonly powershell: TreeParser;
  readonly python: TreeParser;
  readonly sql: SqlGrammar;
}

/** Starts all grammars from bytes; takes some tens of milliseconds, once per process. */
export async function loadGrammars(files: GrammarFiles): Promise<Grammars> {
  const { bash, powershell, python } = files;
  const trees = await loadTreeSitter(files.treeSitter, { bash, powershell, python });
  return { ...trees, sql: await loadSqlGrammar(files.sql) };
}
