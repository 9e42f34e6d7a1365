import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, hasLetter, positionals, texts } from './arguments';
import { named } from './named';
import { alters, does, loses, reads, tool } from './tool';

/** The parts of systemd, of disks and of packages that are asked for less often. */
export const systems: Readonly<Record<string, Rule>> = {
  busctl: tool({
    valueFlags: '-H, -M, --timeout, --address',
    check: 'list, status, tree, introspect, get-property, monitor, help',
    bare: reads,
    rules: { capture: does('writes a capture') },
  }),
  bootctl: tool({
    check: 'status, list, is-installed',
    bare: reads,
    destructive: { 'remove, unlink, cleanup': 'removes boot entries' },
  }),
  oomctl: tool({ check: 'dump', bare: reads }),
  homectl: tool({
    check: 'list, inspect',
    destructive: { 'remove, deactivate, lock, lock-all': 'takes an account away' },
  }),
  ...named('systemd-delta, systemd-path, systemd-id128, systemd-escape, systemd-ac-power', reads),
  'systemd-tmpfiles': (call) =>
    hasFlag(call, '--cat-config', '--dry-run', '--tldr')
      ? reads(call)
      : hasFlag(call, '--remove', '--clean', '--purge')
        ? [destructive(call.label, 'deletes files')]
        : alters(call),
  ...named('systemd-run, systemd-inhibit', (call, scope) => {
    const { words } = positionals(
      call.args,
      new Set([
        '-p',
        '--property',
        '-u',
        '--unit',
        '--uid',
        '--gid',
        '-E',
        '--setenv',
        '-H',
        '-M',
        '--slice',
        '--description',
        '--what',
        '--who',
        '--why',
        '--mode',
        '--nice',
        '--working-directory',
        '--on-calendar',
        '--on-active',
      ]),
    );
    const [first] = words;
    const at = first === undefined ? -1 : call.args.indexOf(first);
    return call.name === 'systemd-inhibit' && at >= 0
      ? scope.run(call.args.slice(at), call.input)
      : call.name === 'systemd-inhibit' && hasFlag(call, '--list')
        ? reads(call)
        : [change(call.label, 'starts a service')];
  }),
  'rc-status': reads,
  'rc-update': (call) =>
    /^(?:show|-v|)$/.test(texts(call)[0] ?? '')
      ? reads(call)
      : /^del/.test(texts(call)[0] ?? '')
        ? [destructive(call.label, 'takes a service away')]
        : alters(call),
  ...named('s6-svstat, s6-rc-db, svstat', reads),
  circusctl: tool({
    check: 'status, stats, list, numprocesses, numwatchers, get, options, dstats, globaloptions',
    destructive: { 'stop, quit, rm, kill, decr': 'stops it' },
  }),
  udisksctl: tool({
    check: 'status, info, dump, monitor',
    destructive: { 'unmount, lock, power-off, loop-delete': 'takes a disk away' },
  }),
  dmsetup: tool({
    valueFlags: '-c, -o, -O, -S, --target',
    check: 'ls, status, table, info, deps, version, targets, splitname, report, udevcookies',
    bare: reads,
    destructive: { 'remove, remove_all, wipe_table, suspend, clear': 'takes a disk away' },
  }),
  cryptsetup: tool({
    check: 'status, luksDump, isLuks, luksUUID, benchmark',
    destructive: {
      'luksFormat, erase, luksErase, luksKillSlot, luksRemoveKey, close, luksClose, luksHeaderRestore, format, remove':
        'takes a disk or its data away',
    },
  }),
  losetup: (call) =>
    texts(call).some((word) =>
      /^-(?:[a-zA-Z]*[dDPr]|-detach.*|-show|-partscan|-read-only)$|^-[a-zA-Z]*c$/.test(word),
    ) ||
    (hasFlag(call, '-f', '--find') && call.args.length > 1)
      ? alters(call)
      : texts(call).some((word) => !word.startsWith('-')) &&
          positionals(call.args, new Set(['-j', '-O', '--associated', '--output'])).words.length > 1
        ? alters(call)
        : reads(call),
  fstrim: (call) => (hasFlag(call, '-n', '--dry-run') ? reads(call) : alters(call)),
  blockdev: (call) =>
    texts(call).some((word) => /^--(?:set|flush|reread|rereadpt)/.test(word))
      ? alters(call)
      : texts(call).some((word) => /^--(?:get|report)/.test(word))
        ? reads(call)
        : alters(call),
  xfs_quota: (call) =>
    texts(call).some((word) =>
      /^\s*(?:limit|timer|project|enable|disable|off|remove|restore|warn)\b/.test(word),
    ) ||
    !texts(call).some((word) =>
      /^\s*(?:report|df|free|quota|print|state|path|help|dump)\b/.test(word),
    ) ||
    texts(call).some((word) => /\s-f\s/.test(word))
      ? alters(call)
      : reads(call),
  xfs_db: (call) => (hasFlag(call, '-r') || hasLetter(call, 'r') ? reads(call) : alters(call)),
  debugfs: (call) =>
    hasFlag(call, '-w', '-f') ||
    texts(call).some((word) => /\b(?:dump|rdump|write|rm|kill_file|clri|mkdir)\b/.test(word))
      ? alters(call)
      : hasFlag(call, '-R')
        ? reads(call)
        : alters(call),
  quotacheck: alters,
  ...named('edquota, setquota, quotaon', alters),
  quotaoff: loses('takes the limits away'),
  'yum-config-manager': (call) =>
    call.args.every((word) => word.text === '--dump' || !word.text.startsWith('-'))
      ? reads(call)
      : alters(call),
  'subscription-manager': tool({
    check:
      'status, list, identity, facts, repos --list, repos --list-enabled, version, release --list, release --show, orgs, environments, config --list',
    destructive: { 'unregister, remove, clean': 'takes the subscription away' },
    rules: {
      repos: (call) =>
        texts(call)
          .slice(1)
          .every((word) => /^--list/.test(word))
          ? reads(call)
          : alters(call),
      release: (call) =>
        texts(call)
          .slice(1)
          .every((word) => /^--(?:list|show)$/.test(word))
          ? reads(call)
          : alters(call),
      config: (call) =>
        texts(call)
          .slice(1)
          .every((word) => word === '--list')
          ? reads(call)
          : alters(call),
      facts: (call) => (hasFlag(call, '--update') ? alters(call) : reads(call)),
    },
  }),
  'apt-file': tool({ check: 'search, list, show, find' }),
  ...named('unattended-upgrade, unattended-upgrades', (call) =>
    hasFlag(call, '--dry-run') ? reads(call) : alters(call),
  ),
  ...named('checkrestart, deborphan, rpmgraph', reads),
  'nix-env': (call) =>
    texts(call).some((word) => /^(?:-q|--query|-qa\w*|--list-generations)$/.test(word))
      ? reads(call)
      : texts(call).some((word) =>
            /^(?:-e|--uninstall|--rollback|--delete-generations)$/.test(word),
          )
        ? [destructive(call.label, 'removes packages')]
        : alters(call),
  'nixos-version': reads,
  'nixos-rebuild': (call) =>
    /^(?:dry-build|dry-activate|list-generations)$/.test(texts(call)[0] ?? '')
      ? reads(call)
      : alters(call),
  nix: tool({
    check:
      'search, show-config, path-info, log, why-depends, store ls, store ping, flake show, flake metadata, profile list, --version, config show, derivation show',
  }),
  rfkill: tool({ check: 'list, event', bare: reads, destructive: { block: 'takes a link down' } }),
  ...named('mii-tool', (call) =>
    texts(call).every((word) => /^(?:-[vVw]+|[a-z]\w*)$/.test(word)) ? reads(call) : alters(call),
  ),
  iwconfig: (call) => (call.args.length <= 1 ? reads(call) : alters(call)),
  pdnsutil: tool({
    valueFlags: '--config-dir, --config-name',
    check:
      'list-zone, list-all-zones, check-zone, check-all-zones, show-zone, list-keys, zone list, zone list-all, zone check, zone check-all, zone show, list-tsig-keys, export-zone-ds, backend-lookup, lookup, list-algorithms, tsigkey list, autoprimary list, get-meta',
    destructive: {
      'delete-zone, delete-rrset, remove-zone-key, disable-dnssec, delete-tsig-key, zone delete, clear-zone, zone clear, rrset delete, deactivate-zone-key':
        'deletes records',
    },
  }),
  pdns_control: tool({
    check:
      'ping, rping, show, list, uptime, version, current-config, list-zones, status, ccounts, get-zone-status, xfr-queue',
    destructive: { 'quit, rquit': 'stops the server', purge: 'empties the cache' },
  }),
  rec_control: tool({
    check:
      'ping, get, get-all, get-parameter, uptime, version, current-queries, top-remotes, top-queries, top-servfail-queries, get-tas, get-ntas, help, get-qtypelist, show-yaml, top-timeouts',
    destructive: {
      'quit, quit-nicely': 'stops the server',
      wipe: 'empties the cache',
      'wipe-cache, wipe-packet-cache, wipe-cache-typed': 'empties the cache',
    },
  }),
  'nsd-control': tool({
    valueFlags: '-c, -s',
    check: 'status, stats, stats_noreset, zonestatus, serverpid, print_tsig, print_cookie_secrets',
    destructive: { stop: 'stops the server', delzone: 'deletes a zone', delzones: 'deletes zones' },
  }),
  knotc: tool({
    valueFlags: '-c, -C, -s, -t',
    check:
      'status, stats, zone-status, zone-check, zone-read, zone-stats, conf-check, conf-list, conf-read, conf-diff, zone-diff, zone-get',
    destructive: {
      stop: 'stops the server',
      'zone-purge, zone-unset, conf-unset': 'deletes records',
    },
  }),
  keactrl: tool({ check: 'status, version', destructive: { stop: 'stops the server' } }),
  gobgp: tool({
    valueFlags: '-u, -p, -a',
    check: 'global, neighbor, global rib, global rib summary, policy, vrf, monitor',
    destructive: {
      'global del, neighbor del, policy del, global rib del, vrf del': 'takes routes away',
    },
    rules: {
      'global, neighbor, policy, vrf, global rib': (call) =>
        texts(call).some((word) =>
          /^(?:add|del|shutdown|disable|enable|reset|softreset\w*|update|set|all|graceful-restart)$/.test(
            word,
          ),
        )
          ? texts(call).some((word) => /^(?:del|shutdown|disable|reset)$/.test(word))
            ? [destructive(call.label, 'takes routes away')]
            : alters(call)
          : reads(call),
    },
  }),
  tmsh: (call) => {
    const { words } = positionals(call.args, new Set(['-c', '-m', '-q']));
    const line = (
      call.args.find((word) => /\s/.test(word.text))?.text ??
      words.map((word) => word.text).join(' ')
    ).trim();
    if (/[;|]/.test(line)) return alters(call);
    if (
      /^(?:delete|reset-stats|reboot|shutdown|stop)\b|\b(?:user-down|user-disabled|disabled|offline|state down)\b/.test(
        line,
      ) &&
      !/^(?:show|list)\b/.test(line)
    )
      return [destructive(call.label, 'takes something away')];
    return /^(?:show|list|help)\b/.test(line) ? reads(call) : alters(call);
  },
  nv: tool({
    check: 'show, config diff, config history, config show, config find',
    destructive: { unset: 'takes settings away', 'config detach, action reboot': 'takes it away' },
  }),
  zdb: (call) => (hasLetter(call, 'X') ? alters(call) : reads(call)),
  ...named('thin_dump, thin_ls, cache_dump, era_dump', (call) =>
    hasFlag(call, '-o', '--output') ? alters(call) : reads(call),
  ),
  thin_check: (call) =>
    hasFlag(call, '--clear-needs-check-flag', '--auto-repair') ? alters(call) : reads(call),
  ...named(
    'lfs, lctl',
    tool({
      check:
        'df, quota, getstripe, osts, mdts, find, check, list_nids, dl, get_param, ping, pool_list, fid2path, path2fid, device_list, network status, changelog',
      destructive: {
        'rmdir, pool_destroy, changelog_clear, deactivate, abort_recovery, rmentry, ladvise':
          'takes data away',
      },
    }),
  ),
  ...named(
    'mmlscluster, mmgetstate, mmlsfs, mmlsdisk, mmlsnsd, mmlsmount, mmdf, mmlsconfig, mmlsquota, mmlssnapshot, mmlspool, mmlsfileset, mmlsmgr, mmrepquota, mmlspolicy',
    reads,
  ),
  mmhealth: tool({ check: 'node show, cluster show, node eventlog, event show, thresholds list' }),
  'beegfs-ctl': (call) =>
    texts(call).some((word) =>
      /^--(?:list\w*|getquota|getentryinfo|serverstats|clientstats|userstats|storagebench --status)$/.test(
        word,
      ),
    )
      ? reads(call)
      : texts(call).some((word) => /^--(?:removenode|removetarget|unlink)/.test(word))
        ? [destructive(call.label, 'takes data away')]
        : alters(call),
  crushtool: (call) =>
    hasFlag(call, '-o', '-c', '--build', '--outfn')
      ? alters(call)
      : hasFlag(call, '-d', '--test', '--dump', '--tree', '--show-utilization')
        ? reads(call)
        : alters(call),
  ...named('osdmaptool, monmaptool', (call) =>
    texts(call).every(
      (word) =>
        !word.startsWith('-') ||
        /^--(?:print|test-map-pgs\S*|dump|tree|test-crush|health)$/.test(word),
    ) && hasFlag(call, '--print', '--test-map-pgs', '--dump', '--tree', '--health')
      ? reads(call)
      : alters(call),
  ),
  tcpkill: loses('cuts connections'),
  pstack: reads,
  gstack: reads,
  gcore: does('writes a dump'),
  gdb: does('takes hold of a process'),
  valgrind: does('runs a program'),
};
