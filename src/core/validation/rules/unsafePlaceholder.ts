import type { Rule } from '../rule';
import { isShell } from '../words';

/** A hole written as `<name>`, which a shell that gets the line by hand reads as a redirection. */
export const unsafePlaceholder: Rule = {
  code: 'unsafe-placeholder',
  severity: 'information',
  explanation:
    'A shell reads `<pod>` as "take the input from the file pod", and `-n <ns>` may write to a file of the next word. Copied by hand, such a line does something else than it says. Use `POD_NAME` or a variable, or put the hole in quotes.',
  find: (context) =>
    context.runbook.steps.flatMap((step) => {
      if (!isShell(step.language)) return [];
      const hole = step.placeholders.find(
        ({ written, places }) =>
          written.startsWith('<') && places.some(({ start }) => isBare(step.text, start)),
      );
      const place = hole?.places.find(({ start }) => isBare(step.text, start));
      if (hole === undefined || place === undefined) return [];
      return [
        {
          span: context.place(step, place.start, place.end),
          message:
            `Placeholder ${hole.written} will be asked for before running. ` +
            'As written, a shell would read it as a redirection.',
        },
      ];
    }),
};

/** Not between quotes of its own line, where `<` does no harm. */
function isBare(text: string, start: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const single = before.split("'").length % 2 === 0;
  const double = before.split('"').length % 2 === 0;
  return !single && !double;
}
