import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { CodeReader } from '../../../../src/core/validation/codeReader';
import type { Finding } from '../../../../src/core/validation/finding';
import { FolderIndex } from '../../../../src/core/validation/folderIndex';
import type { Surroundings } from '../../../../src/core/validation/surroundings';
import {
  validateRunbook,
  type RuleSettings,
} from '../../../../src/core/validation/validateRunbook';
import { loadTestGrammars } from '../run/loadTestGrammars';

/** The day on which the tests take place. */
export const TODAY = '2026-11-20';

export type Check = (
  text: string,
  around?: Partial<Surroundings>,
  settings?: RuleSettings,
) => readonly Finding[];

/** Checks a text as the file `docs/runbook.md` of a folder that holds the given files. */
export async function openCheck(files: readonly string[] = []): Promise<Check> {
  const code = new CodeReader(await loadTestGrammars());
  return (text, around = {}, settings = {}) => {
    const path = 'docs/runbook.md';
    const index = new FolderIndex([path, ...files], new Map([[path, text]]));
    return validateRunbook(
      parseRunbook(text),
      text,
      { code, path, files: index, today: TODAY, ...around },
      settings,
    );
  };
}
