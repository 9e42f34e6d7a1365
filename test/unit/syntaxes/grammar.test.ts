import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const CASES = join(ROOT, 'test/grammar');
/** Markdown as VS Code ships it, with the languages of fences that the cases need. */
const GRAMMARS = ['markdown', 'html', 'shellscript'].flatMap((name) => [
  '--grammar',
  join(ROOT, 'node_modules/tm-grammars/grammars', `${name}.json`),
]);

it.each(readdirSync(CASES))('colours %s as it says', async (name) => {
  const tool = join(ROOT, 'node_modules/vscode-tmgrammar-test/dist/unit.js');
  const args = [tool, ...GRAMMARS, '--compact', join(CASES, name)];
  // Fences of other languages have no grammar here, which it says line by line.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT }).catch(
    (error: { stdout: string }) => ({ stdout: `failed ${error.stdout}` }),
  );
  const said = stdout.replace(/^grammar not found.*\n/gm, '').trim();
  expect(said).toBe(`✓ ${join(CASES, name)} run successfuly.`);
});
