import { Wordings } from '../text/wordings';

/** Stems of words that judge and measure nothing, by language. */
const STEMS = [
  // English
  'decent|surpris|reasonabl|unreasonabl|sensibl|tolerabl|acceptabl|adequate|sufficient|enough$|satisf|plenty$|quick|faster$|fast$|swift|rapid|speedy$|speedily$|promptly$|snapp|sluggish|smooth|responsive|unusual|usual|normal|abnormal|ordinary$|typical|unremarkable$|nominal|oddly$|odd$|strange|weird|funny$|suspicious|fishy$|alarming|worrying|worrisome$|troubling$|dramatic|excessive|significant|considerabl|substantial|noticeabl|roughly$|mostly$|largely$|fairly$|rather$|quite$|somewhat$|relatively$|calm|quiet|steady$|steadily$|settled$|settles$|comfortabl|bearable$|manageable$|properly$|correctly$|nicely$|gracefully$|flawless|content$|plausibl|appropriate|moderate|modest|generous|extraordinary$',
  // German
  'einigermaßen$|halbwegs$|ziemlich$|relativ$|zügig|schnell|flott|rasch|angemessen|vernünftig|akzeptab|annehmbar|ausreichend|genügend|genug$|üblich|gewöhnlich|ungewöhnlich|auffällig|unauffällig|merkwürdig|seltsam|komisch|verdächtig|besorgnis|ruhig|ordentlich|anständig|passabel|reibungslos|einwandfrei|problemlos|spürbar|merklich|weitgehend|überschaubar|moderat|stabil',
  // French
  'assez$|plutôt$|relativement$|raisonnabl|convenabl|suffisam|suffisant|vite$|habituel|inhabituel|anorma|étrange|bizarre|suspect|inquiétant|notable|fluide|normaux$',
  // Spanish and Portuguese
  'bastante|razonabl|razoá|razoave|aceptabl|aceitáve|adecuad|adequad|suficient|rapidez$|rápid|depressa$|habitua|extrañ|estranh|sospechos|suspeit|preocupante|tranquil|demasiad|moderad|estable|estáve|normais$',
  // Italian
  'abbastanza$|piuttosto$|ragionevol|accettabil|adeguat|sufficient|veloc|solito$|solita$|strano$|strani$|anomal|insolit|sospett|preoccupant',
  // Dutch, Swedish, Danish, Polish
  'vlot$|snel$|redelijk|acceptabel|voldoende$|genoeg$|gebruikelijk|normaal$|vreemd|raars?$|opvallend|verdacht|stabiel|rustig|tamelijk$|konstigt$|rimlig|snabbt$|lugnt$|tillräcklig|hurtig|rimelig|szybko$|rozsądn|dziwn|stabiln|wystarczając',
].join('|');
/** Where the stem is enough, and where the whole word must stand. */
const BEGINNINGS = STEMS.split('|').filter((stem) => !stem.endsWith('$'));
const WHOLE = STEMS.split('|').filter((stem) => stem.endsWith('$'));

/** Several words that say no more. */
const PHRASES =
  '(?:fair|good|healthy|large|small|certain|sensible) (?:share|amount|number|deal|portion|margin|while|pace|rate)|(?:a )?(?:handful|bunch|couple) of|too (?:many|much|long|high|low|slow|often|few|big|large|hot|full|far|late)|not (?:very|particularly|overly|terribly|especially|that|so) \\p{L}+|in (?:good|due) (?:time|course)|(?:in|within) (?:the |a |its |their )?(?:green |healthy |expected |known )?(?:range|limits?|bounds?|band|reason)|as (?:it should|intended|hoped|desired|always|planned)|out of the (?:ordinary|usual)|without (?:much|too much|undue) \\p{L}+|adds? up|makes? sense|feels? \\p{L}+|more or less|by and large|back to (?:normal|usual)|' +
  'im (?:\\p{L}+ )?(?:rahmen|bereich)|(?:nicht )?(?:all)?zu (?:viele?|lange?|hoch|niedrig|langsam|oft)|nicht (?:besonders|sonderlich|übermäßig) \\p{L}+|wie (?:gewohnt|immer|vorgesehen|gewünscht|sonst)|recht \\p{L}+|wieder rund|' +
  "(?:rien|quelque chose) (?:de particulier|d['’]\\p{L}+)|(?:temps|délais?|valeurs?) corrects?|comme (?:d['’]habitude|prévu|il faut|toujours)|trop (?:de|longs?|élevée?s?|lente?s?)|à peu près|plus ou moins|" +
  '(?:de lo|do) (?:común|normal|comum)|como (?:siempre|de costumbre|sempre|se espera)|más o menos|mais ou menos|' +
  '(?:niente|nulla) di \\p{L}+|come (?:sempre|al solito|previsto)|più o meno|tropp[oaie] \\p{L}+|zoals (?:gewoonlijk|altijd)|som vanligt|jak zwykle|ingenting konstigt';

/** For words in small letters: told apart by case, they would take a third of a second to build. */
const EVALUATING = new Wordings(
  new RegExp(
    `(?<!\\p{L})(?:(?:${BEGINNINGS.join('|')})|(?:${WHOLE.map((word) => word.slice(0, -1)).join('|')}|${PHRASES})(?!\\p{L}))`,
    'u',
  ),
);
const EAST =
  /問題な[くい]|通常通り|適切な|十分な|安定して|速やかに|正常范围|正常範囲|合理的?|流畅|稳定|足够|没有异常|정상적|적절한|원활/u;

/** Something to compare with: a number, code, a quoted or capital word, another thing. */
const MEASURED =
  /[\d`"„“”«»<>=|\\%]|\b[A-Z]{4,}\b|\b[A-Z]+_[A-Z]|\b(?:than|exactly|equal|whose|zero|empty|one|two|three|four|five|six|seven|eight|nine|ten)\b/;

/** "Decent", "in the usual range", "zügig": a judgement that two people make in two ways. */
export function isEvaluating(clause: string): boolean {
  return (
    clause.length < 160 &&
    !MEASURED.test(clause) &&
    (EVALUATING.test(clause.toLowerCase()) || EAST.test(clause))
  );
}
