import { change, destructive, type Finding } from '../finding';
import type { Call, Rule, Scope } from '../scope';
import { hasFlag, hasLetter, listOf, positionals, texts } from './arguments';
import { containerRun } from './containerRun';
import { imageScanners } from './imageScanners';
import { alters, does, loses, reads, tool } from './tool';

const execValues = '-u, --user, -e, --env, -w, --workdir, --env-file, --detach-keys, --index';
const globalValues = '-H, --host, -c, --context, --config, -l, --log-level';

/** The command that is started inside a container: everything behind the container's name. */
function inside(values: string, globals: string): Rule {
  const takesValue = new Set([...listOf(values), ...listOf(globals)]);
  return (call, scope) => {
    const at = call.args.findIndex((word) => /^(?:exec|run)$/.test(word.text));
    const rest = call.args.slice(at + 1);
    const inner = behindName(rest, takesValue);
    if (inner.length === 0) {
      return [change(call.label, 'opens a shell or program in a container')];
    }
    return scope.run(inner, call.input);
  };
}

function behindName(rest: Call['args'], takesValue: ReadonlySet<string>): Call['args'] {
  for (let at = 0; at < rest.length; at += 1) {
    const text = rest[at]?.text ?? '';
    if (text.startsWith('-')) {
      if (takesValue.has(text)) at += 1;
      continue;
    }
    const from = rest[at + 1]?.text === '--' ? at + 2 : at + 1;
    return rest.slice(from);
  }
  return [];
}

const exec = inside(execValues, '');

const composeDown: Rule = (call) => {
  if (hasLetter(call, 'v') || hasFlag(call, '--volumes')) {
    return [destructive(call.label, 'removes the containers; `-v` deletes volumes')];
  }
  return [destructive(call.label, 'stops and removes the containers')];
};

const composeUp: Rule = (call) => {
  if (texts(call).some((text) => /^--scale=\S+=0$|^\S+=0$/.test(text))) {
    return [destructive(call.label, 'scales a service to 0')];
  }
  if (hasFlag(call, '-V', '--renew-anon-volumes')) {
    return [destructive(call.label, 'throws anonymous volumes away')];
  }
  return [change(call.label, 'starts containers')];
};

const scale: Rule = (call) =>
  texts(call).some((text) => /=0$/.test(text))
    ? [destructive(call.label, 'scales a service to 0')]
    : [change(call.label, 'scales a service')];

const composeKnowledge = {
  valueFlags: `-f, --file, -p, --project-name, --profile, --env-file, --project-directory, -n, --tail,
    --since, --until, --index, -t, --timeout, ${execValues}`,
  check: 'ps, logs, config, images, top, ls, version, port, events, convert, stats, volumes',
  destructive: {
    stop: 'stops the containers',
    kill: 'kills the containers',
    rm: 'removes the containers',
    pause: 'halts the containers',
  },
  rules: {
    down: composeDown,
    up: composeUp,
    scale,
    exec: inside(execValues, '-f, --file, -p, --project-name'),
    run: composeRun,
  },
  dryRun: '--dry-run',
} as const;

function composeRun(call: Call, scope: Scope): readonly Finding[] {
  const findings = inside(`${execValues}, --name, -v, -p, --entrypoint`, '-f, -p')(call, scope);
  return [change(call.label, 'starts a container'), ...findings];
}

const composeKnown = tool(composeKnowledge);

const compose: Rule = (call, scope) =>
  hasFlag(call, '-o', '--output') && texts(call).some((text) => /^(?:config|convert)$/.test(text))
    ? [change(call.label, 'writes a file')]
    : composeKnown(call, scope);

/** Hands the words behind `compose` to the rule of compose. */
const subCompose: Rule = (call, scope) => {
  const at = call.args.findIndex((word) => word.text === 'compose');
  return compose({ ...call, args: call.args.slice(at + 1) }, scope);
};

