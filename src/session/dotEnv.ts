import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'dotenv';

/** The variables of a folder's `.env`; none when there is no such file or it cannot be read. */
export async function loadDotEnv(folder: string): Promise<Readonly<Record<string, string>>> {
  try {
    return parse(await readFile(join(folder, '.env')));
  } catch {
    return {};
  }
}
