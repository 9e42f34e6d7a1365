import { writeFile } from 'node:fs/promises';
import { whyUnwritten } from './fileReasons';
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
    terminal.err(`${file} was not written: ${whyUnwritten(error)}.\n`);
    return 2;
  }
}
