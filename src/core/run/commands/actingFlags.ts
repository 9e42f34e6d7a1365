import type { Call } from '../scope';
import { listOf } from './arguments';

/** The same flags for programs of several names. */
function sameFlags(names: string, list: string): Readonly<Record<string, string>> {
  return Object.fromEntries(listOf(names).map((name) => [name, list]));
}

/**
 * Flags with which a command that looks writes a file, starts a program or acts, from the manual of
 * each program. Under a name with a second word they count where that word is among the arguments.
 *
 * `--out~put`: may be cut short down to the sign, as GNU getopt_long takes any beginning that is
 * clear. `-w*`: a value may be glued to it. `-*w`: also among other letters. Others stand as they
 * are, alone or with `=value`.
 */
const flags: Readonly<Record<string, string>> = {
  sort: '--o~utput, --co~mpress-program',
  tar: `--to-c~ommand, --us~e-compress-program, --checkpoint-~action, --inf~o-script, --new-~volume-script,
    --rsh~-command, --rmt~-command, --ind~ex-file, --rem~ove-files, -*I, -*F`,
  zstd: '-*o, --output-~dir-flat, --output-dir-m~irror, --rm',
  date: '--s~et',
  ...sameFlags(
    'awk, gawk, mawk, nawk',
    `-f*, -E*, -l*, -i*, -W*, -D*, --fi~le, --e~xec, --loa~d, --inc~lude, --du~mp-variables,
    --pro~file, --pre~tty-print, --deb~ug`,
  ),
  ...sameFlags(
    'kubectl, oc',
    '--profile, --profile-output, --log-file, --enable-exec, --enable-alpha-plugins',
  ),
  'kubectl kustomize': '-o*, --output',
  'oc kustomize': '-o*, --output',
  influx: '-f*, --file',
  logcli: '--part-path-prefix',
  swapon: '-*a, --all',
  mc: '--exec, --execute',
  coredumpctl: '-o*, --o~utput',
  'udevadm info': '-*c, --cl~eanup-db',
  grubby: '--set-~default, --set-default-i~ndex, --update-~kernel, --remove-k~ernel, --add-k~ernel',
  mokutil:
    '--delete, --import, --reset, --password, --clear-password, --enable-validation, --disable-validation',
  semanage: '-*D, --deleteall',
  ausearch: '--ch~eckpoint',
  rclone:
    '--combined, --missing-on-dst, --missing-on-src, --differ, --match, --error, --password-command, --sftp-ssh, --log-file',
  man: '-P*, --pa~ger, -H*, --html',
  complete: '-C',
  crontab: '-*r, -*e',
  passwd: '-*l, -*d, -*u, -*e, --lo~ck, --unl~ock, --del~ete, --exp~ire',
  chage: '--exp~iredate, --las~tday, --ina~ctive, --min~days, --max~days, --war~ndays',
  faillock: '--res~et',
  lastlog: '--cl~ear, --set',
  postconf: '-*e, -*X, -#',
  ...sameFlags('exim, exim4', '-C*'),
  ...sameFlags('clamscan, clamdscan', '--rem~ove, --mov~e, --cop~y, -l*, --log'),
  dpkg: '--pre-invoke, --post-invoke, --status-logger',
  rpm: '--pi~pe, --loa~d, --rc~file, --mac~ros',
  pip: '--log, --report',
  pip3: '--log, --report',
  go: '-toolexec, --toolexec, -vettool, --vettool, -exec, --exec',
  git: '--outp~ut, --upload-p~ack, --rec~eive-pack, --no-dry-run, --lo~st-found, --exec-path, --config-env',
  'git config':
    '--uns~et, --unset-a~ll, -e, --ed~it, --rem~ove-section, --ren~ame-section, --ad~d, --rep~lace-all',
  'git symbolic-ref': '-d, --del~ete',
  'git apply': '--apply',
  yq: '-*i, --inplace, --in-place',
  xmllint: '-o*, --output, --shell',
  iconv: '-o*, --o~utput',
  gpg: '-o*, --o~utput',
  gpg2: '-o*, --o~utput',
  fuser: '--ki~ll',
  lsof: '-D*',
  'perf script': '-s*, --script',
  arping: '-*U, -*A',
  iperf3: '--logfile, -s, --server, -*D, --daemon',
  iperf: '-s, --server, -*D, --daemon, -o, --output',
  nikto: '-o*, -output, -Save',
  sslscan: '--xml',
  ...sameFlags(
    'testssl, testssl.sh',
    `-oL, -oJ, -oj, -oC, -oH, -oA, -oa, --log, --logfile, -oJ, --json, --jsonfile, --json-pretty,
    --jsonfile-pretty, --csv, --csvfile, --html, --htmlfile, --outfile, --outFile`,
  ),
  'named-checkzone': '-o*',
  ldapsearch: '-t, -tt',
  split: '--fi~lter',
  rsync: '--no-n, --no-d~ry-run, --log-file, --write-~batch, --only-~write-batch',
  parallel: '--joblog, --results, --transferfile, --return, --cleanup, --trc, --basefile, --bf',
  journalctl: `--rot~ate, --vac~uum-size, --vacuum-t~ime, --vacuum-f~iles, --fl~ush, --sync, --rel~inquish-var,
    --sm~art-relinquish-var, --up~date-catalog, --setup~-keys, --cursor-~file`,
  dmesg: '--cl~ear, --read-~clear, --console-o~ff, --console-on, --console-l~evel, -n*, -*D, -*E',
  mdadm: `-S, --st~op, --fa~il, --rem~ove, --ad~d, --re-~add, --add-~journal, --repl~ace, --zero-~superblock,
    --kill-~subarray, --update-~subarray, --gr~ow, --cr~eate, --as~semble, --ru~n, --act~ion,
    --mon~itor, --fol~low, --set-f~aulty, --reado~nly, --readw~rite`,
  smartctl:
    '-t*, -s*, -o*, -S*, -X, -C, --t~est, --sm~art, --set, --sa~veauto, --of~flineauto, --ab~ort',
  dmsetup: '--exec',
  'zpool events': '-*c',
  // A script for each disk.
  'zpool status': '-*c',
  'zpool iostat': '-*c',
  'btrfs stats': '-z, --reset',
  'btrfs qgroup': '--sync',
  multipath: '-F, -f*, -r, -W, -w*, -a*',
  ceph: '-o*, --out-file',
  iscsiadm: '-k*, --kill~iscsid',
  sfdisk: `-A, --activate, --delete, --part-label, --part-type, --part-uuid, --part-attrs, --disk-id,
    --discard-free, --move-data, --reorder, -r`,
  ip: '-b, -ba, -bat, -batc, -batch',
  bridge: '-b, -ba, -bat, -batc, -batch',
  tc: '-b, -ba, -bat, -batc, -batch',
  arp: '-*d, -*s, -*f, --del~ete, --se~t, --fi~le',
  route: '-f, /f',
  iptables: '-M*, --mod~probe, --zer~o',
  ip6tables: '-M*, --mod~probe, --zer~o',
  'iptables-save': '-f*, --fi~le, -M*, --mod~probe',
  'ip6tables-save': '-f*, --fi~le, -M*, --mod~probe',
  ipset: '-f, -file, --file',
  conntrack: '-*z, --zero',
  ss: '--k~ill, -*D, --di~ag',
  tshark: '-X*',
  nmap: '--scr~ipt, --res~ume, -A, --oN, --oX, --oG, --oA, --oS',
  nc: '-c',
  ncat: '-c, -o, --output, -x, --hex-dump',
  netcat: '-c',
  openssl: `-engine, -provider-path, --engine, --provider-path, -respout, --respout, -reqout, --reqout,
    -writerand, --writerand, -keylogfile, --keylogfile`,
  'openssl ocsp': '-port, --port',
  vtysh: '-w, --w~riteconfig, -b, --b~oot, -f, --inp~utfile',
  certbot:
    '--pre-hook, --post-hook, --deploy-hook, --renew-hook, --manual-auth-hook, --manual-cleanup-hook',
  'docker inspect': '--bootstrap',
  'docker scan': '--login, --accept-license',
  'docker scout': '-o, --output',
  'docker sbom': '-o, --output',
  'crictl logs': '-r, --reopen',
  syft: '--file',
  grype: '--file',
  trivy: '-o*, --output, --generate-default-config, --download-db-only, --download-java-db-only',
  dive: '-j*, --json',
  'virsh snapshot-current': '--snapshotname',
  'virsh dommemstat': '--period',
  'govc disk.ls': '-R',
};

