import type { Table } from '../../parser/tables';
import { columnsOfChecks } from '../checkColumns';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isUnfilled } from '../words';

/** A table of checks that does not say what is right. */
export const checkTable: Rule = {
  code: 'check-without-expected',
  severity: 'warning',
  explanation:
    'A check without an expected result leaves open what is good and what is not. Add a column Expected, and fill it in for every row.',
  find: (context) => context.tables.flatMap((table) => inTable(context, table)),
};

function isFilled(text: string): boolean {
  return /[^\s–—?…-]/.test(text) && !isUnfilled(text);
}

function inTable(context: RuleContext, table: Table): readonly Found[] {
  const columns = columnsOfChecks(context, table);
  if (columns === undefined) return [];
  const titles = table.header.cells.map(({ text }) => text);
  const { expected } = columns;
  if (expected === undefined)
    return [
      {
        span: context.lineSpan(table.header.line),
        message: 'This table of checks does not say what should come out. Add a column Expected.',
      },
    ];
  return table.rows.flatMap((row) =>
    isFilled(row.cells[expected]?.text ?? '') || row.cells.some((cell) => cell.cut)
      ? []
      : [
          {
            span: context.lineSpan(row.line),
            message:
              'This check does not say what should come out. Fill in its cell under ' +
              `${titles[expected] ?? 'Expected'}.`,
          },
        ],
  );
}
