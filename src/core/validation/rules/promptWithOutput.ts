import type { Rule } from '../rule';

/** A session pasted into a block that claims to be a script. */
export const promptWithOutput: Rule = {
  code: 'prompt-with-output',
  severity: 'information',
  explanation:
    'Prompts and the output below them make a block that no shell can run as it stands. Put the commands in a block of their own and what they print in an `output` block below, where it serves as the expectation.',
  find: ({ runbook, lines }) => {
    const steps = new Map(runbook.steps.map((step) => [step.id, step]));
    return runbook.blocks.flatMap((block) => {
      const step = steps.get(block.stepId ?? '');
      if (step === undefined || !SCRIPT.test(block.tag)) return [];
      const content = block.content.split('\n');
      const first = content.findIndex((line) => PROMPT.test(line));
      if (first < 0) return [];
      const printed = new Set(
        (step.expectation?.source ?? '').split('\n').map((line) => line.trim()),
      );
      const output = content
        .slice(first + 1)
        .filter((line) => line.trim() !== '' && printed.has(line.trim()));
      const mixed = step.notRunnable?.code === 'output';
      if (output.length === 0 && !mixed && !isSession(content)) return [];
      const line = block.range.start + (block.fenced ? 1 : 0) + first;
      const start = lines.start(line);
      return [
        {
          span: { start, end: lines.end(line) },
          message:
            'Prompts and output stand together here: copied as it is, a shell would try to run the output. Keep commands and their output in two blocks.',
        },
      ];
    });
  },
};

const SCRIPT = /^(?:|bash|sh|shell|zsh|powershell|pwsh|ps1|sql|psql)$/;

/** Prompts that name a machine or a folder, beside lines that have none. */
function isSession(lines: readonly string[]): boolean {
  return (
    lines.some((line) => CERTAIN.test(line)) &&
    lines.some(
      (line, index) =>
        line.trim() !== '' &&
        !PROMPT.test(line) &&
        !/^\s*#/.test(line) &&
        !/[\\`|]\s*$/.test(lines[index - 1] ?? ''),
    )
  );
}

const CERTAIN =
  /^\s*(?:[\w.-]+@[\w.-]+:[^\s$#]*[$#]|\[[\w.-]+@[\w.-]+ [^\]]+\][$#]|PS [A-Z]:[^>]*>) ?\S/;

const PROMPT =
  /^\s*(?:\$|❯|➜|[\w.-]+@[\w.-]+[:\s~/\w.-]*[$#]|\[[\w.-]+@[\w.-]+ [^\]]+\][$#]|PS [A-Z]:[^>]*>|\w*=[#>]|mysql>|[\d.]+:\d+>) ?\S/u;
