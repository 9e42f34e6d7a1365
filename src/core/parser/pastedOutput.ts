import { guessLanguage, guessRole } from './blockRole';
import { isColumnTitles } from './columnTitles';
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
 * output. In a block without a label, so is anything below the commands that is none.
 */
export function separateOutput(lines: readonly CodeLine[], labelled: boolean): Separated {
  const below = labelled ? undefined : outputBelow(lines);
  if (below !== undefined)
    return { lines: lines.slice(0, below), output: textOf(lines.slice(below)).trim() };
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

/** Whether an unlabelled block begins with commands and goes on with what they printed. */
export function hasOutputBelow(lines: readonly CodeLine[]): boolean {
  return outputBelow(lines) !== undefined;
}

/** Index of the line on which the output begins, undefined when there is none. */
function outputBelow(lines: readonly CodeLine[]): number | undefined {
  // The titles of a table above its rule read like a pipeline: ` pid | age | query`.
  if (/^[\s+]*-{2,}[-+\s]*$/.test(lines[1]?.text ?? '')) return undefined;
  if (guessCommand(lines[0]?.text ?? '')?.certainty !== 'certain') return undefined;
  const blank = lines.findIndex((entry) => entry.text.trim() === '');
  if (blank > 0 && isBoth(lines, blank)) return blank;
  const { free } = scanShell(lines.map((entry) => entry.text));
  return free[1] === true && isBoth(lines, 1) ? 1 : undefined;
}

function isBoth(lines: readonly CodeLine[], at: number): boolean {
  if (guessLanguage(textOf(lines.slice(0, at))) !== 'bash') return false;
  const rest = lines.slice(at).filter((entry) => entry.text.trim() !== '');
  if (
    rest.length === 0 ||
    rest.some(({ text }) => /^\s*#/.test(text) || guessCommand(text) !== undefined)
  )
    return false;
  const role = guessRole(textOf(rest), '').role;
  const looksLikeData = rest.every(({ text }) =>
    /^\s*(?:["'\w./-]+\s*[:=]|[-[{}\]|+<*]|\d|[A-Z][a-z]+ [a-z]+ )/.test(text),
  );
  const isFramed = rest.every(({ text }) => /^\s*[│┃╷╵┌└├╭╰─━|]/.test(text));
  return role === 'output' || isFramed || (role === 'data' && looksLikeData);
}

function textOf(lines: readonly CodeLine[]): string {
  return lines.map((entry) => entry.text).join('\n');
}
