import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadGrammars, type GrammarFiles, type Grammars } from '../core/run/grammars';

const FILES: Readonly<Record<keyof GrammarFiles, string>> = {
  treeSitter: 'tree-sitter.wasm',
  bash: 'tree-sitter-bash.wasm',
  powershell: 'tree-sitter-powershell.wasm',
  python: 'tree-sitter-python.wasm',
  sql: 'libpg-query.wasm',
};

/** Starts the grammars from the folder of the bundle; undefined when a file is missing. */
export async function openGrammars(folder: string): Promise<Grammars | undefined> {
  try {
    const [treeSitter, bash, powershell, python, sql] = await Promise.all([
      read(folder, FILES.treeSitter),
      read(folder, FILES.bash),
      read(folder, FILES.powershell),
      read(folder, FILES.python),
      read(folder, FILES.sql),
    ]);
    const grammars = await loadGrammars({ treeSitter, bash, powershell, python, sql });
    [treeSitter, bash, powershell, python, sql].forEach(drop);
    return grammars;
  } catch {
    return undefined;
  }
}

/** Frees bytes that the libraries hold on to and never read again. */
function drop({ buffer }: Uint8Array<ArrayBuffer>): void {
  structuredClone(buffer, { transfer: [buffer] });
}

async function read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(join(folder, name)));
}
