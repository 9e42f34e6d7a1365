import { Wordings } from '../text/wordings';
import { readMinutes } from './minutes';

/** What somebody does who takes an incident up; a time may stand beside it. */
export const ANSWERS =
  /(?<!\p{L})(?:respon[ds]|answer|ack(?!\p{L})|acknowledg|react|reply|looks?(?: at)? |looked at|pick(?:ed|s)? up|taken up|on call|sla(?!\p{L})|mitigat|reaktion|reagier|antwort|quittier|répon|réact|prise? en charge|respuest|reacci|atend|rispo|reazion|presa in carico|reactie|reager|antwoord|resposta|reaç|reacc|svar|reakcj|реакц|ответ)|対応|応答|响应|应答|응답/iu;

/** A limit, whatever is done until then. */
const WITHIN =
  /\b(?:within|in under|at most|innerhalb|binnen|spätestens|sous|en moins de|dentro de|en menos de|entro|inom)(?!\w)|[<≤]|(?<![A-Za-z\u00c0-\u024f\u0370-\u04ff\u3040-\u9fff\uac00-\ud7af])(?:в течение)|以内|이내/i;

/** Times of something else: until it is mended, between two messages. */
const OF_OTHERS =
  /resol|restor|\bfix|mend|repair|solve|updat|report|messag|every|until|\brto\b|\brpo\b|downtime|es[ck]al|lösung|behob|wiederher|meldung|résol|rétabl|soluci|soluç|risol|oploss/i;

/** Times that no clock counts, as they are told of an answer. */
const BY_THE_CALENDAR = new Wordings(
  /\b(?:(?:business|working|office|work)[ -](?:hours?|days?|time)|(?:bank(?:ing)?|trading|calendar|school|court|market|opening|delivery)[ -]days?|best effort|immediate|at once|without (?:any )?delay|(?:right|straight) away|(?:now|today|tomorrow|tonight|overnight|eod|cob)(?!['’-])|(?:next|same|following|this) (?:\w+ )?(?:day|night|hour|week|sprint|release|morning|afternoon|evening|shift|working|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:on|by|until|till|before|waits? for) (?:mon|tues|wednes|thurs|fri|satur|sun)day|within (?:the|an|one|a|this|half an?) (?:\w+ )?(?:hour|shift|day|week|month|sprint|minute|half)(?! of\b)|in (?:an|half an|one) hour|quarter of an hour|by (?:noon|midnight|the end|\d{1,2}[:.h ]?\d{0,2})|(?:end|start|beginning|close) of (?:the |this |our |that )?[a-z]+|(?:next|weekly|monthly|daily|following|coming|(?:mon|tues|wednes|thurs|fri)day) (?:\w+ )?(?:meeting|stand-?up|window|visit|round|planning|maintenance|patch ?day)|(?:before|by|at|after) (?:lunch|noon|midnight|the (?:next|end|start)|opening|closing)|(?:^\W*(?=backlog\W*$)|\b(?:in|into|to|via|from|on|for) (?:the |our |its )?)backlog|no (?:sla|hurry|rush|deadline)|(?:can|may) wait|when (?:planned|there is time|time allows)|in the (?:morning|afternoon|evening)|sofort|umgehend|heute|morgen|nächst\w* (?:arbeits|werk)?tag|am (?:selben|gleichen|folgenden|nächsten) \w*tag|arbeitstage?|werktage?|bürozeit|binnen einer|immédiat|jours? ouvr|lendemain|dans l['’]heure|dans la journée|aujourd|demain|inmediat|imediat|subito|días? (?:hábil|laborable|siguiente)|en el día|mañana|dias? (?:út|seguinte)|lavorativ|giorno dopo|domani|werkdag|volgende dag)|ouvr[ée]|h[áa]bil|営業日|翌営業日|翌日|即時|工作日|次日|立即|영업일/i,
);

/**
 * Of all that is said of a level, the clause that says how soon somebody answers: "respond within
 * 15 minutes", "next business day". Undefined when none does.
 */
export function responseIn(text: string): string | undefined {
  const clauses = text
    .slice(0, 600)
    .split(/[;()]|[,:]\s|\.(?:\s|$)|\s[–—-]+\s|\n/)
    .map((clause) => clause.trim().replace(/[.:]$/, ''))
    .filter((clause) => clause !== '' && isTime(clause));
  return (
    clauses.find((clause) => ANSWERS.test(clause)) ??
    clauses.find((clause) => WITHIN.test(clause) && !OF_OTHERS.test(clause)) ??
    clauses.find((clause) => clause.length <= 30 && IS_TIME.test(clause))
  );
}

const IS_TIME =
  /^\W*(?:in |by )?(?=)(?:\d+(?:[-–]\d+)?(?=) ?(?:m|min|mins|minutes?|h|hrs?|hours?|minuten|stunden?|heures?|horas?|minuti|ore)|(?:next|same)(?=) (?:business|working)(?=) day|(?:next|same)(?=) day|end of (?:the )?(?=)day)(?=)\.?$/i;

/** Whether a clause speaks of answering, not of another thing within a time. */
export function isAnswer(clause: string): boolean {
  return ANSWERS.test(clause);
}

/** Whether a cell, value or clause holds a time to answer in. */
export function isTime(text: string): boolean {
  return readMinutes(text) !== undefined || BY_THE_CALENDAR.test(text);
}
