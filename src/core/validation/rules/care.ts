import { mayBeForeign } from '../../text/foreign';
import { Wordings } from '../../text/wordings';
import { asksForWork, isNeed } from './warnings';

/**
 * Whether the words right above a command show care for what it takes away: somebody is asked,
 * something is looked at or kept, a consequence is told, a limit is set. Read by how such
 * sentences are built, as every author words them differently; a sentence that only leads to the
 * command ("Remove the old one:") shows none.
 */
export function showsCare(text: string): boolean {
  const words = withQuietCode(text);
  if (ASKED.test(words) || asksBack(words)) return true;
  return sentencesOf(words).some(
    (sentence) =>
      !isGoal(sentence) &&
      (isHarmless(sentence) ||
        COSTS.test(sentence) ||
        (mayBeForeign(sentence) && CARES_ABROAD.test(sentence)) ||
        (!OF_ELSE.test(sentence) &&
          (asksSomebody(sentence) ||
            AGREED.test(sentence) ||
            LOOKS.test(sentence) ||
            KEEPS.test(sentence) ||
            (!AIMS.test(sentence) &&
              ((LIMITS.test(sentence) && !isNeed(sentence)) ||
                (tellsConsequence(sentence) && !/:\s*(?:``)?\s*$/.test(sentence))))))),
  );
}

/** "Free some space first:" is the goal of what follows. */
const MAKES_ROOM =
  /\b(?:make|free|get|clear|create|win)(?: up)? (?:some |more |the |enough |a (?:little|bit(?: of)?) )*(?:room|space)(?: first| then| now)?:\s*$/i;

/** "They have to be empty:", "it must be wiped first." is what the command is for, and no limit to it. */
function isGoal(sentence: string): boolean {
  if (MAKES_ROOM.test(sentence)) return true;
  return GOAL.test(sentence) && !/\b(?:until|unless|only|never|once|before)\b/i.test(sentence);
}

const GOAL = new Wordings(
  /\b(?:must|has to|have to|needs? to|should)(?: (?:first|all|both|also|then|now))? (?:be|get) (?:\w+ly )?(?:(?:re)?formatted|zapped|wiped|zeroed|erased|cleaned|cleared|purged|flushed|truncated|dropped|deleted|removed|destroyed|discarded|emptied|reset|scrubbed|blanked|shredded|(?:empty|blank|clean|bare)(?=[ ,]*(?:first|again|before\b|:)))\b[^.,;]{0,20}:\s*$|\b(?:so|thus|therefore|hence|and) (?:it|they|the \w+|both|all)(?: of them)? (?:must|has to|have to|needs? to) be (?:empty|blank|clean|bare|zero(?:ed)?|wiped|erased)\b[^,;]{0,12}[.:]\s*$/i,
);

/** "Has anyone pinned it?", "yours and theirs: same?": a question to the reader, and not what brought him here. */
function asksBack(words: string): boolean {
  if (SHORTLY.test(words)) return true;
  return (words.match(QUESTION) ?? []).some(
    (question) => !BRINGS_HERE.test(question) && !IS_TOO_MUCH.test(question),
  );
}

