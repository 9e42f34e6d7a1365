import { change, check, destructive, type Finding } from '../finding';
import type { Call, Rule, Scope } from '../scope';
import { hasFlag, listOf, positionals } from './arguments';
import { toldToWrite } from './toldToWrite';

/** What a tool with subcommands does. Paths are words after its name: `rollout status`. */
export interface ToolKnowledge {
  /** Flags that take the next word as their value, so that it is not read as a subcommand. */
  readonly valueFlags?: string;
  /** Paths that only read. */
  readonly check?: string;
  /** Paths that alter something; needed only where a shorter path says otherwise. */
  readonly change?: string;
  /** Paths that lose something, with what they do. */
  readonly destructive?: Readonly<Record<string, string>>;
  /** Paths that depend on more than the words. */
  readonly rules?: Readonly<Record<string, Rule>>;
  /** Flags with which the tool only says what it would do. */
  readonly dryRun?: string;
  /** Without a subcommand the tool shows its help, unless it says otherwise here. */
  readonly bare?: Rule;
  /** When no path is known. */
  readonly otherwise?: Rule;
}

const longestPath = 4;
/** Words behind which another command stands, whose flags are not the tool's own. */
const carriers = /^(?:exec|rsh|debug|ssh|foreach)$/;

/** These start a script of the project, which may not know the flag. */
const projectScripts = /^(?:npm|yarn|pnpm|bun|poetry|uv|pipenv|pdm|hatch|rye)$/;
const scriptWords = /^(?:run|dlx|x|run-script|start|test)$/;
const scriptFiles = /^eval-file$|.\.(?:sh|bash|py|rb|php|pl|exs?)$/;
/** Behind these may stand a command or script that does not know the flag. */
const starters =
  /^(?:run|runner|r|start|task|test|shell|sh|bash|enter|attach|invoke|call|eval.*|script|console|x|dlx|run-.*|exec.*|node|php|ruby|python3?|rake|.*\.(?:sh|py|rb|[cm]?js|ts|php|pl|exs?))$/;

/** Makes a rule of what is known about a tool. */
export function tool(knowledge: ToolKnowledge): Rule {
  const valueFlags = new Set(listOf(knowledge.valueFlags));
  const dryRun = listOf(knowledge.dryRun);
  const usualDryRun = knowledge.dryRun === undefined ? ['--dry-run'] : [];
  const rules = new Map<string, Rule>();
  for (const path of listOf(knowledge.check)) rules.set(path, reads);
  for (const path of listOf(knowledge.change)) rules.set(path, alters);
  for (const [path, what] of Object.entries(knowledge.destructive ?? {})) {
    for (const one of listOf(path)) rules.set(one, loses(what));
  }
  for (const [path, rule] of Object.entries(knowledge.rules ?? {})) {
    for (const one of listOf(path)) rules.set(one, rule);
  }
  // Behind a word that other paths go on from, a word nobody knows is no argument of it.
  const parents = new Set(
    [...rules.keys()].flatMap((path) => (path.includes(' ') ? [path.replace(/ \S+$/, '')] : [])),
  );
  return (call, scope) => {
    const carries = call.args.some(
      ({ text }) =>
        carriers.test(text) || (scriptWords.test(text) && projectScripts.test(call.name)),
    );
    if (!carries && asksForHelp(call)) return [check(call.label)];
    const scripted = call.args.some(({ text }) => scriptFiles.test(text));
    if (!carries && !scripted && isDryRun(call, dryRun)) return [check(call.label)];
    // A tool that does not know it refuses to start; what a project adds to it may not care.
    const starts = carries || call.args.some(({ text }) => starters.test(text));
    const isDry = !starts && isDryRun(call, usualDryRun);
    const { words } = positionals(call.args, valueFlags);
    if (words.length === 0)
      return (
        knowledge.bare?.(call, scope) ??
        // Alone it may be a console that takes its commands from what it is fed.
        (call.input === undefined ? onlyShows(withoutValues(call, valueFlags)) : alters(call))
      );
    for (let length = Math.min(longestPath, words.length); length > 0; length -= 1) {
      const path = words.slice(0, length);
      if (!path.every((word) => word.known)) continue;
      const name = path.map((word) => word.text).join(' ');
      const rule = rules.get(name);
      if (rule === reads && length < words.length && parents.has(name)) break;
      if (rule === reads && !isDry) return looks(call);
      if (rule !== undefined) return isDry ? reads(call) : rule(call, scope);
    }
    return (knowledge.otherwise ?? alters)(call, scope);
  };
}

