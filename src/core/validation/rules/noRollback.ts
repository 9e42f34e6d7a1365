import type { Section } from '../../model/runbook';
import type { Step } from '../../model/step';
import type { Rule } from '../rule';
import type { LineRange } from '../../text/range';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';
import { isHarmless } from './care';
import { BACK, PUTS_BACK } from './guards';
import { wordsAbove } from './interruptions';
import { isWayBackOrNo, losingSteps, lossesOf, type Loss } from './losses';
import { PLACE_FLAGS } from './lostObjects';
import { wordsOf } from './precautions';
import { introduction, lastLine, withoutCode } from './sectionWords';
import { isMadeAnew, isSimplyHadBack } from './simplyHadBack';
import { reachOfWords } from './territory';
import { namesWayBack } from './warnings';
import {
  isOtherMistake,
  makesCopy,
  tellsAfter,
  tellsForGood,
  tellsWayBack,
  withoutElse,
} from './wayBackWords';

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
  return makesCopy(before) || copiesSame(before, step.text.slice(loss.at).split('\n', 1)[0] ?? '');
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

const isToldAround: Way = (context, step, loss) => {
  const words = around(context, step, loss.at);
  return tellsWayBack(words) || tellsForGood(words);
};

const isToldAfter: Way = (context, step) => {
  const end = context.section(step.sectionId)?.range.end ?? context.lines.count;
  // "Going back: …" says it by how it begins.
  const { after } = reachOfWords(context, step, { start: step.range.start, end });
  const lines = withoutCode(after).split('\n');
  return tellsAfter(wordsAfter(context, step)) || lines.some(namesWayBack);
};

