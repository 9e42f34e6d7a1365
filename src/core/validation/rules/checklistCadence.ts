import { frontMatterCadence } from '../../checklist/rule';
import type { Rule } from '../rule';

/** A checklist that does not say when it starts anew. */
export const checklistCadence: Rule = {
  code: 'checklist-cadence',
  severity: 'information',
  explanation:
    'Ticks are kept per day, week or month, and nobody can say that a list is overdue when it does not say how often it is due. Write it in the heading ("Weekly checks") as `<!-- cadence: weekly -->`, or as `cadence:` in the front matter.',
  find: (context) => {
    if (frontMatterCadence(context.runbook) !== undefined) return [];
    return context.runbook.checklists.flatMap(({ title, cadence, cadenceNote, range, items }) => {
      if (cadence !== undefined || cadenceNote !== undefined || items.length === 0) return [];
      return [
        {
          span: context.lineSpan(range.start),
          message: `${title === '' ? 'This checklist' : `"${title}"`} does not say how often it is to be done. Say so in its heading, or write <!-- cadence: weekly -->.`,
        },
      ];
    });
  },
};
