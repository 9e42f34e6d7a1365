import type { SqlGrammar } from './postgresGrammar';

/**
 * Splits at the semicolons the server's own scanner sees, so that strings, dollar quotes and
 * comments are safe. Undefined when the scanner does not take the text.
 */
export function splitStatements(text: string, grammar: SqlGrammar): readonly string[] | undefined {
  if (/^\s*$/.test(text)) return [];
  const tokens = grammar.scan(text);
  // MySQL quotes names with backticks, which the scanner takes; a broken string it does not.
  if (tokens === undefined) return text.length < 20_000 ? [text] : undefined;
  const toUtf16 = byteOffsets(text);
  const statements: string[] = [];
  let start = 0;
  let used = false;
  let body = 0;
  for (const token of tokens) {
    const word = token.text.toLowerCase();
    // The body of a function in SQL-standard form has semicolons of its own.
    if (word === 'atomic') body += 1;
    if (body > 0 && word === 'end') body -= 1;
    if (token.text !== ';' || body > 0) {
      if (!token.text.startsWith('--') && !token.text.startsWith('/*')) used = true;
      continue;
    }
    if (used) statements.push(text.slice(start, toUtf16(token.start)));
    start = toUtf16(token.end);
    used = false;
  }
  if (used) statements.push(text.slice(start));
  return statements;
}

/** Maps UTF-8 byte offsets, asked in rising order, to UTF-16 code units. */
function byteOffsets(text: string): (bytes: number) => number {
  let bytes = 0;
  let units = 0;
  return (wanted) => {
    while (bytes < wanted && units < text.length) {
      const point = text.codePointAt(units) ?? 0;
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      units += point > 0xffff ? 2 : 1;
    }
    return units;
  };
}
