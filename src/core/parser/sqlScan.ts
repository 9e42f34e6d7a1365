import { ContextMap, type CodeContext, type CodeScan } from './codeContext';

const QUOTED =
  /--[^\n]*|(?<=[\s=(,]):(?:'[A-Za-z_]\w*'|"[A-Za-z_]\w*")|\/\*[\s\S]*?(?:\*\/|$)|(?<![\w$])[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/g;

/** Reads SQL as far as quoting goes (PostgreSQL's rules: literals, identifiers, dollar quotes). */
export function scanSql(text: string): CodeScan {
  const contexts = new ContextMap();
  for (const match of text.matchAll(QUOTED)) {
    contexts.set(match.index, contextOf(match[0]));
    contexts.set(match.index + match[0].length, 'bare');
  }
  return {
    text,
    contextAt: (offset) => contexts.at(offset),
    words: [],
    variables: [],
    heredocs: [],
  };
}

function contextOf(quoted: string): CodeContext {
  if (/^(?:--|\/\*)/.test(quoted)) return 'comment';
  // `:'name'` is a variable of psql's, no text.
  if (quoted.startsWith(':')) return 'bare';
  if (quoted.startsWith("'")) return 'single';
  if (quoted.startsWith('"')) return 'identifier';
  return quoted.startsWith('$') ? 'block-string' : 'ansi-c';
}
