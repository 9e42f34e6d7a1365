import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, hasLetter, positionals, texts } from './arguments';
import { named } from './named';
import { alters, does, reads, tool } from './tool';

/** Builds, deliveries, application servers, and the configuration of machines. */
export const delivery: Readonly<Record<string, Rule>> = {
  'salt-key': (call) =>
    hasFlag(call, '-d', '-D', '-r', '-R', '--delete', '--delete-all', '--reject')
      ? [destructive(call.label, 'takes keys away')]
      : texts(call).every((word) =>
            /^(?:-[LlFpf]|--(?:list\S*|finger\S*|print\S*|out\S*)|acc|all|un|rej|den|pre|accepted|unaccepted|[\w.*-]+)$/.test(
              word,
            ),
          ) &&
          hasFlag(
            call,
            '-L',
            '-l',
            '-F',
            '-f',
            '-p',
            '--list',
            '--list-all',
            '--finger',
            '--finger-all',
            '--print',
          )
        ? reads(call)
        : alters(call),
  'salt-run': (call) =>
    /^(?:manage\.(?:up|down|status|alived|present|versions|list_state|joined|allowed|not_alived)|jobs\.(?:active|list_jobs?|lookup_jid|last_run|print_job|list_jobs_filter|exit_success)|cache\.(?:grains|pillar|mine)|fileserver\.(?:envs|file_list|dir_list)|pillar\.show_\w+|doc\.\w+|survey\.(?:hash|diff)|config\.get)$/.test(
      positionals(call.args, new Set(['--out', '-t', '-l'])).words[0]?.text ?? '',
    )
      ? reads(call)
      : alters(call),
  facter: reads,
  inspec: tool({ check: 'version, detect, check, json, schema, plugin list' }),
  'cf-promises': reads,
  'cf-key': (call) => (hasFlag(call, '-s', '-p', '-H') ? reads(call) : alters(call)),
  rudder: tool({
    check: 'agent info, agent version, agent health, server status, agent history',
    destructive: { 'agent disable, agent stop': 'stops the agent' },
  }),
  'gitlab-runner': tool({
    check: 'list, verify, status',
    destructive: { 'unregister, uninstall': 'takes a runner away' },
    rules: {
      verify: (call) =>
        hasFlag(call, '--delete') ? [destructive(call.label, 'takes runners away')] : reads(call),
    },
  }),
  'sentry-cli': tool({
    valueFlags: '-o, --org, -p, --project, --url, --auth-token',
    check:
      'info, issues list, organizations list, projects list, releases list, releases info, repos list, monitors list, events list, deploys list',
    destructive: {
      'releases delete, releases archive, issues resolve, issues mute': 'takes it away',
    },
  }),
  circleci: tool({
    check:
      'version, diagnostic, config validate, config process, context list, orb list, orb info, orb validate, orb source, runner resource-class list, runner token list',
    destructive: {
      'context delete, context remove-secret, runner token delete, runner resource-class delete':
        'deletes it',
    },
  }),
  drone: tool({
    check:
      'info, build ls, build info, build last, log view, repo ls, repo info, cron ls, secret ls, secret info, user ls, user info, server ls, queue ls',
    destructive: {
      'build stop, repo rm, repo disable, secret rm, user rm, cron rm, log purge, queue pause':
        'takes it away',
    },
  }),
  regctl: tool({
    check:
      'image manifest, image digest, image inspect, image config, tag ls, tag list, repo ls, manifest get, manifest head, image ratelimit, manifest diff, config get, version',
    destructive: { 'image delete, tag delete, tag rm, manifest delete, blob delete': 'deletes it' },
  }),
  oras: tool({
    check: 'repo ls, repo tags, manifest fetch, discover, version, resolve, manifest fetch-config',
    destructive: { 'manifest delete, blob delete': 'deletes it' },
    rules: {
      'manifest fetch, manifest fetch-config': (call) =>
        hasFlag(call, '-o', '--output') ? alters(call) : reads(call),
    },
  }),
  skaffold: tool({
    check: 'diagnose, version, schema list, inspect, config list',
    destructive: { delete: 'deletes it' },
  }),
  tilt: tool({
    check: 'version, doctor, get, describe, logs, api-resources',
    destructive: { 'down, delete': 'takes it away' },
  }),
  telepresence: tool({
    check: 'status, list, version, list-contexts, list-namespaces',
    destructive: { 'quit, uninstall, leave': 'takes it away' },
  }),
  kn: tool({
    valueFlags: '-n, --namespace',
    check:
      'service list, service describe, route list, route describe, revision list, revision describe, version, broker list, trigger list, source list, domain list',
    destructive: {
      'service delete, revision delete, trigger delete, broker delete, route delete, domain delete':
        'deletes it',
    },
  }),
  longhornctl: tool({ check: 'check preflight, get replica, version' }),
  'kube-bench': (call) => (hasFlag(call, '--outputfile', '--pgsql') ? alters(call) : reads(call)),
  polaris: (call) =>
    texts(call)[0] === 'audit' && !hasFlag(call, '--output-file') ? reads(call) : alters(call),
  k9s: (call) =>
    hasFlag(call, '--readonly') || /^(?:version|info)$/.test(texts(call)[0] ?? '')
      ? reads(call)
      : [change(call.label, 'opens something to work in')],
  cbt: tool({
    valueFlags: '-project, -instance, -creds',
    check:
      'ls, read, lookup, count, listinstances, listclusters, getappprofile, listappprofile, doc, help',
    destructive: {
      'deletetable, deletefamily, deleterow, deletecluster, deleteinstance, deleteallrows, droprowrange, deletecolumn, deleteappprofile':
        'deletes data',
    },
  }),
  azcopy: tool({
    check: 'list, jobs list, jobs show, env, doc',
    destructive: {
      'remove, rm': 'deletes files',
      'jobs remove, jobs rm, jobs clean': 'deletes records',
    },
    rules: {
      sync: (call) =>
        /--delete-destination(?:=true|$)/.test(texts(call).join(' '))
          ? [destructive(call.label, 'deletes files at one side')]
          : alters(call),
    },
  }),
  tccli: (call) =>
    /^(?:Describe|Get|List|Query|Check|Inquiry)/.test(
      positionals(call.args, new Set(['--region', '--profile', '--output'])).words[1]?.text ?? '',
    )
      ? reads(call)
      : /^(?:Delete|Terminate|Stop|Destroy|Isolate|Release|Remove|Reset)/.test(
            call.args[1]?.text ?? '',
          )
        ? [destructive(call.label, 'takes it away')]
        : alters(call),
  'ecs-cli': tool({
    check: 'ps, logs, images, license',
    destructive: {
      'down, compose down, compose stop, compose service rm, compose service down': 'takes it away',
    },
  }),
  sls: tool({
    check: 'info, logs, metrics, print, doctor, deploy list, plugin list',
    destructive: { remove: 'removes the service' },
  }),
  ...named('passenger-status, passenger-memory-stats', reads),
  'passenger-config': tool({ check: 'validate-install, list-instances, about, --version, --root' }),
  ...named(
    'php-fpm, php-fpm7.4, php-fpm8.0, php-fpm8.1, php-fpm8.2, php-fpm8.3, php-fpm8.4',
    (call) =>
      hasFlag(call, '-t', '-tt', '-v', '-m', '-i', '--test', '--version')
        ? reads(call)
        : alters(call),
  ),
  lighttpd: (call) => (hasFlag(call, '-t', '-tt', '-v', '-V', '-p') ? reads(call) : alters(call)),
  uwsgi: (call) =>
    hasFlag(call, '--version', '--connect-and-read')
      ? reads(call)
      : hasFlag(call, '--stop')
        ? [destructive(call.label, 'stops the server')]
        : alters(call),
  'jboss-cli.sh': (call) => {
    const line =
      texts(call)
        .map((word) => word.replace(/^--commands?=/, ''))
        .find((word) => /^[:/]|^(?:ls|deployment|read-|shutdown|undeploy|deploy)/.test(word)) ?? '';
    if (
      /:(?:remove|shutdown|stop|suspend|undeploy|disable|flush-\w+)\b|^(?:shutdown|undeploy)\b|deployment (?:undeploy|disable)/.test(
        line,
      )
    )
      return [destructive(call.label, 'stops or removes it')];
    return /^(?:\/[^:]*)?:(?:read-\w[\w-]*|whoami|query|test-connection-in-pool|list-\w[\w-]*)(?:\([^)]*\))?$|^(?:ls|deployment info|deployment list|deployment-info)\b[^,;>]*$/.test(
      line,
    )
      ? reads(call)
      : alters(call);
  },
  'kcadm.sh': tool({
    check: 'get, get-roles, help',
    destructive: { 'delete, remove-roles': 'deletes it' },
    rules: { config: alters },
  }),
  jfr: tool({ check: 'print, summary, metadata, view' }),
  ...named(
    'ant, sbt, lein, mix, bazel, buck, rebar3, stack, cabal, nx, turbo, lerna',
    does('builds or runs the project'),
  ),
  temporal: tool({
    valueFlags: '--namespace, -n, --address, --query, -q, --workflow-id, -w, --output, -o',
    check:
      'workflow list, workflow describe, workflow show, workflow count, workflow trace, workflow query, workflow stack, task-queue describe, operator cluster health, operator cluster describe, operator cluster system, operator namespace list, operator namespace describe, operator search-attribute list, schedule list, schedule describe, batch list, batch describe, env get, env list',
    destructive: {
      'workflow terminate, workflow cancel, workflow delete, workflow reset, operator namespace delete, schedule delete, batch terminate, schedule toggle --pause':
        'ends what runs',
    },
  }),
  mmctl: tool({
    check:
      'system status, system version, user list, user search, team list, channel list, plugin list, config get, config show, auth list, auth current, logs, extract job list, export list, import list available, version, webhook list, webhook show, role list',
    destructive: {
      'user delete, user deleteall, user deactivate, team delete, channel delete, plugin delete, plugin disable, post delete, export delete, channel archive, team archive':
        'takes it away',
    },
  }),
  ...named(
    'emqx_ctl, emqx-ctl',
    tool({
      check:
        'status, broker, cluster status, clients list, clients show, topics list, topics show, subscriptions list, subscriptions show, listeners, vm, broker stats, broker metrics, olp status, rules list, rules show, vm all, retainer info, retainer topics',
      destructive: {
        'cluster leave, cluster force-leave, clients kick, subscriptions del, listeners stop, retainer clean, rules delete, mgmt delete':
          'takes it away',
      },
    }),
  ),
  'vmq-admin': tool({
    check:
      'cluster show, session show, metrics show, listener show, plugin show, node status, retain show, script list, api-key show',
    destructive: {
      'cluster leave, session disconnect, plugin disable, listener stop, listener delete, api-key delete, node stop':
        'takes it away',
    },
  }),
  artemis: tool({
    check:
      'queue stat, address show, data print, check node, check queue, version, browser, browse, mask',
    destructive: { 'stop, kill, queue delete, address delete, queue purge': 'takes it away' },
  }),
  kafkactl: tool({
    check:
      'get, describe, list, consume, config view, config current-context, config get-contexts, version',
    destructive: { 'delete, reset': 'deletes it' },
  }),
  kaf: tool({
    valueFlags: '-c, --cluster, -b, --brokers',
    check:
      'topics, topic ls, topic describe, topics describe, groups, group ls, group describe, groups describe, nodes, node ls, consume, config current-context, config get-clusters, topic lag, query',
    destructive: { 'topic delete, group delete': 'deletes it' },
  }),
  'memcached-tool': (call) =>
    /^(?:display|stats|settings|sizes|)$/.test(call.args[1]?.text ?? '')
      ? reads(call)
      : call.args[1]?.text === 'dump'
        ? reads(call)
        : alters(call),
  searchd: (call) =>
    hasFlag(call, '--status', '--version', '-v')
      ? reads(call)
      : texts(call).some((word) => /^--stop/.test(word))
        ? [destructive(call.label, 'stops the server')]
        : alters(call),
  indextool: reads,
  'redis-server': (call) =>
    hasFlag(call, '--version', '-v', '--check-system') || hasLetter(call, 'v')
      ? reads(call)
      : [change(call.label, 'starts a server')],
  'redis-sentinel': does('starts a server'),
};
