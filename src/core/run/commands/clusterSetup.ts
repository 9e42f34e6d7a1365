import { destructive } from '../finding';
import type { Rule } from '../scope';
import { positionals } from './arguments';
import { alters, reads, tool } from './tool';

/** Talos, whose machines are asked over an API. */
export const talos: Rule = tool({
  valueFlags: '-n, --nodes, -e, --endpoints, --talosconfig, --context',
  dryRun: '--dry-run',
  check: `get, health, version, dashboard, dmesg, logs, services, containers, list, ls, read,
    memory, processes, stats, time, disks, get-disks, members, etcd members, etcd status, etcd alarm list, config info,
    config contexts, netstat, mounts, usage, events, image list, inspect`,
  destructive: {
    'reset, shutdown, reboot': 'takes the machine away',
    'etcd remove-member, etcd forfeit-leadership, etcd leave': 'takes a member out of etcd',
  },
  rules: {
    service: (call) => {
      const action = positionals(call.args, new Set(['-n', '--nodes', '-e', '--endpoints']))
        .words[2];
      if (action === undefined || action.text === 'status') return reads(call);
      return action.text === 'stop' ? [destructive(call.label, 'stops the service')] : alters(call);
    },
  },
});

/** What makes nodes of machines. */
export const kubeadm: Rule = tool({
  valueFlags: '--config, --kubeconfig',
  dryRun: '--dry-run',
  check:
    'version, token list, config print, config images list, certs check-expiration, upgrade plan, config view',
  destructive: {
    reset: 'takes the node out of the cluster and deletes its state',
    'token delete': 'deletes a token',
  },
});
