import type { Step } from '../../model/step';
import { guessCommand } from '../../parser/commands';
import { meaningOfTag } from '../../parser/language';
import { findPlaceholders } from '../../parser/placeholders';
import { scanCode } from '../../parser/scriptScan';
import { powershellVariablesSetBy, variablesSetBy } from '../../parser/setVariables';
import {
  batchVariablesIn,
  batchVariablesSet,
  unsetJqVariables,
  userVariablesIn,
  userVariablesSet,
  type ClientVariable,
} from '../clientVariables';
import { deferredVariables } from '../deferredVariables';
import { namesSet, unsetPsqlVariables } from '../psqlVariables';
import { withoutUses } from '../mereUses';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { namesSourcedBy, readsScript } from '../sourcedNames';
import { isShell } from '../words';

/** A variable that no step sets and no line explains. */
export const undeclaredVariable: Rule = {
  code: 'undeclared-variable',
  severity: 'information',
  explanation:
    'A shell puts nothing where a variable is not set, so `rm -rf $DIR/` removes everything. Set it in an earlier step, or say in the text what it is.',
  find: (context) => [
    ...inShell(context),
    ...inSentences(context),
    ...inPowershell(context),
    ...inPsql(context),
    ...ofClients(context),
    ...inBatch(context),
  ],
};

function inShell(context: RuleContext): readonly Found[] {
  const set = setIn(context);
  let explained: ReadonlySet<string> | undefined;
  let asked: ReadonlySet<string> | undefined;
  const told = new Set<string>();
  const sourced: RegExp[] = [];
  return context.runbook.steps.flatMap((step, at) => {
    if (!isShell(step.language)) return [];
    // What a file sets nobody can tell from here, but a name that is all but one that is set.
    const names = context.once('sourced', step.text, namesSourcedBy);
    if (names.length > 0 && !isListedAbove(context, step)) sourced.push(...names);
    const kept = context.once('deferred', step.text, deferredVariables).flatMap((one) => {
      if (told.has(one.name) || set.has(one.name) || sourced.length > 0) return [];
      if ((explained ??= toldIn(context, set, false)).has(one.name)) return [];
      told.add(one.name);
      return [
        {
          span: context.place(step, one.start, one.end),
          message: `Nothing sets or explains ${one.written}, and the shell puts nothing there when it runs this later.`,
        },
      ];
    });
    const used = step.placeholders.flatMap(({ variable, name, places }) => {
      const place = places[0];
      if (!variable || place === undefined || told.has(name)) return [];
      // What only a later step sets is not set yet.
      if ((set.get(name) ?? Infinity) <= at) return [];
      if ((explained ??= toldIn(context, set, false)).has(name)) return [];
      // In a runbook that sets nothing, the commands of a table ask for values.
      if (step.kind !== 'block' && set.size === 0)
        if ((asked ??= toldIn(context, set, true)).has(name)) return [];
      const may = sourced.some((names) => names.test(name));
      if (may && ![...set.keys()].some((other) => isSlip(name, other))) return [];
      // `${X:?what it is}` says it itself, and the shell stops without it.
      if (/^\$\{\w+:?\?./.test(step.text.slice(place.start, place.end))) return [];
      told.add(name);
      return [toFound(context, step, place.start, place.end)];
    });
    return [...kept, ...used];
  });
}

/** "The file sets `REPOSITORY` and `PASSWORD_FILE`:", right above what reads it: it sets no other. */
function isListedAbove({ passages }: RuleContext, step: Step): boolean {
  const above = passages.findLast(({ end }) => end <= step.range.start);
  return above?.kind === 'paragraph' && LISTS.test(above.content);
}

const LISTS = /\b(?:sets?|exports?|defines?|provides?)\b[^.]{0,40}`\$?[A-Z][A-Z\d_]{2,}`/;

/** A command in the middle of a sentence, in a runbook that sets its variables first. */
function inSentences(context: RuleContext): readonly Found[] {
  if (!context.text.includes('`') || !context.text.includes('$')) return [];
  const set = setIn(context);
  if (set.size === 0) return [];
  const told = toldIn(context, set, false);
  const inSteps = new Set(
    context.runbook.steps.flatMap(({ placeholders }) => placeholders.map(({ name }) => name)),
  );
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'paragraph' || !content.includes('$')) return [];
    return [...content.matchAll(/`([^`\n]+)`/g)].flatMap((match) => {
      const code = match[1] ?? '';
      if (!code.includes('$') || guessCommand(code)?.certainty !== 'certain') return [];
      return findPlaceholders(code, 'bash').flatMap(({ variable, name, places, written }) => {
        const isKnown = set.has(name) || told.has(name) || inSteps.has(name);
        if (!variable || isKnown || places[0] === undefined || /\d$/.test(written)) return [];
        const before = content.slice(0, match.index).split('\n').length - 1;
        const line = context.lines.line(start + before);
        const at = line.indexOf(code);
        if (at < 0) return [];
        const from = context.lines.start(start + before) + at;
        return [
          {
            span: { start: from + places[0].start, end: from + places[0].end },
            message: `Nothing sets or explains ${written}, and a shell would put nothing there.`,
          },
        ];
      });
    });
  });
}

function toFound(context: RuleContext, step: Step, start: number, end: number): Found {
  return {
    span: context.place(step, start, end),
    message: `Nothing before this sets or explains ${step.text.slice(start, end)}; it will be asked for before running, and a shell would put nothing there.`,
  };
}

/** PowerShell, too, goes on with nothing; names are told in the text by their sign. */
function inPowershell(context: RuleContext): readonly Found[] {
  const steps = context.runbook.steps.filter(({ language }) => language === 'powershell');
  if (steps.length === 0) return [];
  const set = new Set(steps.flatMap(({ text }) => [...powershellVariablesSetBy(text)]));
  const told = new Set<string>();
  const prose = context.passages
    .map(({ kind, content }) => (kind === 'code' ? '' : withoutCommands(withoutUses(content))))
    .join('\n')
    .toLowerCase();
  let sourced = false;
  return steps.flatMap((step) => {
    sourced ||= readsScript(step.text);
    return step.placeholders.flatMap(({ variable, name, written, places }) => {
      const key = name.toLowerCase();
      const place = places[0];
      if (!variable || place === undefined || set.has(key) || told.has(key)) return [];
      // A name of the environment is told without its sign, too.
      const inEnvironment = /^\$\{?env:/i.test(written);
      if (inEnvironment && (set.has(`env:${key}`) || prose.includes(key))) return [];
      if (prose.includes(`$${key}`)) return [];
      if (sourced && ![...set].some((other) => isSlip(key, other))) return [];
      told.add(key);
      return [toFound(context, step, place.start, place.end)];
    });
  });
}

/** Whether a name stands between the words somewhere. */
function isWritten({ passages }: RuleContext, name: string): boolean {
  const pattern = new RegExp(`${name}(?!\\w)`);
  return passages.some(({ kind, content }) => kind !== 'code' && pattern.test(content));
}

function inPsql(context: RuleContext): readonly Found[] {
  const { steps } = context.runbook;
  if (!steps.some(({ text }) => /(?<!:):['"]?[A-Za-z_]/.test(text))) return [];
  const elsewhere = new Set(
    steps.flatMap(({ text, language }) => (isShell(language) ? [] : namesSet(text))),
  );
  return steps.flatMap((step) =>
    unsetPsqlVariables(step, elsewhere).flatMap(({ name, start, end }) =>
      isWritten(context, `:${name}`)
        ? []
        : [
            {
              span: context.place(step, start, end),
              message: `Nothing sets :${name} for this call of psql, which stops there. Pass it (\`-v ${name}=…\`), or set it above (\`\\set ${name} …\`).`,
            },
          ],
    ),
  );
}

