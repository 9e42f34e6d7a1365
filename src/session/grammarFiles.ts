import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GrammarFiles } from '../core/run/grammars';

/** The wasm files that must lie beside the bundle, by what they are for. */
const names: Readonly<Record<keyof GrammarFiles, string>> = {
  treeSitter: 'tree-sitter.wasm',
  bash: 'tree-sitter-bash.wasm',
  powershell: 'tree-sitter-powershell.wasm',
  python: 'tree-sitter-python.wasm',
  sql: 'libpg-query.wasm',
};

/**
 * Reads the wasm files of the grammars.
 * @param directory absolute path of the folder that holds them (the folder of the bundle)
 */
export async function readGrammarFiles(directory: string): Promise<GrammarFiles> {
  const entries = await Promise.all(
    Object.entries(names).map(
      async ([key, name]) => [key, new Uint8Array(await readFile(join(directory, name)))] as const,
    ),
  );
  return Object.fromEntries(entries) as unknown as GrammarFiles;
}
