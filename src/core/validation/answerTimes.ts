import { ANSWERS, isTime } from '../parser/responseWords';
import { Wordings } from '../text/wordings';

/** Titles of what says how soon somebody answers. */
export const RESPONSE = new Wordings(
  /(?<![a-zà-ɏа-я])(?:respon[ds]\w*|react\w*|answer\w*|acknowledg\w*|ack|within|how (?:soon|fast|quickly)|time to \w+|sla|reaktion\p{L}*|antwort\p{L}*|délai|réponse|réaction|respuesta|reacción|plazo|resposta|prazo|risposta|reazione|reactie\p{L}*|reactietijd|responstijd|svarstid)(?![a-zà-ɏа-я])|^(?:(?:we|somebody|someone|people|the (?:team|desk)|on-?call|(?:\w+ )?(?:manager|engineer|duty|lead)) (?:starts?|begins?|looks?|acts?|comes?|joins?|calls?|picks?|attends?|deals?|gets?|takes?|works?|is|are)(?![a-zà-ɏа-я])|(?:first|initial) (?:look|reaction|contact|reply|touch|feedback)|start(?:s|ing)?(?: work(?:ing)?)?$|(?:starts?|begins?|picked up|pick-?up|looked at|taken up|attended|seen to|in hand|reply|replies|human|eyes) (?:in|within|by|after|time)|in how long(?![a-zà-ɏа-я]))|対応|応答|响应|響應/iu,
);

/** "Above 10 minutes", "after an hour", "21 days ahead": how bad it is, not how soon somebody answers. */
const CONDITIONAL =
  /(?<!\b(?:in|within) )\b(?:(?:less|more|fewer|older|longer|shorter)(?=) than|above|over|below|under|beyond|exceed\w*|lasts?|lag(?:s|ging)?(?=)(?: of| by)?|down for|stuck for|über|länger als|plus de|más de|after|for|at|every|since|nach|seit|alle|après|depuis|toutes les|tras|después de|desde|cada|dopo|ogni|após|na|sinds)(?=) (?:about |at least |the (?:first|last)(?=) )?(?=)\d+ ?\p{L}+|\b\d+ ?\p{L}+ (?:ahead|before|ago|old|late|long|earlier|previously|window|left|remaining|to go|vorher|avant|antes|prima)(?=)(?![a-zà-ɏа-я])|\b(?:is|was|ends?|ended|expires?|due)(?=) (?:today|tomorrow|tonight)\b|\b(?:in|during|within|outside(?: of)?|out of)(?=) (?:business|working|office)(?=)[ -]hours\b/giu;

/** "Expires within 72 hours", "full in 2 days": when it happens, not when somebody looks. */
const TO_COME =
  /(?<![a-zà-ɏа-я])(?:expir(?:es?|ed|ing|y|ation)|run(?:s|ning)?(?=) out|laps(?:es?|ing)|end(?:s|ing)|fill(?:s|ing)?(?=)(?: up)?|full|exhausted|overflow(?:s|ing)?|out of (?:space|disk|memory|quota)|voll|ausgeschöpft|expirent|pleine?|caduca|vence|llen[oa]|expira|cheio|scad\p{L}*|pien[oa]|verloopt|vol)(?=)(?: again)?(?=) (?:in|within|inside|innerhalb von|dans|sous|en|dentro de|em|entro|binnen|over)(?=)(?: the next| less than| about| den nächsten)?(?=) \d+ ?\p{L}+|(?<![a-zà-ɏа-я])läuft (?:in|innerhalb von)(?=) \d+ ?\p{L}+ ab(?![a-zà-ɏа-я])/giu;
/** Cheaper than the pattern. */
const MAY_COME = / (?:in|within|inside|innerhalb|dans|sous|en|dentro|em|entro|binnen|over) /i;

/** "(cards, instant, SEPA)", "instant messages": what it is of, and no haste. */
const NO_HASTE =
  /(?<![a-zà-ɏа-я])(?:instant|direct)(?: (?!(?:respon|answer|react|reply|call|page|ack|action|contact|atten|look|by|from|in|and|or)\p{L}*)\p{L}+|(?=,[^()]*\))|(?<=\([^()]*, \p{L}+)(?=\)))/giu;
const MAY_BE_NO_HASTE = /instant|direct/i;