/** `@id` of MySQL and SQL Server, `$id` of jq. */
function ofClients(context: RuleContext): readonly Found[] {
  const { steps } = context.runbook;
  if (!/@[A-Za-z_]|\bjq\s/.test(context.text)) return [];
  const set = new Set(steps.flatMap(({ text }) => userVariablesSet(text)));
  const told = new Set<string>();
  const isTold = (written: string): boolean =>
    context.passages.some(({ kind, content }) => kind !== 'code' && content.includes(written));
  const once = ({ name, written }: ClientVariable): boolean => {
    if (told.has(name) || isTold(written)) return false;
    told.add(name);
    return true;
  };
  return steps.flatMap((step) => {
    const users = userVariablesIn(step).filter(({ name }) => !set.has(name.toLowerCase()));
    return [
      ...users.filter(once).map(({ written, start, end }) => ({
        span: context.place(step, start, end),
        message: `Nothing sets ${written}: the server takes NULL for it, or stops. Set it above (\`SET ${written} = …\`, \`DECLARE ${written} …\`).`,
      })),
      ...unsetJqVariables(step)
        .filter(once)
        .map(({ name, written, start, end }) => ({
          span: context.place(step, start, end),
          message: `Nothing gives ${written} to jq, which stops there. Pass it (\`--arg ${name} …\`).`,
        })),
    ];
  });
}

/** `%NAME%` for Windows' cmd, which no step here runs, and where the name itself is what is left. */
function inBatch({ runbook, passages, lines }: RuleContext): readonly Found[] {
  const blocks = runbook.blocks.filter(
    ({ tag, content }) => content.includes('%') && meaningOfTag(tag).kind === 'command-prompt',
  );
  if (blocks.length === 0) return [];
  const set = new Set(blocks.flatMap(({ content }) => batchVariablesSet(content)));
  return blocks.flatMap(({ content, range, fenced }) =>
    batchVariablesIn(content).flatMap(({ name, written, start }) => {
      const known = new RegExp(`(?<!\\w)${name}(?!\\w)`, 'i');
      if (set.has(name.toLowerCase())) return [];
      if (passages.some((one) => one.kind !== 'code' && known.test(one.content))) return [];
      set.add(name.toLowerCase());
      const line = range.start + Number(fenced) + content.slice(0, start).split('\n').length - 1;
      const column = lines.line(line).indexOf(written);
      if (column < 0) return [];
      const at = lines.start(line) + column;
      return [
        {
          span: { start: at, end: at + written.length },
          message: `Nothing before this sets or explains ${written}; the command prompt would take its name for its value. Set it (\`set ${name}=…\`).`,
        },
      ];
    }),
  );
}

