import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValue, hasFlag, positionals, texts } from './arguments';
import { alters, reads, readsWith, tool } from './tool';

/** Of `esxcli system maintenanceMode set`. */
const ENDS_MAINTENANCE = /\s(?:--enable|-e)[ =](?:false|no|0)(?=\s|$)/;

/** A server's console: its line of commands says what it does. */
const console =
  (flag: string, looks: RegExp, losing: RegExp): Rule =>
  (call) => {
    const line = flagValue(call, ...flag.split(' '))?.text ?? '';
    if (losing.test(line)) return [destructive(call.label, 'takes something away')];
    return looks.test(line) ? reads(call) : alters(call);
  };

/** Names such as `user-show`: the verb stands behind the last hyphen. */
const nounVerbs: Rule = (call) => {
  const verb = /-(\w+)$/.exec(call.args[0]?.text ?? '')?.[1] ?? call.args[0]?.text ?? '';
  if (/^(?:del|disable|remove|revoke)$/.test(verb))
    return [destructive(call.label, 'takes an entry away')];
  return /^(?:show|find|status|ping|help|verify)$/.test(verb) ? reads(call) : alters(call);
};

const gitlab: Readonly<Record<string, Rule>> = {
  'gitlab-ctl': tool({
    check:
      'status, tail, service-list, show-config, diff-config, get-redis-master, check-config, patroni members, help',
    destructive: {
      'stop, kill, graceful-kill, once, down': 'stops a service',
      'cleanse, uninstall': 'deletes the data',
      'remove-accounts': 'deletes accounts',
    },
  }),
  'gitlab-backup': tool({
    destructive: { restore: 'restores over the live data' },
    change: 'create',
  }),
  'gitlab-rake': tool({
    check:
      'gitlab:check, gitlab:env:info, gitlab:gitaly:check, gitlab:sidekiq:check, gitlab:app:check, gitlab:doctor:secrets, gitlab:geo:check, gitlab:ldap:check, gitlab:incoming_email:check, db:migrate:status, geo:status',
    destructive: { 'gitlab:backup:restore, db:drop, gitlab:setup': 'replaces the live data' },
  }),
};