/** What goes is made again, or the step is itself the way back. */
const isSaidAbove: Way = (context, step, { effect }) => {
  const words = withoutCode(wordsAbove(context, step));
  return (
    (isHarmless(words) && isHarmless(withoutElse(words))) ||
    /\bworthless\b|\bstart(?:s|ing)? over\b/i.test(words) ||
    /\b(?:previous|former|last good)(?=) (?:image|version|revision|release|state)(?=)\b/i.test(
      words,
    ) ||
    /\bcan(?:not|['’]t) be undone\b/i.test(words) ||
    (PUTS_BACK.test(effect) && BACK.test(words))
  );
};

/** "Rollback", and not "Restore the database": a way back for whatever was done. */
const FOR_ALL =
  /^\W*(?:\d+(?:\.\d+)*(?=)[.)]? |step \d+[:.]? )?(?=)(?:the )?(?=)(?:roll(?:ing)?(?=)[- ]?back|back(?:ing)?(?=)[- ]?out(?: of .*)?|going back|(?:\S+ ){0,3}(?=)way back|zurück|fall-?back|reversal|reinstat\w*|if (?:it|this|that|something|things)(?=) goe?s? wrong|undo(?:ing)?|recovery|revert|disaster recovery|plan b|rückweg|rückfall|rollback|retour arrière|marcha atrás|reversión|reversão|ripristino|terugweg|откат|ロールバック|切り戻し|回滚|롤백)(?=)(?: (?:plan|procedures?|steps|instructions|strategy|playbook|section))?(?=)\W*$/iu;

/**
 * The words of the step's section that speak of it, and of those around it when it is one step of
 * them. What was done before, and what the section is called, brings nothing back.
 */
function around(context: RuleContext, step: Step, at: number): string {
  const path = context.sectionsFrom(step.sectionId).filter(({ level }) => level > 1);
  // What stands above losses of its own is said of them, unless all are steps of one procedure.
  const losing = STEP.test(path[0]?.title ?? '') ? [] : losingSteps(context);
  const rest = step.text.slice(at).replace(/^(?:[^\n\\]|\\\n?)*/, '');
  const { before, after } = reachOfWords(context, step, stretchOf(context, step), (line) =>
    isOfOtherPart(context, step, line),
  );
  return [
    ...path
      .slice(1)
      .map(({ id, range }) => ({
        id,
        words: introduction(context, range.start).replace(/^.*/, ''),
      }))
      .filter(
        ({ id, words }) => tellsForGood(words) || !losing.some(({ sectionId }) => sectionId === id),
      )
      .map(({ words }) => words),
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

/** A part of the procedure that does something of its own says how that is undone. */
function isOfOtherPart(context: RuleContext, step: Step, line: number): boolean {
  const part = context.sectionAt(line);
  if (part !== undefined && part.id !== step.sectionId && IS_PRACTICE.test(part.title)) return true;
  if (
    part === undefined ||
    part.id === step.sectionId ||
    context.ofDocument(partsOnWaysBack).has(part)
  )
    return false;
  const own = context.sectionsFrom(step.sectionId);
  if (own.some(({ id }) => id === part.id)) return false;
  return context.runbook.steps.some(
    ({ sectionId, text, language }) =>
      sectionId === part.id && context.code?.classify(text, language).intent !== 'check',
  );
}

/** A restore that is only practised. */
const IS_PRACTICE =
  /\b(?:restor\w*|recover\w*|roll-?back)[ -](?:tests?|drills?|exercises?|rehearsals?|checks?)\b/i;

/** What should be seen afterwards brings nothing back. */
const EXPECTS = /^[ \t>*_]*(?:Expected|Answer|Output|Result)[*_]*:[^\n]*$/gim;

/** What is said between the step and the end of its section, and below a heading of regrets. */
function wordsAfter(context: RuleContext, step: Step): string {
  const end = context.section(step.sectionId)?.range.end ?? context.lines.count;
  const later = context.runbook.sections.filter(({ range }) => range.start >= end);
  const { after } = reachOfWords(context, step, { start: step.range.start, end });
  const words = withoutCode(after).replace(EXPECTS, '');
  const regrets = later.filter(
    ({ title }, at) => (at === 0 ? REGRETS : FAILS).test(title) && !isOtherMistake(title),
  );
  return [words, ...regrets.map(({ range }) => introduction(context, range.start))].join('\n');
}

/** "If someone asks for a file", "Too early?", "That was a mistake": what follows on the step. */
const REGRETS =
  /^\W*(?:\d[\d.]*\W+)?(?:if|when|should|in case|too)\b|\b(?:mistake|(?<!\bnot (?:come|get) )back(?! up)|mind|undo|wrong|reverse|restor\w*|recover\w*|missing)\b|\?\W*$/i;

/** "If the clone fails": it may stand behind other steps. */
const FAILS = /\b(?:fails?|failed|wrong|mistake|undo)\b/i;

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
    wordsOf((step.text.slice(at).split('\n', 1)[0] ?? '').replace(PLACE_FLAGS, ' ')).filter(
      (word) => !COPIES.test(word),
    ),
  );
  const waysBack = context.ofDocument(sectionsOnWaysBack);
  return context.runbook.sections.some((section) => {
    const { level, range, title } = section;
    if (level === 1 || range.start < own.range.end || !waysBack.has(section)) return false;
    if (isOtherMistake(title) || ALSO_TAKES.test(title)) return false;
    // The next step of a procedure makes something of its own anew.
    if (COUNTED.test(title) && COUNTED.test(own.title) && !namesWayBack(title)) return false;
    const isNext = range.start === own.range.end;
    if (isNext && (sharesStem(title, own.title) || (namesWayBack(title) && !namesThing(title))))
      return true;
    return wordsOf(`: ${context.linesText(range.start, range.end)}`).some((word) => lost.has(word));
  });
};

/** "Delete and re-create a queue". */
const ALSO_TAKES =
  /\b(?:delete|deleting|remove|removing|drop|dropping|purge|purging|destroy|wipe|wiping|clean|cleaning)\b/i;
/** "Step 3 - …", "B2. …", "Playbook C: …". */
const COUNTED =
  /^\W*(?:(?:step|part|phase|playbook|play|job|case) )?(?:\p{L}?\d+(?:\.\d+)*|[A-Z])[.):]?(?: [-–—] | )/iu;

