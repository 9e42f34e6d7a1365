import type { Table } from '../../parser/tables';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';

/** A table of checks that does not say what is right. */
export const checkTable: Rule = {
  code: 'check-without-expected',
  severity: 'warning',
  explanation:
    'A check without an expected result leaves open what is good and what is not. Add a column Expected, and fill it in for every row.',
  find: (context) => context.tables.flatMap((table) => inTable(context, table)),
};

const CHECK = /\b(?:checks?|verif(?:y|ication)|tests?|probe|health|validation)\b/i;
const COMMAND = /\b(?:command|cmd|how|query|run)\b/i;
const EXPECTED =
  /\b(?:expect(?:ed|ation)?s?|should|results?|outputs?|healthy|good|ok|normal|thresholds?|response|criteria|success|value|target|meaning|pass|looks? like|returns?)\b/i;

/** The heading above says that this is a table of checks. */
function isOfChecks({ runbook }: RuleContext, { header }: Table): boolean {
  const title = runbook.sections.findLast(({ range }) => range.start <= header.line)?.title ?? '';
  return CHECK.test(title);
}

function inTable(context: RuleContext, table: Table): readonly Found[] {
  const titles = table.header.cells.map(({ text }) => text);
  const command = titles.findIndex((title) => COMMAND.test(title));
  const check = titles.findIndex(
    (title, index) =>
      index !== command &&
      (CHECK.test(title) ||
        (/^(?:what|item|component|service)\b/i.test(title) && isOfChecks(context, table))),
  );
  if (command < 0 || check < 0) return [];
  if (!table.rows.some((row) => (row.cells[command]?.codes.length ?? 0) > 0)) return [];
  const expected = titles.findIndex(
    (title, index) => index !== check && index !== command && EXPECTED.test(title),
  );
  if (expected < 0)
    return [
      {
        span: context.lineSpan(table.header.line),
        message: 'This table of checks does not say what should come out. Add a column Expected.',
      },
    ];
  return table.rows.flatMap((row) =>
    /[^\s–—-]/.test(row.cells[expected]?.text ?? '') || row.cells.some((cell) => cell.cut)
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
