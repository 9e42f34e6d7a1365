import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';

/** Two steps with one name: whoever asks for it gets the first. */
export const duplicateStepName: Rule = {
  code: 'duplicate-step-name',
  severity: 'error',
  explanation:
    'Steps are asked for by name, in links, logs and on the command line. Two of the same name cannot be told apart.',
  find: (context) => [...attributes(context), ...boldSteps(context), ...leads(context)],
};

function attributes(context: RuleContext): readonly Found[] {
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
}

/** "**2. Stop the writers**" as a line of its own, twice in one section. */
function boldSteps(context: RuleContext): readonly Found[] {
  const first = new Map<string, number>();
  return context.passages.flatMap(({ kind, content, start }) => {
    const title = kind === 'paragraph' ? BOLD_STEP.exec(content)?.[1] : undefined;
    if (title === undefined) return [];
    const section = context.runbook.sections.findLast(({ range }) => range.start <= start);
    const key = `${section?.id ?? ''} ${title.toLowerCase()}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, start);
      return [];
    }
    return [
      {
        span: context.lineSpan(start),
        message: `The step "${title}" stands on line ${earlier + 1} already. Give this one another number or name.`,
      },
    ];
  });
}

const BOLD_STEP =
  /^(?:\*\*|__)((?:(?:step|schritt|étape|paso|passo|stap|etapa|krok|шаг) )?\d{1,2}[.):] ?[^*_\n]{3,80})(?:\*\*|__)[.:]?$/i;

/** "**Read the state**" right above two blocks: whoever is sent to it does not know which. */
function leads({ passages, lines }: RuleContext): readonly Found[] {
  const first = new Map<string, number>();
  return passages.flatMap(({ kind, content, start }, index) => {
    if (kind !== 'paragraph' || passages[index + 1]?.kind !== 'code') return [];
    const title = LEAD.exec(content)?.[1]?.trim();
    if (title === undefined || GENERIC.test(title)) return [];
    const key = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, start);
      return [];
    }
    const from = lines.start(start);
    return [
      {
        span: { start: from, end: lines.end(start) },
        message: `A step "${title}" stands on line ${earlier + 1} already. Give this one another name.`,
      },
    ];
  });
}

/** A line of its own, in bold, that is no label: no colon, and more than a word. */
const LEAD =
  /^(?:\*\*|__)((?:(?:step|schritt|étape|paso|passo|stap) \d{1,2}[.:)]? ?)?[^*_\n:]{3,60} [^*_\n:]{2,60}?)[.]?(?:\*\*|__)[.]?$/iu;
const GENERIC =
  /^(?:expected|example|sample|output|common|possible|typical|note|if |when |on |in |for |from |using |with |option|or |alternative|as )/i;
