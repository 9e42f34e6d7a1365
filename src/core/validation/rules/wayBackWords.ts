import { mayBeForeign } from '../../text/foreign';
import { builtOnce } from '../../text/patternParts';
import { unwrapped } from '../../text/unwrapped';
import { Wordings } from '../../text/wordings';
import { withoutTroubles } from './interruptions';
import { withoutPlaces } from './warnings';

/** Whether words beside a loss say how it is undone, or that it cannot be. */
export function tellsWayBack(text: string): boolean {
  // A link to it says so, too: `#bring-it-back`.
  const words = withoutTroubles(withoutPlaces(unwrapped(text))).replace(/#[\w-]+/g, (anchor) =>
    anchor.replaceAll('-', ' '),
  );
  // Most words say nothing at all, and need no closer look.
  return speaksOfWayBack(words) && speaksOfWayBack(withoutElse(words));
}

/** A text without what only sounds like a way back, or is that of something else. */
export function withoutElse(text: string): string {
  return text.replace(OF_ELSE, '');
}

function speaksOfWayBack(words: string): boolean {
  return (
    WAY_BACK.test(words) ||
    (mayBeForeign(words) && WAY_BACK_ABROAD.test(words)) ||
    COUNTERPART.test(words) ||
    COPIED.test(words)
  );
}

/** Whether words say so that would be vague elsewhere: behind the step they speak of what it did. */
export function tellsAfter(text: string): boolean {
  const words = withoutPlaces(unwrapped(text));
  return TELLS_AFTER.test(words) || HAS_COPY.test(words);
}

/** Whether a heading is about a mistake of another kind than taking away: "Door locked by mistake". */
export function isOtherMistake(title: string): boolean {
  const done = MISTAKEN.exec(title)?.[1];
  return done !== undefined && !TAKEN.test(done);
}

const MISTAKEN =
  /\b(\w+(?:ed|en|nt|ut|id)) (?:by (?:mistake|accident)|in error|accidentally|erroneously|wrongly|mistakenly|unintentionally|too (?:early|soon))\b/i;

/** What may be said of a loss. */
const TAKEN =
  /^(?:delet|remov|dropp|eras|purg|wip|empti|clear|destroy|tak|gone|flush|expung|truncat|discard|prun|zapp|format|reset|overwritt|unregister|deregister|expir|run|ran|execut|done|picked|chosen|hit|revok|retir|decommission|terminat|kill|shredd|detach|unlink|trash|thrown|need|miss|lost)/i;

/** Whether words say that what goes stays gone, and that this is known. */
export function tellsForGood(text: string): boolean {
  return FOR_GOOD.test(unwrapped(text));
}

/** Whether a command copies what is there into a file. */
export function makesCopy(text: string): boolean {
  return COPIED.test(text);
}