const imageObjects = 'ls, list, inspect, history, df, search, diff, port, top, stats, logs, ps';
const objects = [
  'container',
  'image',
  'volume',
  'network',
  'system',
  'builder',
  'buildx',
  'context',
  'node',
  'service',
  'stack',
  'swarm',
  'config',
  'secret',
  'manifest',
  'plugin',
  'pod',
  'machine',
  'trust',
];
const objectReads = objects
  .flatMap((object) => imageObjects.split(', ').map((verb) => `${object} ${verb}`))
  .join(', ');
/** What each kind of object may lose, in the words of its verb. */
const objectLosses = Object.fromEntries(
  objects.flatMap((object) => [
    [`${object} rm, ${object} remove, ${object} prune`, `removes ${object}s`],
    [`${object} stop, ${object} kill, ${object} pause`, `stops ${object}s`],
  ]),
);

const cp: Rule = (call) => {
  const { words } = positionals(call.args, new Set());
  return words.at(-1)?.text === '-' ? reads(call) : [change(call.label, 'copies files')];
};

const docker = tool({
  valueFlags: `${globalValues}, -n, --tail, --since, --until, --filter, --format, --signal, -s, -t, --time`,
  check: `ps, images, logs, inspect, stats, top, port, version, info, search, history, diff, events,
    system info, system events, buildx version, buildx du, scan,
    wait, context show, service ps, stack ps, stack services, node ps,
    healthcheck run, pod ps, buildx history ls, buildx history logs, buildx history inspect,
    scout cves, scout quickview, scout recommendations, scout compare, scout version, ${objectReads}`,
  destructive: {
    ...objectLosses,
    rm: 'removes containers',
    rmi: 'removes images',
    stop: 'stops containers',
    kill: 'kills containers',
    pause: 'halts containers',
    'volume rm, volume remove': 'deletes volumes',
    'volume prune': 'deletes every unused volume',
    'image prune': 'deletes unused images',
    'container prune': 'deletes every stopped container',
    'builder prune, buildx prune': 'deletes the build cache',
    'network rm, network prune, network disconnect': 'removes networks',
    'service rm': 'removes a service',
    'stack rm, stack down': 'removes all services of a stack',
    'swarm leave, node rm, node demote': 'takes a node out of the swarm',
    'secret rm, config rm': 'deletes secrets or configuration',
  },
  rules: {
    'exec, container exec': exec,
    'run, container run': containerRun,
    compose: subCompose,
    'cp, container cp': cp,
    'system prune': (call) => [
      destructive(
        call.label,
        hasFlag(call, '--volumes')
          ? 'deletes stopped containers, images and volumes'
          : 'deletes stopped containers, unused networks and images',
      ),
    ],
    'service scale': scale,
    'service update': (call) =>
      /--replicas[= ]0\b/.test(call.label)
        ? [destructive(call.label, 'scales the service to 0')]
        : [change(call.label)],
    'node update': (call) =>
      /drain/.test(call.label)
        ? [destructive(call.label, 'drains the node')]
        : [change(call.label)],
    'auto-update': (call) => (hasFlag(call, '--dry-run') ? reads(call) : alters(call)),
    'system reset': loses('deletes all containers, images and volumes'),
    'generate kube, generate systemd, kube generate, generate spec': (call) =>
      hasFlag(call, '-f', '--filename', '--files')
        ? [change(call.label, 'writes a file')]
        : reads(call),
    attach: does('attaches to a container'),
    'save, export, image save': (call) =>
      hasFlag(call, '-o', '--output') ? [change(call.label, 'writes an archive')] : reads(call),
    'pull, image pull': does('downloads an image'),
  },
});

