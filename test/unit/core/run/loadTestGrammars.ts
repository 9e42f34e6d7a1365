import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadGrammars, type Grammars } from '../../../../src/core/run/grammars';

let loading: Promise<Grammars> | undefined;

/**
 * The grammars from the installed packages, as the build copies them. They keep nothing of a text,
 * so that all tests of a worker use the same.
 */
export function loadTestGrammars(): Promise<Grammars> {
  return (loading ??= load());
}

async function load(): Promise<Grammars> {
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