/** What sounds like a way back, and brings back nothing of what is lost here. */
const OF_ELSE = new RegExp(
  builtOnce(
    [
      // What is called after one: a restore point, an undo tablespace, each rebuild, a reverse proxy.
      '\\b(?:restore|recovery|rollback|undo|replay) (?:points?|areas?|catalogs?|segments?|tablespaces?|logs?|windows?|models?|partitions?|times?|speed|traffic|threads?|rates?|progress|status|priorit\\w+|conflicts?|lag|delay|slots?)\\b',
      '\\b(?:each|every|any|next|last) (?:rebuild|restore|recovery)\\b',
      '\\breverse[- ](?:prox(?:y|ies)|dns|lookups?|zones?|records?|order|path|tunnels?|engineer\\w*|ssh|entr(?:y|ies)|pointers?|mappings?)\\b',
      '(?<=`)(?!\\S*(?:\\bbin/|\\.(?:sh|py|pl|rb|md)\\b))/[\\w./$-]*(?:restor|recover|roll-?back)[\\w./$-]*(?=`)',
      '\\b(?:board|dashboard|panel|graph|chart)s? [*_"“`][^*_"”`\\n]{1,40}[*_"”`]',
      // What only reads a copy, or tests it.
      '`[^`\\n]*(?:\\b(?:pg_restore|restore\\w*|tar|unzip|gunzip|unzstd|unxz)\\b[^`\\n]*\\s(?:-l|-t|-tz?v?f|-tv?z?f|--list|--test|--check|--verify\\S*|--dry-run)(?![\\w-])|\\brestore (?:verifyonly|headeronly|filelistonly|labelonly)\\b|\\bvalidate\\b[^`\\n]*)[^`\\n]*`',
      // What a cluster does by itself is watched, and a service is up again.
      '\\b(?:watch|follow|monitor|await|observe|track|throttle)(?:e?s|ing)? (?:the |its |their |this |that )?(?:\\w+ )?(?:recover|re-?build|restor|re-?sync)\\w*',
      '\\b(?:services?|traffic|connections?|connectivity|network|power|quorum|availability|redundancy|replication|health) (?:is|are|was|were|has been|have been|gets?) (?:\\w+ )?(?:restored|recovered)\\b',
      '\\b(?:restor|recover)(?:es?|ing|s|ed)? (?:the |full |normal )*(?:services?|traffic|connectivity|quorum|availability|redundancy|operations?|health)\\b',
      '(?:^|[.!?:;] +)(?:an?|any|every|each|one) (?:\\w+ ){1,3}(?:that|which|who) comes? back\\b',
      '\\b(?:space|room|memory|capacity|quota|licen[cs]es?)(?: \\w+){0,5}? (?:g[aio]ve?|given|giving|gets?|got|brings?|brought|puts?|takes?) (?:\\w+ )?back\\b',
      // Care before the loss, and what happened to others.
      '\\b(?:avoid|prevent|against|protect|guard|lest|so (?:that )?(?:nothing|nobody|no \\w+))\\w*(?: [^\\s.;]+){0,6}? (?:accident(?:al(?:ly)?|s)?|by mistake|in error)\\b',
      "\\b(?:never|not|\\w+n['’]t|nobody|no[ -]one|cannot)(?: [^\\s.;]+){0,6} without (?:a |an |the )?(?:\\w+ )?back-?up\\b",
      '(?:^|[.;:!?,] +|\\b(?:and|then|please) )read (?:it|the \\w+|them|this|both|all)(?: \\w+)? again\\b',
      '\\b(?<!\\bif \\w+ )had to (?:be )?(?:\\w+ )?(?:restor|recover|re-?buil|re-?creat|re-?do|re-?install|roll)\\w*(?: back)?\\b',
    ].join('|'),
  ),
  'gim',
);

