import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValues, hasFlag, hasLetter, listOf, positionals, texts } from './arguments';
import { btrfs } from './btrfs';
import { ceph, cephTools } from './ceph';
import { disks } from './disks';
import { fileSystems } from './fileSystems';
import { gpus } from './gpus';
import { kernelModules } from './kernelModules';
import { lookers } from './lookers';
import { named } from './named';
import { openVSwitch } from './openVSwitch';
import { power } from './power';
import { alters, does, loses, losesWith, reads, readsWith, tool } from './tool';

const readers = `
  ps, pstree, pgrep, pidof, top, htop, btop, atop, glances, free, vmstat, iostat, mpstat, pidstat,
  uptime, w, who, whoami, id, groups, users, last, lastb, finger, uname, lsb_release, lscpu, lsblk,
  lsmem, lspci, lsusb, lsmod, lshw, modinfo, blkid, findmnt, getent, getconf, nproc, locale, env,
  printenv, dmidecode, numastat, slabtop, iotop, iftop, nethogs, nload,
  ldd, nm, objdump, readelf, runlevel, getenforce, sestatus, ausearch, aureport,
  lslogins, lsns, lsipc, ipcs, lsscsi, showmount, mountstats, repquota, quota, systemd-cgls, systemd-cgtop, ncdu, hostid, tty,
  uptimed, needs-restarting, chkrootkit, cloud-id, ec2-metadata, virt-what, systemd-detect-virt,
  pmap, prstat, mdstat, xfs_info,
  dumpe2fs, sw_vers, system_profiler, vm_stat, procinfo, jps, jstat, jstack
`;

const systemctl = tool({
  bare: reads,
  valueFlags:
    '-n, --lines, -o, --output, -t, --type, -H, --host, -M, --machine, -p, --property, --state, -s, --signal',
  check: `status, is-active, is-enabled, is-failed, is-system-running, list-units, list-unit-files,
    list-timers, list-sockets, list-dependencies, list-jobs, list-machines, show, cat, get-default,
    show-environment, help`,
  destructive: {
    stop: 'stops the service',
    mask: 'stops the service from ever starting',
    isolate: 'stops all other services',
    'reboot, poweroff, halt, kexec, soft-reboot, rescue, emergency, suspend, hibernate':
      'takes the machine away',
    clean: "deletes the service's state",
  },
  rules: {
    kill: (call) =>
      /(?:-s|--signal)[= ]?(?:SIG)?(?:HUP|USR1|USR2|WINCH|CONT)\b/.test(texts(call).join(' '))
        ? [change(call.label, 'sends a signal')]
        : [destructive(call.label, 'kills the service')],
    disable: (call) =>
      hasFlag(call, '--now')
        ? [destructive(call.label, 'stops the service for good')]
        : [change(call.label, 'keeps the service from starting at boot')],
  },
});

/** `service name action`. */
const service: Rule = (call) => {
  if (hasFlag(call, '--status-all')) return reads(call);
  const action = call.args[1]?.text ?? '';
  if (/^(?:status|configtest|check|test)$/.test(action)) return reads(call);
  if (/^(?:stop|force-stop|zap)$/.test(action))
    return [destructive(call.label, 'stops the service')];
  return [change(call.label)];
};

/** `kill -0` only asks; HUP and USR signals are requests to the program; the rest end it. */
const kill: Rule = (call) => {
  const text = texts(call).join(' ');
  // `pkill -l` ends what it lists on a BSD, `pkill -L` looks at a lock.
  const lists = /(?:^|\s)-[lL]\b/.test(text) && /^kill(?:all)?$/.test(call.name);
  if (lists) return reads(call);
  const signals = texts(call).filter((word) => /^-(?:\d+|s|n|[A-Z]{3,}\d*|-signal.*)$/.test(word));
  if (signals.length < 2 && (/(?:^|\s)-0\b/.test(text) || /-s\s*0\b/.test(text)))
    return reads(call);
  if (
    /(?:^|\s)(?=)-{1,2}(?:signal[= ]|s\s*)?(?=)(?:SIG)?(?=)(?:HUP|USR1|USR2|WINCH|CONT|QUIT|1|10|12|18|3)(?=)(?:\s|$)/i.test(
      text,
    )
  ) {
    return [change(call.label, 'sends a signal')];
  }
  return [destructive(call.label, 'ends processes')];
};

