import { Wordings } from '../text/wordings';

/** Verbs that tell to get somebody, and the words they begin with in other languages. */
const CALLS = new Wordings(
  /(?<![a-zà-ÿ])(?:escalat\w*|call|calls|page|phone|ring|wake|contact|inform|notify|involve|engage|alert|ask|hand(?:s|ed)? over|hand off|bring in|pull in|get|tell|reach out|report to|let|raise|refer|es[ck]alier\w*|anruf\w*|ruf\w*|informier\w*|benachrichtig\w*|verständig\w*|weck\w*|hinzuzieh\w*|einbezieh\w*|kontaktier\w*|melde\w*|hol\w*|übergeb\w*|weitergeb\w*|weiterleit\w*|passe[rz]?|transm\w+|pasar|appel\w*|préven\w*|contact\w*|avert\w*|avis\w*|réveill\w*|escalad\w*|alert\w*|joindre|joignez|inform\w*|llam\w*|escal\w*|notific\w*|despert\w*|pregunt\w*|lig(?:ar|ue)|contat\w*|notifi\w*|acord\w*|chiam\w*|avvis\w*|contatt\w*|avvert\w*|svegli\w*|bel|bellen|waarschuw\w*|informeer\w*|zadzwo\w*|позвон\w*|ring|kontakta)(?![a-zà-ÿ])/iu,
);

/** Whether a sentence tells to get somebody. */
export function tellsToCall(text: string): boolean {
  return CALLS.test(text);
}

/** People a runbook calls by what they are. */
const ROLE =
  '(?:[\\p{L}\\d/&-]+ ){0,4}?(?:team|desk|engineers?|managers?|leads?|leader|officer|vendor|supplier|support|support line|dbas?|administrators?|admins?|management|director|provider|head of [\\p{L} &]{2,20}|[\\p{L}-]+ on[- ]call|specialists?|experts?|architect|ciso|cto|cio|consultants?|contractors?|partner|captain|commander|deputy|product owner|boss|crew|people|chief|remote hands|guild|squad|steward|registrar|postmaster|(?:hot|help)line|(?:routing|network|storage|platform|[\\p{L}-]+) (?:group|department|division|staff)|maker|manufacturer|carrier|hoster|integrator|reseller|lawyers?|counsel|treasury|colleagues?|supervisor|coordinator|dispatcher|porter|electrician|technicians?|developers?|analyst|(?:data protection|privacy) officer|c[deforst]o|dpo|vp|board|company|(?:[\\p{L}-]+ )?duty(?! (?:officer|manager|engineer|lead|desk|phone|pager|cycle|roster|rota|plan)))';
const OUR = '(?:the |our |a |an |your |its )';
const CALLED = new Wordings(
  new RegExp(
    `\\b(?:page|phone|ring|wake(?: up)?|call(?: in| up)?|escalate to|hand (?:over |it over |this over |off |it off )to|get hold of|try|fetch|grab|rouse|summon|loop in|reach out to|open (?:the matter|an? (?!case|ticket)\\w+) with) ${OUR}(${ROLE})(?![a-zà-ÿ])(?!['’-])(?! (?:who|that|whose|whom)(?!\\p{L}))(?! (?:page|api|port|panel|node|user|account|console|endpoint|function|method|service|hook|webhook|script|url|command|handler|routine|procedure)(?!\\p{L}))`,
    'iu',
  ),
);
/** "Get the storage lead on the line", "let the steward know", "the registrar is to be called". */
const BROUGHT = new Wordings(
  new RegExp(
    `\\b(?:(?:get|bring) ${OUR}(${ROLE}) (?:on the (?:line|phone|call)|out of bed)|(?:bring|loop|pull|draw) ${OUR}(${ROLE}) in(?:to)?(?!\\p{L})|let ${OUR}(${ROLE}) know(?!\\p{L}))`,
    'iu',
  ),
);
const IS_CALLED = new Wordings(
  new RegExp(
    `(?:^|[\\s,(])${OUR}?(${ROLE}|security) (?:is|are|has|have|must|should|needs?|gets?|will)(?: then| also)?(?: to)?(?: be)? (?:called|paged|woken|rung|phoned|fetched|looped in|brought in|pulled in|alerted by hand|roused)(?!\\p{L})`,
    'iu',
  ),
);