/** "Rolling back a release" is of the release alone. */
function namesThing(title: string): boolean {
  return stemsOf(title).some((stem) => !OF_WAY.test(stem));
}

const OF_WAY =
  /^(?:roll|back|undo|way|rever|resto|recov|going|get|getti|bring|put|retur|again|step|this|that|how|you|chang|your|mind|fall|out|plan|wrong|goes|went|some|thing|if|when|fails?|faile|need|neede|after|every|secon|thoug|mista|regre|zur|wie|retou|rest)/;

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

function sectionsOnWaysBack({ runbook }: RuleContext): ReadonlySet<Section> {
  return new Set(runbook.sections.filter(({ title }) => tellsWayBack(title)));
}

/** "Make the addresses harmless" brings nothing back. */
function partsOnWaysBack(context: RuleContext): ReadonlySet<Section> {
  const isOne = ({ title }: Section): boolean =>
    !/\bharmless\b/i.test(title) || tellsWayBack(title.replace(/\bharmless\b/gi, ''));
  return new Set([...context.ofDocument(sectionsOnWaysBack)].filter(isOne));
}

/** A section about the way back is for all that the runbook did before it. */
const hasSectionForAll: Way = (context, step) => context.ofDocument(lastForAll) > step.range.start;

/** The line where the last section begins that takes back whatever was done; -1 without one. */
function lastForAll(context: RuleContext): number {
  const starts = context.runbook.sections
    .filter(
      ({ title, range }) =>
        FOR_ALL.test(title) && saysHow(context.linesText(range.start + 1, range.end)),
    )
    .map(({ range }) => range.start);
  return Math.max(-1, ...starts);
}

/** A command, or words of a way back; to call somebody, or a promise, is none. */
function saysHow(text: string): boolean {
  const code = Array.from(text.matchAll(/`+([^`]+)`+/g), ([, inner = '']) => inner.trim());
  // A name in code is that of a channel or a rota.
  const isSaid = code.some((inner) => /\s/.test(inner) && !/^[<{[].*[>}\]]$/.test(inner));
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
function isLasting(step: Step, { at, effect, reason }: Loss): boolean {
  const text = step.text.slice(at).split('\n', 1)[0] ?? '';
  const whole = /^(?:[^\n\\]|\\\n?)*/.exec(step.text.slice(at))?.[0] ?? '';
  if (
    (OF_FILES.test(text) && CACHE.test(text.replace(LISTED, ''))) ||
    OLD_COPY.test(text) ||
    DEAD.test(text)
  )
    return false;
  if (isMadeAnew(reason)) return false;
  // Made anew by whoever needs them.
  if (/\bdelete from\s+["`[]?\w*(?:session|token|lock|cache)s?\b/i.test(text)) return false;
  if (LASTING.test(text) || (ASKS_AWAY.test(effect) && DELETES_AT.test(whole))) return true;
  if (OF_DISK.test(effect)) return /\bpurge\b/.test(reason);
  if (TAKES.test(effect)) return DESTROYS.test(reason) && !SWITCHES_OFF.test(reason);
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
  /(?<![a-zà-ɏа-я])(?:re-?stor|recover|roll(?:ing|s|ed)?[- ]?back|backing|back[- ]?out|return|undo|revert|disaster|fail-?over|re-?build|re-?init|re-?seed|migrat|mov|import|load|wiederherst|einspiel|zurück|rétabl|restaur|recuper|reprise)|\bback(?!-?\s?up)/iu;

