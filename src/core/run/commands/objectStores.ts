import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValues, hasFlag, texts } from './arguments';
import { named } from './named';
import { leavesNothing } from './requests';
import { alters, reads, tool } from './tool';

const knownStore = tool({
  change: 'version enable, version suspend, versioning set',
  check:
    'ls, list, stat, du, cat, head, diff, tree, find, info, version, version info, alias list, alias ls, admin user ls, admin user info, admin policy ls, admin policy info, admin config get, tag list, anonymous get, anonymous list, replicate ls, replicate status, ilm rule ls, retention info, legalhold info, sql, config show, bucket list, account get, file info, admin info, admin top, admin trace, admin user list, admin policy list, ilm ls, event list, la, getlifecycle, size, lsd, lsl, lsf, lsjson, check, about, md5sum, sha1sum, listremotes, hash, acl get, lifecycle get, iam get, versioning get, logging get, ping, ready',
  destructive: {
    'rm, rb, del, delete, purge, deletefile, rmdir, rmdirs, cleanup, rd, bisync': 'deletes objects',
    'mv, move, moveto': 'deletes the objects at their old place',
  },
  rules: {
    'sync, mirror, rsync': (call) =>
      hasFlag(call, '--dry-run', '-n')
        ? reads(call)
        : hasFlag(call, '--remove', '--delete-removed', '-d') || call.name === 'rclone'
          ? [destructive(call.label, 'deletes objects that are not in the source')]
          : [change(call.label, 'copies objects')],
  },
  dryRun: '--dry-run',
});

/** Options by which a look at a store writes a report or a log, or runs a program for what it finds. */
const reports =
  '--log-file, --combined, --missing-on-dst, --missing-on-src, --match, --differ, --error, --output-file'.split(
    ', ',
  );

const objectStore: Rule = (call, scope) => {
  if (hasFlag(call, '--exec', '--rc', '--password-command'))
    return [change(call.label, 'runs a program or opens a door')];
  if (call.name === 'rclone' && hasFlag(call, '-n')) return reads(call);
  return flagValues(call, ...reports).some(({ text }) => !leavesNothing(text))
    ? [change(call.label, 'writes a file')]
    : knownStore(call, scope);
};

/** Flags of `bq query` by which the answer is kept, or the query comes from elsewhere. */
const keeps =
  /^--?(?:destination_(?:table|schema|kms_key)|schedule|flagfile|append_table|replace|target_dataset|display_name)(?:=|$)/;

/** `bq query`: flags may stand behind the statement as well. */
const bigQuery: Rule = (call, scope) => {
  if (hasFlag(call, '--dry_run')) return reads(call);
  if (texts(call).some((text) => keeps.test(text))) return alters(call);
  const statements = call.args.filter(({ text }) => !text.startsWith('-') && /\s/.test(text));
  if (statements.length > 0) return statements.flatMap(({ text }) => scope.sql(text));
  return call.input?.kind === 'text' ? scope.sql(call.input.text) : alters(call);
};

/** Object stores and what is asked like one. */
export const objectStores: Readonly<Record<string, Rule>> = {
  ...named('gsutil, mc, s3cmd, rclone, b2, s5cmd', objectStore),
  bq: tool({
    valueFlags: '--project_id, --dataset_id, --format, --location',
    check: 'ls, show, head, version, wait',
    destructive: { 'rm, cancel': 'deletes it' },
    rules: {
      query: bigQuery,
    },
  }),
};
