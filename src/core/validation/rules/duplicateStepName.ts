import type { Rule } from '../rule';

/** Two steps with one name: whoever asks for it gets the first. */
export const duplicateStepName: Rule = {
  code: 'duplicate-step-name',
  severity: 'error',
  explanation:
    'Steps are asked for by name, in links, logs and on the command line. Two of the same name cannot be told apart.',
  find: (context) => {
    const first = new Map<string, number>();
    return context.runbook.steps.flatMap(({ attributes: { name }, range }) => {
      if (name === undefined) return [];
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, range.start);
        return [];
      }
      return [
        {
          span: context.lineSpan(range.start),
          message: `A step named "${name}" stands on line ${earlier + 1} already. Give this one another name.`,
        },
      ];
    });
  },
};
