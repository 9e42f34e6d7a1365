// Cuts an SQL script into statements, knowing quotes, comments and the data of COPY.

/**
 * @typedef {{ kind: 'statement', text: string }
 *   | { kind: 'copy', target: string, rows: (string | null)[][] }} Piece
 */

const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|;|[^'"$\-/;]+|[\s\S]/g;

/** @param {string} script @returns {Generator<Piece>} */
export function* cutScript(script) {
  let rest = withoutMetaCommands(script);
  while (rest.trim() !== '') {
    const end = statementEnd(rest);
    const text = withoutLeadingComments(rest.slice(0, end));
    rest = rest.slice(end);
    const copy = /^COPY\s+([\s\S]+?)\s+FROM\s+stdin\b[^;]*;?$/i.exec(text);
    if (copy) {
      const data = /^[^\n]*\n([\s\S]*?)(?:^|\n)\\\.(?:\n|$)/.exec(rest);
      yield { kind: 'copy', target: copy[1] ?? '', rows: rowsOf(data?.[1] ?? '') };
      rest = rest.slice(data?.[0].length ?? 0);
    } else if (text.replace(/;$/, '').trim() !== '') {
      yield { kind: 'statement', text };
    }
  }
}

/** Lines such as `\restrict …`, which dumps of newer versions begin and end with.
 * @param {string} script @returns {string} */
function withoutMetaCommands(script) {
  return script.replace(/^\\(?!\.)[^\n]*$/gm, '');
}

/** @param {string} text @returns {number} the offset after the first `;` outside quotes */
function statementEnd(text) {
  for (const match of text.matchAll(token)) {
    if (match[0] === ';') return match.index + 1;
  }
  return text.length;
}

/** @param {string} text @returns {string} */
function withoutLeadingComments(text) {
  return text.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '').trim();
}

/** COPY's text format. @param {string} data @returns {(string | null)[][]} */
function rowsOf(data) {
  if (data === '') return [];
  return data.split('\n').map((line) => line.split('\t').map(unescapeField));
}

/** @param {string} field @returns {string | null} */
function unescapeField(field) {
  if (field === '\\N') return null;
  const special = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };
  return field.replace(
    /\\([\s\S])/g,
    (_, char) => special[/** @type {keyof typeof special} */ (char)] ?? char,
  );
}