const WAY_BACK =
  /\b(?:roll(?:s|ed|ing)?(?=)[ -]?back|rollback|(?:\w+_)?(?=)restor(?:e|es|ed|ing)|revert(?:s|ed|ing)?|reverse[sd]?|undo|recover(?:y|ed|ing)?|back ?out|re-?create[ds]?|re-?seed|re-?ingest\w*|re-?attach\w*|re-?play(?:s|ed|ing)?|re-?deploy|reinstall|uncordon|cannot be undone|(?:ir|un|non-?)?(?=)(?:recover|restor|retriev|revers|revert|revoc)(?=)[ai]bl[ey]|(?:gone|lost)(?=) (?:for (?:ever|good)|forever)|left to (?:take|get|fetch|read)(?=) (?:\w+ ){0,2}(?=)from|(?:is|are|the|your|a|no|its|one)(?=) way back|way back(?= *\|)|can(?:not|['’]t)(?=) be (?:brought|got|had|taken|restored|recovered|reversed|undeleted|undone)|derived from|nothing is lost|harmless|(?:without|no)(?=) (?:a )?(?=)back-?up|should [^.;\n]{1,40} be wrong|backing out|made anew by|re-?generat(?:e|es|ed)|reproducible|safe(?:ly)?(?=) (?:to )?(?=)(?:delete|remove|drop)|no longer (?:needed|used|in use|required|desired)|(?<!\b(?:be|become|becomes|left) )orphaned|(?:export|copy|backup|dump|snapshot)(?=)s? (?:is|are)(?=) kept|(?:was|were)(?=) (?:(?:it|they|that|this)(?=) )?(?=)(?:the )?(?=)wrong|wrong ones?(?=\?)|(?:is|be|it['’]s|took|hit|got|chose|picked)(?=) (?:the )?(?=)wrong one|(?:delet|remov|dropp|eras|purg|wip|empti|clear|destroy)(?=)ed the wrong \w+|the wrong \w+ (?:deleted|removed|dropped|erased|purged|wiped|emptied|cleared|destroyed|gone)(?=)\b|chang\w+ (?:your|their|his|her|our)(?=) minds?|second thoughts|by mistake|in error|accident(?:al(?:ly)?)?|(?:fill|load|build|creat|mak|import|read|writ|sync|comput|generat|deploy|add)(?=)(?:e?s|ed?|t|ing)?(?=) (?:\w+ ){0,3}(?=)(?:again|anew)|(?:built|made|brought|stood|spun|sent|taken|got|fetched)(?=) (?:\w+ ){0,2}(?=)again|(?:load|push|apply|install|put|import|write|play|use)(?=)s? (?:the |it |them |this |your |back )?(?=)(?:saved|old|former|previous|kept|exported|dumped|archived)(?=) \w+|cop(?:y|ies)(?=) (?:back )?(?=)(?:the )?(?=)(?:saved|old|former|previous|kept|exported|dumped|archived)(?=) \w+ (?:back|over|into)|wrong (?:decision|call)|turned out (?:to be )?(?=)(?:the )?(?=)wrong|refills?|(?<!\b(?:the|a|this) )rebuil(?:d|ds|t)(?=)\b|(?<!\b(?:not|cannot|can['’]t|n['’]t|never) )comes? back|(?:bring|get|put|give|take)(?=)(?:s|t?ing)?(?=) (?!(?:the |some |back )?(?=)(?:space|room|memory|disks? space|capacity|quota|licen[cs]es?)(?=) )(?:\w+ ){0,3}(?=)back|can only be (?:got|had|restored|read|taken|fetched)|delete ?markers?|missing from|(?:set|put|switch|turn|swap|point|move|scale|route)(?=)(?:s|ed|d)?(?=) (?:\w+ )?(?=)(?:back|again)|scale (?:it |them )?(?=)back up|scale (?:it|them)(?=) up)(?=)\b/i;

/** The same in other languages. */
const WAY_BACK_ABROAD = new Wordings(
  /(?<![a-zà-ɏа-я])(?:rückweg|zurück(?:spiel|setz|roll|kehr|hol|nehm|dreh)\p{L}*|wiederherstell\p{L}*|rückgängig|unwiderruflich|unumkehrbar|irréversible|irreversible|irreversível|irreversibile|onherroepelijk|retour (?:arrière|en arrière)|revenir en arrière|restaur\p{L}+|rétabli\p{L}*|annuler|vuelta atrás|deshacer|reverti\p{L}*|desfaz\p{L}*|ripristin\p{L}*|tornare indietro|terugdraai\p{L}*|terugzet\p{L}*|herstel\p{L}*|ångra|återställ\p{L}*|przywr\p{L}*|откат\p{L}*|восстанов\p{L}*)(?![a-zà-ɏа-я])|ロールバック|元に戻|復元|切り戻し|回滚|恢复|还原|롤백|복원/iu,
);

