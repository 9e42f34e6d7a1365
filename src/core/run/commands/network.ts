import { change, destructive, type Finding } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, flagValues, hasFlag, hasLetter, positionals, texts } from './arguments';
import { openssl } from './certificates';
import { interfaces } from './interfaces';
import { named } from './named';
import { curl } from './curl';
import { nmcli } from './networkManager';
import { grpcurl, httpie, wget } from './requests';
import { alters, does, loses, reads, readsWith, tool } from './tool';

const readers = `
  ping, ping6, fping, traceroute, traceroute6, tracepath, mtr, dig, nslookup, host, drill, kdig, whois,
  netstat, lsof, arping, iperf, iperf3, tcptraceroute, getent,
  snmpwalk, snmpget, snmpgetnext, snmpbulkwalk, snmptable, ldapsearch, ldapwhoami, ldapcompare, sslscan, testssl,
  testssl.sh, nikto, dog, doggo, q, delv, named-checkconf, named-checkzone,
  grpc_health_probe, ipcalc, sipcalc, speedtest, speedtest-cli, httpstat,
  check_http, check_tcp, pingdom, kvno, systemd-resolve, avahi-browse, smbstatus, testparm
`;

/** `iptables -L` looks; `-F` and a rule that drops take traffic away. */
const iptables: Rule = (call) => {
  if (hasFlag(call, '-F', '--flush', '-X', '--delete-chain'))
    return [destructive(call.label, 'removes firewall rules')];
  if (hasFlag(call, '--zero') || texts(call).some((text) => /^-[a-zA-Z]*Z/.test(text)))
    return [change(call.label, 'sets counters to 0')];
  if (
    texts(call).some((text) => /^(?:DROP|REJECT)$/.test(text)) &&
    !hasFlag(call, '-L', '-S', '-C', '-D')
  ) {
    return [destructive(call.label, 'takes traffic away')];
  }
  if (
    texts(call).some(
      (text) => /^-[a-zA-Z]*[LSC]/.test(text) || /^--(?:list|list-rules|check)$/.test(text),
    )
  )
    return reads(call);
  return [change(call.label, 'changes the firewall')];
};

const netcat: Rule = (call) => {
  if (texts(call).some((text) => /^(?:-[a-zA-Z]*e|--(?:sh-|lua-)?exec)/.test(text)))
    return [change(call.label, 'gives a program to the other side')];
  if (hasLetter(call, 'z') || texts(call).some((text) => /^-[a-zA-Z]*z[a-zA-Z]*\d*$/.test(text)))
    return reads(call);
  if (hasFlag(call, '-h', '--version')) return reads(call);
  if (call.input === undefined)
    return hasLetter(call, 'l') ? [change(call.label, 'listens')] : reads(call);
  return socketInput(call);
};

/** Words that servers take over a socket and answer without doing anything. */
const askingWords =
  /^\s*(?:ruok|stat|srvr|mntr|conf|cons|envi|isro|wchs|show [\w ]+|help|stats(?: \w+)?|version|get [\w:.-]+|ping|info(?: \w+)?|quit|status|QUIT|HEAD |GET |OPTIONS |\\[nr])[\w\s:./\\*;-]*$/i;

/** What is sent into a socket: the words of ZooKeeper, memcached and HAProxy that only ask. */
function socketInput(call: Call): readonly Finding[] {
  const input = call.input;
  if (input?.kind !== 'text') return [change(call.label, 'sends data')];
  const parts = input.text.split(/[;\n]|\\n/).filter((part) => part.trim() !== '');
  if (parts.every((part) => askingWords.test(part))) return reads(call);
  if (/\b(?:disable|shutdown|flush_all|delete|clear|kill|maint|drain|halt)\b/i.test(input.text)) {
    return [
      destructive(
        call.label,
        `sends ${JSON.stringify(input.text.trim())}, which takes something away`,
      ),
    ];
  }
  return [change(call.label, 'sends commands to a server')];
}

const socat: Rule = (call) =>
  call.input === undefined ? [change(call.label, 'connects two ends')] : socketInput(call);

const telnet: Rule = (call) =>
  call.input === undefined || (call.input.kind === 'text' && call.input.text.trim() === '')
    ? reads(call)
    : socketInput(call);

/** What is said into a web socket is unknown to us. */
const webSocket: Rule = (call) =>
  call.input === undefined && !hasFlag(call, '-x', '--execute', '-l', '--listen')
    ? reads(call)
    : [change(call.label, 'sends data')];

