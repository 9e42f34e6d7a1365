import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValue, hasFlag, texts } from './arguments';
import { named } from './named';
import { alters, does, looks, reads, readsWith, tool } from './tool';

const nginx: Rule = (call) => {
  if (hasFlag(call, '-t', '-T', '-v', '-V', '-h', '-tq')) return reads(call);
  const signal = flagValue(call, '-s')?.text;
  if (signal === 'stop' || signal === 'quit') return [destructive(call.label, 'stops the server')];
  return [
    change(
      call.label,
      signal === undefined ? 'starts the server' : 'makes the server read its configuration again',
    ),
  ];
};

const apache: Rule = (call) => {
  if (
    hasFlag(call, '-t', '-S', '-M', '-v', '-V', '-l', '-L') ||
    texts(call).some((text) => /^(?:configtest|status|fullstatus)$/.test(text))
  )
    return reads(call);
  return texts(call).some((text) => /^(?:stop|graceful-stop)$/.test(text))
    ? [destructive(call.label, 'stops the server')]
    : alters(call);
};

/** Servers started by hand: a check of the configuration reads, the rest starts something. */
const checksWith = (flags: string): Rule => readsWith(flags, does('starts a server'));

const promtool: Rule = tool({
  valueFlags: '--http.config.file',
  check: 'check, query, test, tsdb list, tsdb analyze, tsdb dump, --version',
  destructive: { 'tsdb delete-series': 'deletes series' },
});

const jcmdReads =
  /^(?:Thread\.(?:print|vthread_\w+)|VM\.(?:flags|version|uptime|command_line|system_properties|info|native_memory|metaspace|events|stringtable|symboltable|classloader_stats|classloaders|class_hierarchy|dynlibs|codecache|systemdictionary)|GC\.(?:heap_info|finalizer_info)|Compiler\.(?:codecache|codelist|queue|directives_print)|JFR\.(?:check|view)|PerfCounter\.print|System\.map|ManagementAgent\.status)$/;