/** Names that shell steps set, each with the first step that does. */
function setIn(context: RuleContext): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const [at, step] of context.runbook.steps.entries()) {
    const { text, language } = step;
    if (!isShell(language)) continue;
    const own = context.once(`set in ${language}`, text, (code) =>
      /=|\bread\b|\bfor\b/.test(code) ? [...variablesSetBy(scanCode(code, language))] : [],
    );
    for (const name of own) if (!names.has(name)) names.set(name, at);
  }
  return names;
}

/** Names that the prose or a comment speaks of. */
function toldIn(
  context: RuleContext,
  set: ReadonlyMap<string, number>,
  rowsTell: boolean,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const passage of context.passages) {
    if (passage.kind === 'code') continue;
    const { kind, start, end, content } = passage;
    const text = kind === 'table' ? context.linesText(start, end) : content;
    // Where values are set, the commands of sentences use them like those of blocks.
    const used = !rowsTell && (kind === 'table' || set.size > 0);
    const told = used
      ? context.once('words but of commands', text, wordsBesideCommands)
      : context.once('words', text, wordsOf);
    for (const name of told) names.add(name);
  }
  for (const { content } of context.runbook.blocks)
    if (MAY_TELL.test(content))
      for (const name of context.once('told in code', content, namesIn)) {
        // What a step sets is known with its place.
        const assigned = name.startsWith('=') ? name.slice(1) : undefined;
        if (assigned === undefined) names.add(name);
        else if (!set.has(assigned)) names.add(assigned);
      }
  return names;
}

const MAY_TELL = /#|^\s*(?:export\s+)?[A-Z_]\w+\s*[=:]/m;

/** Names that comments speak of and, behind `=`, those that are set. */
function namesIn(code: string): readonly string[] {
  return code.split('\n').flatMap((line) => {
    const comment = /(?:^|\s)#(.*)/.exec(line)?.[1];
    if (comment === undefined) {
      const assigned = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]{2,})\s*[=:]/.exec(line)?.[1];
      return assigned === undefined ? [] : [`=${assigned}`];
    }
    // Taken out with a sign, a value is not set; one in brackets says what belongs there.
    if (
      /^\s*(?:export\s+|set\s+)?[A-Za-z_]\w*=(?!["']?[<[{])(?:\S*|"[^"]*"|'[^']*')\s*$/.test(
        comment,
      )
    )
      return [];
    return comment.match(/(?<![\w$])[A-Z_][A-Z0-9_]{1,}(?!\w)/g) ?? [];
  });
}

/** A command uses a variable and tells nothing of it, and "the rack PDU" is a thing. */
function wordsBesideCommands(text: string): readonly string[] {
  return wordsOf(withoutCommands(withoutUses(text)));
}

/** A text without the variables of the commands in it. */
function withoutCommands(text: string): string {
  return text.replace(/(`+)((?:(?!\1).)+)\1/g, (code, _, inner: string) =>
    /^\S+\s|^\$\{?\w+\}?\/\S*\$/.test(inner) ? code.replace(/\$(?:\{\w+[^}]*\}|\w+)/g, ' ') : code,
  );
}

/** The words that may be names of variables, each once; small ones only as code or with their sign. */
function wordsOf(text: string): readonly string[] {
  const words = text.matchAll(
    /(?<!\w)(?:[A-Z_]\w{2,}|[A-Za-z]\w*_\w+|(?<=\$\{?|`)[A-Za-z_]\w{2,})\b|(?<![$\w{])[A-Z]{2}\b/g,
  );
  return [...new Set([...words].map(([word]) => word))];
}

/** `SNAPSHOT` where `SNAP` is set, `TARGET_SHLEF` where `TARGET_SHELF` is: one of them is a slip. */
function isSlip(name: string, set: string): boolean {
  const [a, b] = [name.toLowerCase(), set.toLowerCase()];
  if (a === b) return name !== set;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4 || /\d$/.test(short)) return false;
  // `DB_HOST` is another thing than `DB`.
  if (long.startsWith(short)) return /^[a-z]/.test(long.slice(short.length)) && !long.includes('_');
  return long.length - short.length <= 1 && distance(short, long) <= (short.length > 6 ? 2 : 1);
}

/** Letters to add, drop, change or swap with their neighbour. */
function distance(from: string, to: string): number {
  let [before, last] = [[] as number[], Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let at = 1; at <= to.length; at++) {
      const same = from[row - 1] === to[at - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[at - 2] && from[row - 2] === to[at - 1];
      next[at] = Math.min(
        (last[at] ?? 0) + 1,
        (next[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + same,
        swapped ? (before[at - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, last] = [last, next];
  }
  return last[to.length] ?? 0;
}