const SHORTLY =
  /[:,–—] (?:the same|same|right|equal|empty|gone|correct|yes|ok|really|sure|yours)(?=)\?|(?:^|[.;!(] |\n)(?=)(?:sure|certain|positive|really|right|correct|the (?:right|same|correct|wrong)(?=) \w+)(?=)\b[^.;:!?\n]{0,60}\?/i;

const QUESTION =
  /(?:^|[.:;!?(] |\n|[*_])(?=)(?:is|are|has|have|does|do|did|was|were|who|can|could|will|ist|sind|hat|haben|wer|est-ce|qui|quién|hay)(?=)\b[^.;!?\n]{6,80}\?/gim;

/** "Is the disk above 90 %?" */
const IS_TOO_MUCH =
  /\b(?:above|over|below|under|beyond|past|(?:more|less|larger|bigger|higher|lower|greater|fewer) than|exceed\w*|at least)\s[^?]{0,12}\d[\d.,\s]*(?:%|per ?cent|[KMGT]i?B?\b|(?:kilo|mega|giga|tera)bytes?\b|bytes\b)/i;

const BRINGS_HERE = new Wordings(
  /\b(?:still|stuck|full|slow|brok\w+|fail\w*|hang\w*|crash\w*|damaged|corrupt\w*|down|again|problem|help\w*|work\w*|wrong|trouble|too \w+)\b|(?<![a-zà-ɏа-я])(?:noch|immer|voll|langsam|kaputt|hängt|encore|plein\p{L}*|lent\p{L}*|todavía|llen[oa]|lent[oa])(?![a-zà-ɏа-я])/iu,
);

/** What it costs, whom it concerns, what protects the rest: words that no bare order needs. */
const COSTS = new Wordings(
  /\b(?:volumes? (?:stays?|remains?|(?:is|are) (?:kept|left))|second (?:chance|person|engineer|operator|admin|pair|time)|(?:two|both) (?:people|persons|signatures|of (?:us|you)|engineers|admins)|signatures?|colleagues?|witness\w*|go(?:es)? (?:down )?with (?:it|them)|(?:dies?|vanish\w*|disappears?) (?:here|with|too|for)|(?<!\b(?:that|which|who|if (?:it|they)|when (?:it|they)) |\b(?:broken|dead|failed|down|defective|destroyed|damaged|gone|lost) and )(?:do|does|will) not (?:come|return)\b(?! up)|don['’]t come back|locks? (?:you|us|everyone|\w+) out|locked out|(?:\w+ed|happens?) twice|(?:starts|begins) (?:again )?(?:from|at) (?:zero|scratch|the beginning)|(?:needs?|takes?|costs?) (?:\w+ ){0,3}(?:hours?|days?)\b|(?:capacity|throughput|redundancy) (?:drops?|falls?|shrinks?|is)|landing zone|(?:is|are|stays?|remains?) (?:protected|excluded|exempt|untouched|intact|as (?:it is|they are))|hands off|(?:the )?(?:last|newest|latest|youngest) \w+ (?:stays?|remains?|are kept|is kept)|cold storage|(?:synced|mirrored|replicated|tarred|copied|uploaded) to|copies (?:are|lie|live) in|(?:sends?|pulls?|draws?|fetch\w*|paints?|writes?|loads?|gets?|streams?|delivers?) (?:(?:it|them|everything|all|the \w+|new ones|\w+ files?|the whole \w+) ){1,2}(?:again|anew|(?:each|every) \w+|over ?night|nightly|by itself)|out loud|aloud|\bthink\b|on the call|legal hold|(?:letter|name|line|digit|word) by (?:letter|name|line|digit|word)|over (?:your|my|the) shoulder|(?:nobody|no one|nothing|neither) (?:\w+ ){0,4}?(?:can|could|will)\b|refuses (?:any|other|it|then|if|unless)\b|(?:writes?|makes?|sends?|loads?) (?:every|each) \w+ (?:again|anew)|doubts?\b|the (?:only|last) (?:copy|one left|way)|(?:is|are|['’]s) no way (?:to|of|back)|gone is gone|(?:is|are|it['’]s|that['’]s) final\b|(?<!\b(?:keeps?|kept|holds?|held|stays?|grows?|runs?|waits?|hangs?|piles?) (?:\S+ ){0,3})for ?ever\b|once (?:it|they|that|this|these|those)(?:['’](?:s|re)| is| are) (?:\w+ )?(?:gone|lost|deleted|removed|dropped)|(?:takes? effect|is|are|acts?|works?|goes) (?:\w+ )?(?:at once|immediate(?:ly)?|instant(?:ly|aneous)?)\b|(?:bypass|skip|circumvent)\w* (?:the |any |every )?(?:recycle|trash|bin|confirmation|prompt|safe)\w*|(?:does|do|will|would) not (?:ask|prompt|warn|wait|hesitate|check whether)\b|asks (?:nobody|no ?one|nothing)\b|nothing (?:of (?:value|worth|interest|importance)|valuable|important)\b|(?:has|have) (?:\w+ )?(?:been )?(?:moved|migrated|switched|gone) (?:to|over|away|off)\b|no longer (?:takes? part|serves?|belongs?|holds?|contains?|appears?|part of|referenced|attached|mounted|served|queried|in service|relevant)\b|last (?:chance|moment)|moment to (?:think|stop|leave|turn)|off[- ]limits|out of bounds|taboo|(?:if|should) (?:any|some)thing (?:looks?|is|seems?|feels?|be|strikes?) (?:\w+ )?(?:odd|strange|off|wrong|unusual|different|funny|suspicious|unfamiliar|unexpected)|(?:almost|nearly|very) (?:the same|alike|similar)|easily (?:confused|mistaken|mixed)|looks? alike|(?:users?|customers?|clients?|people|everyone|everybody|staff|tenants?|teams?|visitors?|shops?|readers?|players?|members?|subscribers?) will (?!be able)\w+|(?:will|would) (?:\w+ )?(?:vanish|disappear|be thrown)\b|\bone[- ]way (?:street|trip|door)|\bbe no way\b|(?:affects?|concerns?|hits?|touches) (?:all|every|each|the whole|more than)\b|(?:mistakes?|typos?) (?:\w+ )?(?:is|are|costs?|cannot|can|will)\b|you(?: are|['’]re) (?:on|in|at) the wrong\b|(?:press|hit|with) ctrl\b|you (?:may|can) (?:still )?(?:cancel|abort|interrupt|back out)\b|(?:and|with) (?:all|everything)\b[^.;:]{0,30} (?:go(?:es)?|vanish\w*|disappears?)[.;,]|(?:^|[.;] )(?:two|both) (?:\w+ ){1,3}(?:compare|read|look|check|sign|agree|watch|confirm)\b|no (?:turning back|escape\w*|mercy|prompt|questions?|confirmation|safety net|net below|(?:trash|recycle bin)|cop(?:y|ies) of (?:it|them|this|that|these))\b|escape hatch|(?:one|single|only) (?:attempt|try|shot|go)\b(?! (?:per|every|each))|only (?:record|source|trace|proof|evidence|original|instance)\b|\b(?:hurts?|painful|unforgiving|merciless|risky|dicey|fatal|disast\w+|catastroph\w+|devastat\w+|drastic|heavy-handed|sledgehammer)\b|(?:an?|one|any) (?:\w+ )?(?:typo|slip|wrong \w+) (?!was|has|had|is )|(?:restore|drill|rehearsal)\b[^.;]{0,40}(?:has shown|showed|has proved|proved|succeeded|went well|worked)\b|(?:without|no|empty|errors?|gaps?|late|dark|blind|silent|deaf|missing)\b[^.;:]{0,40}\bfor (?:an?|about|some|up to|around|at most|\d+|one|two|five|ten) (?:\w+ ){0,2}(?:hours?|minutes?|days?|while)\b|you(?: are|['’]re) (?:about|going) to\b|you (?:get|have) (?:only |but |just )?(?:one|a single|no)\b|you(?: will|['’]ll) (?!(?:\w+ )?(?:find|see|need|have|get|be|know|recogni[sz]e)\b)|(?:nobody|no ?one|nothing|none|no \w+)(?: \w+){0,2} (?:reads?|writes?|written|used|touch\w*|opens?|opened|queries|calls?|mounts?|points?|refers?|depends?|connects?|claimed)\b[^.;:]{0,30}\b(?:since|(?:any ?more|any longer|now)(?! after| than| when)|for (?:\d+|an?|over|weeks|months|years|more|at least|two|three|several|many|some))\b|would (?:\w+ )?(?:fail|lose|break|be (?:lost|gone|a|too|one too|without))|(?:crash|fail|break)(?:es|s)? (?:at|with|on) (?:its|their|the) next|nobody (?:\w+ )?(?:misses|wants|asks)|sign in again|(?<=^)expect (?:\w+ )?(?:errors?|alerts?|alarms?|complaints|gaps?|delays?|failures?|timeouts?)|must be (?:empty|zero|off|gone|closed|finished|done|idle|stopped))/i,
);

/** Whether words say outright that nobody misses what goes, wherever they stand beside it. */
export function isSaidHarmless(words: string): boolean {
  return SAID_HARMLESS.test(words);
}

const SAID_HARMLESS =
  /\b(?:(?<!\bnot )harmless|(?:no|does no|do no)(?=) harm|nothing (?:of (?:\w+ )?(?=)(?:value|worth)(?=) )?(?=)is (?:ever )?(?=)lost|nothing can be (?:overwritten|lost|deleted)(?=) that matters|nothing to (?:restore|lose|rescue|undo)|no(?:body| ?one)(?=) (?:\w+ )?(?=)(?:misses|will miss)(?=) (?:it|them|anything)|nobody notices)(?=)\b/i;

/** The same in other languages. */
const CARES_ABROAD = new Wordings(
  /(?<![a-zà-ɏа-я])(?:zweite[nr]? person|kolleg\p{L}*|schichtleit\p{L}*|gegenlesen|gegengelesen|kommen nicht (?:zurück|wieder)|zugestimmt|genehmigt|zweimal|laut (?:vor)?lesen|laut vorlesen|zu zweit|schriftlich|gibt es nicht (?:wieder|zurück)|feu vert|rel(?:it|isent) |n['’]existe\p{L}* qu|permiso|autoriz\p{L}+|exporta\p{L}* |par écrit|ser(?:a|ont) perdu\p{L}*|por escrito|vuelta atrás|otra persona|(?:se )?pierde\p{L}*|kommt nicht (?:zurück|wieder)|geh(?:t|en) (?:\p{L}+ )?(?:verloren|mit)|responsables?|collègues?|donne\p{L}* (?:son|leur) accord|ne (?:revien\p{L}+|sera|seront)|perdr\p{L}+|perder\p{L}*|pierd\p{L}+|compañer[oa]s?|comprueb\p{L}+|nadie)(?![a-zà-ɏа-я])/iu,
);

/** "To load it again, the old one is removed first." */
const AIMS = /^to \w/i;

/** "All of them carry the old name? Then:", "Does the serial match?" */
const ASKED =
  /\?[*_]*\s+(?:then|now|if so|only then|good|fine|go on|go ahead|dann|alors|entonces)[,:.]?\s*$|\?[*_]*\s+(?:[\w,’']+ ){0,6}?(?:carry on|go ahead|leave|stop|stay|hold|back out)\b|\b(?:does|do|is|are|has|have|did) [^?.\n]{0,60}\b(?:match|same|agree[ds]?|right|correct|expected|sure|equal|identical|nobody)\b[^?.\n]{0,20}\?/i;

/**
 * Whether an earlier step of a procedure sees to what a later one takes: people are asked or told,
 * somebody agrees, something is kept. To look at something else is no care for it.
 */
export function preparesFor(words: string): boolean {
  return sentencesOf(words).some(
    (sentence) =>
      !OF_ELSE.test(sentence) &&
      (asksSomebody(sentence) || AGREED.test(sentence) || KEEPS.test(sentence)),
  );
}

/**
 * Whether words over other commands show care for what a later one takes. That nothing is lost is
 * said of what stands right below it, and of nothing later.
 */
export function caresAhead(text: string): boolean {
  return sentencesOf(withQuietCode(text)).some(
    (sentence) =>
      !isGoal(sentence) &&
      !OF_ELSE.test(sentence) &&
      !isHarmless(sentence) &&
      (asksSomebody(sentence) ||
        AGREED.test(sentence) ||
        LOOKS.test(sentence) ||
        KEEPS.test(sentence) ||
        (mayBeForeign(sentence) && CARES_ABROAD.test(sentence)) ||
        (!AIMS.test(sentence) && LIMITS.test(sentence) && !isNeed(sentence))),
  );
}

/** Whether words say that what goes is made again, or is kept elsewhere. */
export function isHarmless(words: string): boolean {
  return HARMLESS.test(words) || (mayBeForeign(words) && HARMLESS_ABROAD.test(words));
}

/** The full stop of a name in code ends no sentence. */
function withQuietCode(text: string): string {
  if (!text.includes('`')) return text;
  return text.replace(/`[^`\n]+`/g, (code) => code.replace(/[.;!?]/g, '_'));
}

function sentencesOf(words: string): readonly string[] {
  return words
    .replace(/^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+/gm, '\n')
    .replace(/[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}/g, '')
    .replace(/(?<![ \t])[ \t]*\n(?![ \t]*\n)[ \t>]*/g, ' ')
    .split(/(?<=[.;!?])\s+|\n/)
    .map((sentence) => sentence.trim());
}

/** Where an order begins: a sentence, or a part of one. */
const ORDER =
  '(?:^|\\(|[,;:.–—] (?:and |but |or |so )?|\\b(?:and|then|first|please|always|must|should|to|or|but|so|thus|hence|therefore) )';

function asksSomebody(sentence: string): boolean {
  return ASKS.test(sentence) && !asksForWork(sentence);
}

/** Somebody is asked or told. */
const ASKS = new Wordings(
  new RegExp(
    `${ORDER}(?:ask|tell(?! \\S+(?: \\S+){0,2}? (?:what|whom?|which|where|how) (?:it|to)\\b)|inform|notify|announce|warn|consult|phone|ring|ping|page (?!\\d)|say (?:so|it|this|that|in|to|on|aloud|what|which)\\b|(?:post|name|spell) (?:\\S+ ){1,5}?(?:(?:in|to|into|on) (?:the |our |your )?(?:\\w+ )?(?:chat|channel|ticket|call|room|thread|change|group|team|crew|log ?book|\\W?#\\w)|out (?:to|for)\\b)|leave (?:it|this|that|them) to|show (?:it|this|that|them|the \\w+(?: \\w+)?) to (?!-)|(?:send|mail|give) (?:\\S+ ){0,3}?(?:mail|message|note|notice|list|heads-up)|(?:check|agree|clear|coordinate|arrange|discuss|talk|speak|confirm) (?:it |this |that |the \\w+ )?(?:with|to) (?!-)|(?:let|have|get) (?:\\S+ ){1,5}?(?:know|check|look|confirm|read|compare|agree|sign|approve|watch|review|(?:on|beside|behind|next to|with|by) (?:the (?:line|phone|call)|you|hand|your side))\\b)`,
    'i',
  ),
);

/** Somebody agrees. */
const AGREED = new Wordings(
  /\b(?:(?:get|gets|with|need|needs|after|without|only|until|has|have|wait for|on|takes?|require[sd]?|given?|say|says|said) (?:\S+ ){0,6}?["“'‘]?(?:yes|ok|okay|go-ahead|approval|consent|agreement|permission|sign-off|nod|authori[sz]ation|thumbs[- ]up|green light|blessing|say-so|all-clear|(?<=\b(?:an?|the|his|her|their) )go(?= (?:from|of|by)\b|[.,;:!]|$)|word (?:for|on|from|of))\b|(?:agree[ds]?|approve[ds]?|sign(?:ed|s)? (?:off|it off)|allow(?:s|ed)?|permit(?:s|ted)?) (?:by|in|on|before|first|with)\b|(?:when|if|once|unless|until|after) (?:the |its |their )?(?:owner|lead|manager)s?\b|must (?:have )?(?:agree|approve|sign|know)\w*|signs? (?:the|this|their|its) \w+|(?:ha(?:s|ve|d)|gets?|gives?|gave|given|leaves?|left|allow|grant)\b[^.;]{0,50}?\b(?:hours?|days?|weeks?|months?) to (?!run\b|finish|complete)\w+|(?:gets?|receives?) (?:a|the|an) (?:\w+ )?(?:mail|e-mail|message|note|notice|letter|reminder|warning|list)\b|(?<!\b(?:you|we|i|if .{1,20}|when .{1,20}) )(?:is|are|was|were|has been|have been|must be) (?:\w+ )?(?:told|informed|notified|warned|consulted)\b|(?:decides?|decided)\b(?! (?:whether|to))|(?:ha(?:s|ve)|with) the (?:last|final) (?:word|say)|in writing|written (?:notice|consent|order|request|word|ok|yes|approval|cancellation|agreement)|gives? (?:\w+ )?the (?:order|word|go)|(?:has|have) (?:\w+ )?(?:said|released|cleared (?:it|them|this|these|the)|approved|answered|confirmed|replied|signed|spoken|agreed|asked for)|(?:confirm|agree|approve|sign)s? (?:\w+ ){0,3}in (?:the |your |its )?(?:ticket|change|channel|chat)|(?:owner|lead|manager|dba|officer|head|boss|legal|security|team|engineer|admin)s? (?:says?|picks?|chooses?|confirms?|agrees?)\b|say so in|(?<!\bit)['’]s (?:yes|ok|okay|word|consent|agreement|approval|go-ahead|signature|blessing)\b|\bobjections?\b|wait for (?:his|her|their|its|the|an?|your|\w+['’]s) (?:\w+ )?(?:reply|answer|word|response|signal|sign|confirmation|feedback)\b|(?:may|can|to) object\b|(?:has|have|had|gets?|with|given) (?:time )?until (?:\w+ ){1,3}to |(?:owner|officer|lead|manager|board|auditor|audit|counsel|supervisor|director|steward|custodian|deputy|dba|architect|legal|compliance|security) (?:wants?|must|needs?|has to|insists?|expects?|requires?)\b|(?:is|are|was|were) (?:attached to|part of) the (?:ticket|change|form|order)|a (?:mail|message|note|notice) to (?:all|the|every)|let (?:them|him|her|the \w+) (?:choose|decide|say)|it (?:must|has to) be the|(?:let|have|get|unless|until|whether|does|has|is|may|might|could) (?:someone|somebody|anyone|anybody)|another person|no \W?[\w-]+\W?(?: \w+)?, no [\w-]+)/i,
);

/** Something is looked at before. */
const LOOKS = new Wordings(
  new RegExp(
    `${ORDER}(?:double-check|check|verify|confirm|ensure|compare|count|inspect|review|look (?:at|into|for|through|whether|in [^.;]{1,60}? whether)|make sure|be sure|be certain|see (?:that|whether|if|what)|mind|remember|note that|watch|test|preview|dry[- ]run|rehearse|practi[sc]e (?!run)|look (?:twice|hard|closely|again)|wait (?:until|till)|read (?:the|it(?! like\\b| as\\b)|them|what|back|aloud)|look:|make certain|\\x60[^\\x60]+\\x60 (?:should|ought to) (?:come back|return|print|answer|show|say|give|report|list|read)|(?:make|take|leave) (?:a|yourself a) (?:\\w+ )?note|let (?:\\S+ ){1,4}?(?:finish|complete|end|settle|drain|catch up|pass|come to (?:an end|rest)))\\b|\\b(?:number|count|figure|list|total|size|sum|output|answer|result|value|name|prompt|checksum|hash|date|age|serial|label|state|status|offset|lag|there)s? (?:[^\\s.;:]+ ){0,5}?(?:should|ought to) (?:\\w+ )?(?:be|read|show|match|say|equal|agree|have|end|start|begin|contain|name|list|print)\\b|\\b(?:after|once|when) you(?: have|['’]ve) (?:\\w+ )?(?:seen|read|checked|compared|counted|verified|looked|confirmed|made sure)\\b`,
    'i',
  ),
);

/** Something is kept. */
const KEEPS = new Wordings(
  new RegExp(
    `${ORDER}(?:copy (?!everything anew|again)|save|export|back (?:it |them |\\S+ \\S+ )?up|snapshot|archive|dump|keep|move (?:\\S+ ){1,5}?(?:aside|away)|note|write (?:\\S+ )?down|(?:take|make|create) (?:an? |one |another |the )?(?:\\w+ ){0,2}?(?:snapshot|back-?up|copy|dump|export)|record|tag|mirror|pause|announce)\\b`,
    'i',
  ),
);

/** What must hold before; that something must be done is no limit. */
const HOLDS =
  'be [`*_"]?(?!made|done|started|stopped|removed|deleted|emptied|cleared|freed|added|put|taken|set|re)\\w+|say|shows?|match|read|end|agree|print|equal|have|know|sign|answer|begin|start with|contain|name|hold|differ|exist|lie|list';
const ALL = '(?:all|both|each|first|now|then|still|already) ';

/** A limit is set to what the reader does; what happens to be so elsewhere ("it only reads") is none. */
const LIMITS = new Wordings(
  new RegExp(
    [
      "(?:^|[,;:–—] |\\b(?:and|but|please|then) )(?:do not|don['’]t)\\b",
      '(?:^|[,;:.–—(] |\\b(?:and|but|so|then|please|run|use|do|done|used|it|this|them|goes?|continue|proceed|are|is) )only\\b(?! then| \\d| (?:an?|the) \\w+ \\w+ (?:helps?|works?)| [a-z]+(?:es|ts|ns|ps|rs)\\b(?! than))',
      '^\\w+ only (?:an?|the|one) \\w+ (?!\\w+ (?:helps?|works?)\\b)|\\bonly(?:[.,;:]|$)|\\bonly (?:if|when|after|once|with|for|on|those|what)\\b',
      'and only then|^only then,? (?:and )?(?:with|if|when|after|for)',
      '(?:^|[,;:.–—(] |\\b(?:and|but|so|please) )never [a-z]',
      "\\bnever (?:on|in|during|between|while|before|without|for|by|if)\\b|(?:are|is|be|['’]re) never [a-z]+ed\\b",
      `\\bmust not\\b|\\b(?:must|has to|have to) (?:${ALL})?(?:${HOLDS})`,
      '(?<=, )(?:or you|else)\\b|or else',
      '^only\\b(?! then| \\d)',
      '(?:^|[,;:–—(] )(?:provid(?:ed|ing)|assuming|granted|given (?:that|the)|on condition|so long as|subject to)\\b(?! (?:that )?(?:you|we)\\b)',
      'stay away|keep (?:your )?(?:away|hands off|off)|walk away|in two minds|(?:leave|let) (?:it|this|that|them|everything) (?:alone|be|for|until|till)\\b',
      '(?:anything|everything|all|whatever) (?:[^\\s.;]+ ){1,8}?(?:stays|remains|is (?:left|kept|spared))\\b',
      '\\bno \\w+ (?:may|must|should)\\b|\\b(?:nobody|no one) (?:else|may|must|should)\\b|(?:maintenance|change|service|release) (?:window|slot|period|number|request|record|board)\\b',
      '(?:others?|other \\w+|(?:that|this|the (?:old|current|newest|last)) one|everything else|the rest|nothing else) (?:\\w+ )?(?:stays?|remains?|is (?:left|kept|untouched))',
      "so that you(?:['’]re| are| get) asked|unless|as long as|so that no",
      '(?:^|[,;:–—(] |\\b(?:and|but|so) )not (?:before|between|while|during|on|in|at|by|for|the|from|your|those)\\b',
      '^(?:do|run|start) (?:this|it|them) (?:only )?(?:between|after (?!step)|outside|during|at night|at the earliest|by night)',
      'at most one|(?<!\\bon )one (?:\\w+ )?at a time|beforehand|outside (?:of )?(?:\\d|(?:the )?(?:\\w+ )?hours)|out of hours|after hours|(?:quiet|slack|low-traffic|calm) (?:hour|time|moment|day|night|period)|off[- ]peak',
      "(?:cannot|can['’]t) (?:\\w+ )?(?:be|come) (?!used)|no (?:undo|undelete|rollback|return|recovery|way back|second try)",
      '\\bif (?:so|not|yes|no|it does|they do|there is|there are)[^.;:]{0,20},? (?:then )?(?:stop|abort|do not|ask|call|leave)\\b',
      '(?:^|[,;:–—] |\\b(?:you|and|then|or|otherwise) )stop(?: here| there| at once)?(?:[.,;:]|$)|go no further|(?:^|[,;:–—] |\\b(?:and|then|or) )(?:abort|hold on|leave it(?: alone| be)?)(?:[.,;:]|$)',
      '(?:first|after|with) (?:an?|the|its) (?:dry[- ]run|preview|rehears\\w+|simulation|trial run)\\b',
      '(?<!\\bat )(?<!^)\\bfirst(?:[.,;:]|$)',
    ].join('|'),
    'i',
  ),
);

/** A consequence is told. */
const HAPPENS = new Wordings(
  /\b(?:(?:is|are|be|gets?|goes|go) (?:then |now |all |really )?(?:gone|lost|erased|wiped|destroyed|overwritten|(?:emptied|removed|deleted|discarded|dropped|thrown (?:away|out))(?! by\b)|unreadable|cut off|offline|unavailable|interrupted|signed out|logged out|slow(?:er)?|cold|read-only|invalid|closed)|erases?|wipes|destroys|overwrites|deletes|drops|removes|uninstalls|truncates|purges|revokes|forgets|discards|empties|flushes|resets|kills|interrupts|disconnects|loses?|takes? (?:\S+ ){1,6}?(?:down|with it|away|offline|out)|signs? (?:\S+ ){1,3}?out|logs? (?:\S+ ){1,3}?out)\b/i,
);

/** What is so already ("when both copies are gone"), or what others do, brings the reader here. */
function tellsConsequence(sentence: string): boolean {
  const { index } = HAPPENS.exec(sentence) ?? {};
  return index !== undefined && !IS_SO.test(sentence.slice(0, index)) && !BARE.test(sentence);
}

/** "The account is deleted." says no more than the command below it. */
const BARE =
  /^(?:\d+(?:\.\d+)* )?(?=)(?:(?:now|then|next|finally|afterwards)(?=),? )?(?=)(?:(?:the|all|its?|old|this|that|these)(?=) )*(?=)[\w'’-]+(?: [\w'’-]+)?(?: of (?:the |all |this |that )?[\w'’-]+(?: [\w'’-]+)?)?(?=) (?:is|are|gets?|shall be)(?=) (?:now |then |finally )?(?=)(?:deleted|removed|dropped|emptied|purged|cleared)(?=)(?: on the same day| next| now)?[.:]?$/i;

const IS_SO =
  /\b(?:(?<!so )that|if|when|once|after|whose|which|because|since|until|where|as|only|server|job|timer|controller|broker|policy) (?:[\w-]+ ){0,3}$/i;

/** Nothing is lost that is not had again. */
const HARMLESS = new Wordings(
  /\b(?:harmless|no harm|nothing (?:\w+ )?to (?:restore|lose|rescue|undo)|only (?:an? |the |our )?(?:\w+ )?safety net|only costs|(?:is|are|gets?) re-[a-z]{3,}|on demand|what (?:we|you) made\b|working cop(?:y|ies)|nothing (?:of value )?is lost|nothing (?:goes|is|gets) (?:missing|lost)|scratch (?:space|area|folder)|re-?(?:created|built|generated|computed|filled|loaded|indexed|downloaded|fetched)|(?<!\b(?:to|must|should) be )(?:made|built|created|filled|cloned?s?|checked out|downloaded|fetched|computed|written) (?:\w+ ){0,2}(?:again|anew)|(?:clones?|builds?|creates?|mirrors?|syncs?|downloads?|fetches|computes?|fills?|loads?|makes?|writes?|produces?|derives?|pulls?|sends?) (?:(?:it|them|all|all of (?:it|them)|every\w*|an? \w+|the \w+|what \w+ \w+) )?(?:again|anew|afresh)|derived from|reproducible|disposable|throw-?away|nothing (?:but|more than|other than) (?:a|the|our|an old) cop(?:y|ies)|(?:we|you)(?: have|['’]ve)? just (?:made|created|restored|copied)|holds? nothing (?:but|of)|duplicates? of|(?:is|are) (?:\w+ )?duplicates?\b|(?:replica|mirror|standby|secondary|twin|copy|archive|tape|vault|warehouse|lake|source|upstream|partner|primary|provider)s? (?:[^.;:]{1,30} )?(?:ha(?:s|ve)|holds?|keeps?) (?:all|everything|it|them|the same|a full)\b|(?:kept|stored|lives?|lies?|safe) (?:\w+ ){0,2}(?:on|in|at) (?:the |our |a )?(?:\w+ )?(?:tapes?|archives?|vault|cold stor\w+|warehouse|lake|glacier|mirror|replica|standby)\b|(?:was|were|been) (?:sent|given|handed) (?:the|an?|its|their|all)\b|(?:can|could|may) be re-?(?:ingest|import|play|index|sync|process|read|creat|build|generat|fetch|download)\w*|by policy|(?:is|it['’]s|are|they['’]re) (?:only |just |all )?(?:an? )?caches?|(?:is|are|(?<!\b(?:to|must|should) )be|gets?|get) \w+ (?:again|anew)\b|(?:itself|themselves) again|reversible|can be (?:undone|reversed|had back)|replaced by (?:the )?next|no (?:further|more|other) (?:purpose|use)|its own copy|their own copy|nothing has left|helper table|(?:it['’]s|is|they['’]re|are) (?:only |just )?(?:an? )?cop(?:y|ies)|kept elsewhere|(?:also|still) (?:kept in|in (?:the |our |a )?(?:[\w-]+ ){0,2}(?:exports?|back-?ups?|archives?|cop(?:y|ies)|git|repo(?:sitory)?|snapshots?|vault|lake|warehouse|registry|tapes?))|ha(?:s|ve) (?:had )?(?:a|the|its|their|an) (?:\w+ )?(?:copy|copies|extracts?|exports?)\b|fills? (?:up )?by (?:itself|themselves)|(?:is|are|was|were|gets?|been) (?:\w+ ){0,2}(?:copied|archived|exported|mirrored|replicated|backed up)|(?:archived|copied|exported|saved|mirrored|backed up)(?:,| and| before)? (?:then|before|first|only then)|scratch data|only scratch|(?:has|have) been (?:\w+ )?(?:idle|unused|dormant|inactive|out of (?:use|service))\b|(?:is|are) (?:idle|unused|dormant|versioned)\b|(?:vault|archive|tape|back-?up|trash|bin)s? keeps? (?:\d+|it|them|all|every\w*|the last)|all (?:of )?(?:it|them|this|that) (?:is|are) (?:\w+ )?(?:test|dummy|sample|demo|synthetic|fake|temporary|made-up) \w+|no worries|redials?|reconnects?|volatile|re(?:build|create|generate|fill|load|compute|send|sync|render)s (?:it|them|all|every\w*|what)\b|expendable|dispensable|worthless|useless (?:cop(?:y|ies)|duplicates?)|holds? no(?:thing| data)\b|worth keeping|brings? (?:it|them) back|(?:can|could) (?:\w+ )?(?:restore|undelete|recover) (?:it|them)|keeps? (?:it|them) for \w+ (?:days?|weeks?|months?)|takes? nothing from|without (?:any )?loss|no loss\b|cost(?:s|ing)? nothing|nothing (?:\w+ )?is touched|(?:is|are|be|gets?) (?:pulled|fetched|downloaded|cloned|refilled|reloaded|seeded) (?:again )?from|(?:is|are|lives?|lies?|kept|stored|safe) (?:(?:also|all|already|still|long|safely) )*in (?:Git\b|Loki|S3|the (?:registry|repository|repo|vault|lake|warehouse|archive))|truncates? it itself|sends (?:new|fresh)|(?:filled|built|created|written|made) by (?:\w+ ){1,3}itself|of no (?:\w+ )?(?:use|value)|(?:it['’]s|is|are|they['’]re) in (?:the |last |our )?\W?(?:export|back-?up|snapshot|dump|archive)|(?:isn['’]t|is not|aren['’]t|are not|nothing is) lost|(?:holds?|ha(?:s|ve)|cover) the same|(?:still|also) (?:ha(?:s|ve)|holds?|keeps?) (?:everything|all|every \w+|the same|them|it)\b|(?:past|beyond|out of) (?:its|their|the|all) retention|your (?:own )?local copies|(?:stays?|remains?) with|(?:is|are|they['’]re|it['’]s|kept|stored) (?:on|in|at) [^.;,:]{3,40} too)\b/i,
);

/** The same in other languages. */
const HARMLESS_ABROAD = new Wordings(
  /(?<![a-zà-ɏа-я])(?:(?:wird|werden) (?:\p{L}+ )?(?:neu|wieder) (?:erzeugt|gebaut|angelegt|erstellt|geladen|berechnet|gefüllt|aufgebaut)|neu erzeugt|unschädlich|harmlos|geht nichts verloren|liegt auch|liegen auch|sans (?:risque|conséquence)|(?:sera|seront|est|sont) (?:recréé|régénéré|reconstruit|recalculé)\p{L}*|rien n['’]est perdu|se (?:vuelven?|volverán?) a (?:crear|generar|llenar)|se regenera\p{L}*|sin riesgo|no se pierde nada)(?![a-zà-ɏа-я])/iu,
);

/** To have access is no care for what is lost. */
const OF_ELSE =
  /\b(?:installed|vpn|(?<!\b(?:nobody|no ?one|none|who|whoever)(?: \w+){0,2} )logged in|log(?:ging)? in|have access|has access|for (?:access|rights|permissions?|a login|the password)|credentials|your permissions?|(?<!\bin (?:the|our|your) )dashboards?|graphs?)\b/i;
