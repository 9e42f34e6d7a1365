import { destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, positionals, texts } from './arguments';
import { named } from './named';
import { alters, reads, tool } from './tool';

const away = 'takes a machine away';

/** Hypervisors, and what runs machines and system containers on one. */
export const virtualMachines: Readonly<Record<string, Rule>> = {
  pct: tool({
    check: 'list, status, config, pending, listsnapshot, df, cpusets',
    destructive: { 'stop, shutdown, destroy, suspend, rollback, delsnapshot, reboot': away },
    rules: {
      exec: (call, scope) => {
        const { words } = positionals(call.args, new Set());
        return scope.run(words.slice(2), call.input);
      },
    },
  }),
  pvecm: tool({
    check: 'status, nodes',
    destructive: { delnode: 'takes a node away', expected: 'changes the quorum' },
  }),
  pvesm: tool({
    check: 'status, list, path, scan, extractconfig',
    destructive: { 'remove, free, prune-backups': 'deletes it' },
    rules: {
      'prune-backups': (call) =>
        hasFlag(call, '--dry-run', '-dry-run')
          ? reads(call)
          : [destructive(call.label, 'deletes backups')],
    },
  }),
  pveum: tool({
    check:
      'user list, role list, group list, acl list, realm list, user permissions, user token list, pool list',
    destructive: {
      'user delete, role delete, group delete, acl delete, realm delete, user token remove':
        'deletes it',
    },
  }),
  pveversion: reads,
  pveperf: reads,
  'ha-manager': tool({
    check: 'status, config, groupconfig',
    destructive: { remove: 'takes it away' },
  }),
  'proxmox-backup-client': tool({
    check:
      'list, snapshot list, snapshots, status, version, catalog dump, snapshot files, task list, benchmark',
    destructive: {
      'snapshot forget, prune, forget': 'deletes backups',
      'garbage-collect': 'deletes data',
    },
  }),
  'proxmox-backup-manager': tool({
    check:
      'datastore list, datastore show, garbage-collection status, verify-job list, sync-job list, task list, disk list, user list, acl list, versions, remote list, prune-job list, cert info, subscription get',
    destructive: {
      'datastore remove, user remove, sync-job remove, verify-job remove': 'deletes it',
    },
  }),
  ...named(
    'VBoxManage, vboxmanage',
    tool({
      check:
        'list, showvminfo, showhdinfo, showmediuminfo, metrics list, metrics query, guestproperty enumerate, guestproperty get, getextradata, bandwidthctl list, snapshot list',
      destructive: { unregistervm: 'takes a machine away', closemedium: 'takes a disk away' },
      rules: {
        controlvm: (call) =>
          /^(?:poweroff|acpipowerbutton|reset|savestate|pause)$/.test(call.args[2]?.text ?? '')
            ? [destructive(call.label, away)]
            : alters(call),
        snapshot: (call) => {
          const verb = call.args[2]?.text ?? '';
          if (/^(?:delete|restore|restorecurrent)$/.test(verb))
            return [destructive(call.label, 'loses a state')];
          return /^(?:list|showvminfo)$/.test(verb) ? reads(call) : alters(call);
        },
      },
    }),
  ),
  vmrun: tool({
    valueFlags: '-T, -gu, -gp, -vp',
    check:
      'list, listSnapshots, getGuestIPAddress, checkToolsState, listProcessesInGuest, readVariable, fileExistsInGuest, directoryExistsInGuest, listDirectoryInGuest',
    destructive: {
      'stop, reset, suspend, pause, deleteVM, deleteSnapshot, revertToSnapshot': away,
    },
  }),
  multipass: tool({
    check: 'list, ls, info, version, find, get, networks, aliases',
    destructive: { 'delete, purge, stop, suspend, restart, restore': away },
  }),
  limactl: tool({
    check: 'list, ls, info, validate',
    destructive: { 'delete, stop, factory-reset, rm': away },
  }),
  colima: tool({ check: 'status, list, version', destructive: { 'delete, stop, prune': away } }),
  incus: tool({
    check:
      'list, ls, info, config show, config get, network list, network show, storage list, storage show, storage info, image list, image info, profile list, profile show, cluster list, cluster show, version, snapshot list, operation list, monitor, warning list, project list, remote list, storage volume list, cluster group list, top',
    destructive: {
      'delete, rm, stop, restart, image delete, snapshot delete, storage delete, network delete, profile delete, snapshot restore, cluster remove, cluster evacuate, storage volume delete, rebuild, pause':
        away,
    },
    rules: {
      exec: (call, scope) => {
        const { words } = positionals(
          call.args,
          new Set(['--cwd', '--env', '--user', '--group', '--mode']),
        );
        return scope.run(words.slice(2), call.input);
      },
    },
  }),
  ...named('lxc-ls, lxc-info, lxc-top, lxc-checkconfig, vzlist', reads),
  ...named('lxc-stop, lxc-destroy', (call) => [destructive(call.label, away)]),
  'lxc-attach': (call, scope) => {
    const at = call.args.findIndex((word) => word.text === '--');
    return at < 0 ? alters(call) : scope.run(call.args.slice(at + 1), call.input);
  },
  prlctl: tool({
    check: 'list, snapshot-list',
    destructive: {
      'stop, delete, reset, suspend, unregister, snapshot-delete, snapshot-switch': away,
    },
  }),
  acli: (call) => {
    const verb = (call.args[0]?.text ?? '').split('.').at(-1) ?? '';
    if (/^(?:delete|off|shutdown|remove\w*|force_off)/.test(verb))
      return [destructive(call.label, away)];
    return /^(?:list|get)$/.test(verb) ? reads(call) : alters(call);
  },
  ncli: (call) =>
    texts(call).some((word) => /^(?:list|ls|get-\w[\w-]*|info|version|get|discover)$/.test(word)) &&
    !texts(call).some((word) =>
      /^(?:create|edit|remove|delete|add|update|set|remove-\w+|start|stop)/.test(word),
    )
      ? reads(call)
      : texts(call).some((word) => /^(?:remove|delete)/.test(word))
        ? [destructive(call.label, 'takes something away')]
        : alters(call),
};
