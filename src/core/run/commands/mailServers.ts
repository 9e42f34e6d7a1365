import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValue, hasFlag, positionals, texts } from './arguments';
import { named } from './named';
import { alters, loses, reads, tool } from './tool';

/** Mail servers and what filters for them, printers, telephones. */
export const mailServers: Readonly<Record<string, Rule>> = {
  ...named(
    'exiqgrep, exigrep, exiwhat, eximstats, exipick, qshape, pflogsumm, opendkim-testkey, opendkim-testmsg, lpstat, lpq, lpinfo',
    (call) =>
      /^exi/.test(call.name) && texts(call).some((word) => /^-M/.test(word))
        ? alters(call)
        : reads(call),
  ),
  doveconf: reads,
  dovecot: (call) =>
    hasFlag(call, '-n', '-a', '--version', '--build-options')
      ? reads(call)
      : texts(call)[0] === 'stop'
        ? [destructive(call.label, 'stops the server')]
        : alters(call),
  ...named('postmap, postalias', (call) =>
    hasFlag(call, '-q', '-s')
      ? reads(call)
      : hasFlag(call, '-d')
        ? [destructive(call.label, 'deletes entries')]
        : alters(call),
  ),
  postcat: reads,
  postmulti: (call) => (hasFlag(call, '-l') ? reads(call) : alters(call)),
  newaliases: alters,
  rspamc: tool({
    valueFlags: '-h, --connect, -P, --password, -t',
    check: 'stat, counters, uptime, symbols, check',
    destructive: { stat_reset: 'clears the counts', fuzzy_del: 'deletes entries' },
  }),
  rspamadm: tool({
    check: 'configtest, configdump, confighelp, configgraph, control stat, control fuzzystat',
  }),
  zmcontrol: tool({
    bare: (call) =>
      call.args.length === 1 && texts(call)[0] === '-v' ? reads(call) : alters(call),
    check: 'status',
    destructive: { 'stop, shutdown': 'stops the mail server' },
  }),
  zmprov: (call) => {
    const { words } = positionals(call.args, new Set(['-z', '-a', '-p', '-s', '-y']));
    const verb = words[0]?.text ?? '';
    if (/^(?:d[a-z]{1,3}|delete\w+|r[dm][a-z]{1,3}|remove\w+|fc|flushCache)$/.test(verb))
      return [destructive(call.label, 'deletes it')];
    return /^(?:g[a-z]{1,4}|get\w+|sa|searchAccounts|searchGal|cto|countObjects|countAccount|help|desc\w*)$/.test(
      verb,
    )
      ? reads(call)
      : alters(call);
  },
  ...named('lprm, cancel, cupsdisable, cupsreject', loses('takes print jobs or a printer away')),
  ...named('kamctl, kamcmd, opensipsctl, opensips-cli', (call) => {
    const words = texts(call).filter((word) => word !== 'fifo' && !word.startsWith('-'));
    const line = words.join(' ');
    if (/\b(?:rm|remove|delete|kill|stop|shutdown|ul\.rm|dlg\.end_dlg)\b/.test(line))
      return [destructive(call.label, 'takes something away')];
    return /^(?:monitor|moni|uptime|version|ps|stats\.\w+|core\.(?:uptime|version|ps|psx|info|shmmem|tcp_info|sockets_list|ppdefines\w*|flags)|dispatcher\.list|ul\.dump|ul\.db_users|ul\.lookup|dlg\.list|dlg\.stats_active|pkg\.stats|rtpengine\.show|tm\.stats|sl\.stats|system\.listMethods|online|ul show|get_statistics|ds_list|which|list_\w+|dispatcher dump|dispatcher show)\b/.test(
      line,
    )
      ? reads(call)
      : alters(call);
  }),
  // It hangs up before there is a message.
  swaks: (call) =>
    /^(?:CONNECT|BANNER|HELO|EHLO|FIRST-[EH]\w+|TLS|AUTH|MAIL|FROM|RCPT|TO)$/i.test(
      flagValue(call, '--quit-after', '--quit', '-q')?.text ?? '',
    )
      ? reads(call)
      : [change(call.label, 'sends mail')],
  sngrep: (call) => (hasFlag(call, '-O', '--output') ? alters(call) : reads(call)),
};
