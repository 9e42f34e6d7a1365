import { LetterPattern } from '../text/letterPattern';
import { mentionsAny } from '../text/words';

const AMOUNT = new LetterPattern(
  '(\\d+(?:\\.\\d+)?)(?: ?(?:-|–|to) ?(\\d+(?:\\.\\d+)?))?[ -]?(?=)(minut(?:e[sn]?|os?|i)|mins?|m|hours?|hrs?|heures?|horas?|h|stunden?|std|ore|ora|uur|uren|timm(?:e|ar)|timer?|godzin[ayę]?|days?|jours?|d[ií]as?|d|tage?n?|weeks?|w|wochen?|semaines?|semanas?|seconds?|secs?|s|分|時間|小时|日|天|분|시간|일|минут[аыу]?|мин|час(?:а|ов)?|дн(?:я|ей)|minuter)(?![\\p{L}\\d])',
  'g',
);
const NOT_THE_CLOCK =
  /\b(?:business|working|office)[ -](?:hours?|days?|time)(?!\w)|arbeits|werktag|ouvr[ée]|h[áa]bil|laborable|dias? [úu]te?i[ls]|lavorativ|werkdag|営業|工作日/;
const AT_ONCE =
  /\b(?:immediate(?:ly)?|asap|at once|instant(?:ly)?|right away|straight away|sofort|umgehend|unverzüglich|immédiate?(?:ment)?|inmediat[oa](?:mente)?|imediat[oa](?:mente)?|immediat[oa](?:mente)?|subito|onmiddellijk|direct|omedelbart|natychmiast)(?!\w)|немедленно|即時|直ちに|立即|즉시/;

/**
 * Minutes a text names: "15 minutes", "< 1 hour", "1h 30m", "15-30 min" (the later), 0 for
 * "immediate". Undefined for anything else, business hours and days among it: they do not count
 * on the clock.
 */
export function readMinutes(text: string): number | undefined {
  const line = text.slice(0, 300).toLowerCase();
  if (!/\d/.test(line) && mentionsAny(line, HOURS) && !NOT_THE_CLOCK.test(line)) {
    const spoken = SPOKEN.find(([pattern]) => pattern.test(line));
    if (spoken !== undefined) return spoken[1];
  }
  if (!/\d/.test(line)) return AT_ONCE.test(line) && !NOT_THE_CLOCK.test(line) ? 0 : undefined;
  if (NOT_THE_CLOCK.test(line)) return undefined;
  let total: number | undefined;
  let end = -1;
  for (const match of line.matchAll(AMOUNT.for(line))) {
    if (total !== undefined && line.slice(end, match.index).trim() !== '') break;
    total = (total ?? 0) + Number(match[2] ?? match[1]) * minutesOf(match[3] ?? '');
    end = match.index + match[0].length;
  }
  if (total !== undefined) return total;
  return AT_ONCE.test(line) ? 0 : undefined;
}

/** Of these one stands in every time without a number. */
const HOURS = ['hour', 'stunde', 'heure', 'ora'];
/** Times without a number. */
const SPOKEN: readonly (readonly [RegExp, number])[] = [
  [
    /\bhalf an hour\b|\bhalbe[nr]? stunde\b|\bdemi[- ]heure\b|\bmedia hora\b|\bmeia hora\b|\bmezz'?ora\b/,
    30,
  ],
  [/\bquarter of an hour\b|\bviertelstunde\b|\bquart d'heure\b/, 15],
  [/\b(?:an|one) hour\b|\beiner stunde\b|\bune heure\b|\b(?:una|a la|uma) hora\b|\bun'ora\b/, 60],
];

const OTHER_UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:分|분|мин)/u, 1],
  [/^(?:std|stund|or[ae]|uur|uren|tim|godz|час|時間|小时|시간)/u, 60],
  [/^(?:tag|jour|дн|日|天|일)/u, 1440],
  [/^(?:sema)/u, 10_080],
];

function minutesOf(unit: string): number {
  const foreign = OTHER_UNITS.find(([pattern]) => pattern.test(unit));
  if (foreign !== undefined) return foreign[1];
  switch (unit.charAt(0)) {
    case 's':
      return 1 / 60;
    case 'h':
      return 60;
    case 'd':
      return 1440;
    case 'w':
      return 10_080;
    default:
      return 1;
  }
}