/** Filled again by whoever reads it. */
const CACHE =
  /[\/\\](?:[\w.-]*cached?|temporary [\w. ]+|thumbnails?|\.?te?mp|dev[\/\\]shm)(?:[\/\\\s*'"]|$)/i;

/** Of other commands a path says what they read: a plan, a script, a list. */
const OF_FILES =
  /\b(?:rm|rmdir|unlink|shred|find|truncate|dd|rsync|mv|cp|tee|rd|del|erase|ri|rclone|robocopy|tmpreaper|tmpwatch|Remove-Item|Clear-\w+)\b|>/i;

/** A file that only lists what goes, by a redirection or in another command. */
const LISTED = /(?:<\s*|\$\((?:cat|head|tail)\s+|\s-a\s+|--arg-file[= ]|@)["']?\/[^\s)]*/g;

/** What was put aside, and is not used any more. */
const OLD_COPY =
  /^\s*(?:sudo )?rm\s.*[\w/-][.](?:stale|old|bak|orig|before|previous)(?:[-.*\w]*)?['"]?\s*$/;

/** A member that is dead already is only forgotten. */
const DEAD = /\b(?:forget_cluster_node|removenode|assassinate|--dead)\b/;

/** A server is asked, and the address says what becomes of it. */
const ASKS_AWAY = /\basks a server to take something away\b/;
const DELETES_AT = /\/[\w-]*(?:delet|destroy|eras|purg|drop|wip|truncat)/i;

/** "Takes it away": for a while, or for good, as the command's own name says. */
const TAKES =
  /\btakes (?:it|data|storage|keys|machines?|an? (?:machine|account|certificate|site|zone|jail|database instance|disk))\b.*\baway\b/;
/** Out of the cluster for a while, or for another one of the same number, unless all trace of it goes. */
const OF_DISK = /\btakes a disk out of the cluster\b/;
const DESTROYS =
  /(?:\b|[-:_])(?=)(?:delete\w*|destroy|delsnapshot|purge|wipe|erase|drop|flush|clean|undefine|unregistervm|remove|rm|lvremove|vgremove|lvreduce)(?=)\b/;
/** What others call a shutdown. */
const SWITCHES_OFF = /\b(?:virsh|xl)\b.*\bdestroy\b/;

const GONE = new Wordings(
  /\b(?:deletes?|destroys?|empties|drops?|wipes?|overwrites?|loses?|forgets|takes (?:a|the) (?:node|peer|member)\b|drives all pods|removes (?:it|item|firewall rules|\w+ \S+|(?:vm)?(?:snapshot|checkpoint)|\w*(?:backup|volume|share|mailbox|user|computer|database|table|disk|vm|bucket|blob|key|secret|group|policy|rule|record|zone|queue|topic|datastore|site|list|team|tenant|object|gpo|certificate|app|application|stack|cluster|instance)s?)|takes something away|asks for something to be deleted|runs (?:delete|drop)|throws (?:stashed work|anonymous volumes|the write-ahead log)|loads? the defaults)\b/i,
);
const BACK_BY_ITSELF =
  /(?<![\w-])(?:packages?|a rule|(?<!backups or )logs?|containers?|(?<!detaches an )images?|cache\w*|stops?)(?![\w-])/i;

/** Commands whose loss stays; a pod that is deleted comes back by itself. */
const LASTING = new Wordings(
  /\bdrop\b|\btruncate\b|\bdelete from\b|\bdown\b[^\n]*(?:-v\b|--volumes)|\brm\s+-|\bterraform destroy\b|\b(?:helm|kubectl|oc)\b[^\n]*(?<!-)\b(?:uninstall|delete)\b|\bvolume (?:rm|prune)\b|\bsystem prune\b|\bmkfs|\bdd\b|\bflushall\b|\bflushdb\b|--replicas[= ]0|\bdelete-(?:table|bucket|db|stack|volume)|\bs3 (?:rm|rb)\b|\bdropdb\b|\bRemove-Item\b[^\n]*-Recurse|\bRemove-(?:AD|Smb|Mailbox|Az|Dns|Dhcp|Web|Local|Mg|Partition|Cluster)\w*|\breset --hard\b/i,
);