/** What is no flag and has a program that looks do more: words, lists, values. */
const words: Readonly<Record<string, RegExp>> = {
  // Several commands in one line.
  nft: /[;\n]/,
  virsh: /;/,
  // `-l scterc,70,70` sets how long the disk tries.
  smartctl: /\b(?:scterc,\d|scttempint,)/,
  'systemd-resolve': /^--(?:flush|set|reset|revert|reload)/,
  nmap: /^-s[A-Z]*C/,
  // With `-m` each word is a command.
  chronyc:
    /^(?:makestep|burst|online|offline|onoffline|settime|delete|add|reload|cyclelogs|shutdown|reselect|trimrtc|dump|rekey|refresh|reset|polltarget|max\w+|min\w+|allow|deny|local|manual|smoothtime|writertc|dfreq|doffset)\b/,
  megacli: /^-AppLogFile$/i,
  // The other side runs what stands in the key.
  zabbix_get: /system\.run\[/,
  zabbix_agentd: /system\.run\[/,
  zabbix_agent2: /system\.run\[/,
  // An address that names a program.
  git: /^ext::/,
  // Settings that name programs.
  ...samePattern('apt, apt-get, apt-cache, aptitude', /invoke|Dir::Bin|Dpkg::Path/i),
  // Macros that run a program.
  rpm: /%\(|%\{(?:lua|load):/,
  // Fetches the lists first.
  pacman: /^-[FS][a-z]*y/,
  go: /^--?mod=mod$/,
  // A report to a file, or a style sheet, which may hold a script.
  wmic: /^\/(?:output|append|format):(?!(?:list|csv|table|value|hform|htable|rawxml|mof|stdout|clipboard)\b)/i,
  certutil: /^-deleterow$/i,
  // `/all` shows, the others act.
  ipconfig: /^[-/](?:flushdns|registerdns|renew6?|release6?|setclassid6?)$/i,
  syft: /^[\w-]+=./,
  grype: /^[\w-]+=./,
};

/** The same pattern for programs of several names. */
function samePattern(names: string, pattern: RegExp): Readonly<Record<string, RegExp>> {
  return Object.fromEntries(listOf(names).map((name) => [name, pattern]));
}

interface Flag {
  readonly text: string;
  readonly shortest: string;
  readonly place: 'alone' | 'glued' | 'anywhere';
}

const read = (list: string): readonly Flag[] =>
  listOf(list).map((item) => {
    const text = item.replace(/[~*]/g, '');
    const place = item.startsWith('-*') ? 'anywhere' : item.endsWith('*') ? 'glued' : 'alone';
    return { text, shortest: item.replace(/~.*$/, '').replaceAll('*', ''), place };
  });

const known: ReadonlyMap<string, readonly Flag[]> = new Map(
  Object.entries(flags).map(([name, list]) => [name, read(list)]),
);

/** The programs that speak docker's language. */
const sameAs: Readonly<Record<string, string>> = {
  podman: 'docker',
  nerdctl: 'docker',
  MegaCli: 'megacli',
  MegaCli64: 'megacli',
  megacli64: 'megacli',
};

/**
 * The argument that makes a command do more than look, though its rule calls it a look. Undefined
 * when there is none.
 */
export function actingFlag(call: Call): string | undefined {
  const name = sameAs[call.name] ?? call.name;
  const end = call.args.findIndex(({ text }) => text === '--');
  const before = end < 0 ? call.args : call.args.slice(0, end);
  const given = before.map(({ text }) => text);
  const lists = [name, ...given.map((word) => `${name} ${word}`)].flatMap(
    (key) => known.get(key) ?? [],
  );
  const pattern = Object.hasOwn(words, name) ? words[name] : undefined;
  return given.find(
    (text) => lists.some((flag) => isGiven(flag, text)) || pattern?.test(text) === true,
  );
}

function isGiven(flag: Flag, text: string): boolean {
  const [name = ''] = text.split('=', 1);
  if (name === flag.text) return true;
  if (flag.place === 'glued') return text.startsWith(flag.text);
  if (flag.place === 'anywhere')
    return /^-[A-Za-z]+$/.test(name) && name.includes(flag.text.slice(1));
  return name.length >= flag.shortest.length && name.length > 2 && flag.shortest !== flag.text
    ? flag.text.startsWith(name)
    : false;
}
