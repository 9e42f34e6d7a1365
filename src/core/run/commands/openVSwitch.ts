import type { Rule, Word } from '../scope';
import { named } from './named';
import { tool } from './tool';

const database = tool({
  valueFlags: '-t, --timeout, --db, -O',
  check:
    'show, list, get, find, list-br, list-ports, list-ifaces, ls-list, lr-list, lsp-list, lb-list, acl-list, lr-route-list, dump-flows, dump-ports, lflow-list, br-exists, get-connection, chassis-list, ls-lb-list, lr-nat-list, dump-conntrack, dump-ports-desc',
  destructive: {
    'del-br, del-port, destroy, clear, ls-del, lr-del, lsp-del, acl-del, lb-del, lr-route-del, del-flows, remove, emer-reset, lr-policy-del, lrp-del, lr-nat-del, chassis-del':
      'removes it',
  },
});

/** `ovs-vsctl list-br -- del-br x`: several commands, each behind a lone `--` (ovs-vsctl(8)). */
const severalCommands: Rule = (call, scope) => {
  const parts: Word[][] = [[]];
  for (const word of call.args) {
    if (word.text === '--') parts.push([]);
    else parts.at(-1)?.push(word);
  }
  const commands = parts.filter((args) => args.length > 0);
  if (commands.length < 2) return database({ ...call, args: commands[0] ?? [] }, scope);
  return commands.flatMap((args) => database({ ...call, args }, scope));
};

/** Open vSwitch and OVN. */
export const openVSwitch: Readonly<Record<string, Rule>> = {
  ...named(
    'ovs-appctl, ovn-appctl',
    tool({
      valueFlags: '-t, --target',
      check:
        'status, connection-status, cluster/status, list-commands, version, fdb/show, bond/show, dpctl/show, dpctl/dump-flows, coverage/show, memory/show, vlog/list, ofproto/trace, bridge/dump-flows, inc-engine/show-stats, lflow-cache/show-stats, ovsdb-server/sync-status, upcall/show',
      destructive: {
        exit: 'stops the daemon',
        'cluster/kick, cluster/leave': 'takes a member out of the cluster',
      },
    }),
  ),
  ...named('ovs-vsctl, ovn-nbctl, ovn-sbctl, ovs-ofctl, ovs-dpctl', severalCommands),
};
