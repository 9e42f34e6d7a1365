import { ANSWERS, isTime } from '../parser/responseWords';

/** Titles of what says how soon somebody answers. */
export const RESPONSE =
  /(?<!\p{L})(?:respon[ds]\w*|react\w*|answer\w*|acknowledg\w*|ack|within|how (?:soon|fast|quickly)|time to \w+|sla|reaktion\p{L}*|antwort\p{L}*|délai|réponse|réaction|respuesta|reacción|plazo|resposta|prazo|risposta|reazione|reactie\p{L}*|reactietijd|responstijd|svarstid)(?!\p{L})|対応|応答|响应|響應/iu;

/** "Above 10 minutes", "after an hour", "21 days ahead": how bad it is, not how soon somebody answers. */
const CONDITIONAL =
  /(?<!\b(?:in|within) )\b(?:(?:less|more|fewer|older|longer|shorter) than|above|over|beyond|exceed\w*|lasts?|lag(?:s|ging)?(?: of| by)?|down for|stuck for|über|länger als|plus de|más de|after|for|at|every|since|nach|seit|alle|après|depuis|toutes les|tras|después de|desde|cada|dopo|ogni|após|na|sinds) (?:about |at least |the (?:first|last) )?\d+ ?\p{L}+|\b\d+ ?\p{L}+ (?:ahead|before|ago|old|late|long|earlier|previously|window|vorher|avant|antes|prima)(?!\p{L})|\b(?:in|during|within|outside(?: of)?|out of) (?:business|working|office)[ -]hours\b/giu;

/** All that is said: then it is when somebody answers. */
const IN_HOURS = /^\W*(?:in|during|within) (?:business|working|office)[ -]hours\W*$/i;

/** Whether a clause of a text says how soon somebody answers. */
export function saysHowSoon(text: string): boolean {
  if (SAME.test(text) || NEEDS_NONE.test(text)) return true;
  return clausesOf(text, CLAUSE).some((clause) =>
    isTime(
      ANSWERS.test(clause) || IN_HOURS.test(clause) ? clause : clause.replace(CONDITIONAL, ''),
    ),
  );
}

/** Whether a clause of a text says it with a word for answering, as one on anything must. */
export function saysAnswered(text: string): boolean {
  return clausesOf(text, SENTENCE).some((clause) => ANSWERS.test(clause) && isTime(clause));
}

/** As another level: "same as 1". */
const SAME =
  /^[\s*_(]*(?:the same|same|ditto|as (?:above|below|for|with|in)|like (?:the |level |sev|p ?\d|\d)|see above|idem|wie (?:oben|\S+ ?\d))(?!\p{L})/iu;

/** That nobody has to answer, which settles it. */
const NEEDS_NONE =
  /(?<!\p{L})(?:(?:no|without) (?:answer|response|reaction|reply|action|follow-?up)(?: is| are)? (?:needed|required|necessary|expected)|needs? no (?:answer|response|reaction|reply|action)|(?:not|never) (?:answered|acted on)|nobody has to (?:answer|react|respond|look|act)|for information only|keine (?:reaktion|antwort) (?:nötig|erforderlich))(?!\p{L})/iu;

const CLAUSE = /[.;,\n]\s|\s[–—]\s/;
const SENTENCE = /[.;\n]\s|\s[–—]\s/;

function clausesOf(text: string, ends: RegExp): readonly string[] {
  return text.split(ends).map(inDigits);
}

/** "Two hours" as a number. */
function inDigits(text: string): string {
  return text.replace(
    /(?<!\p{L})(?:one|an?|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|sixty|half an|zwei|drei|vier|fünf|zehn|deux|trois|quatre|cinq|dix|quinze|dos|tres|cuatro|diez|duas|dois|três|due|tre|dieci|twee|drie) (?=min|hour|day|week|stund|tag|woche|heure|jour|semaine|hora|d[ií]a|semana|or[ae]|giorn|uur|dag)/giu,
    '2 ',
  );
}