/** Web servers, monitoring and search. */
export const services: Readonly<Record<string, Rule>> = {
  nginx,
  openresty: nginx,
  ...named('apachectl, apache2ctl, httpd, apache2', apache),
  haproxy: checksWith('-c, -v, -vv'),
  caddy: tool({
    valueFlags: '--config, -c, --adapter',
    check: 'validate, version, list-modules, adapt, environ, build-info, hash-password',
    destructive: { stop: 'stops the server' },
  }),
  envoy: (call) =>
    hasFlag(call, '--version') || flagValue(call, '--mode')?.text === 'validate'
      ? reads(call)
      : [change(call.label, 'starts a server')],
  traefik: tool({ check: 'version, healthcheck', bare: does('starts a server') }),
  varnishd: checksWith('-V, -C'),
  squid: (call) =>
    texts(call).some((text) => /^(?:parse|check)$/.test(text))
      ? reads(call)
      : texts(call).some((text) => /^(?:shutdown|kill|interrupt)$/.test(text))
        ? [destructive(call.label, 'stops the server')]
        : alters(call),
  sshd: checksWith('-t, -T'),
  named: checksWith('-v, -V'),
  unbound: alters,
  'unbound-checkconf': reads,
  'unbound-control': tool({
    check:
      'status, stats, stats_noreset, list_forwards, list_stubs, dump_cache, lookup, list_local_zones',
    destructive: { stop: 'stops the server', 'flush, flush_zone, flush_all': 'empties the cache' },
  }),
  postfix: tool({
    check: 'status, check',
    destructive: { 'stop, abort': 'stops the mail server' },
  }),
  postqueue: (call) => (hasFlag(call, '-p', '-j') ? reads(call) : alters(call)),
  mailq: reads,
  postconf: (call) =>
    hasFlag(call, '-e', '-X', '-#', '-M') || texts(call).some((text) => text.includes('='))
      ? alters(call)
      : reads(call),
  postsuper: (call) =>
    hasFlag(call, '-d')
      ? [destructive(call.label, 'deletes mail')]
      : hasFlag(call, '-h')
        ? [destructive(call.label, 'holds mail back')]
        : alters(call),
  exim: (call) =>
    texts(call).some((text) => /^-b[pP]|^-bt$|^-bV$/.test(text))
      ? reads(call)
      : texts(call).some((text) => /^-M(?:rm|f)$/.test(text))
        ? [destructive(call.label, 'deletes or freezes mail')]
        : alters(call),
  doveadm: tool({
    valueFlags: '-f, -o, -u, -F, -c, -S',
    check:
      'who, mailbox list, mailbox status, quota get, user, log find, stats dump, replicator status, fetch, search',
    destructive: { 'expunge, mailbox delete, kick, purge': 'deletes it' },
  }),
  ...named('mail, mailx, mutt', does('sends mail')),
  sendmail: (call) =>
    hasFlag(call, '-bp') && texts(call).every((text) => /^-(?:bp|v)$/.test(text))
      ? reads(call)
      : [change(call.label, 'sends mail')],
  ...named(
    'notify-send, wall, osascript, say, terminal-notifier, slack, slackcat',
    does('tells people'),
  ),
  // On a switch it is the configuration that is written, or erased.
  write: (call) =>
    texts(call)[0] === 'erase'
      ? [destructive(call.label, 'deletes the configuration of the device')]
      : [change(call.label, 'tells people')],
  promtool,
  amtool: tool({
    valueFlags: '--alertmanager.url, --config.file, -o',
    check:
      'alert, alert query, silence, silence query, config show, config routes, config routes show, config routes test, check-config, cluster, cluster show, template, --version',
    destructive: { 'silence expire': 'ends a silence' },
    rules: {
      'silence add, silence update, silence import': does('silences alerts'),
      'alert add': does('raises an alert'),
    },
  }),
  logcli: (call) =>
    texts(call)[0] === 'delete' || hasFlag(call, '--part-path-prefix') ? alters(call) : looks(call),
  mimirtool: tool({
    valueFlags: '--address, --id, --user, --key',
    check:
      'rules list, rules print, rules get, rules lint, rules check, rules diff, analyze, alertmanager get, alertmanager verify, version',
    destructive: { 'rules delete, alertmanager delete': 'deletes it' },
  }),
  cortextool: tool({
    check: 'rules list, rules print, rules diff, rules lint, alertmanager get',
    destructive: { 'rules delete, alertmanager delete': 'deletes it' },
  }),
  'grafana-cli': tool({
    valueFlags: '--homepath, --config',
    check: 'plugins ls, plugins list-remote, plugins list-versions, --version',
    destructive: { 'plugins remove, plugins uninstall': 'removes a plugin' },
  }),
  thanos: tool({
    check:
      'tools bucket ls, tools bucket inspect, tools bucket verify, tools rules-check, --version, tools bucket web',
    destructive: {
      'tools bucket cleanup, tools bucket mark, tools bucket rewrite, tools bucket retention':
        'deletes blocks',
    },
  }),
  'otelcol-contrib': checksWith('--version, validate'),
  'datadog-agent': tool({
    check:
      'status, health, version, config, config get, config list-runtime, configcheck, check, diagnose, hostname, tagger-list, workload-list, stream-logs, dogstatsd-stats',
    destructive: { stop: 'stops the agent' },
  }),
  filebeat: tool({ check: 'test, version, export, modules list' }),
  metricbeat: tool({ check: 'test, version, export, modules list' }),
  fluentd: checksWith('--dry-run, --version'),
  'fluent-bit': checksWith('--dry-run, --version, -V'),
  vector: tool({
    check: 'validate, top, tap, list, graph, test, --version',
    bare: does('starts a server'),
  }),
  logstash: checksWith('-t, --config.test_and_exit, --version, -V'),
  'elasticsearch-plugin': tool({ check: 'list', destructive: { remove: 'removes a plugin' } }),
  'elasticsearch-users': tool({ check: 'list', destructive: { userdel: 'deletes an account' } }),
  curator: readsWith('--dry-run', does('works on indexes')),
  curator_cli: tool({
    valueFlags: '--host, --port, --filter_list',
    check: 'show-indices, show_indices, show-snapshots, show_snapshots',
    destructive: {
      'delete-indices, delete_indices, delete-snapshots, delete_snapshots, close':
        'deletes indexes',
    },
    dryRun: '--dry-run',
  }),
  influx: tool({
    bare: (call) =>
      /^\s*(?:select|show)\b(?!.*\binto\b)[^;]*$/i.test(flagValue(call, '-execute')?.text ?? '')
        ? reads(call)
        : alters(call),
    rules: {
      query: (call) =>
        // A script that nobody sees, and functions of Flux that write or send.
        hasFlag(call, '-f', '--file') ||
        texts(call).includes('-') ||
        /to\s*\(|\b(?:drop|delete)\b|\b(?:post|exec|message|endpoint|sendEvent|notify)\s*\(/i.test(
          call.label,
        )
          ? alters(call)
          : reads(call),
    },
    valueFlags:
      '--host, -host, -port, -t, --token, -o, --org, -b, --bucket, -precision, -database, -execute, -format',
    check:
      'query, ping, bucket list, org list, user list, auth list, task list, version, dashboards, config list, v1 dbrp list, server-config',
    destructive: {
      'delete, bucket delete, org delete, user delete, auth delete, task delete': 'deletes data',
      restore: 'restores over live data',
    },
  }),
  jmeter: does('loads a server with requests'),
  jcmd: (call) =>
    texts(call)
      .filter((text) => /^[A-Z]\w*\.\w+$/.test(text))
      .every((text) => jcmdReads.test(text))
      ? reads(call)
      : alters(call),
  jmap: (call) =>
    texts(call).some((text) => /dump/.test(text))
      ? [change(call.label, 'writes a heap dump')]
      : texts(call).some((text) => /live/.test(text))
        ? [change(call.label, 'collects garbage first')]
        : reads(call),
  jinfo: (call) => (hasFlag(call, '-flag') ? alters(call) : reads(call)),
  asadmin: tool({
    check: 'list-domains, list-applications, list-instances, list-clusters, get, version, uptime',
    destructive: { 'stop-domain, stop-instance, undeploy, delete-instance': 'stops or removes it' },
  }),
  'fail2ban-client': tool({
    check: 'status, ping, version, banned, get',
    destructive: { stop: 'stops the guard' },
  }),
};
