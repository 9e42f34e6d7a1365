import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValue, hasFlag, positionals, texts } from './arguments';
import { named } from './named';
import { alters, does, loses, reads, tool } from './tool';

/** `kadmin -q "listprincs"`. */
const kadmin: Rule = (call) => {
  const line =
    flagValue(call, '-q')?.text ??
    positionals(call.args, new Set(['-p', '-s', '-r', '-k', '-t', '-c', '-w', '-O', '-N']))
      .words.map((word) => word.text)
      .join(' ');
  if (
    /^(?:delprinc|delete_principal|delpol|delete_policy|ktremove|ktrem|purgekeys|delstr)\b/.test(
      line,
    )
  )
    return [destructive(call.label, 'deletes it')];
  return /^(?:list\w*|get\w*|listprincs|listpols|lr|getprivs|getprinc|getpol|getstrs|help|\?)\b/.test(
    line,
  )
    ? reads(call)
    : alters(call);
};

/** A tool of 389 Directory Server: an instance, an area, a verb. */
const directoryServer: Rule = (call) => {
  const { words } = positionals(call.args, new Set(['-D', '-w', '-y', '-b', '-Z']));
  const verbs = words.slice(1).map((word) => word.text);
  if (
    verbs.some((verb) =>
      /^(?:delete|remove|stop|disable|bak2db|ldif2db|abort-cleanallruv|lock)$/.test(verb),
    )
  )
    return [destructive(call.label, 'takes something away')];
  return verbs.length > 0 &&
    verbs.some((verb) =>
      /^(?:get|list|show|status|healthcheck|monitor|get-ruv|winsync-status|get-attr|entry-status)$/.test(
        verb,
      ),
    ) &&
    !verbs.some((verb) =>
      /^(?:set|add|create|enable|replace|rename|modify|init|import|reinit|poke|start|restart|unlock|reset\w*|reindex|db2\w+|change_?password)$/.test(
        verb,
      ),
    )
    ? reads(call)
    : alters(call);
};

/** Directories, certificates, secrets, and who may come in. */
export const directories: Readonly<Record<string, Rule>> = {
  slapcat: (call) => (hasFlag(call, '-l') ? [change(call.label, 'writes a dump')] : reads(call)),
  ...named('slaptest, slapacl, slapauth, slapdn, slapschema, ldapurl', (call) =>
    hasFlag(call, '-F') && call.name === 'slaptest' && hasFlag(call, '-f')
      ? alters(call)
      : reads(call),
  ),
  slapadd: loses('loads over the directory'),
  ...named('kadmin, kadmin.local', kadmin),
  kdb5_util: tool({
    valueFlags: '-r, -d, -k, -M, -sf, -m',
    check: 'tabdump, list_mkeys, dump -verbose',
    destructive: { 'destroy, load, purge_mkeys': 'replaces the database' },
  }),
  ...named('dsconf, dsidm, dsctl', directoryServer),
  tctl: tool({
    check:
      'status, nodes ls, users ls, tokens ls, get, alerts ls, apps ls, db ls, kube ls, requests ls, requests get, lock ls, inventory ls, inventory status, top, version, bots ls, acl ls, acl get, devices ls',
    destructive: {
      'users rm, rm, tokens rm, tokens del, nodes rm, requests rm, bots rm, acl rm, devices rm':
        'deletes it',
    },
  }),
  tsh: tool({
    valueFlags: '-l, --login, --proxy, --user, --cluster, --ttl',
    check:
      'status, ls, clusters, version, apps ls, db ls, kube ls, env, recordings ls, request ls, request show, mfa ls',
    destructive: { logout: 'ends the login', 'mfa rm': 'deletes it' },
    rules: {
      ssh: (call, scope) => {
        const { words } = positionals(
          call.args,
          new Set([
            '-l',
            '--login',
            '-p',
            '--port',
            '--cluster',
            '--proxy',
            '-i',
            '-o',
            '-L',
            '-D',
          ]),
        );
        const inner = words
          .slice(2)
          .map((word) => word.text)
          .join(' ');
        return inner === ''
          ? [change(call.label, 'opens a shell on another machine')]
          : scope.shell(inner);
      },
    },
  }),
  cscli: tool({
    check:
      'decisions list, alerts list, alerts inspect, metrics, bouncers list, machines list, hub list, collections list, collections inspect, parsers list, scenarios list, postoverflows list, version, capi status, lapi status, console status, config show, explain, notifications list, allowlists list, allowlists check, metrics show, metrics list, simulation status',
    destructive: {
      'decisions delete, alerts delete, alerts flush, bouncers delete, bouncers prune, machines delete, machines prune, collections remove, parsers remove, scenarios remove':
        'deletes it',
    },
  }),
  bw: tool({
    valueFlags: '--session',
    check: 'status, list, get, config',
    destructive: { delete: 'deletes it', logout: 'ends the login' },
    rules: {
      get: (call) => (texts(call).includes('attachment') ? alters(call) : reads(call)),
      config: alters,
    },
  }),
  lpass: tool({
    check: 'status, ls, show',
    destructive: { rm: 'deletes it', logout: 'ends the login' },
  }),
  gpgconf: (call) =>
    texts(call).some((word) => /^--(?:list-\S+|check-\S+|version)$/.test(word))
      ? reads(call)
      : hasFlag(call, '--kill')
        ? [destructive(call.label, 'ends what runs')]
        : alters(call),
  pk12util: (call) => (hasFlag(call, '-l') ? reads(call) : alters(call)),
  certreq: alters,
  certtool: (call) =>
    hasFlag(
      call,
      '-i',
      '--certificate-info',
      '--crl-info',
      '--crq-info',
      '-e',
      '--verify',
      '--version',
    ) && !hasFlag(call, '--outfile')
      ? reads(call)
      : alters(call),
  cmctl: tool({
    valueFlags: '-n, --namespace, --context',
    check:
      'status certificate, status, check api, check, inspect secret, inspect, version, convert',
  }),
  gpasswd: (call) =>
    hasFlag(call, '-d', '--delete', '-r', '-R')
      ? [destructive(call.label, 'takes somebody out of a group')]
      : [change(call.label, 'changes a group')],
  ...named('pam_tally2', (call) => (hasFlag(call, '-r', '--reset') ? alters(call) : reads(call))),
  ...named('sealert, seinfo, sesearch, audit2why, matchpathcon, secon', reads),
  audit2allow: (call) => (hasFlag(call, '-M', '-o', '--output', '-m') ? alters(call) : reads(call)),
  oscap: tool({ check: 'info, xccdf validate, version' }),
  ...named('clamscan, clamdscan', (call) =>
    hasFlag(call, '--remove', '--move')
      ? [destructive(call.label, 'removes files')]
      : hasFlag(call, '--copy', '-l', '--log')
        ? [change(call.label, 'writes files')]
        : reads(call),
  ),
  freshclam: alters,
  aide: (call) =>
    hasFlag(call, '--check', '-C', '--compare', '-E', '--config-check', '-D', '-v', '--version') &&
    !hasFlag(call, '--update')
      ? reads(call)
      : alters(call),
  debsums: reads,
  'wazuh-control': tool({ check: 'status, info', destructive: { stop: 'stops the server' } }),
  agent_control: (call) =>
    texts(call).some((word) => /^-(?:l|lc|ls|lcs|i|h|V)$/.test(word)) &&
    !hasFlag(call, '-R', '-r', '-b', '-f', '-u')
      ? reads(call)
      : alters(call),
  age: does('writes a file or a secret'),
};
