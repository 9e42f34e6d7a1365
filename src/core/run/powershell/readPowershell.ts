import type { Grammars } from '../grammars';
import type { SyntaxTree } from '../syntaxNode';

/** The tree of a PowerShell text, around two things that the grammar does not know. */
export function readPowershell(source: string, grammars: Grammars): SyntaxTree | undefined {
  // Sizes like `10MB`.
  const plain = source.replace(/\b(\d+)(?:[KMGTP]B)\b/gi, (whole, digits: string) =>
    digits.padEnd(whole.length, '0'),
  );
  const first = grammars.powershell(plain);
  return first?.broken === true ? grammars.powershell(joinLists(plain)) : first;
}

/**
 * The grammar reads the list `Name, State` as an argument only without the blank, and `Name,@{…}`
 * only with one. The arguments of a method are no such list.
 */
function joinLists(source: string): string {
  let text = '';
  let quote = '';
  /** For each open bracket whether it holds the arguments of a method. */
  const open: boolean[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at] ?? '';
    if (quote === char) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    if (quote === '' && /[({[]/.test(char)) {
      open.push(char === '(' && /(?:::|\.)\w+$/.test(source.slice(Math.max(0, at - 60), at)));
    } else if (quote === '' && /[)}\]]/.test(char)) open.pop();
    const blank =
      quote === '' && char === ',' && open.at(-1) !== true
        ? /^,[ \t]+(?=[\w*.])/.exec(source.slice(at, at + 40))
        : null;
    if (quote === '' && char === ',' && source[at + 1] === '@') text += ' ';
    else if (blank === null) text += char;
    else {
      text += ','.padEnd(blank[0].length, '_');
      at += blank[0].length - 1;
    }
  }
  return text;
}
