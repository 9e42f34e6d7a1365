import { scanCode } from '../../parser/scriptScan';
import type { OffsetRange } from '../../text/range';
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
      const angles = step.placeholders.filter(({ written }) => written.startsWith('<'));
      if (angles.length === 0) return [];
      // Between quotes, in a comment or in a here-document `<` does no harm.
      const scan = scanCode(step.text, step.language);
      const isBare = ({ start }: OffsetRange) => scan.contextAt(start) === 'bare';
      const hole = angles.find(({ places }) => places.some(isBare));
      const place = hole?.places.find(isBare);
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
