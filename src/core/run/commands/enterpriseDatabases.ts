import { change, destructive, type Finding } from '../finding';
import type { Call, Rule, Scope } from '../scope';
import { flagValue, hasFlag, positionals, texts } from './arguments';
import { named } from './named';
import { alters, does, loses, reads, readsWith, tool } from './tool';

const opens = 'opens a database session';

/** What is fed line by line to a console with words of its own. */
function console(looks: RegExp, losing: RegExp, flag?: string): Rule {
  return (call) => {
    const text = (flag === undefined ? undefined : flagValue(call, flag)?.text) ?? fedText(call);
    return text === undefined ? [change(call.label, opens)] : eachLine(call, text, looks, losing);
  };
}

function fedText(call: Call): string | undefined {
  return call.input?.kind === 'text' ? call.input.text : undefined;
}

function eachLine(call: Call, text: string, looks: RegExp, losing: RegExp): readonly Finding[] {
  const lines = text.split(/[;\n]/).map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !/^(?:#|--|exit\b|quit\b)/i.test(line))
    .flatMap((line) => {
      if (losing.test(line)) return [destructive(call.label, `runs ${line}`)];
      return looks.test(line) ? reads(call) : [change(call.label, `runs ${line}`)];
    });
}

/** SQL*Plus: settings of its own between statements. */
const sqlplus: Rule = (call, scope) => {
  if (hasFlag(call, '-V', '-v', '-version', '-h', '-help')) return reads(call);
  if (texts(call).some((word) => word.startsWith('@')))
    return [change(call.label, 'runs a script')];
  const text = fedText(call);
  if (text === undefined) return [change(call.label, opens)];
  const own =
    /^\s*(?:set|col(?:umn)?|prompt|show|desc(?:ribe)?|exit|quit|whenever|rem|ttitle|btitle|break|clear|define|conn(?:ect)?)\b.*$/gim;
  const rest = text
    .replace(own, '')
    .replace(/^\s*\/\s*$/gm, ';')
    .trim();
  return rest === '' ? reads(call) : scope.sql(rest);
};

/** A client whose query stands behind a flag. */
const queryOf =
  (...flags: readonly string[]): Rule =>
  (call: Call, scope: Scope) => {
    if (hasFlag(call, '-o', '--output', '-O')) return [change(call.label, 'writes a file')];
    const query = flagValue(call, ...flags)?.text ?? fedText(call);
    return query === undefined ? [change(call.label, opens)] : scope.sql(query);
  };

/** Oracle, SAP HANA, Couchbase, Neo4j and others, and what backs databases up. */
export const enterpriseDatabases: Readonly<Record<string, Rule>> = {
  rman: console(
    /^(?:list|report|show|connect|validate|restore (?:database|tablespace [\w, ]+|archivelog all)? ?(?:preview|validate)\b)/i,
    /^(?:delete|drop|restore|recover|purge|flashback|reset)\b/i,
  ),
  sqlplus,
  sqlcl: sqlplus,
  dgmgrl: (call, scope) => {
    const { words } = positionals(call.args, new Set(['-logfile']));
    const inline = words.slice(1).at(-1)?.text;
    const asked: Call =
      inline === undefined ? call : { ...call, input: { kind: 'text', text: inline } };
    return console(
      /^(?:show|validate|connect|help)\b/i,
      /^(?:failover|switchover|remove|disable|shutdown|reinstate|convert)\b/i,
    )(asked, scope);
  },
  asmcmd: tool({
    valueFlags: '-p, --privilege, -v, -a, -V',
    check:
      'lsdg, ls, lsdsk, lsct, lsattr, lsof, du, find, iostat, pwd, spget, dsget, lsop, lstmpl, lsod, lspwusr',
    destructive: {
      'rm, dropdg, umount, offline, shutdown, rmalias': 'takes a disk or its data away',
    },
  }),
  adrci: (call) => {
    const text =
      texts(call)
        .find((word) => /^exec=/i.test(word))
        ?.replace(/^exec=/i, '') ?? fedText(call);
    return text === undefined
      ? [change(call.label, 'opens something to work in')]
      : eachLine(call, text, /^(?:show|set home(?:path)?|help)\b/i, /^(?:purge|delete)\b/i);
  },
  opatch: tool({
    check: 'lsinventory, lspatches, version, prereq, query',
    destructive: { rollback: 'takes a patch back' },
  }),
  tnsping: reads,
  olsnodes: reads,
  ocrcheck: reads,
  ocrconfig: readsWith('-showbackup', alters),
  emctl: tool({ check: 'status', destructive: { stop: 'stops the server' } }),
  expdp: does('writes a dump'),
  impdp: loses('loads over live data'),
  hdbsql: (call, scope) => {
    if (hasFlag(call, '-o', '-I')) return [change(call.label, 'runs a file or writes one')];
    const values = new Set(['-n', '-i', '-u', '-p', '-d', '-U', '-S', '-F', '-c']);
    const query = positionals(call.args, values).words.at(-1)?.text ?? fedText(call);
    return query === undefined ? [change(call.label, opens)] : scope.sql(query);
  },
  HDB: tool({
    check: 'info, version, proc',
    destructive: { 'stop, kill, kill-9': 'stops the database' },
  }),
  sapcontrol: (call) => {
    const verb = flagValue(call, '-function')?.text ?? '';
    if (/^(?:Stop|Restart|Shutdown|Terminate|Kill)/.test(verb))
      return [destructive(call.label, 'stops the system')];
    return /^(?:Get|List|Read|ABAPRead|ABAPGet|HACheck|HAGet|ParameterValue$|AccessCheck|PingICM)/.test(
      verb,
    )
      ? reads(call)
      : alters(call);
  },
  'couchbase-cli': tool({
    valueFlags: '-c, --cluster, -u, --username, -p, --password',
    check:
      'server-list, server-info, host-list, bucket-list, rebalance-status, setting-cluster-get',
    destructive: {
      'bucket-delete, bucket-flush, failover, reset-admin-password': 'takes data or a node away',
    },
  }),
  cbstats: (call) => (texts(call).includes('reset') ? alters(call) : reads(call)),
  cbbackupmgr: tool({
    check: 'info, examine',
    destructive: { 'remove, restore': 'deletes or restores a backup' },
  }),
  'cypher-shell': (call) => {
    const values = new Set([
      '-a',
      '-u',
      '-p',
      '-d',
      '--address',
      '--username',
      '--password',
      '--database',
      '--format',
      '-P',
      '--param',
    ]);
    const query = positionals(call.args, values).words[0]?.text ?? fedText(call);
    if (hasFlag(call, '-f', '--file')) return [change(call.label, 'runs a file')];
    if (query === undefined) return [change(call.label, opens)];
    if (/\b(?:delete|detach|drop|remove)\b/i.test(query))
      return [destructive(call.label, 'deletes data')];
    const writes =
      /\b(?:create|merge|set|foreach|load|start|stop|alter|grant|revoke|deny|terminate|enable|reallocate)\b/i;
    const calls =
      /\bcall\b(?!\s+(?:dbms\.(?:components|listConfig|cluster\.\w+)|db\.(?:labels|indexes|schema\.\w+|relationshipTypes|ping))\b)/i;
    return /^\s*(?:match|show|call|return|optional|unwind|profile|explain|:sysinfo)\b/i.test(
      query,
    ) &&
      !writes.test(query.replace(/^\s*explain\b/i, '')) &&
      !calls.test(query)
      ? reads(call)
      : alters(call);
  },
  'neo4j-admin': tool({
    check:
      'server status, database info, server memory-recommendation, database check, server validate-config',
    destructive: {
      'database load, database restore, server stop': 'replaces or stops the database',
    },
  }),
  neo4j: tool({ check: 'status, version', destructive: { stop: 'stops the database' } }),
  ...named('sstablemetadata, sstableutil, sstableexpiredblockers', reads),
  ...named('xtrabackup, mariabackup, innobackupex', (call) =>
    hasFlag(call, '--copy-back', '--move-back')
      ? [destructive(call.label, 'restores over a data folder')]
      : alters(call),
  ),
  mydumper: does('writes a dump'),
  myloader: (call) =>
    hasFlag(call, '-o', '--overwrite-tables')
      ? [destructive(call.label, 'replaces tables')]
      : [change(call.label, 'loads a dump')],
  'gh-ost': (call) =>
    hasFlag(call, '--execute')
      ? alters(call)
      : texts(call).length > 0 && !hasFlag(call, '--test-on-replica')
        ? reads(call)
        : alters(call),
  pg_receivewal: does('writes the write-ahead log to files'),
  pg_recvlogical: does('reads a slot up'),
  pgcopydb: tool({
    check: 'list, ping, compare',
    destructive: { 'stream cleanup': 'drops slots' },
  }),
  'redis-check-aof': (call) =>
    hasFlag(call, '--fix') ? [destructive(call.label, 'cuts the file off')] : reads(call),
  'redis-check-rdb': reads,
  bsondump: (call) =>
    texts(call).some((word) => word.startsWith('--outFile'))
      ? [change(call.label, 'writes a file')]
      : reads(call),
  mongofiles: tool({
    valueFlags: '--uri, --host, --port, -d, --db, -u, -p, --prefix',
    check: 'list, search',
    destructive: { 'delete, delete_id': 'deletes files' },
  }),
  isql: queryOf('-Q'),
  osql: queryOf('-Q', '-q'),
  bcp: (call) =>
    /^(?:out|queryout)$/.test(call.args[1]?.text ?? '')
      ? [change(call.label, 'writes a file')]
      : alters(call),
  mysqlslap: does('loads the database'),
};