const klist: Rule = (call) =>
  texts(call).some((text) => /^purge(?:_bind)?$/.test(text))
    ? [destructive(call.label, 'deletes tickets')]
    : texts(call).some((text) => /^(?:get|add_bind)$/.test(text))
      ? alters(call)
      : reads(call);

const wbinfo: Rule = (call) =>
  texts(call).some((text) => /^--(?:set|change|remove|allocate|create|delete)/.test(text))
    ? alters(call)
    : reads(call);

const squidclient: Rule = (call) => {
  if (/^(?:PURGE|DELETE)$/i.test(flagValue(call, '-m', '--method')?.text ?? ''))
    return [destructive(call.label, 'empties the cache')];
  if (texts(call).some((text) => /\bshutdown\b/.test(text)))
    return [destructive(call.label, 'stops the server')];
  return hasFlag(call, '-m', '--method', '-P', '--put') ||
    texts(call).some((text) => /\b(?:reconfigure|rotate|offline_toggle)\b/.test(text))
    ? alters(call)
    : reads(call);
};

/** BIRD's console; the words may come in one quoted piece. */
const birdc: Rule = (call) => {
  const { words } = positionals(call.args, new Set(['-s']));
  const line = words.map((word) => word.text).join(' ');
  if (/^(?:disable|down|graceful restart)\b/.test(line))
    return [destructive(call.label, 'takes a session away')];
  return /^(?:show|configure check|help)\b/.test(line) ? reads(call) : alters(call);
};

const nft = tool({
  valueFlags: '-I, --includepath, -D, --define',
  bare: readsWith('-c, --check', alters),
  check: 'list, describe, monitor',
  dryRun: '-c, --check',
  destructive: { 'flush, delete, reset, destroy': 'removes firewall rules' },
});

const ufw = tool({
  check: 'status, show, version, app list, app info',
  destructive: {
    'disable, reset': 'takes the firewall away',
    'deny, reject': 'takes traffic away',
    delete: 'removes a rule',
  },
});

/** A flag that writes what was caught to a file. */
const captures: Rule = (call) =>
  texts(call).some(
    (text) =>
      (/^-[a-zA-Z]*w|^-W|^--(?:log|export-objects|write)/.test(text) ||
        // tshark counts with it, tcpdump starts a program.
        (call.name !== 'tshark' && text.startsWith('-z'))) &&
      !/^-[rifsFcCyYTGB]/.test(text),
  ) || hasFlag(call, '-w')
    ? [change(call.label, 'writes a file')]
    : reads(call);

const tc: Rule = (call) => {
  const verb = positionals(call.args, new Set(['-n', '-netns'])).words[1]?.text ?? '';
  if (/^del(?:ete)?$/.test(verb)) return [destructive(call.label, 'takes traffic rules away')];
  return /^(?:show|ls|list|get|)$/.test(verb) ? reads(call) : alters(call);
};

/** A setting of a link is shown without a value. */
const looksUpTo2: Rule = (call) =>
  positionals(call.args, new Set(['-i'])).words.length <= 2 ? reads(call) : alters(call);

/** `ab` and its like load a server. */
const loads: Rule = does('loads a server with requests');

const firewall: Rule = (call) => {
  if (
    texts(call).every((text) =>
      /^--(?:list|get|query|state|zone|permanent|info|path|version|direct$)/.test(text),
    )
  )
    return reads(call);
  if (texts(call).some((text) => /^--(?:remove|panic-on)/.test(text)))
    return [destructive(call.label, 'takes traffic away')];
  return alters(call);
};

