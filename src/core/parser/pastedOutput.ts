import { isColumnTitles } from './blockRole';
import { guessCommand } from './commands';
import type { CodeLine } from './prompts';
import { scanShell } from './shellLines';

export interface Separated {
  readonly lines: readonly CodeLine[];
  readonly output: string;
}

/**
 * Parts commands from a table their author pasted below them without any prompt: its line of
 * column titles gives it away. Everything up to the next blank line in front of a command is
 * output.
 */
export function separateOutput(lines: readonly CodeLine[]): Separated {
  if (!lines.some((entry) => isColumnTitles(entry.text))) return { lines, output: '' };
  const { free } = scanShell(lines.map((entry) => entry.text));
  const kept: CodeLine[] = [];
  const output: string[] = [];
  let inOutput = false;
  lines.forEach((entry, index) => {
    const text = entry.text;
    if (!inOutput && free[index] === true && isColumnTitles(text)) inOutput = true;
    else if (inOutput && isCommandAgain(lines, index)) inOutput = false;
    if (inOutput) output.push(text);
    else kept.push(entry);
  });
  return { lines: kept, output: output.join('\n').trimEnd() };
}

function isCommandAgain(lines: readonly CodeLine[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  if (lines[index - 1]?.text.trim() !== '') return false;
  return /^\s*#/.test(text) || guessCommand(text) !== undefined;
}
