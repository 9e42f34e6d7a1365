import { needsNoAnswer, RESPONSE, saysAnswered, saysByWhen, saysHowSoon } from '../answerTimes';
import { isTime } from '../../parser/responseWords';
import { levelScales } from '../levelScales';
import type { Scale } from '../scale';
import { isEmptyWay } from '../unfilledPeople';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isUnfilled } from '../words';
import { leadsToRules, rankOf, untimedLevels } from './namedSeverity';

/** A level of severity that does not say how soon somebody answers. */
export const severityResponse: Rule = {
  code: 'severity-response',
  severity: 'warning',
  explanation:
    'A severity without a response time leaves open how fast is fast enough, and no deadline can be watched. Give each level one ("15 minutes").',
  find: (context) => {
    const scales = levelScales(context);
    const timed = scales.flatMap(timedIn);
    const named = untimedLevels(context, timed);
    const found = [
      ...scales.flatMap((scale) => untimedIn(scale, new Set(timed))),
      ...cells(context),
      ...named.map(({ level, line }) => ({ level, line })),
    ];
    const told = new Set<number>();
    return found
      .filter(({ line }) => !told.has(line) && told.add(line))
      .map(({ level, line }): Found => ({
        span: context.lineSpan(line),
        message: `${level} has no response time, so nobody knows how soon to answer. Add one, such as "15 minutes".`,
      }));
  },
};

interface Untimed {
  readonly level: string;
  readonly line: number;
}

function timedIn({ levels }: Scale): readonly string[] {
  const timed = levels.map(({ said }) => saysByWhen(said) && !needsNoAnswer(said));
  return levels
    .filter(({ said }, at) => saysByWhen(said) || (saysHowSoon(said) && !isBetween(timed, at)))
    .map(({ name }) => rankOf(name));
}

/** "Best effort" settles the last of levels, in either order, and none between two with a time. */
function isBetween(timed: readonly boolean[], at: number): boolean {
  return timed.slice(0, at).includes(true) && timed.slice(at + 1).includes(true);
}

/** Beside levels with a time each needs one; with none at all one of them is told. */
function untimedIn({ levels, around }: Scale, timed: ReadonlySet<string>): readonly Untimed[] {
  const open = levels.filter(({ name, said }) => !timed.has(rankOf(name)) && !leadsToRules(said));
  if (open.length < levels.length) return open.map(({ name, line }) => ({ level: name, line }));
  const [first] = levels;
  if (first === undefined || leadsToRules(around) || saysAnswered(around)) return [];
  return [{ level: first.name, line: first.line }];
}

/** A cell among times that holds none: empty, a dash, "?", "as soon as possible". */
function cells(context: RuleContext): readonly Untimed[] {
  return context.tables.flatMap(({ header, rows }) => {
    const response = header.cells.findIndex(({ text }) => RESPONSE.test(text));
    if (response < 1 || !rows.some(({ cells: row }) => isTime(row[response]?.text ?? '')))
      return [];
    return rows.flatMap(({ cells: row, line }, index) => {
      const atAnEnd = index === 0 || index === rows.length - 1;
      const text = (row[response]?.text ?? '').trim();
      const level = (row[0]?.text ?? '').trim();
      // Where all is well nobody has to answer; between two that have to, no level is of that kind.
      if (
        !(NO_TIME.test(text) || isEmptyWay(text)) ||
        !/[\p{L}\d]/u.test(level) ||
        (atAnEnd && !isUnfilled(text) && row.some(({ text: cell }) => WELL.test(cell)))
      )
        return [];
      return [{ level, line }];
    });
  });
}

const NO_TIME =
  /^(?:[-–—?\s.]*|n\/?a|tb[acd]|todo|x{2,}|(?:as )?soon(?: as possible)?|asap|quickly|promptly|fast|in (?:a )?(?:good|due|timely)\b.*|when(?:ever)? (?:possible|there is time)|some ?time|eventually|later|depends(?: on .*)?|case by case|as (?:needed|agreed|we can)|undecided|so schnell wie möglich|schnellstmöglich|baldmöglichst|zeitnah|bald|dès que possible|rapidement|lo antes posible|cuanto antes|o mais rápido possível|assim que possível|appena possibile|al più presto|zo snel mogelijk|早急|尽快|できるだけ早く)[.!]?$/iu;
const WELL = /^(?:normal|ok|okay|fine|good|healthy|none|no action|info\w*|green|gut|bien)\b/i;
