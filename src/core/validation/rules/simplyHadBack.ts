import type { Step } from '../../model/step';
import type { RuleContext } from '../ruleContext';
import { comesBack } from './interruptions';
import type { Loss } from './losses';
import { isOwnMade } from './ownMade';

/** What is lost comes back by itself or in the same block: this is how things are restarted. */
export function isSimplyHadBack(context: RuleContext, step: Step, loss: Loss): boolean {
  const { reason, effect, at } = loss;
  if (isOwnMade(context, step, at) || comesBack(context, step, loss)) return true;
  // What is taken out is written down by the same command.
  if (/\btakes messages out\b/.test(effect) && /[^>]>>? *["'$/\w.]/.test(lineAt(step, at)))
    return true;
  if (/\bgit rm\b.*\s--cached\b/.test(reason)) return true;
  // A delete marker that goes brings the object back.
  if (/\bdelete-object\b.*--version-id\b.*marker/i.test(lineAt(step, at))) return true;
  // Elasticsearch refuses to restore over an index that is open.
  if (/\/_snapshot\/\S*\/_restore\b/.test(step.text.slice(at))) return true;
  if (isRefusedOrKept(lineAt(step, at))) return true;
  if (UNDELETES.test(reason) || isCloneRewritten(context, step, loss)) return true;
  if (isAddedBefore(context, step, at) || isRolledBack(step.text, at)) return true;
  // A script that comes with the runbook restores nothing.
  const script = /\brestores (\S+\.sql) over\b/.exec(effect)?.[1];
  if (script !== undefined && isOfFolder(context, script)) return true;
  // `> ` before a plain word is the prompt of another program, not a redirection.
  if (/^> [^\s/.$]+ empties/.test(reason)) return true;
  if (/\b(?:builder|buildx|image) prune\b/.test(reason)) return true;
  // Held back, or fetched again by itself: nothing is lost.
  if (
    /\b(?:holds? (?:mail|messages|jobs)? ?back|throws cached content away|forgets a host key)\b/.test(
      reason,
    )
  )
    return true;
  if (/\bairflow tasks clear\b/.test(reason)) return true;
  // The machine shows its key again at the next login.
  if (/\bforgets a host key\b/.test(effect)) return true;
  if (/--force/.test(reason)) return false;
  if (isMadeAnew(reason)) return true;
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

/** What a controller makes anew, or a record that nobody needs: pods, jobs, events. */
export function isMadeAnew(reason: string): boolean {
  return MADE_ANEW.test(reason);
}

const MADE_ANEW =
  /\sdelete\s[^;]*?(?:^|\s)(?:pods?|po|jobs?|leases?|vmis?|virtualmachineinstances?|volumeattachments?|replicasets?|rs|endpoints?|events?|csr|certificaterequests?)(?:[\s/]|$)/i;

/** The program refuses when there is something to lose, or leaves it where it is. */
function isRefusedOrKept(line: string): boolean {
  if (
    /\b(?:s3api delete-bucket|s3 rb|gsutil rb|zpool offline|(?:terraform|tofu)(?: -chdir=\S+)? workspace delete)\s/.test(
      line,
    )
  )
    return !/\s--?f(?:orce)?\b/.test(line);
  if (/--cascade[= ](?:false|orphan)\b|\s--if-(?:empty|unused)\b/.test(line)) return true;
  return (
    /\bvelero (?:--?\S+ (?:[^-\s]\S* )?)*(?:restore create|create restore)\s/.test(line) &&
    !/--existing-resource-policy/.test(line)
  );
}

/** The block opens a transaction and leaves it open: nothing is final before the words below. */
export function isLeftOpen(text: string, at: number): boolean {
  const { opened, ended } = transactionAround(text, at);
  return OPENS.test(opened ?? '') && ended === undefined;
}

/** The block ends the transaction in which it loses something by taking all of it back. */
function isRolledBack(text: string, at: number): boolean {
  if (!/\bROLLBACK\b/i.test(text)) return false;
  const { opened, ended } = transactionAround(text, at);
  return OPENS.test(opened ?? '') && /^ROLLBACK/i.test(ended ?? '');
}

/** The last word of a transaction before a place, and the first behind it. */
function transactionAround(text: string, at: number) {
  const bare = text.replace(/--.*$/gm, (comment) => ' '.repeat(comment.length));
  const opened = bare.slice(0, at).match(BOUNDS)?.at(-1);
  return { opened, ended: BOUND.exec(bare.slice(at))?.[0] };
}

const OPENS = /^(?:BEGIN|START)/i;

const BOUND = /\b(?:COMMIT|ROLLBACK(?!\s+(?:TRAN(?:SACTION)?\s+)?TO\b)|BEGIN|START TRANSACTION)\b/i;
const BOUNDS = new RegExp(BOUND.source, 'gi');

/** An entry that an earlier step added under the same names: to delete it puts back what was. */
function isAddedBefore({ runbook }: RuleContext, step: Step, at: number): boolean {
  const line = lineAt(step, at);
  if (!/\s(?:del|delete|remove)\s/.test(line)) return false;
  const names = wordsOfLine(line).filter((word) => !/^(?:sudo|del|delete|remove)$/.test(word));
  return (
    names.length > 3 &&
    runbook.steps.some(
      (other) =>
        other.range.start < step.range.start &&
        other.text.split('\n').some((text) => {
          if (!text.includes('add')) return false;
          const words = new Set(wordsOfLine(text));
          return words.has('add') && names.every((name) => words.has(name));
        }),
    )
  );
}

function wordsOfLine(line: string): readonly string[] {
  return line.match(/[\w$./:-]+/g) ?? [];
}

/** What fetches deleted things back overwrites none that live. */
const UNDELETES =
  /\b(?:Restore-(?:AD|MgDirectory|AzureAD|Mg|PnP|EntraDeleted)\w*|gcloud storage restore|undelete)\b/i;

/** A history that is rewritten in a clone of the runbook's own is lost nowhere before the push. */
function isCloneRewritten({ runbook }: RuleContext, step: Step, { reason, at }: Loss): boolean {
  if (!/\bgit[ -]filter-(?:repo|branch)\b|\bbfg\b/.test(reason)) return false;
  return runbook.steps.some(
    (other) =>
      other.range.start <= step.range.start &&
      /\bgit clone\b/.test(other === step ? step.text.slice(0, at) : other.text),
  );
}

function lineAt({ text }: Step, at: number): string {
  return text.slice(at).split('\n', 1)[0] ?? '';
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
