import type { CodeBlock } from '../../model/runbook';
import type { Step } from '../../model/step';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';

/** Commands in a fence that does not say what they are. */
export const fenceLanguage: Rule = {
  code: 'fence-language',
  severity: 'information',
  explanation:
    'A fence with commands but no language is shown without colours, and every tool has to guess what would run. Put the language behind the opening fence; `console` for a session with prompts.',
  find: (context) => {
    const { runbook, lines } = context;
    const steps = new Map(runbook.steps.map((step) => [step.id, step]));
    return runbook.blocks.flatMap((block) => {
      const step = steps.get(block.stepId ?? '');
      if (!block.fenced || block.info.trim() !== '') return [];
      if (step === undefined && !isOfOwnPrograms(context, block)) return [];
      const line = lines.line(block.range.start);
      const opener = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(?:`{3,}|~{3,})/.exec(line);
      if (opener === null || block.range.end - block.range.start < 2) return [];
      const start = lines.start(block.range.start);
      const end = start + opener[0].length;
      const language = step === undefined ? 'bash' : languageOf(block, step);
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

/** Whether every line starts a program that a name like `flagctl`, or the other steps, make one. */
function isOfOwnPrograms({ runbook, lines }: RuleContext, block: CodeBlock): boolean {
  if (block.role !== 'data' || block.content.length > 2000) return false;
  const commands = block.content.split('\n').filter((line) => !/^\s*(?:#.*)?$/.test(line));
  const programs = commands.map((line) => OWN_PROGRAM.exec(line)?.[1]);
  if (programs.length === 0 || programs.includes(undefined)) return false;
  let above = block.range.start - 1;
  while (above > 0 && lines.line(above).trim() === '') above--;
  if (OF_OUTPUT.test(lines.line(Math.max(above, 0)))) return false;
  return programs.every(
    (program = '') =>
      /(?:ctl|cli|adm)$/.test(program) ||
      runbook.steps.some(({ kind, text }) => kind === 'block' && startsWith(text, program)),
  );
}

/** A program in small letters and words for it: no version, no `key: value`, no sentence. */
const OWN_PROGRAM =
  /^\s*([a-z][\w-]{2,30}) (?!version\b|v?\d|[:=-]{1,2} |(?:is|was|has|are|will) )[^\s:|].*$/;
/** What tells of an output. */
const OF_OUTPUT =
  /\b(?:output|prints?|printed|shows?|returns?|answers?|looks? like|expect(?:ed)?|result|example|ausgabe|zeigt|liefert|erwartet|sortie|affiche|attendu|salida|muestra|esperad[oa]|saída|mostra|uscita|atteso|uitvoer|verwacht)(?=)\b/i;

function startsWith(text: string, program: string): boolean {
  return text.split('\n').some((line) => line.trimStart().startsWith(`${program} `));
}
