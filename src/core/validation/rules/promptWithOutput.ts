import type { CodeBlock } from '../../model/runbook';
import type { Step } from '../../model/step';
import { guessCommand } from '../../parser/commands';
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
      if (first < 0)
        return isShell(step.language) && rootSession(content) >= 0
          ? [toFound(lines, block, rootSession(content))]
          : pastedBelow(lines, block, step);
      const printed = new Set(
        (step.expectation?.source ?? '').split('\n').map((line) => line.trim()),
      );
      const output = content
        .slice(first + 1)
        .filter((line) => line.trim() !== '' && printed.has(line.trim()));
      const mixed = step.notRunnable?.code === 'output';
      if (output.length === 0 && !mixed && !isSession(content)) return [];
      return [toFound(lines, block, first)];
    });
  },
};

function toFound(lines: LineIndex, block: CodeBlock, first: number): Found {
  const line = block.range.start + (block.fenced ? 1 : 0) + first;
  return {
    span: { start: lines.start(line), end: lines.end(line) },
    message:
      'Prompts and output stand together here: copied as it is, a shell would try to run the output. Keep commands and their output in two blocks.',
  };
}

/**
 * `# systemctl is-active nginx` and what it printed: a prompt of root, `%` or `>`, not a comment,
 * when nothing else in the block is a command.
 */
function rootSession(lines: readonly string[]): number {
  const isPrompt = (line: string): boolean => {
    const command = /^\s*[#%>] (\S.*)$/.exec(line)?.[1];
    return command !== undefined && guessCommand(command)?.certainty === 'certain';
  };
  const first = lines.findIndex(isPrompt);
  if (first < 0) return -1;
  const rest = lines.filter((line) => line.trim() !== '' && !/^\s*[#%>]/.test(line));
  const printed = rest.length > 0 && rest.every((line) => guessCommand(line.trim()) === undefined);
  return printed &&
    !rest.some((line) => /^\s*(?:\w+=|\.|\/|\$|[({[]|[a-z_]+$)/.test(line) && !STATE.test(line))
    ? first
    : -1;
}

/** One word that commands answer with. */
const STATE =
  /^\s*(?:active|inactive|failed|enabled|disabled|running|stopped|degraded|ok|OK|healthy|unhealthy|up|down|UP|DOWN|green|yellow|red|PONG|master|slave|leader|follower|primary|secondary|Running|Ready|Succeeded|standby)\s*$/;

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
  /^\s*(?:(?:sh|bash|ash|zsh)-[\d.]+[#$]|[A-Z]:\\[^>\n]*>|[\w.-]+@[\w.-]+:[^\s$#]*[$#]|[\w.-]+@[\w.-]+ [~/][^\s%#$]* [%#$](?= )|\[[\w.-]+@[\w.-]+ [^\]]+\][$#]|PS [A-Z]:[^>]*>) ?\S/;

const PROMPT =
  /^\s*(?:\$|(?:sh|bash|ash|zsh)-[\d.]+[#$]|[A-Z]:\\[^>\n]*>|❯|➜|[\w.-]+@[\w.-]+[:\s~/\w.-]*[$#%]|\[[\w.-]+@[\w.-]+ [^\]]+\][$#]|PS [A-Z]:[^>]*>|\w*=[#>]|mysql>|[\d.]+:\d+>) ?\S/u;

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
      (isColumnTitles(text) ||
        PRINTED.test(text) ||
        ANSWER.test(text) ||
        (STATE.test(text) && guessCommand((content[index - 1] ?? '').trim()) !== undefined) ||
        isObject(text, content[index + 1])),
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

/** A number, an address, a date or JSON on a line of its own: no shell has such a command. */
const ANSWER =
  /^\s*(?:-?\d+(?:[.,]\d+)*\s?(?:%|[KMGT]i?B?)?|\d+(?:\.\d+){3}(?:\/\d+|:\d+)?|\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\d{4}|\[?\{"[^"]+":.*\}\]?|(?:uid|notAfter|notBefore|subject|issuer)=\S.*\s\S.*|On branch \S+|nothing to commit.*|HEAD is now at .*|Already up to date\.|[A-Z][A-Z_]+(?: [A-Z][A-Z_()-]+){2,}|\s{6,}total\s+used\b.*|(?:Mem|Swap):\s+\d.*|\s*\d\d:\d\d:\d\d up .*|PING \S+ \(.*|rtt min\/avg.*|[+|][-+|]{6,}|\S+ is (?:up|running|active|healthy)\.?|Login Succeeded|Connection to \S+ \d+ port .* succeeded!?)\s*$/;

/** JSON that begins after a whole command. */
function isObject(text: string, next = ''): boolean {
  return /^\s*\[?\{\s*$/.test(text) && /^\s*"[^"]+"\s*:/.test(next);
}

/** Lines that programs print and nobody types. */
const PRINTED =
  /^\s*(?:arn:aws[\w-]*:\w+:|HTTP\/[\d.]+ \d{3}\b|\(\d+ rows?\)|\d+ packets transmitted|\d+ bytes from |[\w.-]+\/[\w.-]+ (?:created|configured|unchanged|deleted|restarted|scaled|patched|labeled|annotated|cordoned|uncordoned|rolled back|condition met|evicted)$|(?:deployment|statefulset|daemon set|daemonset|pod) "[^"]+" (?:successfully rolled out|deleted|created)|(?:Loaded|Active|Main PID|Memory|Tasks): \S|[●○×] \S+\.service|[d-](?:[r-][w-][xsStT-]){3}[.+@]?\s+\d|total \d+$|Filesystem\s+\S+.*Mounted on|(?:Name|NAME)\s{2,}\S+(?:\s{2,}\S+)*$|[A-Z][a-z]+(?:\s{2,}[A-Z][A-Za-z]*(?: [A-Za-z]+)?){2,}\s*$|PONG$|\w{3} \d\d \d\d:\d\d:\d\d \S+ \w+\[\d+\]:|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S* |Error(?: from server)?[: (]|Apply complete!|Plan: \d+ to add|No changes\.|Query OK,|Server:\s|Address:\s|Reading package lists)/;