/** Consoles of products, directories and tunnels. */
export const appliances: Readonly<Record<string, Rule>> = {
  ...gitlab,
  asterisk: console(
    '-rx -x',
    /^(?:core show|sip show|pjsip show|iax2 show|dialplan show|queue show|database show|module show)/,
    /^core (?:stop|restart)|^(?:channel request hangup|module unload|database del)/,
  ),
  fs_cli: console(
    '-x',
    /^(?:status|show|sofia status|version|uptime)/,
    /^(?:shutdown|hupall|fsctl)/,
  ),
  swanctl: (call) =>
    texts(call).some((text) => /^(?:-t|--terminate|--uninstall)$/.test(text))
      ? [destructive(call.label, 'takes a tunnel down')]
      : texts(call).some((text) =>
            /^(?:--(?:list-|stats|log|version|counters)|-[lLPxS]$)/.test(text),
          )
        ? reads(call)
        : alters(call),
  ipsec: tool({
    check:
      'status, statusall, version, listall, listcerts, listcacerts, leases, trafficstatus, verify',
    destructive: { 'down, stop, stroke down': 'takes a tunnel down' },
  }),
  ...Object.fromEntries(
    ['lldpcli', 'lldpctl'].map((name) => [name, tool({ check: 'show, watch', bare: reads })]),
  ),
  networkctl: tool({
    check: 'list, status, lldp, cat',
    bare: reads,
    destructive: { 'down, delete': 'takes a link down' },
  }),
  teamdctl: (call) =>
    /^(?:state|config)$/.test(call.args[1]?.text ?? '') &&
    !texts(call).some((text) => /^(?:update|set)$/.test(text))
      ? reads(call)
      : alters(call),
  ipa: nounVerbs,
  realm: tool({ check: 'list, discover', destructive: { leave: 'takes the machine out' } }),
  sssctl: tool({
    check: 'domain-status, domain-list, user-checks, user-show, group-show, config-check',
    destructive: { 'cache-remove, logs-remove': 'deletes it' },
  }),
  'samba-tool': tool({
    check:
      'drs showrepl, drs options, dbcheck, domain info, domain level show, user list, user show, group list, group listmembers, dns query, dns zonelist, fsmo show, testparm, time',
    destructive: { 'user delete, group delete, domain demote, dns delete': 'deletes it' },
    rules: {
      dbcheck: (call) => (hasFlag(call, '--fix') ? alters(call) : reads(call)),
    },
  }),
  machinectl: tool({
    check: 'list, status, show, list-images, image-status, show-image',
    bare: reads,
    destructive: { 'poweroff, reboot, terminate, kill, remove': 'takes a machine away' },
  }),
  xl: tool({
    check: 'list, info, dmesg, top, uptime, vcpu-list, network-list, block-list, domid, domname',
    destructive: { 'destroy, shutdown, reboot, pause': 'takes a machine away' },
  }),
  esxcli: (call) => {
    const { words } = positionals(call.args, new Set());
    const verb = words.at(-1)?.text ?? '';
    if (/^(?:remove|delete|kill|detach|unmount|reset|uninstall)$/.test(verb))
      return [destructive(call.label, 'takes something away')];
    const line = words.map(({ text }) => text).join(' ');
    if (/\bmaintenanceMode set\b/.test(line) && !ENDS_MAINTENANCE.test(call.label))
      return [destructive(call.label, 'takes the machine out of service')];
    return /^(?:get|list|stats|ping|version)$/.test(verb) ? reads(call) : alters(call);
  },
  'vim-cmd': (call) => {
    const verb = call.args[0]?.text ?? '';
    if (
      /power\.(?:off|shutdown|reset|suspend)|destroy|unregister|snapshot\.(?:remove|revert)/.test(
        verb,
      )
    )
      return [destructive(call.label, 'takes a machine away')];
    return /\/(?:get\w*|power\.getstate|snapshot\.get|hostsummary|device\.getdevices)$/.test(verb)
      ? reads(call)
      : alters(call);
  },
  govc: (call) => {
    const verb = call.args[0]?.text ?? '';
    const takes =
      /^vm\.power$/.test(verb) && hasFlag(call, '-off', '-s', '-r', '-suspend', '-reset');
    if (takes || /\.(?:destroy|rm|remove|unregister|disconnect|shutdown)$/.test(verb))
      return [destructive(call.label, 'takes something away')];
    return /^(?:ls|find|about|version|tree|events|logs|env)$|\.(?:info|ls|metric|collect)$/.test(
      verb,
    )
      ? reads(call)
      : alters(call);
  },
  efibootmgr: (call) =>
    call.args.every((word) => /^-{1,2}(?:v|verbose|u|unicode|V|version)$/.test(word.text))
      ? reads(call)
      : hasFlag(call, '-B', '--delete-bootnum', '-O', '-N')
        ? [destructive(call.label, 'deletes a boot entry')]
        : alters(call),
  grubby: readsWith('--info, --default-kernel, --default-index, --default-title', alters),
  mokutil: readsWith('--sb-state, --list-enrolled, --list-new, --test-key', alters),
  auditctl: (call) =>
    hasFlag(call, '-D', '-d', '-W')
      ? [destructive(call.label, 'takes audit rules away')]
      : texts(call).every((text) => /^-[lsv]$/.test(text))
        ? reads(call)
        : alters(call),
  semanage: (call) => (hasFlag(call, '-l', '--list', '-E') ? reads(call) : alters(call)),
  ldconfig: readsWith('-p, --print-cache, -V', alters),
  'update-alternatives': readsWith('--display, --list, --query, --get-selections', alters),
  ...Object.fromEntries(
    ['getsebool', 'aa-status', 'apparmor_status', 'sg_map', 'sg_inq', 'lsb_release'].map((name) => [
      name,
      reads,
    ]),
  ),
  racadm: (call) => {
    const { words } = positionals(call.args, new Set(['-r', '-u', '-p', '-i', '-m', '-s']));
    const [verb = '', action = ''] = words.map(({ text }) => text);
    if (verb === 'serveraction' && action === 'powerstatus') return reads(call);
    if (/^(?:serveraction|racreset|clrsel|systemerase)/.test(verb))
      return [destructive(call.label, 'takes the machine away')];
    return /^(?:get\w*|sel|help|version)$/.test(verb) && !/set/.test(verb)
      ? reads(call)
      : alters(call);
  },
  iscsiadm: (call) => {
    if (hasFlag(call, '-u', '--logout') || texts(call).includes('delete'))
      return [destructive(call.label, 'takes a disk away')];
    const acts = hasFlag(call, '-l', '--login', '-R', '--rescan', '-o', '--op', '-s', '-r', '-I');
    const discovers = texts(call).some((text) => /^discovery/.test(text));
    return !acts && !discovers ? reads(call) : alters(call);
  },
  tune2fs: (call) =>
    texts(call).every((text) => text === '-l' || !text.startsWith('-')) && hasFlag(call, '-l')
      ? reads(call)
      : [change(call.label, 'changes a file system')],
  e2label: (call) => (call.args.length === 1 ? reads(call) : alters(call)),
  visudo: (call) =>
    texts(call).some((text) => /^-[a-z]*c|^--check$/.test(text))
      ? reads(call)
      : [change(call.label, 'opens something to work in')],
};
