import type { Step } from '../../model/step';
import { mayBeForeign } from '../../text/foreign';
import { unwrapped } from '../../text/unwrapped';
import type { Rule } from '../rule';
import type { LineRange } from '../../text/range';
import type { RuleContext } from '../ruleContext';
import { isHarmless } from './care';
import { BACK, PUTS_BACK } from './guards';
import { withoutTroubles, wordsAbove } from './interruptions';
import { isWayBackOrNo, losingSteps, lossesOf, type Loss } from './losses';
import { wordsOf } from './precautions';
import { introduction, lastLine, withoutCode } from './sectionWords';
import { isSimplyHadBack } from './simplyHadBack';
import { reachOfWords } from './territory';
import { namesWayBack, withoutPlaces } from './warnings';

/** A loss of data without a word on how to get it back. */
export const noRollback: Rule = {
  code: 'no-rollback',
  severity: 'information',
  explanation:
    'When this goes wrong, the reader has no way back. Say how to undo it: the backup to restore, the version to return to, the command that starts it again. Or say that it cannot be undone.',
  find: (context) => {
    if (context.code === undefined) return [];
    return losingSteps(context).flatMap((step) => {
      const loss = lossesOf(context, step).find(
        (one) =>
          (isLasting(step, one) || replacesLive(context, step, one)) &&
          !isSimplyHadBack(context, step, one),
      );
      if (loss === undefined || WAYS.some((is) => is(context, step, loss))) return [];
      return [
        {
          span: loss.span,
          message: `${loss.reason}; the runbook does not say how to undo it. Add the way back, or say that there is none.`,
        },
      ];
    });
  },
};

type Way = (context: RuleContext, step: Step, loss: Loss) => boolean;

const isNoNextStep: Way = (context, step) => isWayBackOrNo(context, step);

const isCopiedInBlock: Way = (_, step, loss) => {
  const before = step.text.slice(0, loss.at);
  return (
    COPIED.test(before) || copiesSame(before, step.text.slice(loss.at).split('\n', 1)[0] ?? '')
  );
};