/** A command that puts back, as the words name it: "otherwise `terraform state push` the copy". */
const COUNTERPART =
  /`[^`\n]*(?:\b(?:import_definitions|[\w-]+import|\w+restore)\b|--copy-back\b|\blvconvert --merge\b|\b(?:psql|mysql|mariadb|sqlite3|cqlsh|mongosh)\b[^`\n|]*<|\bz?cat [^`\n|]*\| *\w+|\btar (?:-?[a-z]*x|--extract)|\b(?:unzip|gunzip|unxz|unzstd)\b|(?<!\bfrom [\w.]+) import(?= |`)|\bstate push\b|--replicas[= ][1-9]|\bundelete\b|\bundrop\b|\bcancel-?\w*deletion\b)[^`\n]*`/i;

/** A copy is made right there, or what is there was made before. */
const COPIED =
  /--rdb\b|\bpostsuper -h\b|\b(?:get|export\w*|list|dump\w*|cat|copy)\b[^\n|]*> *["']?(?:\$\([^)]*\)|[^\s|;"'])+\.(?:txt|json|ya?ml|csv|sql|reg|conf|bak)/iu;

/** After the step nothing is wrong, regretted or had back but what the step did. */
const TELLS_AFTER = new Wordings(
  /\b(?:to (?:return|get|have|bring|put) (?:it|them|\w+ \w+|one)\b|to (?:return|recover|revive|reinstate)(?= ?[:,])|returns? (?:it|them) (?:with|by|from)|way back|(?:is|are|comes?|get|had|bring|put|move|rename|back|(?<!\b(?:you|we|they|that) )sen[dt]) (?:\w+ ){0,4}?back\b|back (?:by|with|from)\b|regret\w*|(?<!\b(?:monitoring|alerts?|checks?|it|log|server|client|tool) (?:(?:will|may|might|would) )?)complain\w*|by mistake|a mistake|wrongly|too (?:much|many)\b|the other way (?:round|around)|gone means gone|irrevocabl\w+|live without|on demand|(?:want|need|miss)(?:s|ed)? (?:it|them|one) (?:again|back|after all)|(?:dump|copy|copies|export|back-?up|snapshot|archive|tape|image|bundle|tarball|zip)s? (?:\S+ ){0,4}(?:stays?|remains?|(?:is|are) kept|lives?|lies?) (?:there )?(?:for|until|till|on|in|at)\b|keep the (?:\w+ )?(?:dump|copy|export|back-?up|snapshot|archive|tape|image|bundle|tarball|zip)|only (?:help|thing that helps|remedy)|(?:take|copy|fetch|read|load) (?:it|them) (?:back )?from|(?:deleted|removed) \w+ (?:stays?|remains?|are kept|live)\b|redo\b|starts? over|wants? (?:it|them) back|gone is gone|can(?:not|['’]t) be undone|not kept\b|anew|(?:from|out of) (?:the |that |this |its )?(?:copy|back-?up|quarantine|snapshot|archive|dump|export|image|tape|bin|trash|vault)\b(?! (?:config\w*|jobs?|plan|schedule|rotation|set|list|server|host|network|window|user|account))|get (?:it|them) from|undelete\w*|resurrect\w*|(?:got|had|taken|fetched|(?<!\b(?:is|are) )read) (?:back )?from|nothing to go back to|needs? to be brought back|unpack\w*|re-?dial\w*|reconnect\w*|(?:stays?|kept|remains?) (?:there )?for \d+ (?:days?|weeks?|months?)|worthless|no going back|(?:it|them|this|these|those|everything) back\b|can(?:not|['’]t) be (?:had|got|undone|brought|restored|recovered|reversed)|misses? (?:it|them|something|a \w+)|asks? for (?:it|them|one|a \w+)|nothing to restore|none, by policy|(?:if|should) (?:you|they|somebody|someone|anybody|anyone|\w+) (?:miss|ask|need|want)(?:es|s)?\b(?! (?:why|how|what|who|when|about)\b)|needs? (?:it|them|one) (?:again|back)|too (?:early|soon|late)\?|in the other direction|(?:is|are|it['’]s|that['’]s) final\b|(?:lost|gone) for (?:good|ever)|no (?:second |other )?(?:tape|cop(?:y|ies)|undo|undelete|return|recovery|rollback)\b|never (?:return|come back)|the only (?:copy|one left)|pas de retour|sans retour|sin vuelta|(?:launch|push|sen[dt]|install|sign|ma[dk]e|appl|upload|register|import|order|typ|print|enter)\w* (?:\w+ ){0,4}(?:again|anew|once more)\b|(?:builds?|makes?|creates?|launch\w*|issues?) (?:a )?new (?:ones?|cop(?:y|ies))\b|(?:fills|makes|creates|builds|restores|reinstates) (?:it|them)\b|(?:can|could) be \w+ (?:again|anew|once more|from)\b|(?:is|are|gets?) \w+(?:ed|en|lt|nt) again\b|to go back\b|(?:can|could) be cancell?ed|point-in-time|(?:are|is) lost\b(?<!\b(?:if|when|where|until|unless|before|once|that|which) (?:\S+ ){0,3}(?:are|is) lost)|(?:ha(?:s|ve)|holds?) (?:it|them)\b|holds? the \w+\b|aucun retour|volver a\b|(?:has|have|keeps?|holds?) (?:a |the |its own |another |one )?(?:cop(?:y|ies)|duplicate)\b|(?:tape|archive|vault|back-?up|snapshot|mirror|replica|security|dump|export|copy|copie)s? (?:\w+ )?(?:ha(?:s|ve)|holds?|keeps?|covers?|includes?|contains?) (?:it|them|all|every\w*|this|these|the last)\b|keeps? (?:its|their) own (?:\w+ )?(?:cop(?:y|ies)|snapshots|back-?ups|archives?)|(?:covered|held|contained|included|preserved) (?:\w+ )?(?:by|in|on) (?:\w+ ){0,2}(?:cop(?:y|ies)|back-?ups?|snapshots?|archives?|tapes?|dumps?|exports?)\b|(?:if|should) the new \w+ (?:is|be|turns? out|fails?)\b|recycle bin|copy (?:\w+ ){1,4}over (?:it|them)\b|(?:zurück|retour|atrás|terug) ?:)/i,
);

const COPY =
  '(?:back-?ups?|dumps?|snapshots?|cop(?:y|ies)|exports?|archives?|tapes?|replicas?|mirrors?|tarballs?|csvs?|images?|trash|recycle bin|quarantine|warehouse|data lake|lake|vault|versions|`?[\\w./${}-]+\\.(?:bak|old|orig|tgz|gz|zst|sql|dump|csv)`?)';

/** Where a copy is had from, what stands in for it, or that none is wanted: by how such sentences are built. */
const HAS_COPY = new Wordings(
  new RegExp(
    [
      // "The dump stays for a month", "there is a copy in the vault", "use the image of step 1".
      `\\b${COPY}(?! jobs?\\b)(?: [^\\s.;]+){0,4}? (?:still |also )?(?:(?:is|are) (?:(?:still|also|all) )?(?:kept|held|stored|left|there|in|on|at|under|your|our)\\b|(?:ha(?:s|ve)|holds?|keeps?|contains?|covers?) (?:it|them|the|this|these|all|every\\w*|each|those|old|what)\\b|(?:can |will )?(?:goes?|comes?) (?:back )?in(?:to)?\\b|helps?\\b|remains?\\b)`,
      `\\bthere (?:is|are|was) (?:an?|still|one|another) (?:\\w+ )?${COPY} (?:in|on|at|of|from|under|for)\\b`,
      `(?<!\\p{L})(?:use|loads?|imports?|inserts?|feed|apply|pull|fetch|install) (?:the|that|this|its|our|last|latest|yesterday\\S*) (?!new |next )(?:[^\\s.;]+ ){0,3}?${COPY}(?!\\p{L})`,
      `\\b${COPY}[^.;\\n]{0,40}[;,] (?:and )?(?:copy|move|put|import|load|mv|cp) (?:it|them|that)\\b`,
      '`mv [^`\\n]+\\.(?:bak|old|orig|before|saved)\\b[^`\\n]*`',
      // The same lies elsewhere, or is made from something else.
      '\\b(?:are|is|lives?|lie|lies|stays?|remains?) (?:still |also |on |kept )*in (?:the |our |a )?(?:\\w+ )?(?:S3|warehouse|lake|vault|archive|repository|registry|git|loki|tape)\\b',
      '\\bthe same (?:rows|data|records|files|messages|entries|objects|values)\\b|\\bfrom (?:where|which|there) (?:it|they|all|every\\w*|you|we) can\\b|\\bcan be (?:pulled|copied|fetched|loaded|sent|had|read|taken|restored|rebuilt)\\b',
      '\\b(?:filled|built|loaded|created|made|computed|copied|comes?|starts?) (?:again )?from (?:scratch|zero|nothing|the (?:\\w+ )?(?:source|upstream|replica|primary|master|peers?|others?|neighbou?rs?))\\b|\\bre-?sen[dt]s?\\b|\\b(?:provider|primary|source|peer|upstream|master|leader|supplier|publisher|origin|replica|partner|neighbou?r)s? (?:\\w+ )?(?:delivers?|sends?|streams?|supplies|feeds?|copies|hands?|ships?|provides?|transfers?|brings?) (?!to\\b)|\\bof no (?:further|more|other|any) (?:use|value|purpose)\\b|\\bre-?sends? ',
      // It was wrong.
      '\\b(?:in case of|after) (?:an? )?(?:errors?|mistakes?|slips?)\\b|\\b(?:too (?:far|long|high|low|small|large|big|wide)|overshot|one step too \\w+)\\?|\\b(?:run|do|use|issue) the same (?:\\S+ )?(?:command )?(?:with|in) |\\b(?:if|should) (?:it|that|this|they|the \\w+) (?:was|were|is|be|proves?|turns? out|turned out|has been)\\b[^.;\\n]{0,30}\\b(?:wrong|hasty|premature|mistaken|early|soon|much|many|needed|bad|missed|missing)\\b|\\b(?:if|should) (?:\\w+ )?(?:any(?:one|body)|some(?:one|body)|it turns out)\\b[^.;\\n]{0,40}\\b(?:objects?|protests?|needs?|wants?|asks?|claims?|regrets?)\\b(?! (?:why|how|what|who|when|about)\\b)|\\bwrong \\w+\\?|\\bway out\\b|\\bundo(?:ing|es|ne)\\b|\\b(?:puts?|sets?) (?:things|it|that|everything) (?:right|straight)\\b',
      '\\bflash-?back\\b',
    ].join('|'),
    'iu',
  ),
);

/** There is no way back, and that is so. */
const FOR_GOOD = new Wordings(
  new RegExp(
    [
      '\\b(\\w{4,}ed|lost|gone),?(?: \\w+){0,2} (?:is|means|stays?|remains?) \\1\\b',
      `\\bno (?:second (?:chance|try)|safety net|inverse|opposite|counterpart|remedy|cure|return)\\b|\\b(?:keep|have|hold|make|is|are) no (?:other |second |further )?${COPY}(?!\\p{L})`,
      '\\b(?:one-way|definitive|definitely gone|irrevocabl[ey]|(?:is|are|be) (?:\\w+ )?final|final (?:by|on purpose|as)|(?:lost|gone|final|deleted|removed|wiped) (?:\\w+ )?(?:by (?:intention|intent|design)|on purpose|deliberately|as intended|as (?:it|they) should))\\b',
      '\\b(?:meant|supposed|intended) to be (?:lost|gone|deleted|forgotten)\\b|\\b(?:accept|live with|bear) (?:that|the|this|such a) loss\\b|\\bloss is (?:accepted|intended|wanted|agreed|fine)\\b',
      '\\b(?:never|not) see (?:\\w+ ){1,3}again\\b|\\ball that (?:remains|is left)\\b',
      "\\b(?:cannot|can not|can['’]t) be (?:undone|\\w+ed (?:any ?more|any longer|again|afterwards|back))\\b",
      "\\b(?:do|does|will|would|did)(?: not|n['’]t| never) (?:come back|return)\\b(?<!\\b(?:if|when|that|which|who|until|unless|case) (?:\\S+ ){0,3}(?:do|does|will|would|did)(?: not|n['’]t| never) (?:come back|return))",
      '\\b(?:delet|remov|drop|eras|wip|destroy|purg|los[et]|gone)\\w*\\b[^.;\\n]{0,40}\\b(?:for (?:ever|good)|forever)\\b',
      `\\bonly (?:the |a |last night\\S* )?(?:[^\\s.;]+ ){0,2}${COPY}(?: \\S+)? (?:helps?|ha(?:s|ve)|(?:is|are) left|remains?)\\b`,
      '\\b(?:synthetic|test|dummy|sample|demo|made-up) (?:data|rows|records|content)? ?only\\b|(?:\\b(?:only|just|nothing but)|(?<=\\b(?:is|are|holds?) )all) (?:\\w+ ){0,2}(?:synthetic|test|dummy|sample|demo|made-up) (?:data|rows|records)\\b|\\b(?:data|rows|records) (?:\\w+ ){0,3}(?:is|are) (?:all )?synthetic\\b',
    ].join('|'),
    'iu',
  ),
);
