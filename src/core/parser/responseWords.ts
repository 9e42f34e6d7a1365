import { readMinutes } from './minutes';

/** What somebody does who takes an incident up, and the time until then. */
const ANSWERS =
  /respon[ds]|\banswer|\back(?!\w)|acknowledg|\breact|\breply|pick(?:ed|s)? up|looked at|reaktion|reagier|antwort|quittier|répon|réact|prise? en charge|respuest|reacci|atend|rispo|reazion|presa in carico|reactie|reager|antwoord|resposta|reaç|\bsvar|reakcj|реакц|ответ|対応|応答|响应|应答|응답/i;

/** A limit, whatever is done until then. */
const WITHIN =
  /\b(?:within|in under|at most|innerhalb|binnen|spätestens|sous|en moins de|dentro de|en menos de|entro|inom)(?!\w)|[<≤]|(?<![A-Za-z\u00c0-\u024f\u0370-\u04ff\u3040-\u9fff\uac00-\ud7af])(?:в течение)|以内|이내/i;

/** Times of something else: until it is mended, between two messages. */
const OF_OTHERS =
  /resol|restor|\bfix|mend|repair|solve|updat|report|messag|every|until|\brto\b|\brpo\b|downtime|es[ck]al|lösung|behob|wiederher|meldung|résol|rétabl|soluci|soluç|risol|oploss/i;

/** Times that no clock counts. */
const BY_THE_CALENDAR =
  /\b(?:business|working|office|work)[ -](?:hours?|days?|time)\b|\b(?:next|same|following) (?:day|morning|week|shift)|\bend of (?:the )?(?:day|shift|week)|\b(?:today|tomorrow|eod)\b|arbeitstag|werktag|bürozeit|nächste[nrs]? (?:tag|morgen)|ouvr[ée]|lendemain|h[áa]bil|laborable|día siguiente|dias? [úu]te?i[ls]|dia seguinte|lavorativ|giorno dopo|werkdag|volgende dag|営業日|翌日|工作日|次日|영업일/i;

/**
 * Of all that is said of a level, the clause that says how soon somebody answers: "respond within
 * 15 minutes", "next business day". Undefined when none does.
 */
export function responseIn(text: string): string | undefined {
  const clauses = text
    .slice(0, 600)
    .split(/[;()]|[,:]\s|\.(?:\s|$)|\s[–—-]+\s|\n/)
    .map((clause) => clause.trim().replace(/[.:]$/, ''))
    .filter((clause) => clause !== '' && saysWhen(clause));
  return (
    clauses.find((clause) => ANSWERS.test(clause)) ??
    clauses.find((clause) => WITHIN.test(clause) && !OF_OTHERS.test(clause)) ??
    clauses.find((clause) => clause.length <= 30 && IS_TIME.test(clause))
  );
}

const IS_TIME =
  /^\W*(?:in |by )?(?:\d+(?:[-–]\d+)? ?(?:m|min|mins|minutes?|h|hrs?|hours?|minuten|stunden?|heures?|horas?|minuti|ore)|(?:next|same) (?:business|working) day|(?:next|same) day|end of (?:the )?day)\.?$/i;

/** Whether a clause speaks of answering, not of another thing within a time. */
export function isAnswer(clause: string): boolean {
  return ANSWERS.test(clause);
}

function saysWhen(clause: string): boolean {
  return readMinutes(clause) !== undefined || BY_THE_CALENDAR.test(clause);
}
