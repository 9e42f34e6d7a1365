import { destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, hasLetter, positionals, texts } from './arguments';
import { named } from './named';
import { alters, loses, reads, tool } from './tool';

const readers = `
  sockstat, procstat, kldstat, swapinfo, gstat, systat, freebsd-version, jls, pkg_info, lspv, lsvg, lslv,
  lsfs, lsdev, lscfg, lssrc, lspath, lsps, oslevel, prtconf, lparstat, svmon, topas, ioscan, machinfo,
  bdf, prtdiag, psrinfo, fmdump, isainfo, showrev, pginfo, kstat, ptree, pfiles, pstack, lsnim, lssam
`;

/** FreeBSD, OpenBSD, Solaris and its heirs, AIX. */
export const unixes: Readonly<Record<string, Rule>> = {
  ...named(readers, reads),
  errpt: reads,
  errclear: loses('clears the error log'),
  pkg: tool({
    valueFlags: '-j, -c, -C, -R, -o',
    check:
      'info, version, audit, search, query, rquery, stats, which, shlib, help, publisher, history',
    destructive: {
      'delete, remove, autoremove, clean': 'removes packages',
      uninstall: 'removes packages',
    },
    rules: {
      check: (call) => (hasLetter(call, 'r') || hasLetter(call, 'd') ? alters(call) : reads(call)),
    },
  }),
  pfctl: (call) => {
    if (hasFlag(call, '-F', '-k', '-K', '-d'))
      return [destructive(call.label, 'removes firewall rules')];
    if (hasFlag(call, '-n')) return reads(call);
    const words = texts(call);
    const looks =
      words.some((word) => /^-[vqN]*s\w*$/.test(word)) ||
      words.includes('show') ||
      words.includes('test');
    const acts = words.some(
      (word) =>
        /^-(?:[eEfxX]|[a-z]*[feE])$/.test(word) ||
        /^(?:add|delete|flush|replace|load|kill|zero|expire)$/.test(word),
    );
    return looks && !acts ? reads(call) : alters(call);
  },
  camcontrol: tool({
    check: 'devlist, identify, inquiry, periphlist, readcap, tags, smpphylist, security',
    destructive: { 'format, sanitize, stop, standby, sleep': 'takes a disk away' },
    rules: { 'tags, security': (call) => (call.args.length <= 2 ? reads(call) : alters(call)) },
  }),
  ...named(
    'gpart, geom, gmirror, graid, glabel, gmultipath, geli',
    tool({
      check:
        'show, list, status, disk list, disk status, part list, part show, mirror list, mirror status, label list, label status',
      destructive: {
        'destroy, delete, remove, stop, clear, detach, deactivate, kill, forget, undo':
          'takes a disk or its data away',
      },
    }),
  ),
  sysrc: (call) =>
    hasFlag(call, '-x')
      ? [destructive(call.label, 'removes a setting')]
      : texts(call).some((word) => /^[^-].*[-+]?=/.test(word))
        ? alters(call)
        : reads(call),
  rcctl: tool({
    check: 'check, get, getdef, ls',
    destructive: { 'stop, disable': 'stops the service' },
  }),
  svcs: reads,
  svcadm: tool({
    valueFlags: '-s, -z',
    destructive: { disable: 'stops the service', mark: 'takes the service away' },
  }),
  svccfg: (call) => {
    const { words } = positionals(call.args, new Set(['-s', '-f']));
    const [verb = ''] = words.map((word) => word.text);
    if (/^(?:delete|delpg|delprop)/.test(verb)) return [destructive(call.label, 'deletes it')];
    return /^(?:list|listprop|export|extract|listpg|listsnap|listtmpl|describe)$/.test(verb) &&
      !hasFlag(call, '-f')
      ? reads(call)
      : alters(call);
  },
  svcprop: reads,
  fmadm: tool({ check: 'faulty, list, config' }),
  ...named('dladm, ipadm, flowadm', (call) => {
    const verb = call.args[0]?.text ?? '';
    if (/^(?:delete|remove|disable|down|reset)-/.test(verb))
      return [destructive(call.label, 'takes a link away')];
    return /^show-/.test(verb) ? reads(call) : alters(call);
  }),
  zoneadm: tool({
    valueFlags: '-z',
    check: 'list, verify',
    destructive: { 'halt, shutdown, reboot, uninstall, detach': 'takes a zone away' },
  }),
  ...named('startsrc, refresh', alters),
  stopsrc: loses('stops the service'),
  'freebsd-update': tool({
    check: 'updatesready, IDS',
    destructive: { rollback: 'takes updates back' },
  }),
  ...named(
    'iocage, bastille',
    tool({
      check: 'list, get, df',
      destructive: { 'destroy, stop, restart, rollback, remove': 'takes a jail away' },
    }),
  ),
};
