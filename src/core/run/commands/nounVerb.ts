import { change, destructive } from '../finding';
import type { Intent } from '../intent';
import type { Call, Rule } from '../scope';
import { flagValues, leadingPath, listOf } from './arguments';
import { leavesNothing } from './requests';
import { asksForHelp, isDryRun, looks, reads } from './tool';

/** What such tools take in front of their words. */
const globalValues = new Set(
  listOf(
    '-t, --access-token, -c, --config, --context, -o, --output, --project, --region, --profile',
  ),
);

/** Of these one is the current one, or can be verified. */
const owners =
  /^(?:contexts?|profiles?|projects?|accounts?|auth|config|configuration|workspaces?|environments?|orgs?|organizations?|repository|repo|snapshot|content|blob)$/;

/** Command lines of providers that follow `noun verb`. */
export const nounVerb: Rule = (call) => {
  if (asksForHelp(call) || isDryRun(call, ['--dry-run', '--dryrun'])) return reads(call);
  const path = leadingPath(call, globalValues);
  for (const [at, verb] of path.entries()) {
    const found = verbIntent(verb);
    if (found === 'destructive')
      return [destructive(call.label, `does ${verb}, which takes something away`)];
    if (found === 'change') return [change(call.label)];
    if (found === undefined) continue;
    // `events resend`, `logs streams delete`: what is also a name of things may have a verb behind.
    const behind = names.test(verb) ? path.slice(at + 1).map(verbIntent) : [];
    if (behind.includes('destructive')) return [destructive(call.label, 'takes something away')];
    if (behind.includes('change') || fetches(call, path)) return [change(call.label)];
    return looks(call);
  }
  // In another place they are names: `jobs run-now current`.
  if (/^\w+ (?:active|current|verify|validate)$/.test(path.join(' ')) && owners.test(path[0] ?? ''))
    return looks(call);
  return call.args.length === 0 ? reads(call) : [change(call.label)];
};

/** Verbs that are as well names of things. */
const names = /^(?:status|info|view|logs?|usage|metrics|events|history|version|tail|inspect)$/;

/** What a word does when it is the verb; undefined when it is none. */
function verbIntent(verb: string): Intent | undefined {
  // `enable-protection`, `delete-record`: the words behind are arguments of it.
  if (
    /^(?:enable|disable|add|set|create|update|attach|change|request|assign|apply|mark|send)-/.test(
      verb,
    )
  )
    return 'change';
  if (/^(?:delete|remove|destroy|purge|terminate|detach|revoke)-/.test(verb)) return 'destructive';
  if (losing.test(verb)) return 'destructive';
  if (altering.test(verb)) return 'change';
  return reading.test(verb) ? 'check' : undefined;
}

const losing =
  /^(?:delete|destroy|remove|rm|stop|shutdown|power-off|poweroff|detach|disable|cancel|revoke|purge|reset|reboot|unassign|terminate|restore|rebuild|suspend|pause|halt|cleanup|prune)$/;
const altering =
  /^(?:create|update|set|add|resize|start|restart|enable|attach|assign|upload|apply|deploy|import|run|exec|ssh|scale|rotate|migrate|save|download|edit|use|switch|enable-backups|post|put|patch|send|resend|replay|retry|trigger|ack|acknowledge|get-messages)$/;
const reading =
  /^(?:list|ls|show|get|describe|status|info|view|logs|log|version|whoami|read|search|list-.*|get-.*|describe-.*|tail|inspect|usage|metrics|events|history|(?:Describe|List|Get|Query)[A-Z]\w*)$/;

/** An object that is got into a file: `oci os object get --file x`. */
function fetches(call: Call, path: readonly string[]): boolean {
  if (!/\b(?:object|content|bundle-file)\b/.test(path.join(' '))) return false;
  return flagValues(call, '--file').some(({ text }) => !leavesNothing(text));
}
