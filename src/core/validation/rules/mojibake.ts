import { repairText, type Repair } from '../mojibake';
import type { Rule } from '../rule';
import { findTypography } from '../../parser/runnable';

/** Text that was read in one encoding and saved in another. */
export const mojibake: Rule = {
  code: 'mojibake',
  severity: 'warning',
  explanation:
    'Somebody opened the file in the wrong encoding and saved it: a check mark became three strange letters. The letters still tell what they were, so the text can be repaired.',
  find: ({ text, lines }) => {
    const repairs = repairText(text);
    const byLine = new Map<number, Repair[]>();
    for (const repair of repairs) {
      const line = lines.lineAt(repair.range.start);
      byLine.set(line, [...(byLine.get(line) ?? []), repair]);
    }
    return [...byLine.values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const was = text.slice(first.range.start, first.range.end);
      return [
        {
          span: first.range,
          message: `"${was}" was "${first.newText}" before the file was saved in the wrong encoding.`,
          ...(own.every(({ newText }) => findTypography(newText, 'bash') === undefined)
            ? {
                fix: {
                  title: `Repair to ${own.map(({ newText }) => newText).join(' ')}`,
                  edits: own,
                },
              }
            : {}),
        },
      ];
    });
  },
};
