import { scanCode } from '../../parser/scriptScan';
import type { Rule } from '../rule';

/** A date of long ago in the name of a file that a command reads or writes. */
export const datedFileName: Rule = {
  code: 'dated-file-name',
  severity: 'warning',
  explanation:
    'A date written into a file name was right on one day. The next reader restores an old backup, or finds no such file. Write a placeholder (`YYYYMMDD`) or `$(date +%Y%m%d)`.',
  find: (context) =>
    context.runbook.steps.flatMap((step) => {
      if (!/20\d\d/.test(step.text)) return [];
      const scan = scanCode(step.text, step.language);
      return [...step.text.matchAll(DATED)].flatMap((match) => {
        const start = match.index;
        if (scan.contextAt(start) === 'comment') return [];
        if (
          /(?:https?|oci|docker):\/\/\S*$/.test(
            step.text.slice(Math.max(0, start - 200), start + 8),
          )
        )
          return [];
        return [
          {
            span: context.place(step, start, start + match[0].length),
            message: `${match[0]} names one day. The next reader needs another file: write YYYYMMDD, or find the newest.`,
          },
        ];
      });
    }),
};

const DATED =
  /(?<![\w./:@-])[\w./~$@{}:-]*?(?<!\d)20[0-4]\d([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)(?:[-_T]?\d{2,6}(?:[-_:.]?\d{2}){0,2})?[\w-]*(?:\.[A-Za-z]\w{0,5}){1,3}(?![\w/])/g;