/** All that is said: then it is when somebody answers. */
const IN_HOURS = /^\W*(?:in|during|within) (?:business|working|office)[ -]hours\W*$/i;

/** Whether a clause of a text says how soon somebody answers. */
export function saysHowSoon(text: string): boolean {
  if (SAME.test(text) || NEEDS_NONE.test(text)) return true;
  const words = MAY_BE_NO_HASTE.test(text) ? text.replace(NO_HASTE, ' ') : text;
  return clausesOf(words, CLAUSE).some((clause) =>
    isTime(ANSWERS.test(clause) || IN_HOURS.test(clause) ? clause : withoutConditions(clause)),
  );
}

function withoutConditions(clause: string): string {
  const past = MAY_COME.test(clause) ? clause.replace(TO_COME, '') : clause;
  return past.replace(CONDITIONAL, '');
}

/** Whether a text gives a time to answer in, and not only that it is answered some day. */
export function saysByWhen(text: string): boolean {
  return saysHowSoon(text.replace(SOME_DAY, ' '));
}

/** Whether a text says that nobody has to answer. */
export function needsNoAnswer(text: string): boolean {
  return NEEDS_NONE.test(text);
}

/** What suits the least of levels alone: those below it would be answered sooner. */
const SOME_DAY =
  /(?<![a-zà-ɏа-я])(?:best[ -]effort|(?:when(?:ever)?|if|as(?: soon as)?|once)(?=) (?:there is|there['’]s|(?:we|you|somebody|someone|people)(?=) (?:have|has|finds?|gets?)|one has)(?=) (?:the |some |a |any )?(?=)(?:free |spare )?(?=)(?:time|moment|capacity)|(?:when(?:ever)?|as|if)(?=) (?:time|capacity|workload)(?=) (?:allows|permits)|(?:can|may)(?=) wait(?! (?:for|till|until|to|\d))|no (?:hurry|rush)|nach möglichkeit|wenn (?:gerade )?(?=)(?:zeit|luft)(?=) ist|quand on a le temps|cuando (?:haya|hay)(?=) tiempo|quando (?:houver|há|c['’]è)(?=) tempo|als er tijd is)(?=)(?![a-zà-ɏа-я])/giu;

/** Whether a clause of a text says it with a word for answering, as one on anything must. */
export function saysAnswered(text: string): boolean {
  return clausesOf(text, SENTENCE).some((clause) => ANSWERS.test(clause) && isTime(clause));
}

/** As another level: "same as 1". */
const SAME =
  /^[\s*_(]*(?:the same|same|ditto|as (?:above|below|for|with|in)|like (?:the |level |sev|p ?\d|\d)|see above|idem|wie (?:oben|\S+ ?\d))(?![a-zà-ɏа-я])/iu;

/** That nobody has to answer, which settles it. */
const NEEDS_NONE = new Wordings(
  /(?<![a-zà-ɏа-я])(?:(?:no|without) (?:answer|response|reaction|reply|action|follow-?up)(?: is| are)? (?:needed|required|necessary|expected)|needs? no (?:answer|response|reaction|reply|action)|(?:not|never) (?:answered|acted on)|nobody has to (?:answer|react|respond|look|act)|for information only|keine (?:reaktion|antwort) (?:nötig|erforderlich))(?![a-zà-ɏа-я])/iu,
);

const CLAUSE = /[.;,\n]\s|\s[–—]\s/;
const SENTENCE = /[.;\n]\s|\s[–—]\s/;

function clausesOf(text: string, ends: RegExp): readonly string[] {
  // "within 15", and on the next line "minutes".
  return text
    .replace(/(?<=[\w,])\n(?=\p{Ll})/gu, ' ')
    .split(ends)
    .map(inDigits);
}

/** "Two hours" as a number. */
function inDigits(text: string): string {
  return text.replace(
    /(?<![a-zà-ɏа-я])(?:one|an?|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|sixty|half an|zwei|drei|vier|fünf|zehn|deux|trois|quatre|cinq|dix|quinze|dos|tres|cuatro|diez|duas|dois|três|due|tre|dieci|twee|drie) (?=min|hour|day|week|stund|tag|woche|heure|jour|semaine|hora|d[ií]a|semana|or[ae]|giorn|uur|dag)/giu,
    '2 ',
  );
}
