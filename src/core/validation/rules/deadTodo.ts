import type { Rule } from '../rule';

/** Work that was left for later, in the text that others rely on now. */
export const deadTodo: Rule = {
  code: 'dead-todo',
  severity: 'information',
  explanation:
    'A TODO in a runbook is a gap that its reader falls into. Do it, make it an issue, or take it out.',
  find: (context) =>
    context.passages.flatMap(({ kind, content, start, item }) => {
      if (kind === 'code' || kind === 'table') return [];
      return content.split('\n').flatMap((line, index) => {
        const match = TODO.exec(line);
        if (match === null || (item !== undefined && /^\[[ xX]\]/.test(line))) return [];
        const span = context.lineSpan(start + index);
        return [
          {
            span,
            message: `Something is left to do here: "${shorten(line.trim())}". Do it or take the note out.`,
          },
        ];
      });
    }),
};

const TODO = /(?<![\w/#`.-])(?:TODO|FIXME|TBD|XXX)(?![\w/`.-]*[`/])(?=[\s:(),.\]*]|$)/;

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
