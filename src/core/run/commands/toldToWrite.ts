import type { Call } from '../scope';
import { listOf } from './arguments';

/**
 * Words of a flag that asks a program to do more than look. The second group is too common a word
 * to mean that with another behind it: `--update-interval`.
 */
const WRITING =
  /^--?(?:(?:auto-?)?(?:fix|repair|write|delete|prune|purge|save|overwrite|remove|correct|erase|wipe|reset|kill|destroy|drop|apply|force|upgrade|uninstall)(?:-[\w-]+)?|in-?place|rewrite|clear|clean|cleanup|truncate|flush|install|restore|rollback|migrate|rebuild|recreate|reindex|promote|evict|rotate|restart|reload|reboot|shutdown|update|unlock)(?:=|$)/;

/** Ways to say how a program prints or connects, whatever the program is. */
const HARMLESS =
  /^--?(?:force-(?:colou?rs?|tty|ansi|ascii|ipv[46]|refresh|local|exclude|utf-?8|text|interactive)|(?:write|save)-(?:out|timeout|buffer\S*)|reset-colou?rs?|delete-(?:before|missing)-\w+|drop-empty\S*|apply-patterns?)(?:=|$)/;

/** Flags that name a file or a folder for what is found, whatever the program is. */
const NAMES_FILE = /^--(?:output-?(?:file|dir|directory|path)|out-?(?:file|dir))(?:=(.*))?$/s;

/** Flags of one program, or of a subcommand of it, that only choose what is shown. */
const shows: Readonly<Record<string, string>> = {
  tree: '--prune',
  // It puts a tree among the objects of the repository; no branch and no file changes.
  git: '--write-tree, --remove-empty',
  // Without `--execute` it only says where the offsets would be.
  'kafka-consumer-groups': '--reset-offsets',
  'kafka-consumer-groups.sh': '--reset-offsets',
};

/** Flags by which one program or another only says what it would do. */
const TRIES =
  /^(?:-[a-zA-Z]*[nNtdCL]\w*|--?(?:dry.?run|check|diff|test|noop|no-act(?:ion)?|simulate|just-print|recon|question|what-?if|why-run|pretend|assumeno|plan|preview|list|ls|read-?only|print|verify|validate|show|staged|stdout|help|version|query|q)(?:-[\w-]+)?(?:=.*)?)$/i;

/** True when a flag may mean that nothing is done, which only the rule of the program knows. */
export function triesOnly(call: Call): boolean {
  return call.args.some(({ text }) => TRIES.test(text));
}

/**
 * The flag that makes a command that is known to look do more than that: `check --repair`.
 * Undefined when there is none.
 */
export function toldToWrite(call: Call): string | undefined {
  const harmless = listOf(shows[call.name]);
  for (const [at, { text }] of call.args.entries()) {
    if (text === '--') return undefined;
    const file = NAMES_FILE.exec(text);
    const place = file?.[1] ?? call.args[at + 1]?.text ?? '';
    if (file !== null && !/^(?:-|\/dev\/(?:stdout|stderr|null))$/.test(place))
      return text.split('=', 1)[0];
    if (!WRITING.test(text) || HARMLESS.test(text)) continue;
    if (/=(?:false|off|no|never|none|0)$/i.test(text)) continue;
    const [flag = ''] = text.split('=', 1);
    if (!harmless.includes(flag)) return flag;
  }
  return undefined;
}
