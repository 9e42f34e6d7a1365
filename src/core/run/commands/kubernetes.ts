import { change, destructive } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, hasFlag, positionals, texts } from './arguments';
import { velero } from './clusterBackup';
import { kubeadm, talos } from './clusterSetup';
import { meshes } from './meshes';
import { alters, does, loses, isDryRun, reads, tool } from './tool';

const values = `-n, --namespace, --context, --cluster, --kubeconfig, -l, --selector, -o, --output, -c,
  --container, -f, --filename, --field-selector, --as, --user, --server, -s, --token, --tail, --since,
  --since-time, --sort-by, -p, --patch, --type, --timeout, --for, --replicas, -k, --kustomize,
  --image, --port, --address, --template, --grace-period, --to-revision, --revision, --max-log-requests,
  -L, --label-columns, --request-timeout, --v, -v, --as-group, --config, --subresource, --raw,
  --pod-running-timeout`;

/** `kubectl exec pod -- cmd`, also in the old form without `--`. */
const exec: Rule = (call, scope) => {
  const lone = call.args.findIndex((word) => word.text === '--');
  const inner = lone === -1 ? behindPod(call) : call.args.slice(lone + 1);
  if (inner.length === 0) return [change(call.label, 'opens a shell in a pod')];
  return scope.run(inner, call.input);
};

function behindPod(call: Call): Call['args'] {
  const takesValue = new Set([
    '-n',
    '--namespace',
    '-c',
    '--container',
    '--context',
    '--kubeconfig',
  ]);
  const { words, at } = positionals(call.args, takesValue);
  const verb = words.findIndex((word) => /^(?:exec|rsh)$/.test(word.text));
  const pod = at[verb + 1];
  if (verb === -1 || pod === undefined) return [];
  return call.args.slice(pod + 1);
}

const replicas: Rule = (call) => {
  const wanted = flagValue(call, '--replicas')?.text ?? '';
  if (wanted === '0') return [destructive(call.label, 'scales to 0')];
  return [change(call.label, 'scales')];
};

/** `KEY=value` or `key-` among the arguments. */
function setsSomething(call: Call): boolean {
  return texts(call).some((text) => /^[^-=\s][^=\s]*=|^[^-\s]\S*-$/.test(text));
}

const remove: Rule = (call) => {
  const { words } = positionals(call.args, new Set(values.split(',').map((flag) => flag.trim())));
  const at = words.findIndex((word) => word.text === 'delete');
  const named = words.slice(at + 1).map((word) => word.text);
  const file = flagValue(call, '-f', '--filename', '-k')?.text;
  const selector = flagValue(call, '-l', '--selector')?.text;
  const all = hasFlag(call, '--all') ? 'all ' : '';
  const what = file ?? ([...named.slice(0, 5), selector].filter(Boolean).join(' ') || 'objects');
  return [destructive(call.label, `removes ${all}${what}`)];
};

