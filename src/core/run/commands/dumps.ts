import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValues, hasFlag, listOf } from './arguments';
import { leavesNothing } from './requests';
import { spelled } from './spelling';
import { alters, reads } from './tool';

/** A dump to the terminal or a pipe only reads; into a file it is a local dump. */
export const dumps = (options: string, flags: string): Rule => {
  const list = listOf(flags);
  return spelled(options, (call) => {
    if (hasFlag(call, '--version', '--help')) return reads(call);
    const file = flagValues(call, ...list).find(({ text }) => !leavesNothing(text))?.text;
    return file === undefined ? reads(call) : [change(call.label, `writes ${file}`)];
  });
};

/** `pg_dump` and `pg_dumpall` (their manual pages). */
export const pgDump = dumps(
  `a data-only, b large-objects, B no-large-objects, c clean, C create, d dbname=, e extension=, E encoding=,
  f file=, F format=, g globals-only, h host=, j jobs=, l database=, n schema=, N exclude-schema=, O no-owner, p port=,
  r roles-only, s schema-only, S superuser=, t table=, T exclude-table=, U username=, v verbose, V version,
  w no-password, W password, x no-privileges, Z compress=, ? help, filter=, exclude-table-data=, lock-wait-timeout=,
  role=, section=, snapshot=, rows-per-insert=`,
  '--file',
);

/** `pg_restore` (pg_restore(1)): without a database it prints what it would send. */
export const pgRestore: Rule = spelled(
  `a data-only, c clean, C create, d dbname=, e exit-on-error, f file=, F format=, h host=, I index=, j jobs=,
  l list, L use-list=, n schema=, N exclude-schema=, O no-owner, p port=, P function=, s schema-only,
  S superuser=, t table=, T trigger=, U username=, v verbose, V version, w no-password, W password,
  x no-privileges, 1 single-transaction, ? help, filter=, role=, section=, disable-triggers`,
  (call) => {
    const database = hasFlag(call, '--dbname');
    const output = flagValues(call, '--file').find(({ text }) => !leavesNothing(text))?.text;
    const lists = hasFlag(call, '--list', '--version', '--help');
    if (database && !lists) {
      const prints = flagValues(call, '--file').length > 0 && output === undefined;
      return prints ? reads(call) : [destructive(call.label, 'restores over a live database')];
    }
    return output === undefined ? reads(call) : [change(call.label, `writes ${output}`)];
  },
);

const plainDump = dumps('r result-file=, T tab=', '--result-file, --tab, --log-error, --dir');

/** `mysqldump` and its twin of MariaDB (mysqldump(1)). */
export const mysqldump: Rule = spelled(
  `A all-databases, B databases, C compress, c complete-insert, d no-data, E events, e extended-insert, F flush-logs,
  f force, h host=, i comments, K disable-keys, l lock-tables, n no-create-db, N no-set-names, P port=, p password?,
  q quick, Q quote-names, r result-file=, R routines, S socket=, t no-create-info, T tab=, u user=, V version, v verbose,
  w where=, x lock-all-tables, X xml, Y all-tablespaces, y no-tablespaces, ? help, delete-master-logs, delete-source-logs, dump-slave?, dump-replica?,
  flush-privileges, log-error=, ignore-table=, ignore-error=, master-data?, source-data?, single-transaction, dir=,
  default-character-set=, defaults-file=, defaults-extra-file=, max-allowed-packet=, set-gtid-purged=, tables, triggers, opt`,
  (call, scope) => {
    if (hasFlag(call, '--delete-master-logs', '--delete-source-logs'))
      return [destructive(call.label, 'deletes logs of the replication')];
    if (hasFlag(call, '--dump-slave', '--dump-replica'))
      return [change(call.label, 'stops the replication meanwhile')];
    if (hasFlag(call, '--flush-logs', '--flush-privileges')) return alters(call);
    return plainDump(call, scope);
  },
);
