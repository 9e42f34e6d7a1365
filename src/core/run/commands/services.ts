import { change, destructive, type Finding } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, hasFlag, positionals, texts } from './arguments';
import { named } from './named';
import { alters, does, reads, readsWith, tool } from './tool';

const kafkaTopics: Rule = (call) => {
  if (hasFlag(call, '--delete'))
    return [destructive(call.label, 'deletes a topic with its messages')];
  return hasFlag(call, '--list', '--describe', '--version') ? reads(call) : alters(call);
};
const kafkaGroups: Rule = (call) => {
  if (hasFlag(call, '--delete', '--delete-offsets'))
    return [destructive(call.label, 'deletes a consumer group')];
  if (hasFlag(call, '--reset-offsets')) {
    return hasFlag(call, '--execute')
      ? [destructive(call.label, "loses the consumers' place")]
      : reads(call);
  }
  return hasFlag(call, '--list', '--describe', '--state', '--members') ? reads(call) : alters(call);
};
const kafkaDescribes: Rule = (call) => {
  if (hasFlag(call, '--remove', '--delete', '--delete-config'))
    return [destructive(call.label, 'removes it')];
  return hasFlag(
    call,
    '--describe',
    '--list',
    '--verify',
    '--generate',
    '--status',
    '--replication',
    'describe',
    '--version',
  ) && !hasFlag(call, '--execute', '--alter', '--add')
    ? reads(call)
    : alters(call);
};

const kafka: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.entries<Rule>({
    'kafka-topics': kafkaTopics,
    'kafka-consumer-groups': kafkaGroups,
    'kafka-configs': kafkaDescribes,
    'kafka-acls': kafkaDescribes,
    'kafka-reassign-partitions': kafkaDescribes,
    'kafka-log-dirs': kafkaDescribes,
    'kafka-metadata-quorum': (call) =>
      texts(call).includes('describe') ? reads(call) : alters(call),
    'kafka-leader-election': alters,
    'kafka-preferred-replica-election': alters,
    'kafka-delete-records': (call) => [destructive(call.label, 'deletes messages')],
    'kafka-broker-api-versions': reads,
    'kafka-get-offsets': reads,
    'kafka-dump-log': reads,
    'kafka-console-producer': does('sends messages'),
    'kafka-console-consumer': (call) =>
      hasFlag(call, '--group')
        ? [change(call.label, "moves a consumer group's place")]
        : reads(call),
    'kafka-server-start': does('starts the server'),
    'kafka-server-stop': (call) => [destructive(call.label, 'stops the server')],
    'kafka-run-class': (call, scope) =>
      texts(call).some((text) => text.includes('ConsumerGroupCommand'))
        ? kafkaGroups(call, scope)
        : texts(call).some((text) => /GetOffsetShell|JmxTool/.test(text))
          ? reads(call)
          : alters(call),
    'kafka-producer-perf-test': does('sends messages'),
    zkCli: (call) => zookeeper(call, 0),
    'zookeeper-shell': (call) => zookeeper(call, 1),
    zkServer: (call) =>
      texts(call).includes('status')
        ? reads(call)
        : texts(call).includes('stop')
          ? [destructive(call.label, 'stops the server')]
          : alters(call),
  }).flatMap(([name, rule]) => [
    [name, rule],
    [`${name}.sh`, rule],
  ]),
);

const rabbitmq: Rule = tool({
  valueFlags: '-n, --node, -p, --vhost, -t, --timeout, --formatter, -l',
  check: `status, cluster_status, list_queues, list_exchanges, list_bindings, list_connections, list_channels, list_consumers, list_users, list_vhosts, list_permissions, list_user_permissions, list_topic_permissions, list_policies,
    list_parameters, list_global_parameters, list_operator_policies, environment, report, ping, node_health_check, version, list_feature_flags, list_vhost_limits, list_unresponsive_queues, list_ciphers, authenticate_user, await_startup, wait, list_hashes, list_deprecated_features, list_user_limits`,
  destructive: {
    'stop_app, stop, shutdown': 'stops the server',
    'reset, force_reset': 'deletes all data of the node',
    'purge_queue, delete_queue': 'deletes messages',
    forget_cluster_node: 'takes a node out of the cluster',
    'delete_user, delete_vhost, clear_permissions, clear_policy, clear_parameter, close_connection, close_all_connections, close_all_user_connections, clear_password, suspend_listener, suspend_all_listeners':
      'takes something away',
  },
});

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

