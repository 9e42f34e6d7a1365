import type { CodeBlock } from '../../model/runbook';
import type { Step } from '../../model/step';
import { isColumnTitles } from '../../parser/columnTitles';
import { scanShell } from '../../parser/shellLines';
import type { LineIndex } from '../../text/lineIndex';
import type { Found, Rule } from '../rule';
import { isShell } from '../words';

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
      if (first < 0) return pastedBelow(lines, block, step);
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

/** What a command printed, below it in a block that is called a script, without any prompt. */
function pastedBelow(lines: LineIndex, block: CodeBlock, step: Step): readonly Found[] {
  if (block.tag === '' || !isShell(step.language)) return [];
  const content = block.content.split('\n');
  const { free } = scanShell(content);
  const at = content.findIndex(
    (text, index) =>
      index > 0 &&
      free[index] === true &&
      !/\\\s*$/.test(content[index - 1] ?? '') &&
      (isColumnTitles(text) || PRINTED.test(text) || isObject(text, content[index + 1])),
  );
  if (at < 1) return [];
  const line = block.range.start + (block.fenced ? 1 : 0) + at;
  return [
    {
      span: { start: lines.start(line), end: lines.end(line) },
      message:
        'This is what a command printed, in a block of commands: a shell would try to run it. Put it into a block of its own.',
    },
  ];
}

/** JSON that begins after a whole command. */
function isObject(text: string, next = ''): boolean {
  return /^\s*\[?\{\s*$/.test(text) && /^\s*"[^"]+"\s*:/.test(next);
}

/** Lines that programs print and nobody types. */
const PRINTED =
  /^\s*(?:arn:aws[\w-]*:\w+:|HTTP\/[\d.]+ \d{3}\b|\(\d+ rows?\)|\d+ packets transmitted|\d+ bytes from |[\w.-]+\/[\w.-]+ (?:created|configured|unchanged|deleted|restarted|scaled|patched|labeled|annotated|cordoned|uncordoned|rolled back|condition met|evicted)$|(?:deployment|statefulset|daemon set|daemonset|pod) "[^"]+" (?:successfully rolled out|deleted|created)|(?:Loaded|Active|Main PID|Memory|Tasks): \S|[●○×] \S+\.service|[d-](?:[r-][w-][xsStT-]){3}[.+@]?\s+\d|total \d+$|Filesystem\s+\S+.*Mounted on|(?:Name|NAME)\s{2,}\S+(?:\s{2,}\S+)*$|[A-Z][a-z]+(?:\s{2,}[A-Z][A-Za-z]*(?: [A-Za-z]+)?){2,}\s*$|PONG$|\w{3} \d\d \d\d:\d\d:\d\d \S+ \w+\[\d+\]:|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S* |Error(?: from server)?[: (]|Apply complete!|Plan: \d+ to add|No changes\.|Query OK,|Server:\s|Address:\s|Reading package lists)/;
