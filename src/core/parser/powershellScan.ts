import { ContextMap, type CodeContext, type CodeScan, type VariableUse } from './codeContext';

const QUOTED =
  /<#[\s\S]*?(?:#>|$)|(?<![\w`])#(?!\{[A-Za-z_][\w.-]*\})[^\n]*|@'[ \t]*\r?\n[\s\S]*?(?:\n'@|$)|@"[ \t]*\r?\n[\s\S]*?(?:\n"@|$)|'(?:[^']|'')*'|"(?:[^"`]|`[\s\S]|"")*"/g;
const VARIABLE =
  /(?<!`)\$(?:\{(?:(env|global|local|script|private|using):)?([^}\n:]+)\}|(?:(env|global|local|script|private|using):)?([A-Za-z_]\w*))/gi;

/** Reads PowerShell as far as quoting goes. `$env:NAME` is named `env:NAME` among the variables. */
export function scanPowershell(text: string): CodeScan {
  const contexts = new ContextMap();
  for (const match of text.matchAll(QUOTED)) {
    contexts.set(match.index, contextOf(match[0]));
    contexts.set(match.index + match[0].length, 'bare');
  }
  const variables: VariableUse[] = [];
  for (const match of text.matchAll(VARIABLE)) {
    const context = contexts.at(match.index);
    if (context === 'single' || context === 'comment' || context === 'heredoc-raw') continue;
    const scope = (match[1] ?? match[3] ?? '').toLowerCase();
    const name = match[2] ?? match[4] ?? '';
    variables.push({
      name: scope === 'env' ? `env:${name}` : name,
      start: match.index,
      end: match.index + match[0].length,
      optional: false,
    });
  }
  return { text, contextAt: (offset) => contexts.at(offset), words: [], variables, heredocs: [] };
}

function contextOf(quoted: string): CodeContext {
  if (quoted.startsWith('@')) return quoted[1] === "'" ? 'heredoc-raw' : 'heredoc';
  if (quoted.startsWith("'")) return 'single';
  return quoted.startsWith('"') ? 'double' : 'comment';
}
