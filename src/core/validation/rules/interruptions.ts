import type { Section } from '../../model/runbook';
import type { Step } from '../../model/step';
import { unwrapped } from '../../text/unwrapped';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';
import type { Loss } from './losses';

/** Whether a loss is of a service or a place in a cluster, and not of what is stored. */
export function isInterruption({ reason, effect }: Loss): boolean {
  if (SERVER_STATE.test(effect)) return true;
  if (STORED.test(effect) || WITH_DATA.test(reason) || DESTROYS.test(reason)) return false;
  if (/\btakes something away\b/.test(effect) && DELETES.test(reason)) return false;
  return INTERRUPTS.test(effect) || PAIRS.some(([away]) => away.test(reason));
}

const INTERRUPTS =
  /^\s*(?:stops? (?!and removes)|ends |kills |closes |cancels |drives |drains |scales |drops connections|takes (?:a|the) (?:node|machine|server|service|disk|link|session|route|tunnel)\b|takes (?:traffic|routes|nodes|runners|something)\b.*\b(?:away|server|cluster)\b|takes it away from|shows the maintenance)/i;

/** What a load balancer is told of one server. */
const SERVER_STATE = /\bstate (?:maint|drain)\b|\bdisable server\b/;

/** A drain that throws away what pods keep on the machine, too. */
const WITH_DATA =
  /--delete-(?:emptydir|local)-data\b.*--force\b|--force\b.*--delete-(?:emptydir|local)-data\b/;

const STORED = /\b(?:delet|empt|destroy|wip|overwrit|restor|los)\w*\b|-v`? deletes|\bremoves\b/i;

/** By its name the command destroys, though all that is known is that something is taken away. */
const DESTROYS = /\b(?:purge|destroy|wipe)\b/i;
const DELETES = /\b(?:\w*delete|remove|drop|erase|flush)\b/i;

/** What takes away, and what gives back. */
const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/\bunmap\b/i, /(?<![\w-])map\b/i],
  [/\bdetach\b/i, /(?<![\w-])(?:re-?)?attach\b/i],
  [/\b(?:disable|deactivate|Disable-\w+)\b/i, /(?<![\w-])(?:enable|activate|Enable-\w+)\b/i],
  [/\b(?:de|un)-?register\b/i, /(?<![\w-])register\b/i],
  [/\bdisconnect\b/i, /(?<![\w-])connect\b/i],
  [/\b(?:umount|unmount|Dismount-\w+)\b/i, /(?<![\w-])(?:mount|Mount-\w+)\b/i],
  [/\b(?:leave|remove-peer|forget)\b/i, /(?<![\w-])(?:re)?join\b/i],
  [/\b(?:pause|suspend|Suspend-\w+)\b/i, /\b(?:resume|unpause|Resume-\w+)\b/i],
  [/\bstate=stopped\b/, /\bstate=(?:re)?started\b/],
  [/(?<![a-z])(?:stop|down|shutdown)(?![a-z])/i, /(?<![a-z-])(?:start|up|restart)(?![a-z])/i],
  [/--replicas[= ]0\b|\bscales to 0\b/, /--replicas[= ]['"]?(?:[1-9$]|\{)/],
  [/\bosd out\b/i, /\bosd in\b/i],
  [/\bstate (?:maint|drain)\b|\bdisable server\b/i, /\bstate ready\b|\benable server\b/i],
];

const STOPS = /(?<![a-z])(?:stop|down|shutdown|state=stopped)(?![a-z])/i;

/** A notice, a recording or a test that ends serves nobody any more. */
const ENDS_NOTHING =
  /\bStop-\w*(?:Notice|Notification|Banner|Alert|Alarm|Message|Announcement|Transcript|Trace|Recording|Capture|Silence|Simulation|Test|Job|Timer)\b/i;

/** A service is taken away for a while, and the section says how it comes back. */
export function comesBack(context: RuleContext, step: Step, loss: Loss): boolean {
  if (ENDS_NOTHING.test(loss.reason) || isOwnProcess(context, step, loss)) return true;
  if (BACK_BY_ITSELF.test(loss.reason)) return true;
  if (!isInterruption(loss)) return false;
  if (hasCounterpart(context, step, loss)) return true;
  const words = `${wordsBeside(context, step)}\n\n${laterItems(context, step)}`;
  return SAYS_BACK.test(withoutTroubles(words)) || namesCounterpart(words, loss);
}

/** "Taking a host down": whoever opens such a section knows what goes away. */
export function announcesStop(title: string): boolean {
  return STOP_IN_TITLE.test(title);
}

const STOP_IN_TITLE = new Wordings(
  /(?<![a-zà-ɏа-я])(?:(?:tak|bring)(?:e|ing) (?:\S+ ){0,5}(?:down|out|offline|off)|shut(?:ting)?[- ]?(?:\S+ ){0,3}down|power(?:ing)?[- ]?(?:off|down)|stop(?:ping|s)?|drain(?:ing|s)?|halt(?:ing)?|evacuat(?:e|ing)|suspend(?:ing)?|paus(?:e|ing)|switch(?:ing)? off|turn(?:ing)? off|out of (?:rotation|service|use)|maintenance|herunterfahren|abschalten|anhalten|stoppen|arrêt(?:er)?|éteindre|apagar|detener|parar|spegnere|fermare)(?![a-zà-ɏа-я])/iu,
);

/** Whether words tell of an outage that the work brings: "it is down for some minutes meanwhile". */
export function tellsOutage(words: string): boolean {
  return unwrapped(words)
    .split(/(?<=[.;!?])\s|\n/)
    .some((sentence) => OUTAGE.test(sentence) && !IS_TROUBLE.test(sentence));
}

const OUTAGE = new Wordings(
  /\b(?:(?:is|are|be|goes?|stays?|remains?) (?:\w+ )?(?:down|offline|out of service|not (?:served|available|reachable)|unavailable|unreachable|interrupted|paused|read-only|closed)\b[^.;]{0,20}\b(?:for (?:about |some |up to |around |roughly |at most |the |a )?(?:\w+ ){0,2}(?:seconds?|minutes?|hours?|while)\b|between|during|meanwhile|while|until|from step|in step|as long as)|(?:down-?time|outage|interruption) (?:of|is|lasts|takes|for|between|during|until)|(?:costs?|brings?|causes?|means|expect|plan|announce) (?:\w+ ){0,4}(?:down-?time|outage|interruption)|maintenance window)\b/i,
);

/** What brought the reader here, or when it is too much. */
const IS_TROUBLE =
  /\b(?:alert|fires?|more than|longer than|has been|have been|if|when|why|since)\b/i;

/** A machine that is started anew comes up again. */
const BACK_BY_ITSELF = /(?:^|[\s'"])(?:systemctl )?reboot\b|\bshutdown -r\b|\bRestart-Computer\b/;

/** What the runbook itself started in the background. */
function isOwnProcess({ runbook }: RuleContext, step: Step, { reason, at }: Loss): boolean {
  const name = /^(?:sudo )?kill (?:-\w+ )?["']?\$\{?(\w+)/.exec(reason)?.[1];
  if (name === undefined) return false;
  const before = runbook.steps.filter(({ range }) => range.start < step.range.start);
  return [...before.map(({ text }) => text), step.text.slice(0, at)].some((text) =>
    new RegExp(`(?<!\\w)${name}=["']?\\$!`).test(text),
  );
}

