import type { Found } from './rule';
import {
  bracketUses,
  idleUses,
  isAnything,
  sharesWord,
  subjectOf,
  wordUses,
} from './placeholderUses';
import type { RuleContext } from './ruleContext';
import { spokenOf } from './spokenOf';
import type { OffsetRange } from '../text/range';

/** A hole with where it stands, whatever it stands in. */
interface Standing {
  readonly written: string;
  readonly span: OffsetRange;
}

/**
 * The one hole that no word speaks of, in a runbook that speaks of all its others: a second name
 * for one of them, or one that its reader cannot fill in.
 */
export function strangeHoles(context: RuleContext): readonly Found[] {
  if (!/[<[{]\s?[A-Za-z]/.test(context.text)) return [];
  const words = wordUses(context);
  if (words.length === 0) return [];
  const uses = [
    ...inCommands(context),
    ...idleUses(context).filter(({ span }) => !isSent(context, span)),
    ...bracketsInSql(context),
    ...words,
  ];
  const spoken = spokenOf(context);
  const isTold = (written: string): boolean => spoken.includes(written);
  const known = uses.filter(({ written }) => isTold(written));
  if (known.length === 0) return [];
  const strange = uses.filter(({ written }) => !isTold(written));
  const [first] = strange;
  if (first === undefined || strange.length > 2 || saysItself(first.written)) return [];
  if (strange.some(({ written }) => written !== first.written)) return [];
  if (isSaidBefore(context, first)) return [];
  const near = known.find(({ written }) => sharesWord(written, first.written)) ?? known[0];
  return [
    {
      span: first.span,
      message: `${first.written} is told nowhere, while this runbook tells of ${near?.written ?? ''}. Write the same hole in the same way, or say what it is.`,
    },
  ];
}

/** `<value-of-the-label>` tells what it is; a `<date>` is another in every place. */
function saysItself(written: string): boolean {
  return /\w[ _-]\w+[ _-]\w/.test(written) || isAnything(subjectOf(written));
}

/** "Take the revision that the list shows:" above a block with `<revision>`. */
function isSaidBefore({ passages, lines }: RuleContext, { written, span }: Standing): boolean {
  const line = lines.lineAt(span.start);
  const before = passages.findLast(({ start, kind }) => start <= line && kind !== 'code');
  const words = (written.match(/[\p{L}\d]+/gu) ?? []).join('[\\s_-]?');
  const said = before?.content.replace(/(`+)(?:(?!\1).)*\1/g, ' ') ?? '';
  return new RegExp(`(?<![\\p{L}\\d])${words}(?![\\p{L}\\d])`, 'iu').test(said);
}

function inCommands(context: RuleContext): readonly Standing[] {
  return bracketUses(context).map(({ written, step, place }) => ({
    written,
    span: context.place(step, place.start, place.end),
  }));
}

/** What is shown or sent has the words of others. */
function isSent({ runbook, lines }: RuleContext, span: OffsetRange): boolean {
  const line = lines.lineAt(span.start);
  const block = runbook.blocks.find(({ range }) => range.start <= line && line < range.end);
  if (block === undefined || block.role === 'data' || block.role === 'step') return false;
  // What is typed at a prompt stands among what is shown.
  return !/^\s*[\w.()<>@:~-]*(?:[#$%]|(?<!<[\w-]+)>) \S/.test(lines.line(line));
}

/** `public.[part]`: brackets are SQL Server's way to write a name, and a hole elsewhere. */
function bracketsInSql(context: RuleContext): readonly Standing[] {
  const found = context.runbook.steps.flatMap((step) =>
    step.language !== 'sql' && step.language !== 'psql'
      ? []
      : [...step.text.matchAll(/(?<=[\s."'])\[[A-Za-z][\w-]*\](?=[\s;,.)"']|$)/g)].map(
          ({ 0: written, index }) => ({
            written,
            span: context.place(step, index, index + written.length),
          }),
        ),
  );
  return found.length > 0 && OF_BRACKETS.test(context.text) ? [] : found;
}

/** Databases whose names stand in square brackets. */
const OF_BRACKETS = /sql ?server|mssql|sqlcmd|t-?sql|\bdbo\.|sqlite|\bgo\s*$/im;