/** Containers: docker and the tools that speak its language. */
export const containers: Readonly<Record<string, Rule>> = {
  docker,
  podman: docker,
  nerdctl: docker,
  'docker-compose': compose,
  'podman-compose': compose,
  crictl: tool({
    valueFlags:
      '-r, --runtime-endpoint, -i, --image-endpoint, -c, --config, -t, --timeout, --name, --state, --label, -o, --output, --tail, --since',
    check:
      'ps, pods, images, img, logs, inspect, inspecti, inspectp, stats, statsp, info, version, imagefsinfo, events, port',
    destructive: {
      'rm, rmp, rmi': 'removes containers or images',
      'stop, stopp': 'stops containers',
    },
    rules: { exec },
  }),
  ctr: tool({
    valueFlags: '-n, --namespace, -a, --address',
    check:
      'images ls, image ls, i ls, containers ls, container ls, c ls, c info, tasks ls, task ls, t ls, version, namespaces ls, ns ls, snapshots ls, content ls, plugins ls',
    destructive: {
      'images rm, i rm, image rm, containers rm, c rm, tasks kill, t kill, task kill':
        'removes something',
    },
  }),
  lxc: tool({
    check:
      'list, info, config show, profile list, profile show, network list, storage list, image list, version',
    destructive: { 'delete, stop, pause': 'stops or deletes a container' },
    rules: { exec: inside('', '') },
  }),
  buildah: tool({
    check: 'images, containers, inspect, version, info',
    destructive: { 'rm, rmi, prune': 'removes images' },
  }),
  skopeo: tool({
    check: 'inspect, list-tags, manifest-digest',
    destructive: { delete: 'deletes an image' },
  }),
  crane: tool({
    check: 'ls, manifest, digest, config, catalog, validate',
    destructive: { delete: 'deletes an image' },
  }),
  ...imageScanners,
  hadolint: reads,
  vagrant: tool({
    check: 'status, global-status, ssh-config, port, version, box list, snapshot list, validate',
    destructive: {
      'destroy, halt, suspend': 'takes machines away',
      'box remove, snapshot delete': 'deletes something',
    },
    rules: { ssh: (call, scope) => sshCommand(call, scope) },
  }),
  virsh: tool({
    valueFlags: '-c, --connect',
    check:
      'list, dominfo, domstate, dumpxml, domblklist, domiflist, net-list, net-info, pool-list, pool-info, vol-list, snapshot-list, nodeinfo, version, capabilities, vcpuinfo, dommemstat, domstats, domblkstat, domifstat, domifaddr, domblkerror, domblkinfo, domcontrol, domjobinfo, domfsinfo, domhostname, iface-list, net-dumpxml, net-dhcp-leases, pool-dumpxml, vol-info, vol-dumpxml, vol-path, snapshot-info, snapshot-dumpxml, nodedev-list, nodecpustats, nodememstats, freecell, sysinfo, uri, hostname, cpu-stats, vcpucount, secret-list, nwfilter-list, checkpoint-list, domuuid, domid, domname',
    rules: {
      // A name behind the machine becomes the current one.
      'snapshot-current': (call) =>
        positionals(call.args, new Set(['-c', '--connect'])).words.length > 2
          ? alters(call)
          : reads(call),
      'qemu-agent-command': (call) =>
        /"execute"\s*:\s*"guest-(?:get-[\w-]+|info|ping|network-get-interfaces|fsfreeze-status)"/.test(
          texts(call).join(' '),
        )
          ? reads(call)
          : alters(call),
    },
    destructive: {
      'destroy, shutdown, suspend, managedsave, reboot, reset': 'stops a machine',
      'undefine, vol-delete, pool-delete, snapshot-delete, net-destroy, snapshot-revert':
        'deletes something',
    },
  }),
};

function sshCommand(call: Call, scope: Scope): readonly Finding[] {
  const at = call.args.findIndex((word) => word.text === '-c' || word.text === '--command');
  const script = call.args[at + 1];
  return at === -1 || script === undefined
    ? [change(call.label, 'opens a shell')]
    : scope.shell(script.text);
}