/** What is said between the step before, or the heading, and the one after. */
function wordsBeside(context: RuleContext, step: Step): string {
  const { lines } = context;
  const walls = context.ofDocument(wallsOf);
  let end = step.range.end;
  while (end < lines.count && walls[end] !== 1) end++;
  const own = step.kind === 'block' ? '' : lines.line(step.range.start);
  return [wordsAbove(context, step), own, context.linesText(step.range.end, end)].join('\n');
}

/** What the later items of the same list begin with: "5. Start them again." */
function laterItems(context: RuleContext, step: Step): string {
  const own = context.passageAt(step.range.start)?.item;
  if (own?.ordered !== true) return '';
  return context.passages
    .filter(
      ({ kind, start, item, opensItem }) =>
        kind === 'paragraph' && opensItem && item?.list === own.list && start >= own.end,
    )
    .map(({ content }) => content)
    .join('\n\n');
}

/** What is said between the step before, or the heading, and this one. */
export function wordsAbove(context: RuleContext, step: Step): string {
  const walls = context.ofDocument(wallsOf);
  let start = step.range.start;
  while (start > 0 && walls[start - 1] !== 1) start--;
  return context.linesText(start, step.range.start);
}

/** 1 for each line of a heading or of a step's block, where the words of another step end. */
function wallsOf({ runbook, lines }: RuleContext): Uint8Array {
  const walls = new Uint8Array(lines.count + 1);
  for (const { kind, range } of runbook.steps)
    if (kind === 'block') walls.fill(1, range.start, range.end);
  for (const { range } of runbook.sections) walls[range.start] = 1;
  return walls;
}

