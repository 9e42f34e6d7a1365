import { readRule } from '../../checklist/rule';
import { writtenKeys, type WrittenKey } from '../frontMatterKeys';
import type { Rule } from '../rule';

/** A value in the front matter that means nothing for its key. */
export const frontMatterValue: Rule = {
  code: 'front-matter-value',
  severity: 'warning',
  explanation:
    'What stands behind this key at the top of the file cannot be read as what the key is for, so it counts for nothing: no review falls due, no checklist starts anew. The JSON schema of the front matter (dist/front-matter.schema.json) says what each key takes.',
  find: ({ text }) => {
    if (!/^\uFEFF?---/.test(text)) return [];
    return writtenKeys(text).flatMap((key) => {
      const why = whyWrong(key);
      return why === undefined ? [] : [{ span: key.span, message: `"${key.written}" ${why}` }];
    });
  },
};

/** The end of a sentence that begins with the key; undefined when the value is as it should be. */
function whyWrong({ key, value, schema: { type, format } }: WrittenKey): string | undefined {
  // A map is read by other programs; a template is filled in by them.
  if (value === undefined || (typeof value === 'string' && /\{\{|\{%|\$\{/.test(value)))
    return undefined;
  // Other programs leave an empty title to be filled in.
  if ((value === null || value === '') && key === 'title') return undefined;
  if (value === null || value === '') return 'has no value. Write one, or take the line out.';
  if (typeof value === 'object') {
    const wrong = type !== undefined || value.some((item) => typeof item !== 'string');
    return wrong ? 'takes one value, and this is a list.' : undefined;
  }
  const words = String(value);
  if (format === 'date' && !/(?<!\d)\d{4}(?!\d)|20\d{6}/.test(words))
    return `takes a date such as 2026-12-31, and "${words}" is none.`;
  if (format === 'cadence') {
    const rule = readRule(words);
    return rule.ok ? undefined : `is not understood. ${rule.message}`;
  }
  return undefined;
}
