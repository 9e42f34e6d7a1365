import { readMinutes } from '../parser/minutes';

/** An answer that is not counted in minutes is one all the same. */
export const NOT_BY_THE_CLOCK =
  /\b(?:immediate|(?:business|working|office) (?:day|hour)|best effort|at once|same (?:\w+ )?day|next (?:day|week|sprint|release|morning|shift|working)|within (?:the|an|one|a|this|half an?) (?:\w+ )?(?:hour|shift|day|week|sprint|minute|half)|in (?:an|half an|one) hour|quarter of an hour|(?:same|this) (?:shift|hour|morning|sprint)|by (?:noon|midnight|eod|cob|the end|\d{1,2}[:.h ]?\d{0,2})|end of (?:the )?(?:day|shift|week|business)|backlog|no sla|sofort|umgehend|nächst\w* (?:arbeits|werk)tag|arbeitstage?|werktage?|immédiat|jours? ouvr|inmediat|imediat|subito|días? (?:hábil|laborable)|dias? út|giorn\w lavorativ)|翌営業日|営業日|即時|工作日|立即/i;

/** Titles of what says how soon somebody answers. */
export const RESPONSE =
  /(?<!\p{L})(?:respon[ds]\w*|react\w*|answer\w*|acknowledg\w*|within|how (?:soon|fast|quickly)|time to \w+|sla|reaktion\p{L}*|antwort\p{L}*|délai|réponse|réaction|respuesta|reacción|plazo|resposta|prazo|risposta|reazione|reactie\p{L}*|reactietijd|responstijd|svarstid)(?!\p{L})|対応|応答|响应|響應/iu;

/** Words that a time to answer stands beside; "within" is said of many things. */
export const ANSWERED =
  /(?<!\p{L})(?:respon[ds]|react|answer|ack(?!\p{L})|acknowledg|looks?(?: at)? |starts? |picked up|taken up|on call|sla(?!\p{L})|mitigat|reaktion|reagier|antwort|répon|réact|respuest|respond|reacc|respost|rispo|reazion|react)|対応|応答|响应|響應/iu;

/** "Above 10 minutes", "after an hour", "21 days ahead": how bad it is, not how soon somebody answers. */
const CONDITIONAL =
  /(?<!\b(?:in|within) )\b(?:(?:less|more|fewer|older|longer|shorter) than|above|over|beyond|exceed\w*|lasts?|lag(?:s|ging)?(?: of| by)?|down for|stuck for|über|länger als|plus de|más de|after|for|at|every|since|nach|seit|alle|après|depuis|toutes les|tras|después de|desde|cada|dopo|ogni|após|na|sinds) (?:about |at least |the (?:first|last) )?\d+ ?\p{L}+|\b\d+ ?\p{L}+ (?:ahead|before|ago|old|late|long|earlier|previously|window|vorher|avant|antes|prima)(?!\p{L})|\b(?:in|during|within|outside(?: of)?|out of) (?:business|working|office)[ -]hours\b/giu;

/** Whether a cell or value is a time to answer in. */
export function isTime(text: string): boolean {
  return readMinutes(text) !== undefined || NOT_BY_THE_CLOCK.test(text);
}

/** Whether a clause of a text says how soon somebody answers. */
export function saysHowSoon(text: string): boolean {
  return text.split(/[.;,\n]\s|\s[–—]\s/).some((clause) => {
    const words = inDigits(clause);
    return isTime(ANSWERED.test(words) ? words : words.replace(CONDITIONAL, ''));
  });
}

/** "Two hours" as a number. */
function inDigits(text: string): string {
  return text.replace(
    /\b(?:one|an?|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|sixty|half an) (?=min|hour|day|week)/gi,
    '1 ',
  );
}