const patch: Rule = (call) => {
  const body = texts(call)
    .join(' ')
    .replace(/[\s"'\\]/g, '');
  if (/replicas:0\b/.test(body)) return [destructive(call.label, 'scales to 0')];
  if (/unschedulable:true/.test(body)) return [change(call.label, 'keeps new pods off the node')];
  if (/finalizers:(?:null|\[\])|"op":"remove"|op:remove/.test(body)) {
    return [destructive(call.label, 'takes fields away that guard the object')];
  }
  return [change(call.label)];
};

const taint: Rule = (call) =>
  texts(call).some((text) => /:NoExecute$/.test(text))
    ? [destructive(call.label, 'drives pods from the node')]
    : [change(call.label)];

/** `kubectl run x --rm -it --image=… -- cmd` is as bad as its command, plus a pod. */
const runPod: Rule = (call, scope) => {
  const lone = call.args.findIndex((word) => word.text === '--');
  const inner = lone === -1 ? [] : call.args.slice(lone + 1);
  return [change(call.label, 'starts a pod'), ...scope.run(inner, call.input)];
};

const copies: Rule = (call) => [change(call.label, 'copies files')];

/** `oc debug node/x -- chroot /host cmd`. */
const debug: Rule = (call, scope) => {
  const lone = call.args.findIndex((word) => word.text === '--');
  if (lone === -1) return [change(call.label, 'opens a shell')];
  const findings = scope.run(call.args.slice(lone + 1), call.input);
  return findings.length === 0 ? [change(call.label, 'opens a shell')] : findings;
};

const kubectl: Rule = tool({
  valueFlags: values,
  dryRun: '--dry-run',
  check: `get, describe, logs, log, top, explain, auth can-i, auth whoami, rollout status, rollout history,
    version, cluster-info, api-resources, api-versions, config view, config get-contexts,
    config current-context, config get-clusters, config get-users,
    events, diff, wait, port-forward, proxy, options, completion,
    kustomize, plugin list, whoami, status, projects, adm top, adm policy who-can,
    adm node-logs, adm release info, get-all, tree, neat, view-secret, who-can, access-matrix,
    resource-capacity, stern, deprecations, outdated, cert-manager status,
    cert-manager check, argo rollouts get, argo rollouts list, argo rollouts status, cnpg status,
    hns tree, oidc-login get-token, minio tenant list, minio tenant info, image info,
    registry info, process, rook-ceph ceph status, rook-ceph health, krew list,
    krew search, krew info, directpv list, directpv info, images, df-pv, blame, lineage,
    score, popeye, get-registry`,
  destructive: {
    drain: 'drives all pods from the node',
    'adm drain': 'drives all pods from the node',
    'rook-ceph destroy-osd': 'destroys a disk of the cluster',
    'adm prune': 'deletes old objects',
    'krew uninstall': 'removes a plugin',
  },
  rules: {
    exec,
    rsh: exec,
    delete: remove,
    scale: replicas,
    autoscale: alters,
    patch,
    'taint, taint nodes, taint node, adm taint': taint,
    cordon: does('keeps new pods off the node'),
    'adm cordon': does('keeps new pods off the node'),
    'rollout undo': does('rolls back'),
    'rollout restart': does('restarts pods'),
    'rollout pause': does('holds a rollout'),
    project: (call) =>
      positionals(call.args, new Set(['-n'])).words.length < 2
        ? reads(call)
        : [change(call.label, 'switches the project')],
    run: runPod,
    // To a lone hyphen it goes to the output.
    cp: (call, scope) => (texts(call).at(-1) === '-' ? reads(call) : copies(call, scope)),
    rsync: copies,
    debug,
    attach: does('attaches to a pod'),
    replace: (call) =>
      hasFlag(call, '--force')
        ? [destructive(call.label, 'deletes the object and creates it anew')]
        : [change(call.label)],
    apply: (call) =>
      hasFlag(call, '--prune')
        ? [destructive(call.label, 'deletes objects that are not in the files')]
        : [change(call.label, 'applies objects')],
    'apply view-last-applied': reads,
    'adm must-gather': does('writes files and starts a pod'),
    'cluster-info dump': (call) => {
      const folder = flagValue(call, '--output-directory')?.text;
      return folder === undefined || folder === '-'
        ? reads(call)
        : [change(call.label, 'writes files')];
    },
    'image mirror, adm release mirror': does('copies images'),
    'adm upgrade': (call) =>
      texts(call).some((text) => /^--(?:to|force|clear|allow|to-latest|to-image)/.test(text))
        ? [change(call.label, 'upgrades the cluster')]
        : reads(call),
    'cnpg destroy, cnpg fencing on, cnpg hibernate on': loses('takes a database instance away'),
    get: (call) => {
      const path = flagValue(call, '--raw')?.text ?? '';
      // What stands behind a proxy is another program's to answer.
      return /\/proxy\/(?!stats\b|metrics\b|healthz|readyz|livez|pods\b|configz|-\/(?:healthy|ready)$|api\/v\d\/(?:query|targets|alerts|rules|status)|logs?\b|debug\/pprof)/.test(
        path,
      ) && /shut|stop|quit|reload|restart|delete|reset|flush|exec|run|lifecycle|admin/i.test(path)
        ? [change(call.label, 'asks a program behind the proxy')]
        : reads(call);
    },
    'set env, label, annotate': (call) =>
      hasFlag(call, '--list') && !hasFlag(call, '--overwrite') && !setsSomething(call)
        ? reads(call)
        : [change(call.label)],
    extract: (call) =>
      flagValue(call, '--to')?.text === '-' ? reads(call) : [change(call.label, 'writes files')],
    'adm inspect': does('writes files'),
    'adm manage-node': (call) =>
      hasFlag(call, '--evacuate')
        ? [destructive(call.label, 'drives pods from the node')]
        : [change(call.label)],
  },
});

const helmKnown: Rule = tool({
  valueFlags:
    '-n, --namespace, --kube-context, --kubeconfig, -f, --values, --set, --version, -o, --output, --revision, --max, --timeout, --post-renderer, --set-string, --set-file, --repo, -l',
  dryRun: '--dry-run',
  check: `list, ls, status, history, hist, get, get values, get manifest, get all, get notes, get hooks,
    show, inspect, search, search repo, search hub, template, lint, version, env, verify, diff,
    diff upgrade, diff revision, diff release, diff rollback, repo list, dependency list,
    dep list, plugin list, completion`,
  change: 'rollback, upgrade, install, test',
  destructive: {
    'uninstall, delete, del, un': 'removes the release and its objects',
    'repo remove, plugin uninstall': 'removes it',
  },
});

/** The output may go to a folder, or through a program. */
const helm: Rule = (call, scope) =>
  hasFlag(call, '--output-dir', '--post-renderer')
    ? [change(call.label, 'writes files or runs a program')]
    : helmKnown(call, scope);

const flux: Rule = tool({
  valueFlags: '-n, --namespace, --context, --kubeconfig, --kind, --name, --since, --tail',
  check:
    'get, logs, check, version, events, stats, tree, trace, export, diff, list, envsubst, debug',
  destructive: {
    delete: 'removes what it names',
    uninstall: 'removes flux from the cluster',
    suspend: 'stops deliveries',
  },
});

const argocd: Rule = tool({
  valueFlags:
    '--server, --auth-token, -o, --output, --grpc-web-root-path, --config, -l, --selector, --project, -p',
  dryRun: '--dry-run',
  check: `app list, app history, app manifests, app logs, app resources, app wait,
    cluster list, cluster get, repo list, repo get, proj list, proj get, account list, account get,
    account get-user-info, account can-i, version, cert list, gpg list, appset list, appset get,
    app actions list, admin dashboard, admin settings validate`,
  destructive: {
    'app delete, app delete-resource': 'removes the application and its objects',
    'cluster rm, repo rm, proj delete, appset delete, account delete-token': 'removes it',
  },
  rules: {
    // It throws the cached manifests away and leaves a note on the application.
    'app get, app diff': (call) =>
      hasFlag(call, '--hard-refresh') ? [change(call.label, 'refreshes')] : reads(call),
    'app sync': (call) =>
      isDryRun(call, ['--prune', '--replace']) && !hasFlag(call, '--dry-run')
        ? [destructive(call.label, 'deletes objects that are not in git')]
        : [change(call.label)],
  },
});

const clusterTools = (check: string, remove: string, stop: string): Rule =>
  tool({
    valueFlags: '-p, --profile, --name, -c, --cluster, --region, --config-file, -f, --state, -n',
    check,
    destructive: { [remove]: 'deletes the cluster', [stop]: 'stops the cluster' },
  });

/** Tools that only look at a cluster. */
const lookers = [
  'stern',
  'kubetail',
  'kube-score',
  'kubeval',
  'kubeconform',
  'popeye',
  'kubent',
  'pluto',
  'kubespy',
  'ktop',
  'kube-capacity',
  'kubeseal',
  'kail',
  'kubectl-neat',
];

function many(names: readonly string[], rule: Rule): Record<string, Rule> {
  return Object.fromEntries(names.map((name) => [name, rule]));
}

/** Kubernetes and what people run on it. */
export const kubernetes: Readonly<Record<string, Rule>> = {
  ...many(['kubectl', 'oc', 'k', 'k3s kubectl', 'microk8s.kubectl', 'kubecolor'], kubectl),
  ...many(lookers, (call) =>
    call.name === 'kubeseal' && hasFlag(call, '-w', '--sealed-secret-file', '--recovery-unseal')
      ? alters(call)
      : reads(call),
  ),
  ...many(['kubectx', 'kubens'], (call) => (call.args.length === 0 ? reads(call) : alters(call))),
  kustomize: tool({ check: 'build, version' }),
  helm,
  helm3: helm,
  helmfile: tool({
    valueFlags: '-f, --file, -e, --environment, -l, --selector, -n',
    check: 'diff, list, status, template, lint, build, version, deps, fetch, repos',
    destructive: { 'destroy, delete': 'removes the releases' },
  }),
  flux,
  argocd,
  talosctl: talos,
  kubeadm,
  velero,
  ...meshes,
  hubble: reads,
  calicoctl: tool({
    valueFlags: '-n, --namespace, -o, --output, --config',
    check: 'get, node status, node checksystem, version, ipam show, ipam check',
    destructive: { delete: 'removes what it names', 'ipam release': 'releases addresses' },
  }),
  virtctl: tool({
    valueFlags: '-n, --namespace',
    check: 'version, guestosinfo, userlist, fslist',
    destructive: { 'stop, pause': 'stops a machine' },
  }),
  etcdctl: tool({
    valueFlags:
      '--endpoints, --cacert, --cert, --key, -w, --write-out, --user, --command-timeout, --dial-timeout, --endpoint, --ca-file, --cert-file, --key-file',
    check:
      'get, member list, endpoint health, endpoint status, endpoint hashkv, alarm list, watch, user list, user get, role list, role get, auth status, lease list, lease timetolive, snapshot status, version, cluster-health, ls',
    destructive: {
      'del, rm': 'deletes keys',
      'member remove': 'takes a member out of etcd',
      'snapshot restore': 'restores over the data of etcd',
      'compaction, compact': 'throws old revisions away',
      'lease revoke, user delete, role delete': 'deletes it',
    },
    rules: {
      'snapshot save': does('writes a snapshot'),
      watch: (call, scope) => {
        const at = call.args.findIndex((word) => word.text === '--');
        return at < 0 ? reads(call) : scope.run(call.args.slice(at + 1), undefined);
      },
    },
  }),
  etcdutl: tool({
    check: 'snapshot status, version, hashkv',
    destructive: { 'snapshot restore': 'restores over the data of etcd' },
  }),
  minikube: clusterTools(
    'status, version, ip, profile list, service list, addons list, logs, dashboard, docker-env, node list',
    'delete',
    'stop, pause',
  ),
  kind: clusterTools(
    'get clusters, get nodes, get kubeconfig, version',
    'delete, delete cluster, delete clusters',
    'stop',
  ),
  k3d: clusterTools(
    'cluster list, node list, version, kubeconfig get, registry list',
    'cluster delete, node delete',
    'cluster stop, node stop',
  ),
  eksctl: clusterTools(
    'get, version, info, utils describe-stacks, utils describe-addon-versions',
    'delete, delete cluster, delete nodegroup',
    'drain, drain nodegroup',
  ),
  kops: clusterTools('get, validate, version, toolbox dump', 'delete', 'stop'),
  rosa: clusterTools('list, describe, whoami, version, logs, verify', 'delete', 'hibernate'),
  ocm: tool({
    valueFlags: '--parameter',
    check:
      'get, list, describe, whoami, account, version, login, token, config get, cluster status',
    destructive: { delete: 'deletes it', 'hibernate cluster': 'stops the cluster' },
  }),
  'openshift-install': tool({
    valueFlags: '--dir, --log-level',
    check: 'version, wait-for, explain, graph',
    destructive: { destroy: 'destroys the cluster' },
  }),
  clusterctl: tool({
    valueFlags: '-n, --namespace',
    check: 'describe, version, get, config repositories, upgrade plan',
    destructive: { 'delete, move': 'takes providers or clusters away' },
  }),
  nomad: tool({
    valueFlags: '-address, -namespace, -region, -token, -job',
    check:
      'status, job status, job plan, plan, job inspect, job history, job validate, validate, job allocs, node status, alloc status, alloc logs, logs, alloc fs, server members, operator raft list-peers, operator autopilot health, deployment status, deployment list, eval status, eval list, version, monitor, namespace list, var list, var get, volume status, agent-info, ui',
    destructive: {
      'job stop, stop, alloc stop, system gc': 'stops work',
      'volume delete, volume deregister, namespace delete, var purge, acl token delete':
        'deletes it',
      'operator raft remove-peer, server force-leave': 'takes a server out of the cluster',
      'operator snapshot restore': 'restores over live state',
    },
    rules: {
      'node drain': (call) =>
        hasFlag(call, '-disable')
          ? [change(call.label, 'takes the node back into service')]
          : [destructive(call.label, 'drains the node')],
      'job scale, scale': (call) =>
        texts(call).at(-1) === '0'
          ? [destructive(call.label, 'scales to 0')]
          : [change(call.label)],
      'alloc exec, exec': exec,
    },
  }),
};