/** People of whom not even the role is certain: "someone from management", "the next level". */
const SOMEBODY = new Wordings(
  /\b(?:page|phone|ring|wake(?: up)?|call(?: in| up)?|escalate (?:it |this )?to|hand (?:it |this )?(?:over|off) to|hand (?:it|this) to(?= (?:the )?(?:level|tier|line|next|second|third|2nd|3rd|higher|upper|senior|management|your|whoever)(?![a-zà-ɏа-я]))|get hold of|get|fetch|grab|get help from|contact|involve|bring in|pull in) (?:(?:someone|somebody|anyone|a person|people) (?:from|in|of|at|with) ((?:the |our )?[^.,;:|(\n]{3,40})|((?:the )?(?:level|tier|line) \d|(?:the )?next (?:level|line|tier|instance|higher level)|(?:the )?(?:second|third|2nd|3rd|higher|upper)[- ](?:level|line|tier)(?: support| team)?|(?:senior |upper )?management|whoever (?:owns|is|knows|runs|has|looks)[^.,;:|(\n]{0,40}|your (?:boss|manager|supervisor|superior)|(?:the )?higher[- ]ups?))(?![a-zà-ɏа-я])/iu,
);

/** "Raise it to management", "take the matter up with the board": the case goes to them. */
const HANDED_UP = new Wordings(
  new RegExp(
    `(?<!\\p{L})(?:raise|take|bring|pass|refer|report|forward|bump|kick|hand|push|move|send) (?:it|this|that|(?:the|this) (?:case|matter|issue|incident|problem|question|alert)) (?:(?:up|on|over|further|straight|directly|at once) )*(?:to|with|before) (?:the |our |your )?(${ROLE})(?![a-zà-ÿ])(?!['’-])`,
    'iu',
  ),
);
/** Cheaper than the pattern. */
const MAY_BE_HANDED_UP =
  /(?:raise|take|bring|pass|refer|report|forward|bump|kick|hand|push|move|send) (?:it|th)/i;

/** Cheaper than the pattern, which looks for people at each word. */
const MAY_BE_CALLED =
  / (?:called|paged|woken|rung|phoned|fetched|looped|brought|pulled|alerted|roused)(?!\p{L})/u;

/** Whom a sentence sends for by a call, `undefined` when it sends for nobody. */
export function calledRole(text: string): string | undefined {
  const passive = MAY_BE_CALLED.test(text) ? [IS_CALLED] : [];
  for (const pattern of [CALLED, BROUGHT, ...passive, SOMEBODY, REACH_OUT]) {
    const who = pattern
      .exec(text)
      ?.slice(1)
      .find((group) => group !== undefined);
    // Of whom is said elsewhere.
    if (who !== undefined && who !== 'people') return who;
  }
  return undefined;
}

const REACH_OUT =
  /\breach out to ((?:the |our )?\p{L}[^.,;:|(`*\n]{3,40}?)(?= (?:if|when|once|after|as|for|and|with)(?![a-zà-ɏа-я])|[.,;:|(`*\n]|$)/iu;

const INFORMED = new Wordings(
  new RegExp(
    `\\b(?:inform|notify|contact|tell|ask) (?:the |our |your )(${ROLE})(?![a-zà-ÿ])(?!['’-])`,
    'iu',
  ),
);

/** "Open a case with the vendor", of whom the runbook has to say where. */
const ASKED = new Wordings(
  new RegExp(
    `(?<!\\p{L})(?:open|raise|create|file|write|log|start) (?:an? |the )?(?:[\\w-]+ )?(?:case|ticket) (?:with|at|by) (?:the |our |its |their )(${ROLE})(?![a-zà-ÿ])(?!['’-])`,
    'iu',
  ),
);
const MAY_BE_ASKED = /(?:case|ticket) (?:with|at|by) /i;

/** Whom a sentence on escalation tells something, by what they are. */
export function informedRole(text: string): string | undefined {
  return handedRole(text) ?? INFORMED.exec(text)?.[1];
}

/** Who gets the case by a sentence on escalation, by what they are. */
export function handedRole(text: string): string | undefined {
  const asked = MAY_BE_ASKED.test(text) ? ASKED.exec(text)?.[1] : undefined;
  const handed = MAY_BE_HANDED_UP.test(text) ? HANDED_UP.exec(text)?.[1] : undefined;
  return asked ?? handed;
}

/** "Escalation: second-level support" on a line of its own. */
const KEYED =
  /^[\s>*_-]*(?:escalat(?:ion|e)(?: (?:to|path|contact|level|point))?|eskalation(?: an)?|escalade|escalado|escalación|escalação|escalation naar)[*_]{0,2}\s*[:：][*_]{0,2}\s*([^|`]{3,80})$/iu;

export function keyedEscalation(line: string): string | undefined {
  return KEYED.exec(line)?.[1]?.trim();
}

/** People who are named by what they are, at the beginning of a line, in several languages. */
const NAMED = new Wordings(
  new RegExp(
    `^\\W*(?:(?:then|next|first|second|third|finally|last|level|stufe|niveau|nivel) ?\\d?[:,]? )?(?:the |our |der |die |das |den |le |la |el |il |o |a |de |het )?(${ROLE}|[\\p{L}-]*(?:leit(?:er(?:in)?|ung)|bereitschaft|hersteller)|(?:[\\p{L}-]+ )?(?:responsable|directeur|directrice|chef|astreinte|jefe|jefa|encargad[oa]|guardia|director[ae]?|direttore|responsabile|reperibile|gerente|plantão|chefe|diretora?|teamleider|manager|hoofd|leverancier)(?: [\\p{L}'’-]+){0,4})(?!\\p{L})`,
    'iu',
  ),
);

/** The role a line of a chain begins with, `undefined` when it begins with none. */
export function namedRole(text: string): string | undefined {
  const match = NAMED.exec(text);
  const role = match?.[1];
  if (match === null || role === undefined) return undefined;
  // The lead of a team is not the team.
  return (role + (TAIL.exec(text.slice(match[0].length))?.[0] ?? '')).trim();
}

const TAIL =
  /^(?: (?:lead|leader|manager|head|officer|engineer|owner|director|support|desk|on[- ]call|hotline|captain|chief|deputy)(?![a-zà-ɏа-я-]))+/iu;

const SOME_ROLE = new Wordings(new RegExp(`(?<!\\p{L})${ROLE}(?!\\p{L})`, 'iu'));
const IN_TURN =
  /→|->|=>|(?<![a-zà-ɏа-я])(?:then|after|next|longer|dann|danach|nach|puis|après|luego|después|depois|após|poi|dopo|dan|daarna|na)(?![a-zà-ɏа-я])/iu;

/** Whether a text names people one after the other. */
export function isChain(text: string): boolean {
  return IN_TURN.test(text) && SOME_ROLE.test(text);
}

/** What sends for somebody or hands the case to them, before their name. */
const SENDS =
  '(?:try to )?(?:find|get|fetch|wake(?: up)?|call(?: in)?|ask|page|ring|phone|involve|contact|inform|notify|alert|tell|let|have|summon|rouse|bring in|pull in|loop in|reach out to|get hold of|turn to|hand over to|(?:speak|talk|check) (?:to|with)|escalate (?:it )?to|(?:open|raise|log|file|create) an? (?:[\\p{L}-]+ )?(?:case|ticket) (?:with|at|by|for)|(?:raise|take|pass|refer|report|forward|hand|send|move) (?:it|this|that) (?:(?:up|on|over) )?(?:to|with))(?: out)? ';
const WHO_IS =
  '(?:is|are|has|have|owns?|runs?|holds?|knows?|keeps?|set|built|wrote|made|sold|supplied|installed|looks? after|maintains?|operates?|manages?|deals?|understands?|signed|does|did|of|in|from|can)(?!\\p{L})[^.,;:(\\n]{2,60}';
/** "Whoever answers", "whoever opened the ticket": they see to the case or brought it. */
export const IS_THERE =
  'who(?:m)?(?:so)?ever (?:opened|asked|asks|request|report|raised|filed|called|calls|answer|picks|comes|sees|notice|reads|finds|needs|wants|uses|takes|took|started|did)';
const WHOEVER = `(?!${IS_THERE})who(?:m)?(?:so)?ever \\p{L}[^.,;:(\\n]{2,60}`;
/** "The responsible person", "the right people", "whichever team is concerned": and nobody knows who. */
const FITTING =
  '(?:responsible|competent|appropriate|relevant|right|proper|correct|concerned|necessary|accountable|respective|suitable|authori[sz]ed)';
const UNIT =
  '(?:persons?|people|part(?:y|ies)|teams?|departments?|units?|groups?|colleagues?|managers?|offices?|authorit(?:y|ies)|engineers?|owners?|bod(?:y|ies)|instances?|levels?|contacts?|experts?|specialists?|admins?)';
const UNNAMED = `(?:the |our |their |an? )?${FITTING}(?: [\\p{L}-]+)? ${UNIT}(?!\\p{L}| (?:is|are) (?:named|listed|shown|given|written|found|in|on|above|below|told|informed)(?!\\p{L}))|(?:the|those|whichever|any) ${UNIT} (?:is |are )?(?:responsible|concerned|accountable|in charge)(?!\\p{L})[^.,;:(\\n]{0,40}|those (?:responsible|in charge|concerned|above|higher up|further up)(?!\\p{L})[^.,;:(\\n]{0,40}`;
/** "Is told by the desk", "is named in the alert": somebody else sees to it, or it is said where they are found. */
const SEEN_TO = new Wordings(
  /(?<![a-zà-ɏа-я])(?:is|are|was|were|gets?|will be|has been) (?:(?:always|also|then|only|kept|automatically) )*(?:told|informed|called|notified|paged|updated|asked|alerted|involved|brought in|woken)(?![a-zà-ɏа-я])[^.;]{0,60}(?<![a-zà-ɏа-я])(?:by (?!(?:phone|mail|e-?mail|pager|chat|text|sms|radio|hand|the (?:number|way))(?![a-zà-ɏа-я]))\p{L}|automatically)|(?<![a-zà-ɏа-я])(?:is|are) (?:named|listed|shown|printed|noted|written|given) (?:in|on|at|by|under|behind) (?:the|its|their|each|every)(?![a-zà-ɏа-я])|[,;:(–—-] ?(?:and )?(?:paged |called |alerted |told |notified )?automatically(?![a-zà-ɏа-я])/iu,
);

/** Whether a sentence says that somebody else calls them, or where they are found. */
export function isSeenTo(text: string): boolean {
  return SEEN_TO.test(text);
}

/** "A colleague from routing", "the one person who set it up", "whoever holds the keys". */
const SOMEONE = new Wordings(
  new RegExp(
    `^\\W*(?:${SENDS})?((?:(?:some|any)(?:one|body)|an? (?:colleague|person|expert|specialist|member|[\\p{L}-]+ (?:person|expert|specialist))|(?:the|those)(?: (?:one|only|last|other|same|few|two|three))* (?:person|people|man|woman|ones?|colleagues?|few|two)|those|one) (?:(?:else|still|also|really|actually) )?(?:of|from|in|at|with|who|whose|that|senior|more senior)(?!\\p{L})(?:(?<=senior)(?=[.,;:!]|$)|[^.,;:(\\n]{2,60})|${UNNAMED}|(?:${WHOEVER}|who ${WHO_IS})|(?:some|any)(?:one|body) (?:has to|must|should|needs to|ought to)(?!\\p{L})[^.,;:(\\n]{2,60})`,
    'iu',
  ),
);

/** Cheaper than the pattern. */
const MAY_BE_SOMEONE =
  /one|body|person|people|man|colleague|who|expert|specialist|member|respon|compet|appropr|relev|right|proper|correct|concern|necess|accoun|respec|suit|author|whichever|charge|those/i;

/** Somebody of whom not even the role is told, with whom a text begins. */
export function someoneOf(text: string): string | undefined {
  if (!MAY_BE_SOMEONE.test(text)) return undefined;
  // "Hall 2, whoever is there".
  for (const piece of text.split(/, |[:：] |\s[–—-]\s/, 3)) {
    const who = SOMEONE.exec(piece)?.[1]?.trim();
    if (who !== undefined) return who;
  }
  return undefined;
}

/** Whom a call is for stands behind it, and is looked for there. */
export const BEGINS_CALL =
  /^\W*(?:escalate|call|page|phone|ring|wake|contact|inform|notify|involve|engage|alert|ask|hand|bring|pull|get|tell|reach|report|let|raise|refer|fetch|try)(?![a-zà-ɏа-я])/iu;

const SENT_FOR = new Wordings(new RegExp(`^\\W*${SENDS}(.+)`, 'isu'));

/** Whom a call is for by what they are: "get a mail engineer on the line". */
export function roleSentFor(text: string): string | undefined {
  const rest = SENT_FOR.exec(text)?.[1];
  return rest === undefined || isEverybody(rest) ? undefined : namedRole(rest);
}

/** "Escalate further if needed", "one level up", "get more help", and no word on whose. */
const UP = new Wordings(
  /^\W*(?:(?:escalate|go|move|take|raise|pass|kick|bump|push|hand|send|report)(?: (?:it|this|that|the (?:case|matter|issue|incident|problem|ticket)))?(?: (?:one|a|another|to the next))? (?:further|up|higher|upwards?|onwards?|level|step)|(?:get|ask for|call for|call in|find|seek|look for|request|bring in)(?: (?:more|further|outside|external|some|additional|expert|senior))* (?:help|support|assistance|advice|reinforcements?)|ask around|pass (?:it|this|that|the (?:case|matter|request|question)) on(?: (?:at once|immediately|quickly|straight away|right away|without delay))?|(?:to )?(?:one|the next|a) (?:level|step|rung) (?:up|higher))(?![a-zà-ɏа-я])(?!.*(?:\b(?:from|of|through|via|by|with)\b|[#@:]))[^,;:(`]{0,40}$/iu,
);

/** "Up the chain of command", "follow the usual reporting line", "ask upstairs": and no word on whose. */
const CHAIN = new Wordings(
  /(?<![a-zà-ɏа-я])(?:(?:up|along|through|via|follow|use|to) (?:(?:the|our|your) )?(?:(?:usual|normal|proper|regular|official) )?(?:chain of command|command chain|line of command|(?:management|reporting|command) (?:chain|line|structure|ladder)|hierarchy|ladder|food chain)|up the (?:line|chain)|upstairs|(?:inform|tell|involve|alert|notify|let) (?:the |our |your )?(?:hierarchy|bosses|powers that be|higher[- ]ups|superiors)|(?:refer|send|pass|take|report) (?:it |this )?upwards?|(?:needed|need|decision|order|word|instructions?|go-ahead)[^.;]{0,40} (?:from (?:above|higher up|upstairs|the top)|(?:by|of|from) the next (?:higher )?(?:level|rung|instance)))(?![a-zà-ɏа-я])|^\W*(?:the |our |your )?(?:usual |normal |proper |regular )?(?:chain of command|command chain|reporting line|management chain|hierarchy|powers that be|higher[- ]ups|superiors)(?![a-zà-ɏа-я])/iu,
);

/** Whether a text sends for somebody further up, whoever that may be. */
export function goesUp(text: string): boolean {
  return UP.test(text.trim()) || CHAIN.test(text);
}

/** Whether a text says that somebody is not to be called: "Nobody else needs to be told". */
export function callsNobody(text: string): boolean {
  return CALLS_NOBODY.test(text);
}

const CALLS_NOBODY =
  /(?<![a-zà-ɏа-я])(?:(?:nobody|no one)(?: else)? (?:is|needs|has|gets|must|should)(?: to)?(?: be)? (?:called|told|informed|paged|woken|rung)|(?:never|do not|don['’]t) (?:call|page|wake|ring|phone|escalate|contact))(?![a-zà-ɏа-я])/iu;

/** Users and all others, who need no number. */
export function isEverybody(who: string): boolean {
  return EVERYBODY.test(who);
}

const EVERYBODY = new Wordings(
  /^(?:the |our |a )?(?:affected |other )?(?:tickets?|users?|customers?|clients?|patients?|guests?|every(?:body|one)|all|people(?! (?:who|that|of|from|in|at|behind|with)\b)|others|them|him|her|us|me|it|this|that|stakeholders|business|results?|status|time|logs?|pages?|links?)(?![a-zà-ɏа-я])/iu,
);
