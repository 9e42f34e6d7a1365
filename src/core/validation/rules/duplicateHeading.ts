import { slugify } from '../../parser/sections';
import type { Rule } from '../rule';

/** Two headings with one anchor: a link to it always leads to the first. */
export const duplicateHeading: Rule = {
  code: 'duplicate-heading',
  severity: 'information',
  explanation:
    'Two headings with the same words get the same anchor, the second with `-1` behind it, which changes when one is moved. Links then lead to the wrong section, and the outline shows two that look alike.',
  find: (context) => {
    const ids = new Map<string, number>();
    const first = new Map<string, number>();
    return context.runbook.sections.flatMap(({ title, range }) => {
      const id = /\{#([\w-]+)[^}]*\}\s*$/.exec(context.lines.line(range.start))?.[1];
      const taken = id === undefined ? undefined : ids.get(id);
      if (id !== undefined && taken === undefined) ids.set(id, range.start);
      if (id !== undefined && taken !== undefined)
        return [
          {
            span: context.lineSpan(range.start),
            message: `The heading on line ${taken + 1} has the anchor #${id} already; links to it lead there. Give this one another.`,
          },
        ];
      const slug = id ?? slugify(title);
      if (slug === '') return [];
      const earlier = first.get(slug);
      if (earlier === undefined) {
        first.set(slug, range.start);
        return [];
      }
      return [
        {
          span: context.lineSpan(range.start),
          message: `The heading on line ${earlier + 1} has the same anchor #${slug}; links to it lead there. Name one of them differently.`,
        },
      ];
    });
  },
};
