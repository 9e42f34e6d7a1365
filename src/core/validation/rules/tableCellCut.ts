import type { TextEdit } from '../finding';
import type { Rule } from '../rule';

/** A pipe inside a command that ends the table's cell. */
export const tableCellCut: Rule = {
  code: 'table-cell-cut',
  severity: 'error',
  explanation:
    'In a table a pipe ends the cell even between backticks, so that half of the command is shown and the other half is lost. Write `\\|`.',
  find: (context) =>
    context.tables.flatMap((table) =>
      table.rows.flatMap((row) => {
        if (!row.cells.some((cell) => cell.cut)) return [];
        const span = context.lineSpan(row.line);
        const edits = pipesInCode(context.text.slice(span.start, span.end), span.start);
        const message =
          'A pipe inside the backticks ends this cell, so the command is cut in half. Write it as \\|.';
        return [
          edits.length === 0
            ? { span, message }
            : { span, message, fix: { title: 'Escape the pipes in the command', edits } },
        ];
      }),
    ),
};

function pipesInCode(line: string, offset: number): readonly TextEdit[] {
  if ((line.match(/`/g)?.length ?? 0) % 2 !== 0) return [];
  const edits: TextEdit[] = [];
  let inCode = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '`') inCode = !inCode;
    else if (line[at] === '|' && inCode && line[at - 1] !== '\\')
      edits.push({ range: { start: offset + at, end: offset + at }, newText: '\\' });
  }
  return edits;
}
