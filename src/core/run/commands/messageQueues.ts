import { change, destructive, type Finding } from '../finding';
import type { Call, Rule } from '../scope';
import { hasFlag, positionals, texts } from './arguments';
import { named } from './named';
import { spelled } from './spelling';
import { alters, does, looks, reads, tool } from './tool';

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

const kafkaValues = '--bootstrap-server, --bootstrap-controller, --command-config, --config';

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
    'kafka-features': (call) => (texts(call).includes('describe') ? reads(call) : alters(call)),
    'kafka-cluster': tool({ valueFlags: kafkaValues, check: 'cluster-id, list-endpoints' }),
    'kafka-transactions': tool({
      valueFlags: kafkaValues,
      check: 'list, describe, describe-producers, find-hanging',
    }),
    'kafka-leader-election': alters,
    'kafka-preferred-replica-election': alters,
    'kafka-delete-records': (call) => [destructive(call.label, 'deletes messages')],
    'kafka-broker-api-versions': reads,
    'kafka-get-offsets': reads,
    'kafka-dump-log': reads,
    'kafka-console-producer': does('sends messages'),
    'kafka-console-consumer': (call) =>
      // Without a group it makes up one of its own.
      hasFlag(call, '--group') || /\bgroup\.id\b/.test(texts(call).join(' '))
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

/** `kcat` (its help): it produces, consumes, lists or asks; with `-G` it joins a group. */
const kcat: Rule = spelled(
  `P produce, C consume, L list, Q query, G group=, t topic=, p partition=, b brokers=, D delimiter=, K key-delimiter=,
  k key=, H headers=, z compression=, X property=, F config=, d debug=, f format=, J json, s serdes=, r registry=, o offset=,
  e exit, c count=, E no-exit, u unbuffered, q quiet, v verbose, V version, h help, O print, Z null, l lines, T tee, S schema,
  m metadata-timeout=, M mock=, 0 zero, 1 one`,
  (call) => {
    if (hasFlag(call, '--produce')) return [change(call.label, 'sends messages')];
    return hasFlag(call, '--list', '--query', '--consume', '--version') && !hasFlag(call, '--group')
      ? reads(call)
      : alters(call);
  },
);

const RABBITMQ_VALUES = '-n, --node, -p, --vhost, -t, --timeout, --formatter, -l';

/** Every `list_…` of it lists. */
const rabbitmq: Rule = (call, scope) => {
  const { words } = positionals(call.args, new Set(RABBITMQ_VALUES.split(', ')));
  return /^list_\w+$/.test(words[0]?.text ?? '') ? reads(call) : rabbitmqVerbs(call, scope);
};

const rabbitmqVerbs: Rule = tool({
  valueFlags: RABBITMQ_VALUES,
  check: `status, cluster_status, environment, report, ping, node_health_check, version, authenticate_user, await_startup, wait, quorum_status, stream_status, check_if_node_is_quorum_critical, check_if_node_is_mirror_sync_critical, check_if_new_quorum_queue_replicas_have_finished_initial_sync, peek`,
  destructive: {
    'stop_app, stop, shutdown': 'stops the server',
    'reset, force_reset': 'deletes all data of the node',
    'purge_queue, delete_queue': 'deletes messages',
    forget_cluster_node: 'takes a node out of the cluster',
    'delete_user, delete_vhost, clear_permissions, clear_policy, clear_parameter, close_connection, close_all_connections, close_all_user_connections, clear_password, suspend_listener, suspend_all_listeners':
      'takes something away',
  },
});

/** ZooKeeper's shell, with its verb behind so many words. */
function zookeeper(call: Call, before: number): readonly Finding[] {
  const verb = positionals(call.args, new Set(['-server', '-timeout'])).words[before]?.text ?? '';
  if (/^(?:ls|get|stat|ls2|getAcl|config)$/.test(verb)) return reads(call);
  return /^(?:delete|deleteall|rmr)$/.test(verb)
    ? [destructive(call.label, 'deletes nodes')]
    : alters(call);
}

/** Verbs of `pulsar-admin` behind its noun; all that get, list or peek only read. */
const pulsarReads: Rule = (call) => {
  const [, verb = ''] = positionals(call.args, new Set(['--admin-url', '--auth-params'])).words.map(
    ({ text }) => text,
  );
  return /^(?:get(?:-(?!and)[\w-]+)?|list(?:-[\w-]+)?|stats(?:-[\w-]+)?|partitioned-stats(?:-internal)?|peek-messages|examine-messages|lookup|last-message-id|subscriptions|internal-stats|compaction-status|offload-status|healthcheck|policies|permissions|version|info-internal|bundle-range|partitioned-lookup|status)$/.test(
    verb,
  )
    ? looks(call)
    : alters(call);
};

/** Message queues and what they keep their state in. */
export const messageQueues: Readonly<Record<string, Rule>> = {
  ...kafka,
  ...named('rabbitmqctl, rabbitmq-queues, rabbitmq-streams, rabbitmq-upgrade', rabbitmq),
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
  ...named('kcat, kafkacat', kcat),
  rpk: tool({
    valueFlags: '-X, --brokers, --config, -b',
    check:
      'cluster info, cluster health, cluster status, cluster metadata, cluster config get, cluster config status, topic list, topic describe, topic consume, group list, group describe, version, acl list, registry schema list, cluster partitions list, cluster self-test status, redpanda admin brokers list',
    destructive: {
      'topic delete, topic trim-prefix, group delete, acl delete, redpanda admin brokers decommission, group seek':
        'deletes it',
    },
    rules: {
      'topic consume': (call) =>
        hasFlag(call, '-g', '--group') || texts(call).some((text) => /^-g./.test(text))
          ? [change(call.label, "moves a consumer group's place")]
          : reads(call),
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
    rules: {
      // A member of a queue group or a durable consumer takes messages from others.
      sub: (call) =>
        hasFlag(call, '--queue', '--durable', '--ack', '--dump', '--translate')
          ? alters(call)
          : reads(call),
    },
  }),
  'pulsar-admin': tool({
    otherwise: pulsarReads,
    check:
      'brokers healthcheck, brokers list, clusters list, clusters get, tenants list, tenants get, namespaces list, namespaces policies, topics list, topics stats, topics stats-internal, topics partitioned-stats, topics subscriptions, topics peek-messages',
    destructive: {
      'topics delete, topics unload, namespaces delete, topics skip, topics skip-all, topics clear-backlog, tenants delete, topics unsubscribe':
        'deletes it',
    },
  }),
  // A persistent session is kept at the broker; a will is a message.
  mosquitto_sub: (call) =>
    texts(call).some((text) => /^-c$|^--disable-clean-session|^--will-|^\$share\//.test(text))
      ? alters(call)
      : looks(call),
  mosquitto_pub: does('sends a message'),
};
