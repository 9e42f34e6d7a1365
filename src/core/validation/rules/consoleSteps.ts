import type { CodeBlock } from '../../model/runbook';
import type { Step, StepLanguage } from '../../model/step';
import { guessLanguage } from '../../parser/blockRole';
import { meaningOfTag } from '../../parser/language';
import { lossOnDevice } from '../../run/commands/deviceLines';
import type { RuleContext } from '../ruleContext';

/** What stands in a block that is no step, and is typed all the same: into a switch, an array. */
export interface Typed {
  /** Shaped like a step, so that all that is asked of steps can be asked of it. */
  readonly step: Step;
  /** In the words of a reason, `…` first; none when what is typed is code of some language. */
  readonly losses: readonly string[];
}

const known = new WeakMap<RuleContext, readonly Typed[]>();

/** The blocks for other consoles in which something is lost. */
export function consolesOf(context: RuleContext): readonly Typed[] {
  const before = known.get(context);
  if (before !== undefined) return before;
  const found = context.runbook.blocks.flatMap((block) => consoleIn(context, block) ?? []);
  known.set(context, found);
  return found;
}

/** Blocks whose label leaves open who reads them. */
const OPEN =
  /^(?:text|txt|plain|plaintext|console|terminal|shell-session|bash|redis|mongo|mongodb|cypher|kibana|)$/;

function consoleIn(context: RuleContext, block: CodeBlock): Typed | undefined {
  const { role, stepId, tag } = block;
  if (stepId !== undefined || role === 'step' || role === 'drawing' || role === 'sample')
    return undefined;
  if (!OPEN.test(tag) && meaningOfTag(tag).kind !== 'unknown' && role !== 'output')
    return undefined;
  const rows = block.content.replace(/\n$/, '').split('\n');
  const bare = rows.map(withoutPrompt);
  const isSession = bare.some((text) => text !== undefined);
  // Of what is only shown nothing is typed, but behind a prompt.
  if (role === 'output' && !isSession) return undefined;
  const lines = rows.map((row, at) => (isSession ? (bare[at] ?? '') : row.trim()));
  const losses = lossesAmong(lines);
  const code = codeIn(context, lines);
  if (losses.length === 0 && code === undefined) return undefined;
  return {
    step: stepOf(context, block, rows, lines, code),
    losses: code === undefined ? losses : [],
  };
}

/** Code that its author gave no language: `terraform workspace delete …` below `text`. */
function codeIn({ code }: RuleContext, lines: readonly string[]): StepLanguage | undefined {
  if (!/^(?:[a-z$./<]|[A-Z]{3})/.test(lines.find((line) => line !== '') ?? '')) return undefined;
  const content = lines.join('\n');
  const language = guessLanguage(content);
  if (language === undefined) return undefined;
  return code?.classify(content, language).intent === 'destructive' ? language : undefined;
}

/** The last of these signs, or a name in brackets of its own, ends what a console asks with. */
const PROMPT =
  /^\s*(?:(?:<[\w.:-]+>|\[[\w.:@ ~*/-]{2,40}\])\s?[#>$%]+\s*|<(?!\/)[A-Z][\w.-]+>\s*(?=[a-z])|[\w.@:~*/-]{1,50}(?:\s?\([\w.~/-]+\))?\s?(?:::\*?)?[#>]\s*|\s*\$ |\s*tsm: [\w-]+> )(?=[A-Za-z/])/;

/** A line behind its prompt; undefined when it has none. */
function withoutPrompt(row: string): string | undefined {
  if (!/[#>$%\]]/.test(row)) return undefined;
  const prompt = PROMPT.exec(row)?.[0];
  return prompt === undefined ? undefined : row.slice(prompt.length).trim();
}

/** A command of a console, and not a sentence that begins like one. */
const IS_COMMAND = /^(?:[a-z/]|[A-Z]{3,}\b)/;
const IS_SENTENCE = /[a-z][.!?]$|^\S+(?: [a-z']{2,}){7,}$/;

function lossesAmong(lines: readonly string[]): readonly string[] {
  const losses: { readonly line: string; readonly effect: string }[] = [];
  let within = false;
  for (const line of lines) {
    if (!IS_COMMAND.test(line) || IS_SENTENCE.test(line)) continue;
    if (/^config(?:ure)? (?!vdom\b|global\b)[a-z-]+ [a-z-]+/.test(line)) within = true;
    if (/^end\b/.test(line)) within = false;
    const effect =
      within && /^(?:delete \S+|purge)$/.test(line)
        ? 'deletes an entry of the configuration'
        : lossOnDevice(line);
    if (effect !== undefined) losses.push({ line, effect });
  }
  // An entry that is set again in the same block is changed, and not lost.
  const replaces = lines.some((line) => /^(?:set|add|edit|commit replace)\b/.test(line));
  return losses.flatMap(({ line, effect }) =>
    replaces && /^(?:no|delete|undo)\b/.test(line) && /an entry of/.test(effect)
      ? []
      : [`\`${line.replaceAll('`', "'").slice(0, 80)}\` ${effect}`],
  );
}

function stepOf(
  context: RuleContext,
  { range, fenced }: CodeBlock,
  rows: readonly string[],
  lines: readonly string[],
  language: StepLanguage = 'bash',
): Step {
  const first = range.start + (fenced ? 1 : 0);
  const last = Math.min(first + rows.length, context.lines.count);
  return {
    id: `console ${range.start}`,
    kind: 'block',
    range,
    source: { start: context.lines.start(first), end: context.lines.start(last) },
    title: lines[0] ?? '',
    language,
    text: lines.join('\n'),
    parts: [],
    notRunnable: { code: 'unsupported-language', message: '' },
    placeholders: [],
    expectation: undefined,
    attributes: { other: {} },
    sectionId: context.sectionAt(range.start)?.id,
    itemId: undefined,
  };
}
