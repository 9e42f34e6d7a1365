import type { Step } from '../../model/step';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { asksReader, stopsReader } from './warnings';

/** A command that loses something, and nothing before it that makes its reader stop. */
export const destructiveUnguarded: Rule = {
  code: 'destructive-unguarded',
  severity: 'warning',
  explanation:
    'This command deletes data, or takes capacity or traffic away, and nothing before it warns, backs up or asks to make sure. Put a backup, a check or a warning before it.',
  find: (context) => {
    const { code } = context;
    if (code === undefined) return [];
    return context.runbook.steps.flatMap((step) => {
      const loss = lossesOf(context, step).find(
        (one) => !isReplaced(context, step, one) && !isGuarded(context, step, one),
      );
      if (loss === undefined) return [];
      return [
        {
          span: loss.span,
          message: `${loss.reason}; no warning, backup or check precedes it. Put one before it.`,
        },
      ];
    });
  },
};

/** What is lost comes back by itself or in the same block: this is how things are restarted. */
export function isReplaced(
  context: RuleContext,
  step: Step,
  { reason, effect, at }: Loss,
): boolean {
  if (isOwnMade(step.text.slice(0, at), step.text.slice(at))) return true;
  if (/\bgit rm\b.*\s--cached\b/.test(reason)) return true;
  // A script that comes with the runbook restores nothing.
  const script = /\brestores (\S+\.sql) over\b/.exec(effect)?.[1];
  if (script !== undefined && isOfFolder(context, script)) return true;
  // `> ` before a plain word is the prompt of another program, not a redirection.
  if (/^> [^\s/.$]+ empties/.test(reason)) return true;
  if (/\b(?:builder|buildx|image) prune\b/.test(reason)) return true;
  // Held back, or fetched again by itself: nothing is lost.
  if (/\b(?:holds? (?:mail|messages|jobs)? ?back|throws cached content away)\b/.test(reason))
    return true;
  if (/\bairflow tasks clear\b/.test(reason)) return true;
  if (/--force/.test(reason)) return false;
  if (
    /\sdelete\s[^;]*?(?:^|\s)(?:pods?|po|jobs?|leases?|vmis?|virtualmachineinstances?|volumeattachments?|replicasets?|rs|endpoints?|events?|csr|certificaterequests?)(?:[\s/]|$)/i.test(
      reason,
    )
  )
    return true;
  if (/\bremoves images\b/.test(reason) && /\brmi\b/.test(reason)) return true;
  const rest = step.text.slice(at);
  // Stopped for a moment, to be started below.
  if (/\bstops\b/.test(effect) && STARTS.test(rest.replace(/^[^\n]*/, ''))) return true;
  if (/\bstops\b/.test(effect) && isStartedAgain(context, step, rest)) return true;
  // Taken out for a while, and back in below.
  if (
    /\b(?:suspend|drain|cordon)\w*/i.test(reason) &&
    goesOn(context, step, /\b(?:Resume-\w+|uncordon|resume)\b/)
  )
    return true;
  if (/\bdrain\b/.test(reason) && /\buncordon\b/.test(rest)) return true;
  if (/scales to 0/.test(reason))
    return /\bscale\b[^\n]*[= ][1-9]\d*\b/.test(rest.replace(/^.*/, ''));
  return /\bdelete\b/.test(reason) && isOfPods(context, step, rest);
}

