import { destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValue, hasFlag, positionals, texts } from './arguments';
import { alters, does, reads, tool } from './tool';

/** Big data, big databases, and what stands before databases. */
export const bigData: Readonly<Record<string, Rule>> = {
  hdfs: (call) => {
    const { words } = positionals(call.args, new Set(['-D', '-fs', '-conf']));
    const area = words[0]?.text ?? '';
    const verb = texts(call).find((text) => /^-[a-zA-Z]{2,}/.test(text)) ?? '';
    if (/^-(?:rm|rmr|rmdir|expunge|deleteSnapshot|truncate)$/i.test(verb))
      return [destructive(call.label, 'deletes files')];
    if (area === 'fsck')
      return hasFlag(call, '-delete', '-move')
        ? [destructive(call.label, 'deletes files')]
        : reads(call);
    if (/^(?:getconf|version|groups|classpath)$/.test(area)) return reads(call);
    if (area === 'dfsadmin')
      return /^-(?:report|printTopology|getDatanodeInfo)$/.test(verb) ? reads(call) : alters(call);
    return area === 'dfs' &&
      /^-(?:ls|du|df|cat|tail|head|stat|count|test|find|text|checksum|getfacl|help)$/.test(verb)
      ? reads(call)
      : alters(call);
  },
  lsnrctl: tool({
    check: 'status, services, version, show',
    destructive: { stop: 'stops the listener' },
  }),
  crsctl: tool({
    check: 'stat, status, check, query, get, config',
    destructive: { stop: 'stops it', delete: 'deletes it' },
  }),
  srvctl: tool({
    check: 'status, config, getenv, predict',
    destructive: { stop: 'stops it', 'remove, disable': 'takes it away' },
  }),
  db2: (call, scope) => {
    const line = texts(call).join(' ');
    if (/^(?:list|get|describe|values)\b/i.test(line)) return reads(call);
    return /^select\b/i.test(line) ? scope.sql(line) : alters(call);
  },
  ...Object.fromEntries(
    ['impala-shell', 'beeline', 'presto', 'trino', 'hive'].map((name): readonly [string, Rule] => [
      name,
      (call, scope) => {
        const query = flagValue(call, '-q', '-e', '--execute', '--query');
        return query === undefined
          ? does('opens a database session')(call, scope)
          : scope.sql(query.text);
      },
    ]),
  ),
  maxctrl: tool({
    valueFlags: '-u, -p, -h',
    check: 'list, show',
    destructive: { 'stop, destroy, unlink, drain': 'takes it away' },
  }),
  'orchestrator-client': (call) => {
    const verb = flagValue(call, '-c')?.text ?? '';
    if (/takeover|fail|forget|stop|reset|detach/.test(verb))
      return [destructive(call.label, 'moves or takes away a server')];
    return /^(?:topology\w*|topology-tabulated|clusters\w*|which-\w+[\w-]*|all-instances|instance-status|discovery|search|is-\w+|api)$/.test(
      verb,
    ) && !/^(?:discovery|api)$/.test(verb)
      ? reads(call)
      : alters(call);
  },
  solr: tool({
    check: 'status, version, healthcheck',
    destructive: { stop: 'stops the server', delete: 'deletes it' },
  }),
};
