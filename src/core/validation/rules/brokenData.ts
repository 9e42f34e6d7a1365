import { wrongLine } from '../dataFault';
import { dataHandedTo } from '../handedData';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';

/** A block that says it is JSON or YAML and is not. */
export const brokenData: Rule = {
  code: 'broken-data',
  severity: 'warning',
  explanation:
    'A block marked as JSON or YAML that cannot be read as such fails where it is pasted. Where something is left out on purpose, write `...`; mark JSON with comments as `jsonc`.',
  find: (context) => [...inBlocks(context), ...inCommands(context)],
};

function inBlocks({ runbook, lines }: RuleContext): readonly Found[] {
  return runbook.blocks.flatMap((block) => {
    const line = block.fenced ? wrongLine(block.content, block.tag) : undefined;
    if (line === undefined) return [];
    const at = Math.min(block.range.start + 1 + line, block.range.end - 1);
    return [
      {
        span: { start: lines.start(at), end: lines.end(at) },
        message: `This block is marked as ${block.tag} and cannot be read as such. Mend it, or name what it is.`,
      },
    ];
  });
}

/** `curl -d '{ … }'`, `kubectl apply -f - <<EOF`: what the program at the other end refuses. */
function inCommands(context: RuleContext): readonly Found[] {
  return context.runbook.steps.flatMap((step) =>
    dataHandedTo(step).flatMap(({ text, kind, start }) => {
      const line = context.once(`handed ${kind}`, text, () => wrongLine(text, kind));
      if (line === undefined) return [];
      const rows = text.split('\n');
      const at = start + rows.slice(0, line).reduce((sum, row) => sum + row.length + 1, 0);
      return [
        {
          span: context.place(step, at, at + Math.max(1, rows[line]?.length ?? 1)),
          message: `What this command is handed is ${kind.toUpperCase()} that cannot be read as such. Check its brackets, quotes and commas.`,
        },
      ];
    }),
  );
}