function isOfFolder({ around: { files, path = '' } }: RuleContext, script: string): boolean {
  const bare = script.replace(/^\.\//, '');
  return files?.has(bare) === true || files?.has(`${path.replace(/[^/]*$/, '')}${bare}`) === true;
}

const STARTS = /\b(?:start|up|restart|rerun|retry|resume|Start-\w+|Restart-\w+)\b/;

/** Whether a later step of the section starts what this one stops. */
function isStartedAgain({ runbook }: RuleContext, step: Step, rest: string): boolean {
  const names = (/^[^\n]*/.exec(rest)?.[0].match(/[A-Za-z][\w@.-]{2,}/g) ?? []).filter(
    (word) =>
      !/^(?:sudo|systemctl|service|stop|docker|compose|kubectl|ssh|name|Stop-\w+)$/.test(word),
  );
  return runbook.steps.some(
    (other) =>
      other.sectionId === step.sectionId &&
      other.range.start > step.range.start &&
      other.text
        .split('\n')
        .some((line) => STARTS.test(line) && names.some((name) => line.includes(name))),
  );
}

/** Whether a later step of the section does what is looked for. */
function goesOn({ runbook }: RuleContext, step: Step, wanted: RegExp): boolean {
  return runbook.steps.some(
    (other) =>
      other.sectionId === step.sectionId &&
      other.range.start > step.range.start &&
      wanted.test(other.text),
  );
}

/** The words just above, or the command that feeds it, say that the deleted things are pods. */
function isOfPods({ lines }: RuleContext, step: Step, rest: string): boolean {
  if (/\bget (?:pods?|po)\b[^\n]*\|\s*xargs\b/.test(step.text)) return true;
  // A type that is named is not left to the words.
  if (!/\bdelete\s+(?:-\S+\s+\S+\s+)*[<"$]/.test(rest)) return false;
  let line = step.range.start - 1;
  while (line > 0 && lines.line(line).trim() === '') line--;
  let words = '';
  for (; line >= 0 && lines.line(line).trim() !== ''; line--)
    words = `${lines.line(line)} ${words}`;
  return /\b(?:delet|restart|recreat)\w*\b[^.]{0,60}\bpods?\b/i.test(words);
}

export interface Loss {
  readonly reason: string;
  /** The reason without the command itself. */
  readonly effect: string;
  /** Offset into the step's text. */
  readonly at: number;
  readonly span: { readonly start: number; readonly end: number };
}

/** Why a step is destructive and where, for each of its commands that is. */
export function lossesOf(context: RuleContext, step: Step): readonly Loss[] {
  if (context.code === undefined) return [];
  if (step.notRunnable !== undefined && step.notRunnable.code !== 'unfilled-hole') return [];
  const { intent, reasons } = context.code.classify(step.text, step.language);
  if (intent !== 'destructive') return [];
  return reasons.slice(0, 20).map((reason) => {
    const label = /^`([^`]*?)…?`/.exec(reason)?.[1] ?? '';
    const at = placeOf(label, step.text);
    const span =
      at < 0
        ? context.stepSpan(step)
        : context.place(
            step,
            at,
            step.text.indexOf('\n', at) < 0 ? step.text.length : step.text.indexOf('\n', at),
          );
    const effect = reason.replace(/^`[^`]*`/, '');
    return { reason: reason.replaceAll('`', ''), effect, at: Math.max(at, 0), span };
  });
}

/** Where a command stands by as many of its first words as can be found. */
function placeOf(label: string, text: string): number {
  const words = label.split(' ');
  for (let count = words.length; count >= Math.min(3, words.length); count--) {
    const at = text.indexOf(words.slice(0, count).join(' '));
    if (at >= 0) return at;
  }
  return -1;
}

/** What stands before the loss: its section, its own comments, the introductions above. */
/** "Back: `…`", "`…` is not how we do it": nobody runs this as the next step. */
export function isWayBackOrNo(context: RuleContext, step: Step): boolean {
  if (step.kind !== 'inline') return false;
  const line = context.lines.line(context.lines.lineAt(step.source.start));
  return WAY_BACK.test(line) || DENIES.test(line.replace(/`[^`]*`/g, '``'));
}

const WAY_BACK =
  /^[\s>*_+-]*(?:\d+[.)] )?[*_]*(?:(?:the )?way back|back|roll-?back|undo|to undo(?: it)?|revert|to go back|zurück|rückweg|rückgängig|retour(?: arrière)?|marcha atrás|deshacer|desfazer|per annullare|annulla|terug)\b[^:`]{0,40}[:：]/i;
const DENIES =
  /(?:\b(?:not|never|don['’]t|do not|no longer|instead of|rather than|avoid|nicht|niemals|nie|jamais|ne pas|nunca|mai|nooit)\b[^.;]{0,50}``)|``(?: \w+){0,2} (?:is|was|are|would be) (?:\*|_)*(?:not|never|wrong)|\ban? `` (?:rule|command|job|call|flag|option|line|entry)\b/i;

function isGuarded(context: RuleContext, step: Step, loss: Loss): boolean {
  if (step.attributes.confirm === true || asksItself(step.text.slice(loss.at))) return true;
  if (isWayBackOrNo(context, step)) return true;
  const path = context.sectionsFrom(step.sectionId);
  const start = path[0]?.range.start ?? 0;
  const own = step.text.slice(0, loss.at);
  const comments = own.split('\n').filter((text) => /(?:^|\s)(?:#|--)\s/.test(text));
  // The title of a whole document ("Backups") stops nobody.
  const titles = path.flatMap(({ title, level }) => (level > 1 ? [title] : []));
  const prose = proseBefore(context, step, start);
  if ([prose, ...titles, ...comments].some(stopsReader)) return true;
  if ([justAbove(prose), ...comments].some(asksReader)) return true;
  const outer = path.slice(1).filter(({ level }) => level > 1);
  if (outer.some(({ range }) => stopsReader(introduction(context, range.start)))) return true;
  if (step.kind === 'block' && BACKUP.test(own)) return true;
  return context.runbook.steps.some(
    (other) =>
      other.range.start < step.range.start &&
      other.range.start >= start &&
      (isBackup(context, other) || isProbe(context, other, step.text.slice(loss.at))),
  );
}

/** What the same block made a moment ago: a file to test with, a scratch folder. */
function isOwnMade(own: string, rest: string): boolean {
  const line = rest.split('\n', 1)[0] ?? '';
  const makes = own.split('\n').filter((text) => MAKES.test(text));
  if (makes.length === 0) return false;
  const scratch = (word: string): boolean => {
    const name = /\$\{?(\w+)/.exec(word)?.[1];
    return (
      (name !== undefined && makes.some((text) => text.includes(`${name}=$(mktemp`))) ||
      (word.length > 3 &&
        makes.some((text) => /\bcreatedb\b|\bCREATE DATABASE\b/i.test(text) && text.includes(word)))
    );
  };
  const targets = (line.match(/"[^"]+"|'[^']+'|[^\s'"=]+/g) ?? [])
    .slice(1)
    .filter((word) => !/^(?:-|sudo$|rm$|EXIT$)/.test(word));
  // Restored into a scratch folder, or cleared away with it.
  if (
    targets.some(scratch) &&
    /\b(?:restore|pg_restore|psql|rm|rmdir|clear|mv|cp|tar|unzip)\b/.test(line)
  )
    return true;
  if (!/^(?:sudo )?(?:rm|rmdir|Remove-Item|ri|del)\s/i.test(line)) return false;
  return (
    targets.length > 0 &&
    targets.every((target) => {
      const bare = target.replace(/^["']|["'];?$/g, '');
      return makes.some((text) => text.includes(bare));
    })
  );
}

const MAKES =
  /\b(?:Set-Content|New-Item|Out-File|Export-\w+|Copy-Item|Add-Content|mktemp|createdb|CREATE DATABASE|touch|mkdir|tee|cp|dd|fallocate|truncate)\b|>/i;

/** A command that asks before it does anything, as its author saw to. */
function asksItself(rest: string): boolean {
  const line = /^(?:[^\n\\`]|[\\`]\n?)*/.exec(rest)?.[0] ?? '';
  if (/\s-Confirm\b(?!:\s*\$false)/i.test(line)) return true;
  if (/^\s*(?:sudo )?rm\s+(?:-\w*[iI]|--interactive)/.test(line) && !/\s-\w*f/.test(line))
    return true;
  return (
    /^\s*(?:sudo )?(?:apt|apt-get|dnf|yum|zypper|pacman|brew)\s/.test(line) &&
    !/\s(?:-\w*y\w*|--yes|--assume-?yes|--noconfirm|-n|--non-interactive)(?:\s|$)/.test(line)
  );
}

/** The words of the section up to a step; a bullet speaks only for itself. */
function proseBefore(context: RuleContext, step: Step, start: number): string {
  const line = context.lines.lineAt(step.source.start);
  if (step.kind === 'block') return withoutCode(context.linesText(start, step.range.start));
  const intro = context.passages.filter(
    (passage) =>
      passage.start >= start &&
      passage.start < line &&
      passage.kind === 'paragraph' &&
      (passage.item === undefined || passage.item.ordered),
  );
  return [...intro.map(({ content }) => content), context.lines.line(line)].join('\n');
}

/** The last words before a step: what they ask to make sure of is what it does. */
function justAbove(prose: string): string {
  const lines = prose.split('\n').filter((line) => line.trim() !== '' && !/^#{1,6} /.test(line));
  return lines.slice(-3).join('\n');
}

/** A step that keeps what will be lost; to list old backups, or to delete them, is none. */
function isBackup(context: RuleContext, { text, language }: Step): boolean {
  if (!BACKUP.test(text)) return false;
  const intent = context.code?.classify(text, language).intent;
  return intent === 'change' || KEEPS.test(text);
}

/** A check of the same thing in the same section shows the reader what will be lost. */
function isProbe(context: RuleContext, step: Step, loss: string): boolean {
  if (context.code?.classify(step.text, step.language).intent !== 'check') return false;
  const targets = new Set(wordsOf(loss));
  return wordsOf(step.text).some((word) => targets.has(word));
}

const TOOLS =
  /^(?:sudo|docker|compose|kubectl|podman|helm|psql|redis-cli|mysql|systemctl|delete|drop|from|table|database|where|select|remove|prune|force|postgres|namespaces?|local|https?|localhost|system|volumes?|images?|containers?|pods?|nodes?|deployments?|services?|topics?|queues?|snapshots?|backups?|json|yaml|name|names|list|describe|output|recurse|path|item|true|false|null|count|status|delete|interval|days?|hours?|bootstrap|bootstrap-server|server|topic|entity|prod|production|staging)$/;

/** What a command works on by name: not its program, nor the host it is sent to. */
function wordsOf(text: string): readonly string[] {
  const bare = text
    .replace(/(^|[\n|;&]\s*)(?:sudo\s+)?ssh\s+(?:-\S+\s+(?:\d+\s+)?)*\S+/g, '$1')
    .replace(/(^|[\n|;&]\s*['"]?)(?:sudo\s+)?[\w./-]+/g, '$1')
    .replace(/(?:^|\s)--?[\w-]+=?/g, ' ')
    // Of a path only its last part says what is meant.
    .replace(/[\w.:~$-]*[\\/](?=[\w.-])/g, ' ');
  return (bare.toLowerCase().match(/(?<![\w-])[a-z][\w-]{3,}/g) ?? []).filter(
    (word) => !TOOLS.test(word),
  );
}

/** Commands that write out what there is, though they alter nothing. */
const KEEPS =
  /\b(?:Suspend-ClusterNode|drain|cordon)\b|\b(?:pg_dump|pg_dumpall|pg_basebackup|mysqldump|mongodump)\b|-o ?(?:yaml|json)[^|\n]*>|\bread -p/i;

const BACKUP =
  /\bSuspend-ClusterNode\b|\b(?:kubectl|oc) (?:drain|cordon)\b|\b(?:pg_dump|pg_dumpall|pg_basebackup|mysqldump|mongodump|velero backup|etcdctl snapshot|create-(?:db-)?snapshot|backup)\b|\b(?:kubectl|oc) get\b[^|\n]*-o ?(?:yaml|json)[^|\n]*>|\bcp -[a-zA-Z]*[ar]|\bread -p|\brsync\b/i;

function introduction(context: RuleContext, start: number): string {
  const next = context.runbook.sections.find(({ range }) => range.start > start);
  const end = Math.min(next?.range.start ?? context.lines.count, start + 30);
  return withoutCode(context.linesText(start, end));
}

function withoutCode(text: string): string {
  return text.replace(/^[ \t>]*(`{3,})[^\n]*\n[\s\S]*?^[ \t>]*\1[^\n]*$/gm, '');
}
