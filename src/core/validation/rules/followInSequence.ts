import { mayFollow } from '../../run/habits/follow';
import type { RuleContext } from '../ruleContext';
import type { Found, Rule } from '../rule';
import type { Step } from '../../model/step';
import { isSequence, statementsOf, type Statement } from '../statements';

/** A command that never ends, with others behind it. */
export const followInSequence: Rule = {
  code: 'follow-in-sequence',
  severity: 'warning',
  explanation:
    'A command that follows a log goes on until somebody stops it; what stands below it in the block never runs. Put it last or into a block of its own, or limit it (`--tail=100`, `timeout 30`).',
  find: (context) => {
    if (context.code === undefined) return [];
    return context.runbook.steps.flatMap((step) => {
      if (!mayFollow(step.text) && !MAY_LOOP.test(step.text)) return [];
      if (step.kind === 'inline') return inItem(context, step);
      if (step.kind !== 'block' || !isSequence(step)) return [];
      const within = inBlock(context, step);
      return within.length > 0 ? within : inNumberedBlock(context, step);
    });
  },
};

/** One of several numbered steps that are a sentence each, which does not say when to stop. */
function inItem(context: RuleContext, step: Step): readonly Found[] {
  const { start } = step.range;
  const passage = context.passages.find(
    (one) => one.kind === 'paragraph' && one.start <= start && start < one.end,
  );
  if (passage?.item === undefined || ENDS.test(passage.content)) return [];
  if (CHOICE.test(passage.content)) return [];
  if (!isNumberedBefore(context, passage.item) || !goesOn(context, step, step.text)) return [];
  return [
    {
      span: context.place(step, 0, step.text.length),
      message:
        'This command goes on until it is stopped, and more steps follow. Say when to stop it, or give it a limit.',
    },
  ];
}

/** Whether an item has a number, and another with one comes behind it. */
function isNumberedBefore(
  { lines }: RuleContext,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  let next = end;
  while (next < lines.count && lines.line(next).trim() === '') next++;
  return NUMBERED.test(lines.line(start)) && next < lines.count && NUMBERED.test(lines.line(next));
}

/** The block of a numbered step, as its last command, where no word says that it is watched. */
function inNumberedBlock(context: RuleContext, step: Step): readonly Found[] {
  const { start } = step.range;
  const passage = context.passages.find(
    (one) => one.kind === 'code' && one.start <= start && start < one.end,
  );
  const { item } = passage ?? {};
  if (item === undefined) return [];
  if (!isNumberedBefore(context, item)) return [];
  const said = context.passages
    .filter((one) => one.kind === 'paragraph' && item.start <= one.start && one.end <= item.end)
    .map(({ content }) => content.replace(/`[^`]*`/g, ' '));
  const comments = step.text.match(/(?:^|\s)#.*/gm) ?? [];
  const words = [...said, ...comments].join('\n');
  if (said.length === 0 || ENDS.test(words) || WATCHES.test(words)) return [];
  const last = statementsOf(context, step).at(-1);
  if (last === undefined || last.background || !goesOn(context, step, last.text)) return [];
  return [
    {
      span: context.place(step, last.start, last.end),
      message:
        'This command goes on until it is stopped, and more steps follow. Say when to stop it, or give it a limit.',
    },
  ];
}

/** Words that tell that the command is one to be looked at while something happens. */
const WATCHES =
  /\b(?:watch\w*|wait\w*|follow\w*|observe\w*|monitor\w*|keep an eye|live|stream\w*|progress|appears? again|goes? down|beobacht\w*|verfolg\w*|warte\w*|surveill\w*|suiv\w*|attend\w*|observ\w*|esper\w*|vigil\w*|segui\w*|volg\w*|wacht\w*)\b/i;
const NUMBERED = /^\s*(\d{1,3})[.)]\s/;
/** One of several programs that show the same, which are left by a key. */
const CHOICE = /`\s+(?:or|oder|ou|o|of)\s+`/i;
/** Words that tell how long to look, or that it runs beside the rest. */
const ENDS =
  /ctrl|strg|\^C|\b(?:until|till|stop|once|when|while|beside|leave|keep|another|second|other|own|parallel|background|minutes?|seconds?|bis|sobald|solange|zweite\w*|andere\w*|minuten?|sekunden?|jusqu|tant que|arr[eê]t\w*|hasta|mientras|fino|finch[eé]|tot(?:dat)?)(?=)\b/i;

function inBlock(context: RuleContext, step: Step): readonly Found[] {
  const statements = statementsOf(context, step);
  return statements.flatMap((statement, index) => {
    if (statement.background) return [];
    const next = statements[index + 1];
    // What a loop waits for keeps it from its next round.
    const isWhole = next !== undefined || LOOP.test(statement.text);
    const first = isWhole ? statement.text : beforeAnd(statement.text);
    if (first === '' || !goesOn(context, step, first)) return [];
    // A here-document in it cuts a loop short.
    if (isEndless(first) && !/\bdone\b/.test(first) && !isEndless(step.text.slice(statement.start)))
      return [];
    if (next !== undefined && ELSEWHERE.test(step.text.slice(statement.end, next.start))) return [];
    return [
      {
        span: context.place(step, statement.start, statement.end),
        message:
          'This command goes on until it is stopped, so the commands below it never run. Put it last, into a block of its own, or give it a limit.',
      },
    ];
  });
}

function goesOn({ code }: RuleContext, { language }: Step, text: Statement['text']): boolean {
  return (mayFollow(text) && code?.isFollow(text, language) === true) || isEndless(text);
}

/** What runs before the last `&&` of a line, which waits for it. */
function beforeAnd(text: string): string {
  const bare = text.replace(/'[^']*'|"(?:[^"\\]|\\.)*"/g, (quoted) => 'q'.repeat(quoted.length));
  return text.slice(0, Math.max(0, bare.lastIndexOf('&&')));
}

/** A comment that sends its reader to another window for what stands below. */
const ELSEWHERE =
  /#.*\b(?:(?:second|other|another|new|different|2nd)(?=) (?:terminal|window|shell|tab|session|pane)|zweiten? (?:Terminal|Fenster|Shell)|anderen (?:Terminal|Fenster)|(?:autre|second)(?=) (?:terminal|fenêtre)|(?:otra|segunda)(?=) (?:terminal|ventana)|in parallel)(?=)\b/i;

/** A loop without an end, and nothing in it that ends it. */
function isEndless(text: string): boolean {
  return ENDLESS.test(text) && !/\b(?:break|exit|return)\b/.test(text);
}

const LOOP = /^for\s+\w+\s+in\b(?!.*&\s*(?:;|\n|$)*\s*done\b)/;
const MAY_LOOP = /\b(?:while|until|for|do)\b/i;
const ENDLESS =
  /^(?:while\s+(?:true|:|sleep \S+|\[+ (?:1|true) \]+|\(\( *1 *\)\))|until\s+(?:false|! true)|for\s*\(\(\s*;;\s*\)\))\s*(?:;|\n)\s*do\b|^while\s*\(\s*(?:\$true|1)\s*\)|^for\s*\(\s*;\s*;\s*\)|^do\s*\{[\s\S]*\}\s*(?:while\s*\(\s*\$true\s*\)|until\s*\(\s*\$false\s*\))/i;
