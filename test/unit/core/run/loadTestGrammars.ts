import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadGrammars, type Grammars } from '../../../../src/core/run/grammars';

/** Loads the grammars from the installed packages, as the build copies them. */
export async function loadTestGrammars(): Promise<Grammars> {
  const read = async (path: string): Promise<Uint8Array> =>
    new Uint8Array(await readFile(join(import.meta.dirname, '../../../../node_modules', path)));
  const folder = '@vscode/tree-sitter-wasm/wasm';
  return loadGrammars({
    treeSitter: await read(`${folder}/tree-sitter.wasm`),
    bash: await read(`${folder}/tree-sitter-bash.wasm`),
    powershell: await read(`${folder}/tree-sitter-powershell.wasm`),
    python: await read(`${folder}/tree-sitter-python.wasm`),
    sql: await read('libpg-query/wasm/libpg-query.wasm'),
  });
}