const fuser: Rule = (call) =>
  hasLetter(call, 'k') ? [destructive(call.label, 'kills processes')] : reads(call);

const sysctl: Rule = (call) => {
  if (hasFlag(call, '-p', '--system', '-w', '--write', '--load'))
    return [change(call.label, 'sets kernel values')];
  return texts(call).some((text) => text.includes('=')) ? alters(call) : reads(call);
};

const mount: Rule = (call) => {
  const { words } = positionals(call.args, new Set(['-t', '-o', '--types']));
  return words.length === 0 && !hasFlag(call, '-a', '--all') && !hasLetter(call, 'a')
    ? reads(call)
    : [change(call.label, 'mounts a file system')];
};

const journalctl: Rule = (call) => {
  if (texts(call).some((text) => /^--vacuum/.test(text))) {
    return [destructive(call.label, 'deletes old logs')];
  }
  return hasFlag(
    call,
    '--rotate',
    '--flush',
    '--sync',
    '--setup-keys',
    '--update-catalog',
    '--relinquish-var',
  )
    ? alters(call)
    : reads(call);
};

const dmesg: Rule = (call) => {
  if (
    hasFlag(call, '-c', '-C', '--clear', '--read-clear') ||
    hasLetter(call, 'C') ||
    hasLetter(call, 'c')
  )
    return [destructive(call.label, "clears the kernel's messages")];
  return hasFlag(call, '-n', '-D', '-E', '--console-level', '--console-off', '--console-on')
    ? alters(call)
    : reads(call);
};

/** Reads without a value, sets with one. */
const showsOrSets: Rule = (call) => {
  const { words } = positionals(call.args, new Set());
  return words.length === 0 ? reads(call) : alters(call);
};

const date: Rule = (call) => {
  if (hasFlag(call, '-s', '--set') || texts(call).some((text) => /^-[uRj]*s/.test(text)))
    return [change(call.label, 'sets the clock')];
  const { words } = positionals(
    call.args,
    new Set(listOf('-d, --date, -r, --reference, -f, -v, -j')),
  );
  const sets = words.some((word) => /^\d{8,}/.test(word.text)) && !hasLetter(call, 'j');
  return sets ? [change(call.label, 'sets the clock')] : reads(call);
};

const parted: Rule = (call) => {
  if (hasFlag(call, '-l', '--list', '--help')) return reads(call);
  const words = texts(call);
  if (
    words.includes('print') &&
    !words.some((word) => /^(?:rm|mklabel|mkpart|resizepart)$/.test(word))
  )
    return reads(call);
  return [destructive(call.label, 'changes the partitions of a disk')];
};

const mdadm: Rule = (call) => {
  if (hasFlag(call, '--detail', '-D', '--examine', '-E', '--query', '-Q')) return reads(call);
  if (
    hasFlag(
      call,
      '--stop',
      '-S',
      '--fail',
      '-f',
      '--remove',
      '-r',
      '--zero-superblock',
      '--create',
      '-C',
    )
  ) {
    return [destructive(call.label, 'takes a disk or array away')];
  }
  return alters(call);
};

const chkconfig: Rule = readsWith('--list', alters);

/** Logical volumes: the names say what they do. */
const lvmReaders = 'pvs, vgs, lvs, pvdisplay, vgdisplay, lvdisplay, lvmdiskscan';
const lvmLosers = 'lvremove, vgremove, pvremove, lvreduce, vgreduce';
const lvmWriters =
  'lvcreate, vgcreate, pvcreate, lvextend, vgextend, lvresize, pvresize, vgchange, lvchange, pvchange, pvmove, vgrename, lvrename';

const fdisk: Rule = (call) =>
  hasFlag(call, '-l', '--list', '-s', '--dump', '-d', '-p', '--print')
    ? reads(call)
    : [destructive(call.label, 'changes the partitions of a disk')];