/** The flags alone: `ceph -s --format json` has no subcommand. */
function withoutValues(call: Call, valueFlags: ReadonlySet<string>): Call {
  const args = call.args.filter(
    ({ text }, at) => !valueFlags.has(text) && !valueFlags.has(call.args[at - 1]?.text ?? ''),
  );
  return { ...call, args };
}

/** Without a subcommand a tool shows its help, unless a flag asks for something else. */
function onlyShows(call: Call): readonly Finding[] {
  const shows = call.args.every((word) =>
    /^(?:-h|-v|-V|-version|-help|--help|--version|--info|-s|--status)$/.test(word.text),
  );
  return shows ? reads(call) : alters(call);
}

/** A rule for a command that only reads, whatever its arguments. */
export function reads(call: Call): readonly Finding[] {
  return [check(call.label)];
}

/** A rule for a command that reads unless a flag tells it to do more: `check --repair`. */
export function looks(call: Call): readonly Finding[] {
  const flag = toldToWrite(call);
  return flag === undefined ? reads(call) : [change(call.label, `is told to by ${flag}`)];
}

/** A rule for a command that alters something. */
export function alters(call: Call): readonly Finding[] {
  return [change(call.label)];
}

/** A rule for a command that alters something, in the given words. */
export function does(what: string): Rule {
  return (call) => [change(call.label, what)];
}

/** A rule for a command that loses something, in the given words. */
export function loses(what: string): Rule {
  return (call) => [destructive(call.label, what)];
}

/** A rule that only reads when one of the flags is given and otherwise does as the other says. */
export function readsWith(flags: string, otherwise: Rule): Rule {
  const list = listOf(flags);
  return (call, scope) => (hasFlag(call, ...list) ? reads(call) : otherwise(call, scope));
}

/** A rule that loses something when one of the flags is given. */
export function losesWith(flags: string, what: string, otherwise: Rule): Rule {
  const list = listOf(flags);
  return (call: Call, scope: Scope) =>
    hasFlag(call, ...list) ? loses(what)(call, scope) : otherwise(call, scope);
}

/**
 * True for `--help` or `--version` as the last word, when no other command is carried. Elsewhere
 * `--version` names the version that is asked for: `deploy --version 2`.
 */
export function asksForHelp(call: Call): boolean {
  const last = call.args.at(-1)?.text ?? '';
  if (call.args.length === 1 && /^(?:-V|-version|-help)$/.test(last)) return true;
  if (last !== '--help' && last !== '--version') return false;
  return call.args.length <= 5 && call.args.every((word) => word.known && word.text !== '--');
}

/** `--dry-run=none`, `--dry-run=false` and `--no-dry-run` are no dry runs, whatever else is said. */
export function isDryRun(call: Call, flags: readonly string[]): boolean {
  let isDry = false;
  for (const { text } of call.args) {
    if (text === '--') break;
    for (const flag of flags) {
      if (flag.startsWith('--') && text === `--no-${flag.slice(2)}`) return false;
      if (text === flag) isDry = true;
      if (!text.startsWith(`${flag}=`)) continue;
      if (/=(none|false|no|0)$/i.test(text)) return false;
      isDry = true;
    }
  }
  return isDry;
}
