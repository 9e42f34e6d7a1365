import { destructive, type Finding } from '../finding';
import type { Call } from '../scope';
import { positionals, texts } from './arguments';
import { triesOnly } from './toldToWrite';

/** Words that mean a loss with every tool. */
const LOSES =
  /^(?:deletes?|destroy(?:s|er)?|purges?|wipes?|wipeout|erases?|eradicate|zap|obliterate|nuke|truncate|decommission|uninstall|teardown|unprovision|deprovision|terminate|reimage|reformat|drop|remove|rm|del)$/;

/** Of these a name alone may say something else: `drop-privileges`, `lb-remove`. */
const WEAK = /^(?:drop|remove|rm|del)$/;

/** Besides which nothing is lost: `check-delete`, `undo-wipe`, `list-purged`. */
const SHOWS =
  /^(?:check|verify|list|show|test|dry|preview|count|report|status|plan|undo|restore|recover|find|prevent|protect|stop|block|log|watch|wait|get|print|compare|validate|is|can|before|after|pre|post)$/;

function partsOf(word: string): readonly string[] {
  return word
    .replace(/\.(?:sh|bash|zsh|py|js|ts|mjs|cjs|rb|pl|php|ps1|ya?ml|sql|exe|cmd|bat)$/i, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/tear-down|re-(?=image|format)/g, (word) => word.replace('-', ''))
    .split(/[^a-z]+/);
}

/** Whether a name says that what bears it loses something: `wipe-node.sh`, `purge_queue`. */
export function saysLoss(word: string): boolean {
  const parts = partsOf(word.split(/[/\\]/).at(-1) ?? '');
  const [first = '', second] = parts;
  const isOrder =
    (WEAK.test(first) && second !== undefined && !OF_ELSE.test(second)) || /:drop$/.test(word);
  return (
    (isOrder || parts.some((part) => LOSES.test(part) && !WEAK.test(part))) &&
    !parts.some((part) => SHOWS.test(part))
  );
}

/** `drop-privileges`, `remove-from-pool` */
const OF_ELSE = /^(?:from|in|on|to|privileges?|caches?|root|)$/;

/** A subcommand of a tool nobody knows: `symdev delete`, `cfcli rm`, `naviseccli lun -destroy`. */
function isLosingWord(word: string): boolean {
  const parts = partsOf(word.replace(/^--?/, ''));
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  return (LOSES.test(first) || LOSES.test(last)) && !parts.some((part) => SHOWS.test(part));
}

/** Filled again by whoever reads it. */
const OF_CACHE = /cache|cdn/i;

/** What runs a script or a target whose name is all that is known of it. */
const STARTERS =
  /^(?:(?:ba|z|k|da)?sh|python[\d.]*|node|deno|bun|ruby|perl|php|pwsh|powershell|make|gmake|just|task|invoke|npm|yarn|pnpm|npx|poetry|uv|rake|source|\.)$/;
const RUNS = /^(?:run|run-script|exec|x)$/;

/** By their names a script, a target or a subcommand of an unknown tool lose something. */
export function lossByName(call: Call): Finding | undefined {
  if (OF_CACHE.test(call.label) || triesOnly(call)) return undefined;
  const { words } = positionals(call.args, new Set());
  const names = words.filter(({ known }) => known).map(({ text }) => text);
  const script = STARTERS.test(call.name) ? names.find((word) => !RUNS.test(word)) : call.name;
  if (script !== undefined && saysLoss(script))
    return destructive(call.label, 'loses something, as its name says');
  return undefined;
}

/** What every tool takes for a rehearsal; one letter means another thing with each. */
const TRIES = /^--?(?:dry-?run|check|what-?if|no-?op|simulate|preview|plan|list|help|version)\b/i;

/** A subcommand, or an option that stands for one, of a program that is not known. */
export function lossBySubcommand(call: Call): Finding | undefined {
  if (OF_CACHE.test(call.label) || call.args.some(({ text }) => TRIES.test(text))) return undefined;
  const words = call.args.slice(0, 4).map(({ text }) => text);
  // A path, an address or a sentence is no subcommand.
  const named = words.find((word) => /^-{0,2}[A-Za-z][\w:-]*$/.test(word) && isLosingWord(word));
  return named === undefined ? undefined : destructive(call.label, 'takes something away');
}

/** The playbook's name, a tag or a variable says so: `-e wipe=true`, `--tags purge`. */
export function losesByPlaybook(call: Call): boolean {
  const words = texts(call);
  return words.some((word, at) => {
    const flag = words[at - 1] ?? '';
    const given = /^--?(?:e|extra-vars|tags|t)(?:=(.*))?$/s.exec(word)?.[1];
    const value = given ?? word;
    if (/^(?:-e|--extra-vars)$/.test(flag) || /^--extra-vars=/.test(word))
      return Array.from(value.matchAll(/([\w-]+)["']?\s*[=:]\s*["']?([\w-]+)/g)).some(
        ([, name = '', set = '']) =>
          (/^(?:true|yes|1|on|y)$/i.test(set) && saysLoss(name)) ||
          /^(?:absent|deleted|purged|wiped|destroyed)$/i.test(set) ||
          saysLoss(set),
      );
    if (/^(?:-t|--tags)$/.test(flag) || given !== undefined) return value.split(',').some(saysLoss);
    return /\.ya?ml$/.test(word) && saysLoss(word);
  });
}
