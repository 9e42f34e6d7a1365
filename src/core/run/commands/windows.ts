import { change, destructive } from '../finding';
import type { Call, Rule } from '../scope';
import { texts } from './arguments';
import { named } from './named';
import { alters, does, reads } from './tool';

/** Programs that look or change by one of their words, upper or lower case, `/` or not. */
function byWord(reading: RegExp, losing: RegExp, what: string): Rule {
  return (call) => {
    const words = texts(call);
    if (words.some((word) => losing.test(word))) return [destructive(call.label, what)];
    return words.length === 0 || words.some((word) => reading.test(word)) || words.includes('/?')
      ? reads(call)
      : [change(call.label)];
  };
}

/** `net user`, `net user NAME /domain`: without a second name or a flag that sets. */
function netShows(call: Call): boolean {
  const [area = '', ...rest] = texts(call).map((text) => text.toLowerCase());
  const words = rest.filter((word) => !word.startsWith('/'));
  if (rest.some((word) => word.startsWith('/') && word !== '/domain')) return false;
  return words.length <= (/^(?:user|group|localgroup|share|session)$/.test(area) ? 1 : 0);
}

/** Programs that come with Windows. */
export const windows: Readonly<Record<string, Rule>> = {
  ...named(
    'tasklist, systeminfo, driverquery, findstr, ver, vol, quser, qwinsta, query, getmac, tracert, pathping, where.exe, fc, more.com, sigverif',
    reads,
  ),
  ...named('xcopy, copy, move, ren, md, gpupdate, setx, cipher, expand, msiexec, cmdkey', alters),
  ...named('diskpart, cmd, mmc', does('opens something to work in')),
  robocopy: (call) => {
    const says = (pattern: RegExp): boolean => texts(call).some((text) => pattern.test(text));
    if (says(/^\/L$/i)) return reads(call);
    return says(/^\/(?:MIR|PURGE|MOVE?)$/i)
      ? [destructive(call.label, 'deletes files at one side')]
      : [change(call.label, 'copies files')];
  },
  w32tm: byWord(/^\/(?:query|stripchart|tz|monitor)$/i, /^\/unregister$/i, 'takes the clock away'),
  fsutil: byWord(
    /^(?:diskfree|query\w*|fsinfo|dirty|list|allocationreport|extfileinfo)$/i,
    /^(?:delete\w*|setzerodata|createjournal|set)$/i,
    'takes something away',
  ),
  dism: byWord(
    /^\/(?:get-\w+|checkhealth|scanhealth)$/i,
    /^\/(?:remove-\w+|disable-feature)(?::|$)/i,
    'removes it',
  ),
  sfc: byWord(/^\/(?:verifyonly|verifyfile(?:=.*)?)$/i, /^$/, ''),
  nbtstat: (call) =>
    texts(call).some((text) => /^[-/]RR?$/.test(text)) ? alters(call) : reads(call),
  netdom: (call) => {
    const verb = texts(call)[0]?.toLowerCase() ?? '';
    if (verb === 'remove') return [destructive(call.label, 'takes a machine out of the domain')];
    return /^(?:query|help)$/.test(verb) ? reads(call) : alters(call);
  },
  nltest: (call) =>
    texts(call).some((text) =>
      /^\/(?:sc_reset|sc_change_pwd|repl|sync|dsderegdns|dsregdns|dbflag|transport_notify|shutdown)/i.test(
        text,
      ),
    )
      ? alters(call)
      : reads(call),
  dcdiag: (call) =>
    texts(call).some((text) => /^\/(?:fix|f:)/i.test(text)) ? alters(call) : reads(call),
  taskkill: (call) => [destructive(call.label, 'ends processes')],
  del: (call) => [destructive(call.label, 'deletes files')],
  erase: (call) => [destructive(call.label, 'deletes files')],
  rd: (call) => [destructive(call.label, 'deletes folders')],
  format: (call) => [destructive(call.label, 'destroys what is on the disk')],
  logoff: (call) => [destructive(call.label, 'ends a session')],
  gpresult: (call) =>
    texts(call).some((text) => /^[-/][hx]$/i.test(text))
      ? [change(call.label, 'writes a report')]
      : reads(call),
  bcdedit: (call) =>
    /^(?:|\/(?:enum|v|\?))$/i.test(texts(call)[0] ?? '')
      ? reads(call)
      : [change(call.label, 'changes how the machine starts')],
  ipconfig: byWord(/^[/-](?:all|displaydns|\?)$/i, /^[/-]release/i, 'gives addresses back'),
  sc: byWord(
    /^(?:query\w*|qc|qfailure|sdshow|getdisplayname|qdescription)$/i,
    /^(?:stop|delete)$/i,
    'stops or deletes a service',
  ),
  net: (call, scope) =>
    texts(call).some((text) =>
      /^[^/].*=|^\/(?:add|set\b|active|times|maxpwage|minpwlen|autodisconnect|srvcomment|hidden|persistent|savecred)/i.test(
        text,
      ),
    )
      ? alters(call)
      : /^(?:user|group|localgroup|accounts|share|session|start|use)$/i.test(
            texts(call)[0] ?? '',
          ) && netShows(call)
        ? reads(call)
        : byWord(
            /^(?:view|statistics|config|time|help)$/i,
            /^(?:stop|\/d(?:elete)?)$/i,
            'stops or deletes it',
          )(call, scope),
  netsh: byWord(/^(?:show|dump)$/i, /^(?:delete|reset)$/i, 'deletes it'),
  schtasks: byWord(/^\/query$/i, /^\/(?:delete|end)$/i, 'deletes or ends a task'),
  reg: byWord(/^query$/i, /^delete$/i, 'deletes keys'),
  wevtutil: byWord(
    /^(?:qe|el|gl|gli|ep|gp|query-events|enum-logs)$/i,
    /^(?:cl|clear-log)$/i,
    'clears a log',
  ),
  wmic: byWord(/^(?:get|list)$/i, /^(?:delete|terminate)$/i, 'takes something away'),
  icacls: (call) =>
    call.args.length === 1 ? reads(call) : [change(call.label, 'changes permissions')],
  iisreset: (call, scope) =>
    call.args.length === 0
      ? alters(call)
      : byWord(/^\/status$/i, /^\/stop$/i, 'stops the server')(call, scope),
  appcmd: byWord(/^list$/i, /^(?:stop|delete)$/i, 'stops or deletes it'),
  chkdsk: (call, scope) =>
    texts(call).every((text) => /^(?:[A-Z]:|\/(?:v|\?|scan))$/i.test(text))
      ? reads(call)
      : byWord(
          /^$/,
          /^\/(?:[frxb]|spotfix|offlinescanandfix)$/i,
          'takes the disk away meanwhile',
        )(call, scope),
  certutil: byWord(
    /^-(?:dump|view|store|verify|hashfile|ping|viewstore)$/i,
    /^-delstore$/i,
    'deletes certificates',
  ),
  repadmin: byWord(
    /^\/(?:show\w*|replsummary|queue|istg)$/i,
    /^\/removelingeringobjects$/i,
    'deletes objects',
  ),
};
