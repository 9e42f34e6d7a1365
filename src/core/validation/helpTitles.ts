import { Wordings } from '../text/wordings';

/** Titles of sections on whom to escalate to. */
export function isOnEscalation(title: string): boolean {
  return ESCALATION.test(title);
}

const ESCALATION =
  /^\W*(?:(?:\d+(?:\.\d+)*[.)]?|\p{L}[.)])\s*)?(?:escalat\w+|eskalation\w*|escalade|escalad[ao]|escalación|escalação|escalation)\b/iu;

/** Titles under which people are told whom to call. */
export function isOnHelp(title: string): boolean {
  return HELP.test(title);
}

const HELP =
  /\b(?:(?:who|whom|when)(?=)(?: else)?(?=) to (?:call|contact|page|ask|wake|escalate|inform|notify|ring|phone|reach|tell)|who (?:else|comes|is)(?=) (?:next|can help)|(?:call|calling|ask|asking|get|getting|find|finding|need|more|further)(?=) (?:for )?(?=)(?:help|support|assistance)|who (?:can(?=) help|helps|knows)|people to (?:call|ring|wake|phone|ask|contact|page)|call (?:tree|chain|list|order)|chain of (?:command|calls)|next level|wake[- ]up list|(?:nobody|no one|none of us)(?=) (?:knows|can help|has an idea)|at a loss|no idea what|out of ideas|(?:not|un)(?=)sure what to do|niemand weiß weiter|plus personne ne sait|nadie sabe|(?:get|got|are|you['’]re|still)(?=) stuck|still (?:broken|down|stuck|failing|not working)|(?:nothing|none of this)(?=) (?:helps|helped|works|worked)|wen (?:anrufen|rufen|fragen|wecken)|hilfe (?:holen|rufen)|qui (?:appeler|prévenir)|en cas d['’]échec|a quién (?:llamar|avisar)|quem (?:chamar|avisar)|chi (?:chiamare|avvisare)|wie (?:bellen|waarschuwen))(?=)\b|^\W*(?:\d+[.)]?\s*)?(?=)(?:stuck|help|support|call|anrufen|appeler|llamar|chiamare|bellen)(?=)\W*$/i;

/** Titles of where people to call stand among other things. */
export function isLastResort(title: string): boolean {
  return LAST_RESORT.test(title);
}

const LAST_RESORT = new Wordings(
  /^\W*(?:\d+[.)]?\s*)?(?:hand(?:ing)?[- ]?over|last resort|contacts?|on[- ]?call|support|people|kontakte?|ansprechpartner\w*|contactos?|contatti|if (?:it|this|that|all else|nothing|none|you)\b|when (?:it|this|nothing|you)\b|not (?:better|fixed|solved|mended|resolved|helped|back|working)\b|wenn (?:es|das|nichts|gar)\b|si (?:cela|ça|rien|esto|nada|no)\b|se (?:isso|nada|non|niente)\b|(?:it )?(?:still|does not|did not|will not|cannot)\b|out of (?:ideas|options)\b)/i,
);
