import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isUnfilled } from '../words';
import { promisedBody } from './emptySection';
import { PEOPLE } from './unfilledContact';

/** Work that was left for later, in the text that others rely on now. */
export const deadTodo: Rule = {
  code: 'dead-todo',
  severity: 'information',
  explanation:
    'A TODO in a runbook is a gap that its reader falls into. Do it, make it an issue, or take it out.',
  find: (context) => [...inProse(context), ...inTables(context)],
};

function inProse(context: RuleContext): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start, item }) => {
    if (kind === 'code' || kind === 'table') return [];
    return content.split('\n').flatMap((line, index) => {
      const match = TODO.exec(line);
      if (match === null || (item !== undefined && /^\[[ xX]\]/.test(line))) return [];
      if (isAlone(context, start + index)) return [];
      const span = context.lineSpan(start + index);
      return [
        {
          span,
          message: `Something is left to do here: "${shorten(line.trim())}". Do it or take the note out.`,
        },
      ];
    });
  });
}

/** A cell that is still to be filled in; cells about people are found as such. */
function inTables(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) =>
    rows.flatMap((row) => {
      const cell = row.cells.find(
        ({ text }, index) => isUnfilled(text) && !PEOPLE.test(header.cells[index]?.text ?? ''),
      );
      if (cell === undefined || row.cells.length < 2) return [];
      return [
        {
          span: cell.range,
          message: `"${cell.text}" was never filled in. Fill it in or take the row out.`,
        },
      ];
    }),
  );
}

const TODO = /(?<![\w/#`.-])(?:TODO|FIXME|TBD|XXX)(?![\w/`.-]*[`/])(?=[\s:(),.\]*]|$)/;

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** A section that holds nothing else is found as such. */
function isAlone(context: RuleContext, line: number): boolean {
  const { sections } = context.runbook;
  const index = sections.findLastIndex(({ range }) => range.start < line);
  const section = sections[index];
  return section !== undefined && promisedBody(context, section, sections[index + 1]) !== undefined;
}
