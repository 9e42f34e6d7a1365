import type { CodeBlock } from '../../model/runbook';
import type { Step } from '../../model/step';
import type { Rule } from '../rule';

/** Commands in a fence that does not say what they are. */
export const fenceLanguage: Rule = {
  code: 'fence-language',
  severity: 'information',
  explanation:
    'A fence with commands but no language is shown without colours, and every tool has to guess what would run. Put the language behind the opening fence; `console` for a session with prompts.',
  find: ({ runbook, lines }) => {
    const steps = new Map(runbook.steps.map((step) => [step.id, step]));
    return runbook.blocks.flatMap((block) => {
      const step = steps.get(block.stepId ?? '');
      if (!block.fenced || block.info.trim() !== '' || step === undefined) return [];
      const line = lines.line(block.range.start);
      const opener = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(?:`{3,}|~{3,})/.exec(line);
      if (opener === null || block.range.end - block.range.start < 2) return [];
      const start = lines.start(block.range.start);
      const end = start + opener[0].length;
      const language = languageOf(block, step);
      return [
        {
          span: { start: end - 3, end },
          message: `This block holds commands but names no language; it is read as ${language}. Say so behind the opening fence.`,
          fix: {
            title: `Mark the block as ${language}`,
            edits: [{ range: { start: end, end }, newText: language }],
          },
        },
      ];
    });
  },
};

function languageOf(block: CodeBlock, step: Step): string {
  const shell = /^(?:bash|sh|zsh)$/.test(step.language);
  return shell && /^\s*[$%❯➜] /mu.test(block.content) ? 'console' : step.language;
}
