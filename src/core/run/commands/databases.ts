import { change, destructive, type Finding } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, hasFlag, hasLetter, listOf, positionals, texts } from './arguments';
import { mongoScript } from './mongo';
import { percona } from './percona';
import { redisCommand } from './redis';
import { mysqldump, pgDump, pgRestore, dumps } from './dumps';
import { clickhouse, cqlsh, duckdb, mysql, opensSession, psql, sqlcmd, sqlite } from './sqlClients';
import { alters, does, loses, reads, readsWith, tool } from './tool';

const mongoValues =
  '--eval, --host, --port, -u, --username, -p, --password, --authenticationDatabase, --authenticationMechanism, --tlsCAFile, --tlsCertificateKeyFile';

const mongo: Rule = (call) => {
  if (hasFlag(call, '--version', '--help')) return reads(call);
  const script = flagValue(call, '--eval');
  const { words } = positionals(call.args, new Set(listOf(mongoValues)));
  if (hasFlag(call, '--file', '-f', '--shell') || words.some(({ text }) => /\.m?js$/.test(text)))
    return [change(call.label, 'runs a script')];
  if (script !== undefined) return mongoScript(call.label, script);
  if (call.input?.kind === 'text') {
    return mongoScript(call.label, { text: call.input.text, known: true });
  }
  return [change(call.label, opensSession)];
};

const redisValues =
  '-h, -p, -a, -n, -u, -s, -r, -i, --user, --pass, --cert, --key, --cacert, -D, -d, -t';

const redis: Rule = (whole) => {
  if (hasFlag(whole, '--cluster')) return redisCluster(whole);
  // Behind the command everything belongs to it: `FLUSHDB -v` asks for no version.
  const {
    at: [first = whole.args.length],
  } = positionals(whole.args, new Set(listOf(redisValues)));
  const call = { ...whole, args: whole.args.slice(0, first) };
  const words = whole.args.slice(first);
  if (hasFlag(call, '--version', '-v', '--help')) return reads(call);
  if (
    hasFlag(
      call,
      '--bigkeys',
      '--memkeys',
      '--hotkeys',
      '--scan',
      '--stat',
      '--latency',
      '--latency-history',
      '--latency-dist',
      '--intrinsic-latency',
    )
  ) {
    return reads(call);
  }
  if (hasFlag(call, '--rdb', '--functions-rdb')) return [change(call.label, 'writes a dump')];
  if (hasFlag(call, '--eval', '--pipe')) return [change(call.label, 'runs a script')];
  if (words.length > 0)
    return redisCommand(
      call.label,
      words.map((word) => word.text),
    );
  if (call.input?.kind === 'text') {
    const lines = call.input.text.split('\n').filter((line) => line.trim() !== '');
    return lines.flatMap((line) => redisCommand(call.label, line.trim().split(/\s+/)));
  }
  return [change(call.label, opensSession)];
};

function redisCluster(call: Call): readonly Finding[] {
  const action = flagValue(call, '--cluster')?.text ?? '';
  if (/^(?:check|info|help)$/.test(action))
    return hasFlag(call, '--fix') ? alters(call) : reads(call);
  if (action === 'call') {
    const { words } = positionals(call.args, new Set(listOf(redisValues)));
    const own = words.slice(words.findIndex(({ text }) => text === 'call') + 2);
    return redisCommand(
      call.label,
      own.map((word) => word.text),
    );
  }
  if (/^del-node$/.test(action))
    return [destructive(call.label, 'takes a node out of the cluster')];
  return [change(call.label)];
}

const pgCtl = tool({
  valueFlags: '-D, -l, -m, -o, -p, -t, -w, --pgdata, --mode, --log',
  check: 'status',
  change: 'start, restart, reload, promote, init, initdb, logrotate',
  destructive: { stop: 'stops the database', kill: 'ends processes of the database' },
});

/** `mysqladmin` takes several commands in a row. */
const mysqladmin: Rule = (call, scope) => {
  const worst = texts(call).find((text) => /^(?:shutdown|drop|kill)$/.test(text));
  if (worst !== undefined) return [destructive(call.label, `does ${worst}`)];
  return texts(call).some((text) =>
    /^(?:flush-\w+|refresh|reload|password|create|debug|start-\w+|stop-\w+)$/.test(text),
  )
    ? alters(call)
    : mysqladminKnown(call, scope);
};

const mysqladminKnown = tool({
  valueFlags: '-u, -h, -P, -S, --user, --host, --port, --socket, -i, -c',
  check: 'ping, status, processlist, extended-status, variables, version, proc, stat',
  destructive: {
    shutdown: 'stops the database',
    drop: 'drops a database',
    kill: 'ends sessions',
  },
});

const patronictl = tool({
  valueFlags: '-c, --config-file, -d, --dcs-url, --group',
  check: 'list, topology, history, show-config, dsn, version',
  destructive: { remove: "deletes the cluster's state", reinit: 'deletes the data of a member' },
});

