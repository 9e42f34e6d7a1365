import { writeFile } from 'node:fs/promises';
import type { Terminal } from './terminal';

/** Writes to a new file, or to standard output without one; answers the exit code. */
export async function writeResult(
  text: string | Uint8Array,
  file: string | undefined,
  terminal: Terminal,
): Promise<number> {
  if (file === undefined) {
    terminal.out(typeof text === 'string' ? text : Buffer.from(text).toString('utf8'));
    return 0;
  }
  try {
    await writeFile(file, text, { flag: 'wx' });
    return 0;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why = code === 'EEXIST' ? 'it exists already; name another file' : code;
    terminal.err(`${file} was not written: ${why}.\n`);
    return 2;
  }
}
