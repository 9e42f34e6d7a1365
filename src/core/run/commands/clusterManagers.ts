import { destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValue, hasFlag, texts } from './arguments';
import { named } from './named';
import { alters, reads, tool } from './tool';

/** Pacemaker's own tools are told by flags: these look, whatever else is given. */
const flags =
  (looks: RegExp, losing: RegExp): Rule =>
  (call) => {
    const words = texts(call);
    if (words.some((word) => losing.test(word)))
      return [destructive(call.label, 'takes a node or resource away')];
    return words.length > 0 && words.some((word) => looks.test(word)) ? reads(call) : alters(call);
  };

const scontrol: Rule = tool({
  check: 'show, ping, version, listpids, getaddrs',
  destructive: { 'shutdown, delete, cancel_reboot, reboot, takeover': 'takes nodes away' },
});

/** Pacemaker, Corosync, and other keepers of clusters. */
export const clusterManagers: Readonly<Record<string, Rule>> = {
  'corosync-cfgtool': flags(/^-(?:s|n)$/, /^-[HkR]$/),
  'corosync-quorumtool': (call) =>
    texts(call).every((word) => /^-[sliponm]+$/.test(word)) ? reads(call) : alters(call),
  'corosync-cmapctl': (call) =>
    hasFlag(call, '-d', '-D')
      ? [destructive(call.label, 'deletes a key')]
      : hasFlag(call, '-s', '-p', '-c', '-C')
        ? alters(call)
        : reads(call),
  crm_resource: (call) =>
    texts(call).some((word) =>
      /^(?:-[DCMBUFR]|--(?:delete|cleanup|move|ban|clear|fail|refresh|restart|set|force|create|meta|utilization|wait)\b.*|-[pdSm])$/.test(
        word,
      ),
    )
      ? texts(call).some((word) => /^(?:-[DMBFR]|--(?:delete|move|ban|fail|restart)\b)/.test(word))
        ? [destructive(call.label, 'takes a node or resource away')]
        : alters(call)
      : texts(call).some((word) =>
            /^-(?:[LlqWOQoacAg]|-(?:list|locate|query|why|constraints|digests|get).*)$/.test(word),
          )
        ? reads(call)
        : alters(call),
  crm_node: flags(
    /^-(?:[lniqpN]|-(?:list|name|cluster-id|quorum|partition|name-for-id).*)$/,
    /^-R$|^--remove/,
  ),
  crm_verify: (call) => (hasFlag(call, '-S', '--save-xml') ? alters(call) : reads(call)),
  crm_simulate: (call) =>
    texts(call).some((word) => /^(?:-[SOIGD]|--(?:save-\w+|simulate|in-place))/.test(word))
      ? alters(call)
      : reads(call),
  crm_failcount: flags(/^-(?:G|-query)$/, /^-D$|^--delete/),
  crm_attribute: flags(/^-(?:G|-query)$/, /^-D$|^--delete/),
  crmadmin: flags(/^-(?:[SDNPqt]|-(?:status|dc_lookup|nodes|pacemakerd).*)$/, /^-K$|^--kill/),
  cibadmin: flags(/^-(?:Q|-query|-l)$/, /^-[DE]$|^--(?:delete|erase)/),
  stonith_admin: flags(
    /^-(?:[lLHIQVa]|-(?:list.*|history|query|metadata|list-registered))$/,
    /^-[FBRK]$|^--(?:fence|reboot|deregister|unfence|confirm)/,
  ),
  clustat: reads,
  clusvcadm: (call) =>
    hasFlag(call, '-v', '-S')
      ? reads(call)
      : hasFlag(call, '-d', '-s', '-r')
        ? [destructive(call.label, 'takes a service away')]
        : alters(call),
  gluster: tool({
    check:
      'volume info, volume status, volume list, volume get, volume quota list, volume profile info, volume geo-replication status, volume rebalance status, peer status, pool list, volume top, snapshot list, snapshot info',
    destructive: {
      'volume stop, volume delete, volume remove-brick, peer detach, snapshot delete, snapshot restore':
        'takes storage away',
    },
    rules: {
      'volume heal': (call) =>
        texts(call).some((text) => /^(?:info|statistics)$/.test(text)) ? reads(call) : alters(call),
      'volume profile, volume top': (call) =>
        texts(call).some((text) => /^(?:start|stop|clear)$/.test(text))
          ? alters(call)
          : reads(call),
      'volume geo-replication, volume rebalance, volume status': (call) =>
        texts(call).some((text) => /^(?:status|config)$/.test(text)) &&
        !texts(call).some((text) =>
          /^(?:start|stop|pause|resume|create|delete|fix-layout)$/.test(text),
        )
          ? reads(call)
          : alters(call),
    },
  }),
  linstor: tool({
    check:
      'node list, node l, node info, resource list, resource l, resource-definition list, resource-group list, volume list, volume l, storage-pool list, storage-pool l, snapshot list, error-reports list, error-reports show, n l, r l, v l, sp l, rd l, rg l, s l, controller version, advise resource, node list-properties',
    destructive: {
      'node delete, node lost, resource delete, resource-definition delete, volume delete, snapshot delete, snapshot rollback, storage-pool delete, node evacuate, resource deactivate, n d, r d':
        'takes data or a node away',
    },
  }),
  drbdsetup: tool({
    check: 'status, show, events2, show-gi, get-gi, role, cstate, dstate',
    destructive: {
      'down, detach, disconnect, del-peer, del-minor, secondary, invalidate, invalidate-remote':
        'takes a disk away',
    },
  }),
  'drbd-overview': reads,
  stolonctl: tool({
    valueFlags: '--cluster-name, --store-backend, --store-endpoints',
    check: 'status, spec, clusterdata read, version',
    destructive: { 'failkeeper, removekeeper, init': 'takes a keeper away' },
  }),
  pg_autoctl: tool({
    valueFlags: '--pgdata, --formation, --group, --monitor',
    check:
      'show, show state, show events, show uri, show settings, show standby-names, show file, show systemd, config get, config check, watch, status, version',
    destructive: {
      'drop node, drop formation, drop monitor, stop, perform failover, perform switchover':
        'takes a node away',
    },
  }),
  ...named(
    'pcp_node_count, pcp_node_info, pcp_pool_status, pcp_proc_count, pcp_proc_info, pcp_health_check_stats, pcp_watchdog_info',
    reads,
  ),
  ...named('pcp_detach_node, pcp_stop_pgpool', (call) => [
    destructive(call.label, 'takes a node away'),
  ]),
  efm: tool({
    check: 'cluster-status, cluster-status-json, node-status-json',
    destructive: { 'stop-cluster, promote, disallow-node': 'takes a node away' },
  }),
  squeue: reads,
  ...named(
    'sinfo, sacct, sstat, sprio, sshare, sdiag, sreport, smap, qstat, qhost, pbsnodes, showq, bjobs, bhosts, bqueues, lsload, lshosts, condor_q, condor_status, condor_history',
    (call) =>
      call.name === 'pbsnodes' && texts(call).some((word) => /^-[orcCN]$/.test(word))
        ? alters(call)
        : reads(call),
  ),
  ...named('scancel, qdel, bkill, condor_rm', (call) => [destructive(call.label, 'ends jobs')]),
  scontrol: (call, scope) =>
    texts(call).some((word) => /^state=(?:down|drain\w*|fail|inactive|power_down)/i.test(word))
      ? [destructive(call.label, 'takes nodes away')]
      : scontrol(call, scope),
  sacctmgr: (call) =>
    texts(call).some((word) => /^(?:show|list|dump|ping|stats)$/.test(word)) &&
    !texts(call).some((word) => /^(?:add|create|modify|delete|load|reconfigure)$/.test(word))
      ? texts(call).includes('dump')
        ? alters(call)
        : reads(call)
      : texts(call).includes('delete')
        ? [destructive(call.label, 'deletes it')]
        : alters(call),
  keepalived: (call) =>
    hasFlag(call, '-t', '--config-test', '-v', '--version') ? reads(call) : alters(call),
  fence_ipmilan: (call) =>
    /^(?:status|monitor|list|metadata)$/.test(flagValue(call, '-o', '--action')?.text ?? '')
      ? reads(call)
      : [destructive(call.label, 'takes a machine away')],
  rke2: tool({
    check: 'etcd-snapshot list, etcd-snapshot ls, certificate check',
    destructive: { 'etcd-snapshot delete, etcd-snapshot prune': 'deletes backups' },
  }),
  microk8s: tool({
    check: 'status, inspect, version, config',
    destructive: { 'stop, reset, disable, remove-node, leave': 'takes the cluster away' },
    rules: {
      kubectl: (call, scope) => scope.run(call.args.slice(0), call.input),
      'helm, helm3': (call, scope) => scope.run(call.args.slice(0), call.input),
    },
  }),
  rancher: tool({
    check:
      'clusters ls, cluster ls, nodes ls, projects ls, ps, inspect, context current, settings ls, namespaces ls, apps ls',
    destructive: {
      'clusters delete, nodes delete, apps delete, namespaces delete, projects delete, rm':
        'deletes it',
    },
    rules: { kubectl: (call, scope) => scope.run(call.args.slice(0), call.input) },
  }),
};
