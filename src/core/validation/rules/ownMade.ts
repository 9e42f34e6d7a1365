import type { Step } from '../../model/step';
import type { RuleContext } from '../ruleContext';

/** Whether what a command takes away was made by the runbook itself, or is temporary. */
export function isOwnMade(context: RuleContext, step: Step, at: number): boolean {
  const own = step.text.slice(0, at);
  const line = step.text.slice(at).split('\n', 1)[0] ?? '';
  const earlier = context.runbook.steps.filter(({ range }) => range.start < step.range.start);
  const before = [...earlier.map(({ text }) => text), own].join('\n');
  return (
    isScratch(own, line) ||
    isTemporary(before, line) ||
    isRestoreAside(line) ||
    isOwnDevice(own, line) ||
    isMadeAbove(own, line, true) ||
    isMadeAbove(before, line, false)
  );
}

/** A disk that the same block has just put together. */
function isOwnDevice(own: string, line: string): boolean {
  const device = /\bmk(?:fs|swap)\b.*?(\/dev\/[\w/.-]+)/.exec(line)?.[1];
  if (device === undefined) return false;
  return own
    .split('\n')
    .some((text) => /--create\b|\blvcreate\b|\bmkpart\b/.test(text) && text.includes(device));
}

/** Restored beside what is live, under a name of its own. */
function isRestoreAside(line: string): boolean {
  const name =
    /\brestore\b.*?\s-{1,2}(?:d|dbname|database|db|name|target-db)[ =:]["']?([\w.-]+)/i.exec(
      line,
    )?.[1];
  return name !== undefined && FOR_A_MOMENT.test(name);
}

/** What the same block made a moment ago: a file to test with, a scratch folder. */
function isScratch(own: string, line: string): boolean {
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
  // Restored into a scratch folder, or cleared away with it.
  if (
    targetsOf(line).some(scratch) &&
    /\b(?:restore|pg_restore|psql|rm|rmdir|clear|mv|cp|tar|unzip)\b/.test(line)
  )
    return true;
  if (!REMOVES_FILES.test(line)) return false;
  const targets = targetsOf(line);
  return (
    targets.length > 0 &&
    targets.every((target) => makes.some((text) => text.includes(bareOf(target))))
  );
}

const MAKES =
  /\b(?:Set-Content|New-Item|Out-File|Export-\w+|Copy-Item|Add-Content|mktemp|createdb|CREATE DATABASE|touch|mkdir|tee|cp|dd|fallocate|truncate)\b|>/i;

const REMOVES_FILES = /^\s*(?:sudo )?(?:rm|rmdir|unlink|shred|Remove-Item|ri|del)\s/i;

/** Files below a folder for temporary things, each by its name, or held by a variable. */
function isTemporary(before: string, line: string): boolean {
  if (!REMOVES_FILES.test(line)) return false;
  const targets = targetsOf(line).map(bareOf);
  return (
    targets.length > 0 &&
    targets.every((target) => {
      if (TEMPORARY.test(target)) return true;
      const name = /^\$\{?(\w+)\}?(?:[/\\]|$)/.exec(target)?.[1];
      if (name === undefined) return false;
      const values = before.match(new RegExp(`(?<![\\w])${name}\\s*=[^\\n]*`, 'g')) ?? [];
      return values.some((value) => {
        const given = value.replace(/^[^=]*=\s*/, '');
        return /^["']?\$\(mktemp\b/.test(given) || TEMPORARY.test(bareOf(given));
      });
    })
  );
}

/** A name of its own below the folder; everything in it belongs to others, too. */
const TEMPORARY =
  /^(?:\/tmp|\/var\/tmp|\/dev\/shm|\$\{?(?:TMPDIR|TMP|TEMP)\}?|\$env:TE?MP|%TE?MP%|[A-Z]:\\(?:Windows\\)?Te?mp)[/\\](?!\*?$)[\w${<[-]/i;

/**
 * An object that a line above made under the same name. Outside of the block only what is named
 * for a moment is taken for it: a reference lists how to make and how to delete the same thing.
 */
function isMadeAbove(before: string, line: string, sameBlock: boolean): boolean {
  const name = objectOf(line);
  if (name === undefined || (!sameBlock && !FOR_A_MOMENT.test(name))) return false;
  return before.split('\n').some((text) => MADE.test(text) && wordsOf(text).includes(name));
}

const MADE =
  /\b(?:create[\w-]*|run|launch|register|clone|branch|createdb|useradd|New-\w+|worktree)\b/i;
const FOR_A_MOMENT =
  /(?:^|[\W_])(?:te?mp|temporary|test|debug|scratch|probe|drill|canary|restored?|verif\w*|check|drill|copy|copie|kopie|prüf\w*|essai|prueba)(?:$|[\W_\d])/iu;

/** What a command that removes names: its last word before the options, or the value of one. */
function objectOf(line: string): string | undefined {
  const rest =
    /\b(?:delete|del|rm|remove|drop|destroy|uninstall|dropdb|userdel|pg_restore|restore|Remove-\w+)(?:-[\w-]+)?\b(.*)/i.exec(
      line,
    )?.[1];
  if (rest === undefined) return undefined;
  const named =
    /\s--?(?:name|[\w-]+-name|[\w-]+-identifier|topic|id|dbname|d)[ =]("[^"]+"|\S+)/i.exec(
      rest,
    )?.[1];
  if (named !== undefined) return bareOf(named);
  const plain = /^\s*((?:(?!-)\S+\s*)+)/.exec(rest)?.[1]?.trim().split(/\s+/);
  const last = plain?.at(-1);
  return last === undefined || last.length < 3 ? undefined : bareOf(last);
}

function wordsOf(text: string): readonly string[] {
  return (text.match(/"[^"]+"|'[^']+'|[^\s'"=;]+/g) ?? []).map(bareOf);
}

function targetsOf(line: string): readonly string[] {
  return (line.match(/"[^"]+"|'[^']+'|[^\s'"=]+/g) ?? [])
    .slice(1)
    .filter((word) => !/^(?:-|sudo$|rm$|EXIT$)/.test(word));
}

function bareOf(target: string): string {
  return target.replace(/^["']|["'];?$|;$/g, '');
}
