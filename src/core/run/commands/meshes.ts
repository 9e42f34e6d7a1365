import type { Rule } from '../scope';
import { hasFlag } from './arguments';
import { named } from './named';
import { alters, reads, tool } from './tool';

/** What `proxy-config` shows; its `log` also sets. */
const proxyConfig = ['proxy-config', 'pc']
  .flatMap((verb) =>
    'all bootstrap cluster clusters ecds endpoint endpoints listener listeners route routes rootca-compare secret secrets'
      .split(' ')
      .map((noun) => `${verb} ${noun}`),
  )
  .join(', ');

const istioctl: Rule = tool({
  valueFlags:
    '-n, --namespace, -i, --istioNamespace, --context, --kubeconfig, -o, --output, -c, --revision, --set, -f',
  dryRun: '--dry-run',
  check: `proxy-status, ps, proxy-config, pc, ${proxyConfig}, analyze, describe, x describe, experimental describe,
    version, verify-install, validate, dashboard, precheck, x precheck, remote-clusters, tag list,
    profile list, profile dump, profile diff, manifest generate, manifest diff, x authz check, experimental authz check,
    x check-inject, kube-inject, metrics, x wait, ztunnel-config, waypoint list, waypoint status`,
  rules: {
    'proxy-config log, pc log': (call) =>
      hasFlag(call, '--level', '--reset', '-r') ? alters(call) : reads(call),
  },
  destructive: {
    uninstall: 'removes istio from the cluster',
    'x uninstall, tag remove, waypoint delete': 'removes it',
  },
});

/** Service meshes and the networks of clusters. */
export const meshes: Readonly<Record<string, Rule>> = {
  istioctl,
  linkerd: tool({
    valueFlags: '-n, --namespace, --context, -o',
    check:
      'check, stat, viz stat, viz top, viz tap, viz check, viz edges, viz routes, viz dashboard, top, tap, version, edges, diagnostics, identity, install, uninstall, upgrade, inject, jaeger check, multicluster check, multicluster gateways, prune',
  }),
  ...named(
    'cilium, cilium-dbg',
    tool({
      valueFlags: '-n, --namespace, --context',
      check:
        'status, version, endpoint list, endpoint get, service list, node list, monitor, identity list, policy get, config view, hubble status, encrypt status, kvstore get, metrics list, debuginfo, fqdn cache list, map list, map get, clustermesh status',
      destructive: { uninstall: 'removes cilium from the cluster' },
    }),
  ),
};