/** Requests, name service, sockets and firewalls. */
export const network: Readonly<Record<string, Rule>> = {
  ...named(readers, reads),
  ...named('http, https, xh, xhs', httpie),
  ...named('iptables, ip6tables, iptables-legacy, iptables-nft, ebtables, arptables', iptables),
  ...named('iptables-save, ip6tables-save', (call) =>
    hasFlag(call, '-f', '--file') ? [change(call.label, 'writes a file')] : reads(call),
  ),
  ...named('iptables-restore, ip6tables-restore, iptables-apply', (call) =>
    hasFlag(call, '-t', '--test')
      ? reads(call)
      : hasFlag(call, '-n', '--noflush') || call.name === 'iptables-apply'
        ? [change(call.label, 'changes the firewall')]
        : [destructive(call.label, 'replaces all rules of the firewall')],
  ),
  ...named('nc, ncat, netcat', netcat),
  nmap: (call) =>
    texts(call).some((text) => /^-o[NXGAS]|^--script-updatedb$/.test(text))
      ? [change(call.label, 'writes a file')]
      : texts(call).some((text) => /^--script(?:=|$)/.test(text))
        ? [change(call.label, 'runs scripts against a host')]
        : reads(call),
  ...named('tcpdump, tshark', captures),
  dumpcap: readsWith('-D, -L, -S, -d, -h, -v', does('writes a capture')),
  ngrep: (call) => (hasFlag(call, '-O') ? [change(call.label, 'writes a file')] : reads(call)),
  ...named(
    'ab, wrk, hey, siege, k6, vegeta, locust, artillery, jmeter, fio, stress, stress-ng, sysbench, redis-benchmark',
    loads,
  ),
  ...named(
    'ldapadd, ldapmodify, ldappasswd, snmpset, nsupdate, kinit, kdestroy, ntpdate, dhclient, ifup',
    alters,
  ),
  ...named('ldapdelete, ifdown', loses('takes something away')),
  ...interfaces,
  ss: (call) =>
    hasFlag(call, '--kill') || hasLetter(call, 'K')
      ? [destructive(call.label, 'closes connections')]
      : reads(call),
  curl,
  curlie: curl,
  wget,
  grpcurl,
  socat,
  telnet,
  openssl,
  nft,
  ufw,
  tc,
  ipset: tool({
    check: 'list, save, test, version',
    destructive: { 'flush, destroy, del': 'removes entries' },
  }),
  ipvsadm: (call) =>
    (hasLetter(call, 'L') || hasLetter(call, 'l')) &&
    !hasLetter(call, 'Z') &&
    !hasFlag(call, '--zero')
      ? reads(call)
      : hasLetter(call, 'C') || hasLetter(call, 'D') || hasLetter(call, 'd')
        ? [destructive(call.label, 'takes traffic away')]
        : alters(call),
  conntrack: (call) =>
    !hasFlag(call, '-F', '-D', '--flush', '--delete') &&
    hasFlag(call, '-L', '-S', '-C', '-E', '-G', '--list', '--stats', '--count')
      ? reads(call)
      : [destructive(call.label, 'drops connections')],
  'firewall-cmd': firewall,
  nmcli,
  netplan: tool({
    valueFlags: '--root-dir',
    check: 'get, status, info, ip leases, help',
  }),
  resolvectl: tool({
    check: 'status, query, statistics, service, openpgp, tlsa, show-cache, show-server-state',
    rules: { 'dns, domain, llmnr, mdns, dnssec, nta, default-route': looksUpTo2 },
  }),
  wg: tool({
    check: 'show, showconf',
    bare: reads,
    rules: {
      set: (call) =>
        texts(call).includes('remove')
          ? [destructive(call.label, 'takes a peer away')]
          : alters(call),
    },
  }),
  'wg-quick': tool({ destructive: { down: 'takes a link down' } }),
  tailscale: tool({
    check: 'status, ip, ping, netcheck, version, whois',
    destructive: { 'down, logout': 'takes a link down' },
  }),
  rndc: tool({
    check: 'status, zonestatus',
    destructive: {
      'stop, halt': 'stops the server',
      flush: 'empties the cache',
      delzone: 'deletes a zone',
    },
  }),
  vtysh: (call) => {
    const commands = flagValues(call, '-c', '--command');
    const asks =
      commands.length > 0 &&
      commands.every((command) => /^\s*(?:show|ping|traceroute)\b/.test(command.text));
    if (asks) return reads(call);
    const loses = commands.some(({ text }) =>
      /^\s*(?:clear\b(?!.*\b(?:soft|counters?)\b)|shutdown\b|no (?:neighbor\b(?!.*\bshutdown\b)|(?:router|network|ip route|ipv6 route)\b))/.test(
        text,
      ),
    );
    return loses ? [destructive(call.label, 'takes sessions or routes away')] : alters(call);
  },
  varnishadm: (call) => {
    const verb = positionals(call.args, new Set(['-n', '-T', '-S', '-t'])).words[0]?.text ?? '';
    if (
      /^(?:status|vcl\.list|backend\.list|param\.show|ban\.list|ping|storage\.list|panic\.show)$/.test(
        verb,
      )
    )
      return reads(call);
    return /^(?:stop|ban|backend\.set_health)$/.test(verb)
      ? [destructive(call.label, 'takes cache or traffic away')]
      : alters(call);
  },
  klist,
  wbinfo,
  squidclient,
  ...named('wscat, websocat', webSocket),
  ...named('birdc, birdc6, birdcl', birdc),
  varnishstat: reads,
  varnishlog: captures,
  varnishhist: reads,
};
