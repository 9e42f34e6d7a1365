import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the shared seeds and corpora lie: beside the repository, or where the variable says. */
export const SHARED =
  process.env['RUNBOOK_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared');

export interface SharedFile {
  readonly name: string;
  readonly text: string;
}

/** The Markdown files below a folder of the shared material; empty when it is absent. */
export function sharedFiles(folder: string): readonly SharedFile[] {
  const root = join(SHARED, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(root, name), 'utf8') }));
}