const timedatectl = tool({ check: 'status, show, list-timezones, timesync-status', bare: reads });
const users: Rule = does('changes accounts');

const passwd: Rule = (call) => {
  if (hasFlag(call, '-S', '--status') || hasLetter(call, 'S')) return reads(call);
  if (hasFlag(call, '-l', '--lock', '-d', '--delete'))
    return [destructive(call.label, 'locks an account out')];
  return [change(call.label, 'changes a password')];
};

/** Processes, services, disks and accounts of a machine. */
export const machines: Readonly<Record<string, Rule>> = {
  ...named(readers, reads),
  ...named('kill, pkill, killall, skill, xkill', kill),
  ...power,
  ...named(lvmReaders, reads),
  ...named(lvmLosers, readsWith('--test, -t', loses('takes storage away'))),
  ...named(lvmWriters, readsWith('--test, -t', does('changes storage'))),
  lvconvert: readsWith(
    '--test, -t',
    losesWith('--merge', 'puts a snapshot back over what is live', does('changes storage')),
  ),
  ...disks,
  ...fileSystems,
  btrfs,
  ...named('fdisk, sfdisk, cfdisk, gdisk', fdisk),
  ...named(
    'useradd, adduser, usermod, groupadd, addgroup, groupmod, chpasswd, chsh, newgrp, usermod',
    users,
  ),
  ...named('userdel, deluser, groupdel, delgroup', loses('deletes an account')),
  ...named('umount, fusermount', loses('takes a file system away')),
  ...named('swapoff', loses('takes swap space away')),
  swapon: readsWith('--show, -s, --summary', alters),
  chage: (call) =>
    texts(call).some((text) =>
      /^-[a-zA-Z]*[dEImMW]|^--(?:last|expire|inactive|m(?:in|ax)days|warn)/.test(text),
    )
      ? alters(call)
      : hasFlag(call, '-l', '--list')
        ? reads(call)
        : alters(call),
  atq: reads,
  atrm: loses('cancels what was to run later'),
  ...named(
    'insmod, update-grub, grub2-mkconfig, dracut, update-initramfs, kpartx, sync, renice, setenforce, setsebool, augenrules, sysrq, update-ca-certificates, update-ca-trust, alternatives, locale-gen, dpkg-reconfigure, authconfig',
    alters,
  ),
  ...kernelModules,
  smartctl: (call) =>
    hasFlag(call, '-t', '--test', '-s', '--smart', '-X', '-o', '-S') ? alters(call) : reads(call),
  ...gpus,
  ntpq: (call) =>
    flagValues(call, '-c').every(({ text }) =>
      /^(?:rv|readvar|rl|readlist|peers|pe|as|associations|lpeers|lassociations|apeers|opeers|sysinfo|sysstats|iostats|kerninfo|monstats|mrulist|pstats|clockvar|cv|clocklist|cl|host|hostnames|version|timeout|ntpversion)\b/.test(
        text,
      ),
    ) && call.input === undefined
      ? reads(call)
      : alters(call),
  systemctl,
  service,
  'rc-service': service,
  'invoke-rc.d': service,
  chkconfig,
  initctl: tool({ check: 'list, status, version', destructive: { stop: 'stops the service' } }),
  launchctl: tool({
    check: 'list, print, blame, version',
    destructive: { 'stop, kill, bootout, unload, remove, disable': 'stops the service' },
  }),
  supervisorctl: tool({
    valueFlags: '-c, -s, -u, -p',
    check: 'status, tail, pid, avail, version, maintail',
    destructive: { 'stop, shutdown, remove': 'stops programs' },
  }),
  monit: tool({
    check: 'status, summary, report',
    destructive: { 'stop, quit, unmonitor': 'stops it' },
  }),
  pm2: tool({
    check:
      'list, ls, status, l, show, describe, info, logs, log, monit, prettylist, jlist, env, id, report, ping',
    destructive: { 'stop, delete, del, kill': 'stops programs', flush: 'empties logs' },
    rules: {
      scale: (call) =>
        texts(call).at(-1) === '0'
          ? [destructive(call.label, 'scales to 0')]
          : [change(call.label)],
    },
  }),
  sv: tool({
    check: 'status, check',
    destructive: { 'stop, down, d, force-stop, kill, exit': 'stops the service' },
  }),
  ...lookers,
  journalctl,
  dmesg,
  fuser,
  sysctl,
  mount,
  date,
  parted,
  mdadm,
  ceph,
  ...openVSwitch,
  odf: tool({
    valueFlags: '-n, --namespace',
    check: 'get, cephfs-snap ls, subvolume ls, version, help',
    destructive: { 'cephfs-snap delete, subvolume delete, purge-osd': 'deletes it' },
  }),
  crio: tool({ check: 'status, config, version, check' }),
  ...cephTools,
  drbdadm: tool({
    check: 'status, cstate, dstate, role, dump',
    destructive: {
      'down, detach, disconnect, invalidate, wipe-md, secondary': 'takes storage away',
    },
  }),
  pcs: tool({
    check:
      'status, config, resource config, resource show, resource status, cluster status, stonith config, stonith status, property config, constraint, quorum status',
    destructive: {
      'cluster stop, cluster destroy, resource disable, resource delete, node standby, stonith fence, cluster standby':
        'takes a node or resource away',
    },
  }),
  crm: tool({
    check: 'status, configure show, resource status, node show, node list',
    destructive: {
      'node standby, resource stop, cluster stop, node delete': 'takes a node or resource away',
    },
  }),
  crm_mon: reads,
  pvesh: tool({ check: 'get, ls', destructive: { delete: 'deletes it' } }),
  qm: tool({
    check: 'list, status, config, pending, listsnapshot',
    destructive: {
      'stop, shutdown, destroy, suspend, rollback, delsnapshot': 'takes a machine away',
    },
  }),
  timedatectl,
  hostnamectl: tool({ check: 'status, show', bare: reads }),
  localectl: tool({ check: 'status, list-locales, list-keymaps', bare: reads }),
  loginctl: tool({
    check:
      'list-sessions, list-users, list-seats, session-status, user-status, show-session, show-user',
    bare: reads,
    destructive: { 'terminate-session, terminate-user, kill-session, kill-user': 'ends sessions' },
  }),
  hostname: showsOrSets,
  domainname: showsOrSets,
  hwclock: readsWith('-r, --show', alters),
  chronyc: tool({
    check:
      'tracking, sources, sourcestats, activity, clients, ntpdata, serverstats, rtcdata, selectdata, authdata',
    bare: does('opens a session'),
    otherwise: alters,
  }),
  'tuned-adm': tool({ check: 'active, list, recommend, verify, profile_info' }),
  multipath: readsWith('-l, -ll, -d', alters),
  multipathd: (call) => {
    const line = texts(call)
      .map((text) => text.replace(/^-k\s*/, ''))
      .join(' ');
    return /^\s*(?:show|list)\s[\w\s"%]+$/.test(line)
      ? reads(call)
      : [change(call.label, 'changes paths to disks')];
  },
  udevadm: tool({ check: 'info, monitor, test' }),
  exportfs: (call) =>
    texts(call).some((word) => /^-[a-z]*u/.test(word))
      ? [destructive(call.label, 'takes the exports away')]
      : call.args.every((word) => /^-[sv]+$/.test(word.text))
        ? reads(call)
        : alters(call),
  passwd,
  'cloud-init': tool({
    check: 'status, query, analyze, schema',
    destructive: { clean: 'deletes its state' },
  }),
  ipmitool: tool({
    valueFlags: '-I, -H, -U, -P, -L, -f, -p, -C',
    check:
      'sdr, sensor, sel list, sel elist, sel info, chassis status, chassis power status, power status, fru, fru print, fru list, mc info, lan print, user list, bmc info, sol info, channel info, dcmi power reading, sdr list, sdr elist, sdr type, sdr get, sensor get, sensor reading, sel get, chassis bootparam get, lan alert print, mc selftest, mc guid, sel time get, session info',
    destructive: {
      'chassis power off, power off, chassis power cycle, power cycle, chassis power reset, power reset, chassis power soft, power soft':
        'takes the machine away',
      'sel clear': 'clears the event log',
    },
  }),
  lsof: reads,
};
