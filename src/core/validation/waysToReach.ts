import { Wordings } from '../text/wordings';

/** A number, an address, a channel or a tool by which somebody can be reached. */
const REACHABLE = new Wordings(
  /@\w|#[a-z]|\b(?:support|contact|web|request) form\b|\b(?:azure|aws|support|service|customer|partner|vendor|self-service|ticket)[ -]?(?:portal|console|cent(?:er|re)|hub)\b|(?<!\bt ?)\+\d(?!\d{0,2} ?(?:m|min|minutes?|h|hours?)\b)|\d{3}[-\s]\d{3}|\b0\d{1,4}[ /-]\d{3,}|\b0\d(?:[ .]\d{2}){3,4}\b|\(0?\d{2,5}\) ?\d|\S+@\S+\.\w|https?:|\bpager:?(?: (?:service|schedule|policy|team|group|rota|is))?:? ?`\w|pagerduty|opsgenie|victorops|splunk on-?call|grafana on-?call|statuspage|\/(?:incident|page|oncall|call)\b|\b(?:teams|zoom|meet|webex|slack|conference|incident|bridge) (?:call|bridge|channel|room|meeting|line|number)\b|\b(?:slack|mattermost|matrix|signal|telegram|whatsapp|irc|threema|teams)\b[ :-]{1,3}[`"#*]?\w|\b(?:on-?call|duty) (?:schedule|rota|roster|calendar|phone|pager|line|plan)\b|\b(?:dienstplan|bereitschaftsplan|bereitschaftsnummer|bereitschaftshandy|SR|service request|planning d['’]astreinte|service ?now|jira)\b|\b(?:open|raise|create|file|write|log) (?:an? |the )?(?:[\w-]+ )?(?:ticket|case)\b(?! (?:with|at|by|for) (?:(?:whoever|whomever|who|some(?:one|body)|any(?:one|body)|(?:the|those) (?:people|person|ones?|company|firm))\b|(?:the|our|its|their) (?:[\w-]+ )?(?:vendor|supplier|manufacturer|maker|provider|carrier|hoster|reseller|integrator|contractor|partner|hersteller)\b(?! (?:portal|site|console|tool|hotline))))|\b(?:extension|ext\.?|tel(?:efon|éfono|efono|ephone|efoon)?\.?|durchwahl|poste|interno|pager|beeper|phone|mobile?|móvil|cell|handy|dect|dial|fon|call|ring|page|bip|anexo|ramal|toestel|x)\W{0,3}\d{2,}/i,
);

/** "(number above, option 2)". */
const TOLD_ELSEWHERE = new Wordings(
  /\b(?:phone|extension|ext\.?|dial|internal(?:ly)?|intern|speed dial) \d{1,2}(?!\d| ?(?:min|h\b|%|times|calls|days))|\b(?:noted|written|kept|listed|found|given|posted|printed|taped) (?:down )?(?:in|on|inside) (?:the|our|its|each|every) |\bsee (?:the )?(?:table|list|contacts|section|people) (?:at the (?:end|bottom|top)|above|below)\b|\b(?:numbers?|phone|extension|pager|contacts?|details?) (?:is |are |stands? )?(?:above|below|in (?:the|our|pagerduty|opsgenie)|at the (?:top|end|bottom)|on (?:the|page) \w+|(?:nummer )?(?:oben|unten))\b|\b(?:in|on|from|through|via|by|of) (?:the |our |its |their )?(?:[\w'’-]+ )?(?:entry in the )?(?:service catalogue?|catalogue|(?:phone|staff|company|service|team|on-?call|contact|people|corporate) directory|phone ?book|address book|cmdb|intranet|call sheet|contact (?:sheet|card|list)|emergency card|telefonbuch|telefonliste|annuaire|guía telefónica)\b/i,
);

/** "Pager EDGE-1", "pager *core*", "`edge-2` rota": what a tool of calls knows them by. */
const HANDLE =
  /\b[Ss]upport (?:through|via|by|on) (?:the |our |its )?[A-Z]\w+|\b[Pp]ages? (?:`\w|[^.\n]{2,40}["“][A-ZÀ-Þ][\wà-ÿ -]{1,30}["”])|\b[Qq]ueue (?:\*\*?|_|"|“|`)\w|(?<!\p{L})(?:[Pp]ager|[Bb]eeper|[Rr]ota|[Ss]chedule)s? (?:service |team |group |policy )?(?:\*\*?|_|"|“)[\p{L}\d][\w. -]{1,40}(?:\*|_|"|”)|(?<!\p{L})(?:[Pp]ager|[Bb]eeper|[Ss]chedule|[Rr]ota|[Cc]all ?sign|[Rr]adio|[Hh]unt group|[Ss]peed dial):? ["“*_]*(?:\p{L}[\p{L}\d]*(?:[-_][\p{L}\d]+)*[-_]?\d[\p{L}\d-]*|[\p{L}\d]+_[\p{L}\d_]+|\p{Lu}{2,}(?:-\p{Lu}+)*)(?![\p{L}\d])|(?:`[\w.-]+`|(?<![\w-])(?!on-call)[a-z\d]+[-_][\w-]+) (?:pager|beeper|schedule|rota|roster|channel|phone|hunt group|escalation policy)(?!\p{L})/u;

/** Whether a text says how to reach somebody. */
export function tellsWay(text: string): boolean {
  // An anchor is no channel.
  const words = text.includes('](') ? text.replace(PAGE, ']') : text;
  return REACHABLE.test(words) || TOLD_ELSEWHERE.test(words) || HANDLE.test(words);
}

/** The target of a link to another page or place of these. */
const PAGE = /\]\((?!https?:|mailto:|tel:)[^)]*\)/g;

/** Whether a text has a way to reach somebody or a number that can only be one. */
export function hasWay(text: string): boolean {
  return tellsWay(text) || NUMBER.test(/20\d\d/.test(text) ? text.replace(DATE, ' ') : text);
}

const DATE =
  /(?<!\d)20\d\d([-/.])\d\d?(?:\1\d\d?)?(?!\d)|(?<!\d)\d\d?([-/.])\d\d?\2 ?20\d\d(?!\d)|(?<=\p{L}\.? )20\d\d(?![\d-])/gu;

/** A number to call, and not one of things: "hunt group 4472", "pager: 311", "22 555 01". */
const NUMBER =
  /(?:^|[\s(|*`])\+?\d{2,}(?:[ /-]\d{2,})+(?![\d ]* ?(?:[€$£%]|EUR|USD|GBP|CHF|euros?|dollars?|pounds|[KMGT]i?B)\b)(?!\d| [€$£%])|(?:\b(?:group|gruppe|ext|nummer|number|no|nr|pager|code|dial|on|at|under|unter|au|al|anschluss|line|station)\.?|[,:(|–—-])\s*[*`]*\d{3,}(?!\d| ?(?:min|h\b|%|pages|rows|mes|GB|MB))/i;

/** A link to where people are found: their names, numbers or turns. */
export function leadsToPeople(text: string): boolean {
  return /\]\(|\]\[|https?:/.test(text) && OF_PEOPLE.test(text.replace(FOLDERS, '('));
}

const FOLDERS = /\((?:[\w.-]+\/)+/g;
const OF_PEOPLE =
  /(?<![a-zà-ɏа-я])(?:contacts?|rotas?|roster|on-?call|escalat\w+|phones?|numbers?|reach\w*|who|whom|duty|pagers?|support|portal|ticket|directory|schedule|address\w*|kontakt\w*|bereitschaft\w*|nummern?|dienstplan|astreinte|guardia|contactos?|joindre)(?![a-zà-ɏа-я])/iu;