/** ZooKeeper's shell, with its verb behind so many words. */
function zookeeper(call: Call, before: number): readonly Finding[] {
  const verb = positionals(call.args, new Set(['-server', '-timeout'])).words[before]?.text ?? '';
  if (/^(?:ls|get|stat|ls2|getAcl|config)$/.test(verb)) return reads(call);
  return /^(?:delete|deleteall|rmr)$/.test(verb)
    ? [destructive(call.label, 'deletes nodes')]
    : alters(call);
}

/** Servers started by hand: a check of the configuration reads, the rest starts something. */
const checksWith = (flags: string): Rule => readsWith(flags, does('starts a server'));

const promtool: Rule = tool({
  valueFlags: '--http.config.file',
  check: 'check, query, test, tsdb tsdb list, --version',
  destructive: { 'tsdb delete-series': 'deletes series' },
});

const jcmdReads =
  /^(?:Thread\.(?:print|vthread_\w+)|VM\.(?:flags|version|uptime|command_line|system_properties|info|native_memory|metaspace|events|stringtable|symboltable|classloader_stats|classloaders|class_hierarchy|dynlibs|codecache|systemdictionary)|GC\.(?:heap_info|finalizer_info)|Compiler\.(?:codecache|codelist|queue|directives_print)|JFR\.(?:check|view)|PerfCounter\.print|System\.map|ManagementAgent\.status)$/;

/** Message queues, web servers, monitoring and search. */
export const services: Readonly<Record<string, Rule>> = {
  ...kafka,
  ...named('rabbitmqctl, rabbitmq-queues, rabbitmq-upgrade', rabbitmq),
  'rabbitmq-diagnostics': (call) =>
    texts(call).some((text) =>
      /^(?:eval|eval_file|remote_shell|observer|force_\w+|set_\w+)$/.test(text),
    )
      ? alters(call)
      : reads(call),
  'rabbitmq-plugins': tool({
    check: 'list, directories, is_enabled',
    destructive: { disable: 'takes plugins away' },
  }),
  rabbitmqadmin: tool({
    valueFlags: '-H, -P, -u, -p, -V, -f, --host, --port, --username, --password, --vhost',
    check: 'list, show, export',
    destructive: { 'delete, purge, close': 'deletes it' },
    rules: {
      get: (call) =>
        texts(call).some((text) =>
          /ack_requeue_false|reject_requeue_false|^requeue=false$/.test(text),
        )
          ? [destructive(call.label, 'takes messages out of the queue')]
          : [change(call.label, 'takes messages out and puts them back')],
      export: does('writes a file'),
    },
  }),
  kcat: (call) =>
    hasFlag(call, '-P')
      ? [change(call.label, 'sends messages')]
      : hasFlag(call, '-L', '-Q', '-C')
        ? reads(call)
        : alters(call),
  kafkacat: (call) =>
    hasFlag(call, '-P')
      ? [change(call.label, 'sends messages')]
      : hasFlag(call, '-L', '-Q', '-C')
        ? reads(call)
        : alters(call),
  rpk: tool({
    valueFlags: '-X, --brokers, --config, -b',
    check:
      'cluster info, cluster health, cluster status, cluster metadata, cluster config get, cluster config status, topic list, topic describe, topic consume, group list, group describe, version, acl list, registry schema list, cluster partitions list, cluster self-test status, redpanda admin brokers list',
    destructive: {
      'topic delete, topic trim-prefix, group delete, acl delete, redpanda admin brokers decommission, group seek':
        'deletes it',
    },
  }),
  nats: tool({
    valueFlags: '-s, --server, --context, --creds',
    check:
      'server list, server info, server ping, server report, server check, stream ls, stream list, stream info, stream report, stream view, stream get, consumer ls, consumer info, consumer report, account info, rtt, sub, kv ls, kv get, kv history, context ls, context show, events, top, object ls, object info',
    destructive: {
      'stream rm, stream purge, stream rmm, consumer rm, kv del, kv rm, kv purge, object rm, object del':
        'deletes messages',
    },
  }),
  'pulsar-admin': tool({
    check:
      'brokers healthcheck, brokers list, clusters list, clusters get, tenants list, tenants get, namespaces list, namespaces policies, topics list, topics stats, topics stats-internal, topics partitioned-stats, topics subscriptions, topics peek-messages',
    destructive: {
      'topics delete, topics unload, namespaces delete, topics skip, topics skip-all, topics clear-backlog, tenants delete, topics unsubscribe':
        'deletes it',
    },
  }),
  mosquitto_sub: reads,
  mosquitto_pub: does('sends a message'),
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
  ...named('mail, mailx, sendmail, mutt', does('sends mail')),
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
  logcli: (call) => (texts(call).includes('delete') ? alters(call) : reads(call)),
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
        /\bto\s*\(|\b(?:drop|delete)\b/i.test(call.label) ? alters(call) : reads(call),
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
