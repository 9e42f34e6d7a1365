import { escapePattern } from '../text/escapePattern';
import { builtOnce } from '../text/patternParts';
import type { Found } from './rule';
import type { RuleContext } from './ruleContext';
import { isEmptyWay } from './unfilledPeople';

/** What is written where a number was to go. */
const SURE = '_{2,}|\\?{2,}|@{2,}|#{2,}|[Xx]{2,5}|TODO|TBD|TBC|FIXME|…|\\.{3}';
/** The same, where nothing else in the text says what it is. */
const NAMED =
  'N{1,3}|X|<[\\w -]{1,20}>|\\[(?![ xX]\\])(?=[^\\]]*[A-Za-z])[\\w -]{1,20}\\]|\\{[\\w -]{1,20}\\}|\\([\\w -]{1,20}\\)';
const UNIT =
  '(?:(?:working|business|full|calendar|more) )?(?:%|‰|°C?|percent|per ?cent|prozent|pourcent|[µmn]?s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?|[kKMGT]i?B(?:/s)?|[kKMG]?bit(?:/s)?|bytes|rows?|lines?|messages?|events?|connections?|sessions?|requests?|errors?|files?|pods?|nodes?|jobs?|entries|users?|copies|times|per (?:second|minute|hour|day)|req/s|/s|rps|qps|Sekunden?|Minuten?|Stunden?|Tagen?|Wochen?|Zeilen|Nachrichten|Verbindungen|secondes?|heures?|jours?|lignes?|segundos?|minutos?|horas?|días?|dias?|secondi|minuti|ore|giorni|seconden|minuten|uur|dagen)(?![\\p{L}\\d])';
const COMPARES =
  '(?:below|under|above|over|exceeds?|than|at (?:least|most)|up to|within|about|around|roughly|between|after|every|(?:limit|threshold|tolerance|maximum|minimum|target|value|budget|timeout) (?:is|of|at|stands at)|unter|über|oberhalb|unterhalb|mehr als|weniger als|höchstens|mindestens|etwa|liegt bei|moins de|plus de|au moins|au plus|inférieure? à|supérieure? à|environ|menos de|más de|mais de|hasta|até|meno di|più di|minder dan|meer dan|[<>≤≥~]=?)';
const EDGE = '(?<![\\w/.<>{}[\\]()*_-])';
const SURE_AMOUNT = new RegExp(
  builtOnce(
    `(?=[_?@#XxTF….])(?:${EDGE}(${SURE})\\s?${UNIT}|(?<=(?<!\\p{L})${COMPARES}\\s+[*_]{0,2})(${SURE})(?![\\w…/-]|\\.[\\w.]))`,
  ),
  'u',
);
const NAMED_AMOUNT = new RegExp(
  builtOnce(
    `(?=[NX<[{(])(?:${EDGE}(${NAMED})\\s?${UNIT}|(?<=[<>≤≥]=?\\s*)([NX]{1,3})(?=\\s*(?:[|;,.]|$)))`,
  ),
  'u',
);
const OPEN_NAME =
  /^[\s*_>-]*(?:[\p{L}-]+ ){0,3}?(?=)(?:thresholds?|limit|alert (?:at|above|below)|tolerance|maximum|max|minimum|min|target|budget|timeout|retention|capacity|rto|rpo|slo|sla|grenzwert|schwelle|schwellwert|seuil|limite|umbral|límite|soglia|drempel)(?=)[*_]{0,2}\s*[:：][*_]{0,2}\s*(.{1,60})$/iu;
const MAY_BE = /_{2}|\?{2}|@{2}|#{2}|[Xx]{2}|TODO|TB[DC]|FIXME|…|\.{3}|\b[NX]|[<[{(]|[:：]/;

/** The open place of an amount in a line of text: "below N ms", "TODO %", "more than ??". */
export function openAmount(line: string, isTold: (written: string) => boolean): string | undefined {
  if (!MAY_BE.test(line)) return undefined;
  const bare = line.replace(/(`+)(?:(?!\1).)*\1|\]\([^)]*\)|https?:\S+/g, (code) =>
    ' '.repeat(code.length),
  );
  const sure = SURE_AMOUNT.exec(bare);
  const written = sure?.[1] ?? sure?.[2];
  if (written !== undefined) return written;
  const match = NAMED_AMOUNT.exec(bare);
  const named = match?.[1] ?? match?.[2];
  if (named !== undefined && !isTold(named) && isHole(named)) return named;
  const value = OPEN_NAME.exec(bare)?.[1]?.trim();
  return value !== undefined && isNoAmount(value) ? value : undefined;
}

function mayBeOpen(words: string): boolean {
  return (
    MAY_BE.test(words) &&
    words.split('\n').some((line) => openAmount(line, () => false) !== undefined)
  );
}

/** Words in round brackets are an aside, unless they ask for the amount. */
function isHole(written: string): boolean {
  return (
    !written.startsWith('(') ||
    /^\((?:tbd|todo|n|x+|fill.*|insert.*|number|value|amount|\?+)\)$/i.test(written)
  );
}

function isNoAmount(value: string): boolean {
  return (
    isEmptyWay(value) || /^(?:ask|frag|demander|preguntar|chiedere)\s|^to be \w+[.]?$/i.test(value)
  );
}

/** Amounts that sentences and cells still wait for. */
export function openAmounts(context: RuleContext): readonly Found[] {
  const told = (written: string): boolean =>
    context.runbook.steps.some(({ text }) => text.includes(written)) ||
    new RegExp(
      `(?<!\\w)${escapePattern(written)}(?: is| =|=| means|:| stands)|(?:[Ww]here|[Ww]rite|[Ll]et|[Ww]ith) ${escapePattern(written)}(?!\\w)`,
    ).test(context.text);
  return context.passages.flatMap(({ kind, content, start, end }) => {
    if (kind === 'code' || kind === 'heading') return [];
    const words = kind === 'table' ? context.linesText(start, end) : content;
    if (!context.once('open amounts', words, mayBeOpen)) return [];
    return words.split('\n').flatMap((text, index) => {
      const line = start + index;
      const whole = context.lines.line(line);
      if (/^\s*>/.test(whole)) return [];
      const written = openAmount(text, told);
      if (written === undefined) return [];
      const column = whole.indexOf(written);
      const at = context.lines.start(line) + Math.max(0, column);
      return [
        {
          span: column < 0 ? context.lineSpan(line) : { start: at, end: at + written.length },
          message: `${written} stands where an amount was to go. Write the amount, or where to find it.`,
        },
      ];
    });
  });
}