/** `cp /x/*.log /spare/`, and then `truncate -s 0 /x/*.log`. */
function copiesSame(before: string, line: string): boolean {
  if (!COPIES_FILES.test(before)) return false;
  const lost = line.match(/(?<![\w.:-])\/[\w.*?$-]+(?:\/[\w.*?$-]+)+/g) ?? [];
  const copying = before.split('\n').filter((one) => COPIES_FILES.test(one));
  return lost.some((path) =>
    copying.some((one) =>
      one
        .split(/[\s'"]+/)
        .slice(0, -1)
        .includes(path),
    ),
  );
}

const COPIES_FILES = /\b(?:cp|rsync|scp)\s/;

const isToldAround: Way = (context, step, loss) => tellsWayBack(around(context, step, loss.at));

const isToldAfter: Way = (context, step) => {
  const end = context.section(step.sectionId)?.range.end ?? context.lines.count;
  // "Going back: …" says it by how it begins.
  const { after } = reachOfWords(context, step, { start: step.range.start, end });
  const lines = withoutCode(after).split('\n');
  return (
    TELLS_AFTER.test(withoutPlaces(unwrapped(wordsAfter(context, step)))) ||
    lines.some(namesWayBack)
  );
};

/** What goes is made again, or the step is itself the way back. */
const isSaidAbove: Way = (context, step, { effect }) => {
  const words = withoutCode(wordsAbove(context, step));
  return (
    isHarmless(words) ||
    /\bworthless\b|\bstart(?:s|ing)? over\b/i.test(words) ||
    /\b(?:previous|former|last good) (?:image|version|revision|release|state)\b/i.test(words) ||
    /\bcan(?:not|['’]t) be undone\b/i.test(words) ||
    (PUTS_BACK.test(effect) && BACK.test(words))
  );
};

/** A copy is made right there, or what is there was made before. */
const COPIED =
  /--rdb\b|\bpostsuper -h\b|\b(?:get|export\w*|list|dump\w*|cat|copy)\b[^\n|]*> *["']?(?:\$\([^)]*\)|[^\s|;"'])+\.(?:txt|json|ya?ml|csv|sql|reg|conf|bak)/iu;

/** "Rollback", and not "Restore the database": a way back for whatever was done. */
const FOR_ALL =
  /^\W*(?:\d+(?:\.\d+)*[.)]? |step \d+[:.]? )?(?:the )?(?:roll(?:ing)?[- ]?back|back(?:ing)?[- ]?out(?: of .*)?|going back|(?:\S+ ){0,3}way back|zurück|fall-?back|reversal|reinstat\w*|if (?:it|this|that|something|things) goe?s? wrong|undo(?:ing)?|recovery|revert|disaster recovery|plan b|rückweg|rückfall|rollback|retour arrière|marcha atrás|reversión|reversão|ripristino|terugweg|откат|ロールバック|切り戻し|回滚|롤백)(?: (?:plan|procedures?|steps|instructions|strategy|playbook|section))?\W*$/iu;

/** A command that puts back, as the words name it: "otherwise `terraform state push` the copy". */
const COUNTERPART =
  /`[^`\n]*(?:\b(?:import_\w+|\w+-import)\b|(?<!\bfrom [\w.]+) import(?= |`)|\bstate push\b|--replicas[= ][1-9]|\bundelete\b|\bundrop\b|\bcancel-?\w*deletion\b)[^`\n]*`/i;

function tellsWayBack(text: string): boolean {
  // A link to it says so, too: `#bring-it-back`.
  const words = withoutTroubles(withoutPlaces(unwrapped(text)))
    .replace(/#[\w-]+/g, (anchor) => anchor.replaceAll('-', ' '))
    .replace(NAMED_FOR_WAYS, '');
  return (
    WAY_BACK.test(words) ||
    (mayBeForeign(words) && WAY_BACK_ABROAD.test(words)) ||
    COUNTERPART.test(words) ||
    COPIED.test(words)
  );
}

/** What is called after a way back, and is none: a restore point, an undo tablespace, each rebuild. */
const NAMED_FOR_WAYS =
  /\b(?:restore|recovery|rollback|undo) (?:points?|areas?|catalogs?|segments?|tablespaces?|logs?|windows?|models?|partitions?)\b|\b(?:each|every|any|next|last) (?:rebuild|restore|recovery)\b/gi;

/**
 * The words of the step's section that speak of it, and of those around it when it is one step of
 * them. What was done before, and what the section is called, brings nothing back.
 */
function around(context: RuleContext, step: Step, at: number): string {
  const path = context.sectionsFrom(step.sectionId).filter(({ level }) => level > 1);
  const rest = step.text.slice(at).replace(/^(?:[^\n\\]|\\\n?)*/, '');
  const { before, after } = reachOfWords(context, step, stretchOf(context, step), (line) =>
    isOfOtherPart(context, step, line),
  );
  return [
    ...path.slice(1).map(({ range }) => introduction(context, range.start).replace(/^.*/, '')),
    before.replace(/^ *#{1,6} .*$/gm, '').replace(NEEDED, ''),
    commentsOf(step.text.slice(0, at)),
    step.kind === 'block' ? commentsOf(rest) : context.lines.line(step.range.start),
    after,
  ]
    .join('\n')
    .replace(EXPECTS, '');
}

/** That something is wanted for a restore, or lost to one, is no way back. */
const NEEDED =
  /\b(?:want(?:s|ed)? to|needed (?:for|by|to)|needs? (?:it|them) (?:for|to)|lost (?:to|in|by)|before|until|during|while|for) (?:[\w-]+ ){0,4}?(?:restor|recover|roll(?:ing)?[- ]?back|re-?build)\w*/gi;

/** The step's section, or the one around when the steps of one procedure have headings. */
function stretchOf(context: RuleContext, step: Step): LineRange {
  const [inner, outer] = context.sectionsFrom(step.sectionId).filter(({ level }) => level > 1);
  const own = inner !== undefined && outer !== undefined && STEP.test(inner.title) ? outer : inner;
  return own?.range ?? { start: 0, end: context.lines.count };
}

/** "Make the addresses harmless" brings nothing back. */
const HARMLESS = /\bharmless\b/gi;

/** A part of the procedure that does something of its own says how that is undone. */
function isOfOtherPart(context: RuleContext, step: Step, line: number): boolean {
  const part = context.sectionAt(line);
  if (
    part === undefined ||
    part.id === step.sectionId ||
    tellsWayBack(part.title.replace(HARMLESS, ''))
  )
    return false;
  const own = context.sectionsFrom(step.sectionId);
  if (own.some(({ id }) => id === part.id)) return false;
  return context.runbook.steps.some(
    ({ sectionId, text, language }) =>
      sectionId === part.id && context.code?.classify(text, language).intent !== 'check',
  );
}

/** What should be seen afterwards brings nothing back. */
const EXPECTS = /^[ \t>*_]*(?:Expected|Answer|Output|Result)[*_]*:[^\n]*$/gim;

/** What is said between the step and the end of its section, and below a heading of regrets. */
function wordsAfter(context: RuleContext, step: Step): string {
  const end = context.section(step.sectionId)?.range.end ?? context.lines.count;
  const later = context.runbook.sections.filter(({ range }) => range.start >= end);
  const { after } = reachOfWords(context, step, { start: step.range.start, end });
  const words = withoutCode(after).replace(EXPECTS, '');
  const regrets = later.filter(({ title }, at) => (at === 0 ? REGRETS : FAILS).test(title));
  return [words, ...regrets.map(({ range }) => introduction(context, range.start))].join('\n');
}

/** "If someone asks for a file", "Too early?", "That was a mistake": what follows on the step. */
const REGRETS =
  /^\W*(?:\d[\d.]*\W+)?(?:if|when|should|in case|too)\b|\b(?:mistake|back|mind|undo|wrong|reverse|restor\w*|recover\w*|missing)\b|\?\W*$/i;

/** "If the clone fails": it may stand behind other steps. */
const FAILS = /\b(?:fails?|failed|wrong|mistake|undo)\b/i;

/** After the step nothing is wrong, regretted or had back but what the step did. */
const TELLS_AFTER =
  /\b(?:to (?:return|get|have|bring|put) (?:it|them|\w+ \w+|one)\b|returns? (?:it|them) (?:with|by|from)|way back|(?:is|are|comes?|get|had|bring|put|move|rename|send|sent|back) (?:\w+ ){0,4}?back\b|back (?:by|with|from)\b|regret\w*|complain\w*|by mistake|a mistake|wrongly|too (?:much|many)\b|the other way (?:round|around)|gone means gone|irrevocabl\w+|live without|on demand|(?:want|need|miss)(?:s|ed)? (?:it|them|one) (?:again|back|after all)|(?:dump|copy|copies|export|back-?up|snapshot|archive|tape|image|bundle|tarball|zip)s? (?:\S+ ){0,4}(?:stays?|remains?|(?:is|are) kept|lives?|lies?) (?:there )?(?:for|until|till|on|in|at)\b|keep the (?:\w+ )?(?:dump|copy|export|back-?up|snapshot|archive|tape|image|bundle|tarball|zip)|only (?:help|thing that helps|remedy)|(?:take|copy|fetch|read|load) (?:it|them) (?:back )?from|(?:deleted|removed) \w+ (?:stays?|remains?|are kept|live)\b|redo\b|starts? over|wants? (?:it|them) back|gone is gone|can(?:not|['’]t) be undone|not kept\b|anew|(?:from|out of) (?:the |that |this |its )?(?:copy|back-?up|quarantine|snapshot|archive|dump|export|image|tape|bin|trash|vault)\b|get (?:it|them) from|undelete\w*|resurrect\w*|(?:got|had|taken|fetched|read) (?:back )?from|nothing to go back to|needs? to be brought back|unpack\w*|re-?dial\w*|reconnect\w*|(?:stays?|kept|remains?) (?:there )?for \d+ (?:days?|weeks?|months?)|worthless|no going back|(?:it|them|this|these|those|everything) back\b|can(?:not|['’]t) be (?:had|got|undone|brought|restored|recovered|reversed)|misses? (?:it|them|something|a \w+)|asks? for (?:it|them|one|a \w+)|nothing to restore|none, by policy|(?:if|should) (?:you|they|somebody|someone|anybody|anyone|\w+) (?:miss|ask|need|want)(?:es|s)?\b|needs? (?:it|them|one) (?:again|back)|too (?:early|soon|late)\?|in the other direction|(?:is|are|it['’]s|that['’]s) final\b|(?:lost|gone) for (?:good|ever)|no (?:second |other )?(?:tape|cop(?:y|ies)|undo|undelete|return|recovery|rollback)\b|(?:do(?:es)? not|don['’]t|doesn['’]t|never) (?:return|come back)|the only (?:copy|one left)|pas de retour|sans retour|sin vuelta|(?:launch|push|sen[dt]|install|sign|ma[dk]e|appl|upload|register|import|order|typ|print|enter)\w* (?:\w+ ){0,4}(?:again|anew)\b|(?:builds?|makes?|creates?|launch\w*|issues?) (?:a )?new (?:ones?|cop(?:y|ies))\b|(?:fills|makes|creates|builds|restores|reinstates) (?:it|them)\b|(?:can|could) be \w+ (?:again|anew|once more|from)\b|(?:is|are|gets?) \w+(?:ed|en|lt|nt) again\b|once more\b|to go back\b|(?:can|could) be cancell?ed|point-in-time|(?:are|is) lost\b|(?:ha(?:s|ve)|holds?) (?:it|them)\b|holds? the \w+\b|aucun retour|volver a\b|(?:has|have|keeps?|holds?) (?:a |the |its own |another |one )?(?:cop(?:y|ies)|duplicate)\b|(?:tape|archive|vault|back-?up|snapshot|mirror|replica|security)s? (?:\w+ )?(?:ha(?:s|ve)|holds?|keeps?) (?:it|them|all|every\w*)|recycle bin|copy (?:\w+ ){1,4}over (?:it|them)\b|(?:zurück|retour|atrás|terug) ?:)/i;

const COPIES = /back_?up|snap|dump|archiv|copy|copies/;

/** "Bring it back": who is there undoes something already. */
function isPartOfWayBack(context: RuleContext, step: Step, { effect }: Loss): boolean {
  const titles = context.sectionsFrom(step.sectionId).filter(({ level }) => level > 1);
  if (namesWayBack(lastLine(withoutCode(wordsAbove(context, step))))) return true;
  return titles.some(
    ({ title }) => namesWayBack(title) || (PUTS_BACK.test(effect) && tellsWayBack(title)),
  );
}

/** Another section brings back: the next one, or one that names what is lost here. */
const hasSectionOfItsOwn: Way = (context, step, { at }) => {
  const own = context.section(step.sectionId);
  if (own === undefined) return false;
  // A section that reads copies brings none of them back.
  const lost = new Set(
    wordsOf(step.text.slice(at).split('\n', 1)[0] ?? '').filter((word) => !COPIES.test(word)),
  );
  return context.runbook.sections.some((section) => {
    const { level, range, title } = section;
    if (level === 1 || range.start < own.range.end || !tellsWayBack(title)) return false;
    if (range.start === own.range.end && (namesWayBack(title) || sharesStem(title, own.title)))
      return true;
    return wordsOf(`: ${context.linesText(range.start, range.end)}`).some((word) => lost.has(word));
  });
};

/** "Clean up old photos", and below it "Restore a photo". */
function sharesStem(one: string, other: string): boolean {
  const stems = new Set(stemsOf(one));
  return stemsOf(other).some((stem) => stems.has(stem));
}

function stemsOf(title: string): readonly string[] {
  const words = title.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return words
    .filter((word) => !/^(?:the|and|for|old|all|from|with|one)$/.test(word))
    .map((word) => word.replace(/s$/, '').slice(0, 5));
}

/** A section about the way back is for all that the runbook did before it. */
const hasSectionForAll: Way = (context, step) =>
  context.runbook.sections.some(
    ({ title, range }) =>
      range.start > step.range.start &&
      FOR_ALL.test(title) &&
      saysHow(context.linesText(range.start + 1, range.end)),
  );

/** A command, or words of a way back; to call somebody, or a promise, is none. */
function saysHow(text: string): boolean {
  const code = Array.from(text.matchAll(/`+([^`]+)`+/g), ([, inner = '']) => inner.trim());
  const isSaid = code.some((inner) => !/^[<{[].*[>}\]]$/.test(inner));
  return isSaid || tellsWayBack(text.replace(/\]\([^)]*\)/g, ']'));
}

const WAYS: readonly Way[] = [
  hasSectionForAll,
  isNoNextStep,
  isPartOfWayBack,
  isCopiedInBlock,
  isToldAround,
  isToldAfter,
  isSaidAbove,
  hasSectionOfItsOwn,
];

function commentsOf(code: string): string {
  return (code.match(/(?:^|\s)(?:#|--) .*$/gm) ?? []).join('\n');
}

const STEP = /^(?:\d{1,2}[.):]? |(?:step|schritt|étape|paso|passo|stap|phase) \d)/i;

/** What is lost stays lost: no service that is away for a while, and nothing made anew by itself. */
function isLasting(step: Step, { at, effect }: Loss): boolean {
  const text = step.text.slice(at).split('\n', 1)[0] ?? '';
  const whole = /^(?:[^\n\\]|\\\n?)*/.exec(step.text.slice(at))?.[0] ?? '';
  if (CACHE.test(text) || OLD_COPY.test(text) || DEAD.test(text)) return false;
  // Made anew by whoever needs them.
  if (/\bdelete from\s+["`[]?\w*(?:session|token|lock|cache)s?\b/i.test(text)) return false;
  if (LASTING.test(text) || (ASKS_AWAY.test(effect) && DELETES_AT.test(whole))) return true;
  return GONE.test(effect) && !BACK_BY_ITSELF.test(effect);
}

/** A copy put over what is in use, on a page that is not about getting something back. */
function replacesLive(context: RuleContext, step: Step, { effect }: Loss): boolean {
  if (!REPLACES.test(effect)) return false;
  const titles = context.sectionsFrom(step.sectionId).map(({ title }) => title);
  return ![context.runbook.title ?? '', ...titles].some((title) => OF_RETURN.test(title));
}

const REPLACES = /\b(?:restores|replaces|loads|overwrites)\b.*\b(?:live|database|data)\b/;

const OF_RETURN =
  /(?<!\p{L})(?:re-?stor|recover|roll(?:ing|s|ed)?[- ]?back|backing|back[- ]?out|return|undo|revert|disaster|fail-?over|re-?build|re-?init|re-?seed|migrat|mov|import|load|wiederherst|einspiel|zurück|rétabl|restaur|recuper|reprise)|\bback(?!-?\s?up)/iu;

/** Filled again by whoever reads it. */
const CACHE = /[\/\\](?:[\w.-]*cached?|temporary [\w. ]+|thumbnails?|\.?te?mp)(?:[\/\\\s*'"]|$)/i;

/** What was put aside, and is not used any more. */
const OLD_COPY =
  /^\s*(?:sudo )?rm\s.*[\w/-][.](?:stale|old|bak|orig|before|previous)(?:[-.*\w]*)?['"]?\s*$/;

/** A member that is dead already is only forgotten. */
const DEAD = /\b(?:forget_cluster_node|removenode|assassinate|--dead)\b/;

/** A server is asked, and the address says what becomes of it. */
const ASKS_AWAY = /\basks a server to take something away\b/;
const DELETES_AT = /\/[\w-]*(?:delet|destroy|eras|purg|drop|wip|truncat)/i;

const GONE =
  /\b(?:deletes?|destroys?|empties|drops?|wipes?|overwrites?|loses?|forgets|takes (?:a|the) (?:node|peer|member)\b|drives all pods|removes (?:it|item|firewall rules|\w+ \S+|(?:vm)?(?:snapshot|checkpoint)|\w*(?:backup|volume|share|mailbox|user|computer|database|table|disk|vm|bucket|blob|key|secret|group|policy|rule|record|zone|queue|topic)s?)|takes something away|asks for something to be deleted|runs (?:delete|drop)|loads? the defaults)\b/i;
const BACK_BY_ITSELF =
  /\b(?:packages?|a rule|(?<!backups or )logs?|containers?|images?|cache\w*|stops?)\b/i;

const WAY_BACK =
  /\b(?:roll(?:s|ed|ing)?[ -]?back|rollback|(?:\w+_)?restor(?:e|es|ed|ing)|revert(?:s|ed|ing)?|reverse[sd]?|undo|recover(?:y|ed|ing)?|back ?out|re-?create[ds]?|re-?seed|re-?ingest\w*|re-?attach\w*|re-?play(?:s|ed|ing)?|re-?deploy|reinstall|uncordon|cannot be undone|irreversible|(?:is|are|the|your|a|no|its|one) way back|way back(?= *\|)|can(?:not|['’]t) be (?:brought|got|had|taken|restored|recovered|reversed|undeleted|undone)|derived from|nothing is lost|harmless|(?:without|no) (?:a )?back-?up|should [^.;\n]{1,40} be wrong|backing out|made anew by|re-?generat(?:e|es|ed)|reproducible|safe(?:ly)? (?:to )?(?:delete|remove|drop)|no longer (?:needed|used|in use|required|desired)|(?<!\b(?:be|become|becomes|left) )orphaned|(?:export|copy|backup|dump|snapshot)s? (?:is|are) kept|(?:was|were) (?:the )?wrong|wrong one|(?:delet|remov|dropp|eras|purg|wip|empti|clear|destroy)ed the wrong \w+|the wrong \w+ (?:deleted|removed|dropped|erased|purged|wiped|emptied|cleared|destroyed|gone)\b|chang\w+ (?:your|their|his|her|our) minds?|second thoughts|by mistake|in error|accident(?:al(?:ly)?)?|(?:fill|load|build|creat|mak|import|read|writ|sync|comput|generat|deploy|add)(?:e?s|ed?|t|ing)? (?:\w+ ){0,3}(?:again|anew)|(?:built|made|brought|stood|spun|sent|taken|got|fetched) (?:\w+ ){0,2}again|(?:load|push|apply|install|put|copy|import|write|play|use)s? (?:the |it |them |this |your |back )?(?:saved|old|former|previous|kept|exported|dumped|archived) \w+|wrong (?:decision|call)|turned out (?:to be )?(?:the )?wrong|refills?|(?<!\b(?:the|a|this) )rebuil(?:d|ds|t)\b|(?<!\b(?:not|cannot|can['’]t|n['’]t|never) )comes? back|(?:bring|get|put|give|take)(?:s|t?ing)? (?!(?:the |some |back )?(?:space|room|memory|disks? space|capacity|quota|licen[cs]es?) )(?:\w+ ){0,3}back|can only be (?:got|had|restored|read|taken|fetched)|delete ?markers?|missing from|(?:set|put|switch|turn|swap|point|move|scale|route)(?:s|ed|d)? (?:\w+ )?(?:back|again)|scale (?:it |them )?back up|scale (?:it|them) up)\b/i;
/** The same in other languages. */
const WAY_BACK_ABROAD =
  /(?<!\p{L})(?:rückweg|zurück(?:spiel|setz|roll|kehr|hol|nehm|dreh)\p{L}*|wiederherstell\p{L}*|rückgängig|unwiderruflich|unumkehrbar|irréversible|irreversible|irreversível|irreversibile|onherroepelijk|retour (?:arrière|en arrière)|revenir en arrière|restaur\p{L}+|rétabli\p{L}*|annuler|vuelta atrás|deshacer|reverti\p{L}*|desfaz\p{L}*|ripristin\p{L}*|tornare indietro|terugdraai\p{L}*|terugzet\p{L}*|herstel\p{L}*|ångra|återställ\p{L}*|przywr\p{L}*|откат\p{L}*|восстанов\p{L}*)(?!\p{L})|ロールバック|元に戻|復元|切り戻し|回滚|恢复|还原|롤백|복원/iu;
/** Commands whose loss stays; a pod that is deleted comes back by itself. */
const LASTING =
  /\bdrop\b|\btruncate\b|\bdelete from\b|\bdown\b[^\n]*(?:-v\b|--volumes)|\brm\s+-|\bterraform destroy\b|\b(?:helm|kubectl|oc)\b[^\n]*(?<!-)\b(?:uninstall|delete)\b|\bvolume (?:rm|prune)\b|\bsystem prune\b|\bmkfs|\bdd\b|\bflushall\b|\bflushdb\b|--replicas[= ]0|\bdelete-(?:table|bucket|db|stack|volume)|\bs3 (?:rm|rb)\b|\bdropdb\b|\bRemove-Item\b[^\n]*-Recurse|\bRemove-(?:AD|Smb|Mailbox|Az|Dns|Dhcp|Web|Local|Mg|Partition|Cluster)\w*|\breset --hard\b/i;
