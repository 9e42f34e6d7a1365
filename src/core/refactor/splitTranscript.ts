import {
  fenced,
  fenceIndent,
  replaceBlock,
  type Refactoring,
  type RefactoringPlace,
} from './refactoring';

const PROMPT = /^\s*(?:\$|❯|➜|[\w.-]+@[\w.-]+[:\s~/\w.-]*[$#]|PS [A-Z]:[^>]*>) (?=\S)/u;

interface Turn {
  readonly command: string[];
  readonly output: string[];
}

/** A pasted session becomes commands and what they print, in two blocks for each. */
export function splitTranscript(place: RefactoringPlace): Refactoring | undefined {
  const { block, step } = place;
  const indent = block === undefined ? undefined : fenceIndent(place, block);
  if (block === undefined || step === undefined || indent === undefined) return undefined;
  const turns = turnsOf(block.content);
  if (turns === undefined || turns.every(({ output }) => output.length === 0)) return undefined;
  const language = /^(?:|console|shell-session|terminal|text|output)$/.test(block.tag)
    ? step.language
    : block.tag;
  const pieces = turns.flatMap(({ command, output }) => [
    fenced(language, command.join('\n'), indent),
    ...(output.length === 0 ? [] : [fenced('output', output.join('\n'), indent)]),
  ]);
  return {
    title: 'Part commands and output',
    edits: [replaceBlock(place, block, pieces.join('\n\n'))],
  };
}

/** Commands with what they printed; undefined when something stands before the first prompt. */
function turnsOf(content: string): readonly Turn[] | undefined {
  const turns: Turn[] = [];
  let goesOn = false;
  for (const line of content.replace(/\n+$/, '').split('\n')) {
    const last = turns.at(-1);
    const prompt = PROMPT.exec(line);
    const command = prompt === null ? line.replace(/^> /, '') : line.slice(prompt[0].length);
    if (goesOn && last !== undefined) last.command.push(command);
    else if (prompt === null && last === undefined) return undefined;
    else if (prompt === null) {
      last?.output.push(line);
      continue;
    } else if (last !== undefined && last.output.length === 0) last.command.push(command);
    else turns.push({ command: [command], output: [] });
    goesOn = command.endsWith('\\');
  }
  return turns.map(({ command, output }) => ({
    command,
    output: output.join('\n').trim() === '' ? [] : output,
  }));
}
