import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValue, hasFlag, hasLetter, positionals, texts } from './arguments';
import { named } from './named';
import { alters, does, reads, tool } from './tool';

/** A program that looks unless it is told to keep what it saw. */
const keeps =
  (...flags: readonly string[]): Rule =>
  (call) =>
    texts(call).some((word) =>
      flags.some(
        (flag) =>
          word === flag ||
          word.startsWith(`${flag}=`) ||
          (/^-\w$/.test(flag) && !word.startsWith('--') && word.startsWith(flag)),
      ),
    )
      ? [change(call.label, 'writes a file')]
      : reads(call);

/** Servers that watch others, and what traces a machine. */
export const monitoring: Readonly<Record<string, Rule>> = {
  zabbix_get: reads,
  zabbix_sender: does('sends values'),
  ...named('zabbix_agentd, zabbix_agent2', (call) =>
    hasFlag(call, '-t', '--test', '-p', '--print', '-V', '--version', '-T')
      ? reads(call)
      : alters(call),
  ),
  ...named('zabbix_server, zabbix_proxy', (call) =>
    hasFlag(call, '-V', '--version', '-T', '--test-config') ? reads(call) : alters(call),
  ),
  ...named('nagios, nagios4, naemon', (call) =>
    hasFlag(call, '-v', '-V', '--verify-config', '--version') || hasLetter(call, 'v')
      ? reads(call)
      : alters(call),
  ),
  ...named(
    'nagiostats, icingastats, check_disk, check_load, check_procs, check_ping, check_ssh, check_dns, check_ntp_time, check_users, check_swap, check_smtp, check_pgsql, check_mysql, check_postgres.pl, check_nrpe, check_snmp, check_icmp, check_ldap',
    (call) => (call.name === 'check_nrpe' && hasFlag(call, '-a') ? alters(call) : reads(call)),
  ),
  icinga2: tool({
    check: 'object list, feature list, node list, variable list, variable get, --version, ca list',
    rules: {
      daemon: (call) => (hasFlag(call, '-C', '--validate') ? reads(call) : alters(call)),
      'ca remove': (call) => [destructive(call.label, 'takes a request away')],
    },
    destructive: { 'feature disable': 'turns it off' },
  }),
  icingacli: tool({
    check:
      'monitoring list, module list, director host show, director health, version, monitoring list services, monitoring list hosts, director service show, director config status, director basket dump, director core constants',
    destructive: { 'director host delete, director service delete, module disable': 'deletes it' },
  }),
  ...named('cmk, check_mk', (call) =>
    texts(call).some((word) =>
      /^(?:-[DLlhVd]|-[vn]*n[vp]*|--(?:list\S*|dump\S*|version|help|paths))$/.test(word),
    ) &&
    !texts(call).some((word) =>
      /^-[IRUOX]|^--(?:discover|flush|update|reload|restart|check-discovery)/.test(word),
    )
      ? reads(call)
      : alters(call),
  ),
  omd: tool({
    check: 'status, version, versions, sites, config show, diff',
    destructive: { 'stop, rm, restore, cleanup, disable, umount': 'takes a site away' },
  }),
  sensuctl: tool({
    check:
      'entity list, entity info, event list, event info, check list, check info, cluster health, cluster member-list, cluster id, config view, silenced list, silenced info, handler list, handler info, asset list, asset info, namespace list, version, user list, role list, dump',
    destructive: {
      'entity delete, event delete, check delete, silenced delete, handler delete, asset delete, namespace delete, user disable, cluster member-remove':
        'deletes it',
    },
  }),
  telegraf: (call) =>
    hasFlag(call, '--test', '-test', '--version', '--sample-config', '-sample-config') ||
    /^(?:version|config)$/.test(texts(call)[0] ?? '')
      ? reads(call)
      : alters(call),
  collectdctl: tool({ valueFlags: '-s', check: 'getval, listval' }),
  collectd: (call) => (hasFlag(call, '-t', '-T', '-h') ? reads(call) : alters(call)),
  splunk: tool({
    valueFlags: '-auth, -uri',
    check: 'status, version, list, show, display, btool, search, help, find, validate',
    destructive: {
      stop: 'stops the server',
      'clean, remove, disable, offline': 'takes data or a server away',
    },
    rules: {
      search: (call) =>
        /\|\s*(?:delete|collect|outputlookup|outputcsv|sendemail|script|runshellscript|mcollect|map|sendalert)\b/i.test(
          call.label,
        )
          ? alters(call)
          : reads(call),
    },
  }),
  auditbeat: tool({ check: 'test, version, export, show' }),
  ...named(
    'heartbeat, packetbeat, winlogbeat',
    tool({ check: 'test, version, export, modules list' }),
  ),
  rsyslogd: (call) =>
    texts(call).some((word) => /^-N\d*$/.test(word)) || hasFlag(call, '-v')
      ? reads(call)
      : alters(call),
  'syslog-ng': (call) =>
    hasFlag(call, '-s', '--syntax-only', '-V', '--version') ? reads(call) : alters(call),
  'syslog-ng-ctl': tool({
    check: 'stats, query, healthcheck, config',
    destructive: { stop: 'stops the server' },
    rules: {
      stats: (call) =>
        hasFlag(call, '--reset', '-r', '--remove-orphans', '-o') ? alters(call) : reads(call),
    },
  }),
  logger: does('writes to the log'),
  'systemd-cat': does('writes to the log'),
  ...named(
    'lnav, multitail, goaccess',
    keeps('-o', '-w', '-l', '--output', '-a', '--db-path', '--persist', '-c', '-e', '-I', '-i'),
  ),
  vnstat: (call) =>
    texts(call).some(
      (word) =>
        /^--(?:add|remove|create|delete|rename|setalias|sync|enable|disable|cleartop|reset|merge|u)/.test(
          word,
        ) || word === '-u',
    )
      ? alters(call)
      : reads(call),
  ...named('bmon, iptraf-ng, bwm-ng, slurm, tload, ctop, kmon', reads),
  bpftool: tool({
    valueFlags: '-m',
    check:
      'prog show, prog list, map show, map list, map dump, map lookup, map getnext, net show, net list, link show, link list, btf show, btf list, btf dump, feature probe, cgroup show, cgroup tree, perf list, perf show, version, struct_ops show, prog profile',
    destructive: {
      'map delete, cgroup detach, net detach, link detach, prog detach': 'takes it away',
    },
    rules: { 'prog dump': (call) => (texts(call).includes('file') ? alters(call) : reads(call)) },
  }),
  bpftrace: (call) => {
    if (hasFlag(call, '-l', '-V', '--version', '--info')) return reads(call);
    if (hasFlag(call, '-o', '-c', '--unsafe')) return alters(call);
    const script = flagValue(call, '-e')?.text;
    return script !== undefined && !/\b(?:system|override|signal|cat|buf_write)\s*\(/.test(script)
      ? reads(call)
      : alters(call);
  },
  ...named(
    'execsnoop, opensnoop, biolatency, biosnoop, biotop, tcplife, tcpconnect, tcpaccept, tcpretrans, tcptop, ext4slower, xfsslower, runqlat, runqlen, cachestat, fileslower, filetop, gethostlatency, dcstat, softirqs, hardirqs, cpudist, vfsstat, zfsslower, nfsslower',
    reads,
  ),
  ...['-bpfcc', '.bt'].reduce<Record<string, Rule>>((all, suffix) => {
    for (const name of [
      'execsnoop',
      'opensnoop',
      'biolatency',
      'biosnoop',
      'biotop',
      'tcplife',
      'tcpconnect',
      'tcpaccept',
      'tcpretrans',
      'tcptop',
      'ext4slower',
      'xfsslower',
      'runqlat',
      'runqlen',
      'cachestat',
      'fileslower',
      'filetop',
      'gethostlatency',
      'vfsstat',
    ])
      all[name + suffix] = reads;
    return all;
  }, {}),
  'py-spy': (call) => {
    const { words } = positionals(call.args, new Set(['-p', '--pid', '-r', '-d', '-o']));
    return /^(?:top|dump)$/.test(words[0]?.text ?? '') ? reads(call) : alters(call);
  },
  nping: does('sends packets'),
  ...named('hping3, masscan, dnsperf, resperf', does('sends many packets')),
  ...named(
    'arp-scan, fping6, dnstracer, ntpstat, nfsiostat, cifsiostat, tapestat, sadf, findfs, filefrag, lsfd, lsirq, irqtop, lsclocks, getcap, getpcaps, captest, namei',
    reads,
  ),
  rpcinfo: (call) => (hasFlag(call, '-d') ? alters(call) : reads(call)),
  pmc: (call) => (texts(call).some((word) => /\bSET\b/i.test(word)) ? alters(call) : reads(call)),
  zramctl: (call) =>
    texts(call).some((word) => /^(?:-[fras]|--(?:find|reset|size|algorithm|streams))/.test(word))
      ? alters(call)
      : reads(call),
  iw: (call) =>
    texts(call).some((word) =>
      /^(?:set|add|del|connect|disconnect|join|leave|switch|start|stop|reload|offchannel|cqm|wowlan|coalesce|roc|scan)$/.test(
        word,
      ),
    )
      ? alters(call)
      : reads(call),
  prlimit: (call) =>
    texts(call).every((word) =>
      /^(?:-p|--pid(?:=\d+)?|\d+|--(?:noheadings|raw)|-o.*|--output.*|--(?:nofile|nproc|core|cpu|as|data|fsize|memlock|stack|rss|locks))$/.test(
        word,
      ),
    ) && texts(call).some((word) => /^(?:-p|--pid)/.test(word))
      ? reads(call)
      : alters(call),
};
