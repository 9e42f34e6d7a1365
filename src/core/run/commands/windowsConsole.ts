import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { texts } from './arguments';
import { named } from './named';
import { alters, reads } from './tool';

/** Looks when every verb it knows looks: upper or lower case, `/` or `-`. */
const asks =
  (looks: RegExp, losing: RegExp, alone = true): Rule =>
  (call) => {
    const words = texts(call);
    if (words.some((word) => losing.test(word)))
      return [destructive(call.label, 'takes something away')];
    return words.some((word) => looks.test(word)) || (alone && words.length === 0)
      ? reads(call)
      : alters(call);
  };

const none = /^$/;

/** Further programs of Windows Server and Sysinternals. */
export const windowsConsole: Readonly<Record<string, Rule>> = {
  ...named(
    'pslist, psloggedon, psinfo, psgetsid, psping, handle, handle64, listdlls, sigcheck, tcpvcon, portqry, dsquery, dsget',
    (call) =>
      call.name.startsWith('handle') && texts(call).some((word) => /^-c$/i.test(word))
        ? [destructive(call.label, 'closes a handle')]
        : reads(call),
  ),
  vssadmin: asks(/^list$/i, /^(?:delete|resize)$/i, false),
  wbadmin: (call) => {
    const [verb = '', what = ''] = texts(call);
    if (/^start$/i.test(verb) && /backup$/i.test(what)) return alters(call);
    if (/^(?:delete|stop|start$)/i.test(verb))
      return [destructive(call.label, 'deletes or restores backups')];
    return /^get$/i.test(verb) ? reads(call) : alters(call);
  },
  setspn: asks(/^-[LQXFT]$/i, /^-D$/i, false),
  auditpol: asks(/^\/(?:get|list)$/i, /^\/(?:clear|remove)$/i, false),
  secedit: asks(/^\/validate$/i, none, false),
  takeown: alters,
  defrag: (call) =>
    texts(call).some((word) => /^[/-]A$/i.test(word)) ? reads(call) : alters(call),
  typeperf: (call) => (texts(call).some((word) => /^-o$/i.test(word)) ? alters(call) : reads(call)),
  logman: asks(/^query$/i, /^(?:stop|delete)$/i),
  rwinsta: (call) => [destructive(call.label, 'ends a session')],
  tsdiscon: (call) => [destructive(call.label, 'ends a session')],
  psexec: (call) => [change(call.label, 'runs a program on another machine')],
  psexec64: (call) => [change(call.label, 'runs a program on another machine')],
  pskill: (call) => [destructive(call.label, 'ends processes')],
  psservice: asks(/^(?:query|config|depend|find|security)$/i, /^stop$/i),
  winrm: asks(/^(?:get|g|enumerate|e|identify|id|help)$/i, /^(?:delete|d)$/i, false),
  nssm: asks(/^(?:status|get|statuscode|list|dump|processes)$/i, /^(?:stop|remove)$/i, false),
  'manage-bde': asks(
    /^-(?:status|protectors)$/i,
    /^-(?:off|forcerecovery|delete|disable|lock)$/i,
    false,
  ),
  pnputil: asks(
    /^\/(?:enum-\w+|e)$|^-e$/i,
    /^\/(?:delete-driver|remove-device|disable-device)$|^-d$/i,
  ),
  dnscmd: asks(
    /^\/(?:info|statistics|enumzones|enumrecords|zoneinfo|enumdirectorypartitions|zoneprint|ipvalidate)$/i,
    /^\/(?:\w*delete\w*|clearcache|zonepause)$/i,
    false,
  ),
  dfsutil: asks(/^(?:view|display)$/i, /^(?:remove|delete|clear|flush)$/i, false),
  dfsrdiag: asks(/^(?:replicationstate|replstate|backlog|dumpadcfg|dumpmachinecfg)$/i, none, false),
  dfsdiag: reads,
  cluster: asks(
    /^\/(?:status|stat|list|prop|ver|quorum)$/i,
    /^\/(?:delete|offline|evict|stop|pause|move\w*)(?::|$)/i,
    false,
  ),
  assoc: (call) => (texts(call).some((word) => word.includes('=')) ? alters(call) : reads(call)),
  ftype: (call) => (texts(call).some((word) => word.includes('=')) ? alters(call) : reads(call)),
};