/** What ends one command, or one statement in it. */
const BETWEEN = /\n|;|&&/;

/** The command that gives back, for something of the same name. */
function hasCounterpart(context: RuleContext, step: Step, { reason, at }: Loss): boolean {
  const { runbook } = context;
  const backs = PAIRS.flatMap(([away, back]) => (away.test(reason) ? [back] : []));
  const line = step.text.slice(at).split(BETWEEN, 1)[0] ?? '';
  const words = line.match(/[A-Za-z][\w@.-]{3,}/g)?.slice(1) ?? [];
  const names = words.map((name) => name.replace(/stop(?=_)/, 'start'));
  const gives = (lines: readonly string[]): boolean =>
    lines.some(
      (other) =>
        other !== line &&
        backs.some((back) => back.test(other)) &&
        names.some((name) => other.includes(name)),
    );
  if (backs.length === 0) return false;
  // In one block a swap may give first; what is only stopped must be started below.
  const isStop = STOPS.test(reason);
  if (gives((isStop ? step.text.slice(at) : step.text).split(BETWEEN))) return true;
  // What is taken out of a cluster is put back in at the end of the procedure.
  const [own, parent] = context.sectionsFrom(step.sectionId);
  // So is what is stopped, when the procedure has a heading for each step.
  const isApart = isStop && !IS_STEP.test(own?.title ?? '') && !isPairOfHeadings(context, own);
  const end = isApart ? 0 : ((parent ?? own)?.range.end ?? 0);
  return runbook.steps.some(
    (other) =>
      other.range.start > step.range.start &&
      (other.sectionId === step.sectionId || other.range.start < end) &&
      gives(other.text.split('\n')),
  );
}

/** "Stop the writers", and further below, beside it, "Start the writers". */
function isPairOfHeadings({ runbook }: RuleContext, own: Section | undefined): boolean {
  if (own === undefined || !/^(?:stop|pause|shut|halt|suspend)/i.test(own.title)) return false;
  return runbook.sections.some(
    ({ title, parentId, range }) =>
      parentId === own.parentId &&
      range.start > own.range.start &&
      /^(?:start|restart|resume|unpause|bring|open)/i.test(title),
  );
}

const IS_STEP = /^(?:step |schritt |étape |paso )?(?:\d{1,2}|[A-H])(?:[.):]| [-–—])? /iu;

/** "`systemctl start` does the opposite." */
function namesCounterpart(words: string, { reason }: Loss): boolean {
  const code = (words.match(/`[^`\n]+`/g) ?? []).join('\n');
  return PAIRS.some(([away, back]) => away.test(reason) && back.test(code));
}

/** A text without what must not come back, or is waited for: "it will come back and split the vote". */
export function withoutTroubles(text: string): string {
  return text.includes('back') ? text.replace(TROUBLES, '') : text;
}

const TROUBLES =
  /\b(?:com(?:es?|ing)(?=) back (?:and|to|only to)(?=) (?:\w+ )?(?=)(?:confus|fight|split|conflict|overwrit|corrupt|duplicat|break|vot|claim|disturb|clash|collid|haunt)(?=)\w*|comes? back (?:confused|broken|corrupt\w*)|(?:until|before|whether|unless)(?=) (?:\S+ ){1,4}(?=)comes? back)(?=)\b|\b(?:come|comes)(?=) back and be \w+/gi;

/** "Start it again", "can rejoin later", "the other node takes over". */
const SAYS_BACK = new Wordings(
  /\b(?:(?:start|bring|switch|turn|put|take|add|join|scale|enable|open|come|let|route|plug)\w*\b[^.\n]{0,60}\b(?:again|back)|re-?(?:start|join|add|enable|attach|open|connect|register|mount)(?:s|ed)?|starts? (?:by )?itself|resum(?:e|es|ed)|reversible|undo(?:es)?|undone|takes? (?:over|the (?:address|vip|virtual ip|role|traffic|load|work))|fails? over)\b|(?<![a-zà-ɏа-я])(?:wieder (?:\p{L}+ )?(?:start|an|ein|hoch|auf|hinzu)\p{L}*|neu (?:start|auf)\p{L}*|übernimmt|übernehmen|redémarr\p{L}*|relanc\p{L}*|remett\p{L}*|reprend\p{L}*|prend le relais|reinici\p{L}*|vuelv\p{L}+ a|volver a|reanud\p{L}*|arranc\p{L}+ de nuevo)(?![a-zà-ɏа-я])/iu,
);