/** Database servers and their tools. */
export const databases: Readonly<Record<string, Rule>> = {
  ...percona,
  psql,
  pgcli: psql,
  cockroach: tool({
    check: 'node status, node ls, version',
    rules: { sql: (call, scope) => cqlsh(call, scope) },
    destructive: {
      'node drain, node decommission': 'takes a node out of service',
      quit: 'stops a node',
    },
  }),
  mysql,
  mariadb: mysql,
  sqlite3: sqlite,
  sqlcmd,
  cqlsh,
  'clickhouse-client': clickhouse,
  duckdb,
  mongosh: mongo,
  mongo,
  'redis-cli': redis,
  'valkey-cli': redis,
  'keydb-cli': redis,
  pg_restore: pgRestore,
  pg_dump: pgDump,
  pg_dumpall: pgDump,
  mysqldump,
  mariadbdump: mysqldump,
  'mariadb-dump': mysqldump,
  mongodump: (call) =>
    texts(call).includes('--archive') ? reads(call) : [change(call.label, 'writes a dump')],
  mongoexport: dumps('o out=, d db=, c collection=, q query=, f fields=', '--out'),
  mongoimport: losesUnless('--drop', 'drops the collection before it imports', alters),
  mongorestore: readsWith('--dryRun', loses('restores over a live database')),
  mongostat: reads,
  mongotop: reads,
  pg_basebackup: does('writes a copy of the database'),
  pg_ctl: pgCtl,
  pg_ctlcluster: (call, scope) => {
    if (texts(call).includes('stop')) return loses('stops the database')(call, scope);
    return texts(call).includes('status') ? reads(call) : alters(call);
  },
  pg_lsclusters: reads,
  pg_isready: reads,
  pg_config: reads,
  pg_controldata: reads,
  pg_waldump: reads,
  pg_verifybackup: reads,
  pg_amcheck: (call) => (hasFlag(call, '--install-missing') ? alters(call) : reads(call)),
  pg_checksums: readsWith('--check, -c', alters),
  pgbadger: does('writes a report'),
  pg_top: reads,
  pg_activity: reads,
  pgmetrics: reads,
  pgbench: does('loads the database'),
  pg_rewind: readsWith('--dry-run, -n', loses('overwrites the data folder')),
  pg_resetwal: readsWith('--dry-run, -n', loses('throws the write-ahead log away')),
  pg_archivecleanup: readsWith('-n, --dry-run', loses('deletes archived WAL files')),
  pg_repack: readsWith('--dry-run, -N', does('rewrites tables')),
  pg_upgrade: readsWith('--check, -c', alters),
  pg_dropcluster: loses('deletes a database cluster'),
  dropdb: loses('drops a database'),
  dropuser: loses('drops a database user'),
  createdb: does('creates a database'),
  createuser: does('creates a database user'),
  vacuumdb: does('vacuums a database'),
  reindexdb: does('rebuilds indexes'),
  clusterdb: does('rewrites tables'),
  initdb: does('creates a database cluster'),
  mysqladmin,
  'mariadb-admin': mysqladmin,
  mysqlcheck: (call) =>
    hasFlag(call, '--auto-repair', '--repair', '--optimize', '--analyze', '--fix-db-names') ||
    ['r', 'o', 'a'].some((letter) => hasLetter(call, letter))
      ? alters(call)
      : reads(call),
  mysqlbinlog: (call) =>
    hasFlag(call, '--raw', '-r', '--result-file')
      ? [change(call.label, 'writes files')]
      : reads(call),
  mysqlshow: reads,
  mysqlimport: alters,
  patronictl,
  repmgr: tool({
    valueFlags: '-f, --config-file, -h, -U, -d, -D, --node-id, --upstream-node-id',
    check:
      'cluster show, cluster matrix, cluster crosscheck, cluster event, node status, node check, daemon status, service status',
    dryRun: '--dry-run',
    destructive: {
      'primary unregister, standby unregister, cluster cleanup': 'takes a node out of the records',
    },
  }),
  pgbackrest: tool({
    valueFlags: '--stanza, --config, --repo, --set, --type',
    check: 'info, check, version, verify, repo-ls, repo-get, help',
    destructive: {
      restore: 'restores over a live database',
      expire: 'deletes backups',
      'stanza-delete': 'deletes the backups of a stanza',
      stop: 'stops backups',
    },
  }),
  barman: tool({
    check:
      'list-server, list-servers, list-backup, list-backups, show-backup, show-server, show-servers, check, check-backup, status, diagnose, replication-status, list-files',
    destructive: { delete: 'deletes a backup', recover: 'restores over a data folder' },
  }),
  'wal-g': tool({
    valueFlags: '--config',
    check: 'backup-list, wal-show, wal-verify',
    destructive: { delete: 'deletes backups', 'backup-fetch': 'restores over a data folder' },
  }),
  pgbouncer: does('starts or reloads the pooler'),
  memcstat: reads,
  memcdump: reads,
  memcflush: loses('empties the cache'),
  nodetool: tool({
    valueFlags: '-h, -p, -u, -pw, --host, --port',
    check:
      'status, info, ring, describecluster, tpstats, cfstats, tablestats, compactionstats, netstats, gossipinfo, version, gettimeout, getendpoints, proxyhistograms, tablehistograms, listsnapshots, failuredetector, toppartitions, statusbinary, statusgossip, viewbuildstatus',
    destructive: {
      'decommission, removenode, assassinate': 'takes a node out of the cluster',
      'drain, stopdaemon, disablebinary, disablegossip, disablethrift':
        'takes a node out of service',
      clearsnapshot: 'deletes snapshots',
      truncatehints: 'deletes hints',
    },
  }),
};

function losesUnless(flag: string, what: string, otherwise: Rule): Rule {
  return (call, scope) => (hasFlag(call, flag) ? loses(what)(call, scope) : otherwise(call, scope));
}
