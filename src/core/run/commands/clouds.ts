import { change, destructive } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, hasFlag, leadingPath, listOf, positionals, texts } from './arguments';
import { aws, gcloud, az } from './providers';
import { losesByPlaybook, saysLoss } from './losingNames';
import { named } from './named';
import { leavesNothing } from './requests';
import { alters, asksForHelp, isDryRun, looks, reads, readsWith, tool } from './tool';

const planFiles = (call: Call): readonly string[] =>
  ['-out', '-generate-config-out'].flatMap((flag) =>
    texts(call).flatMap((text, at) =>
      text === flag || text === `-${flag}`
        ? [texts(call)[at + 1] ?? '']
        : text.replace(/^--/, '-').startsWith(`${flag}=`)
          ? [text.slice(text.indexOf('=') + 1)]
          : [],
    ),
  );

const terraform: Rule = tool({
  valueFlags: '-chdir, -var, -var-file, -target, -out, -state, -lock-timeout',
  check: `plan, show, output, validate, version, providers, graph, state list, state show, state pull,
    workspace list, workspace show, workspace select, fmt, console, get, init, metadata functions, providers schema, test, login, run-all plan, run-all output, run-all validate, hclfmt`,
  change:
    'init, fmt, get, console, test, login, workspace new, workspace select, providers lock, providers mirror',
  destructive: {
    'destroy, run-all destroy': 'destroys everything the configuration describes',
    'state rm': 'forgets resources',
    'state push': 'overwrites the state',
    'workspace delete': 'deletes a workspace',
    'force-unlock': 'breaks the lock of the state',
  },
  rules: {
    apply: (call) =>
      hasFlag(call, '-destroy') || appliesDestruction(call)
        ? [destructive(call.label, 'destroys everything the configuration describes')]
        : [change(call.label, 'applies the configuration')],
    'plan, run-all plan': (call) =>
      planFiles(call).every(leavesNothing) ? reads(call) : [change(call.label, 'writes a plan')],
    fmt: (call) => (hasFlag(call, '-check', '--check') ? reads(call) : alters(call)),
  },
});

/** A saved plan whose name says what it does: `destroy.tfplan`. */
function appliesDestruction(call: Call): boolean {
  return texts(call).some(
    (text) => !text.startsWith('-') && saysLoss(text.replace(/\W?(?:tf)?(?:plan|out)$/, '')),
  );
}

const ansibleModules =
  /^(?:ping|setup|debug|stat|command_|gather_facts|service_facts|package_facts|find|fail|assert|wait_for|getent)$/;

/** An ad-hoc call is as bad as its module; shell and command carry a command. */
const ansible: Rule = (call, scope) => {
  if (asksForHelp(call) || hasFlag(call, '--list-hosts')) return reads(call);
  if (hasFlag(call, '-C', '--check')) return reads(call);
  const module = flagValue(call, '-m', '--module-name')?.text ?? 'command';
  const args = flagValue(call, '-a', '--args');
  const short = module.replace(/^ansible\.\w+\./, '');
  if (ansibleModules.test(short)) return reads(call);
  if (/^(?:command|shell|raw)$/.test(short) && args !== undefined) return scope.shell(args.text);
  if (/state=(?:absent|stopped)/.test(args?.text ?? '') || short === 'reboot') {
    return [destructive(call.label, 'removes or stops something')];
  }
  return [change(call.label)];
};

const vaultKnown: Rule = tool({
  valueFlags: '-address, -namespace, -ca-cert, -format, -field, -mount, -version',
  check: `status, read, list, kv get, kv list, kv metadata get, token lookup, token capabilities, secrets list,
    auth list, policy list, policy read, audit list, operator raft list-peers, operator key-status, operator members,
    operator raft autopilot state, operator raft autopilot get-config, version, version-history, print token, lease lookup, plugin list, plugin info, path-help, namespace list, monitor, pki health-check, pki list-intermediates`,
  destructive: {
    'delete, kv delete, kv destroy, kv metadata delete': 'deletes secrets',
    'operator seal': 'seals the vault: nobody can read secrets',
    'operator raft remove-peer': 'takes a node out of the cluster',
    'operator raft snapshot restore': 'restores over live secrets',
    'secrets disable, auth disable, audit disable': 'removes it with all its data',
    'policy delete, namespace delete': 'deletes it',
    'token revoke, lease revoke': 'revokes access',
  },
});

/** Reading from a path of credentials makes new ones. */
const vault: Rule = (call, scope) =>
  texts(call)[0] === 'read' &&
  texts(call).some((text) =>
    /\/(?:static-)?(?:creds?|key|token|impersonated-account|sts|issue|sign|code)\//.test(text),
  )
    ? [change(call.label, 'makes new credentials')]
    : vaultKnown(call, scope);

const consul: Rule = tool({
  valueFlags: '-http-addr, -token, -datacenter, -namespace, -ca-file',
  check: `members, catalog datacenters, catalog nodes, catalog services, info, kv get, kv export, operator raft list-peers, operator autopilot get-config, operator autopilot state,
    acl token list, acl token read, acl policy list, acl policy read, acl role list, intention list, intention get, intention check, config list, config read, monitor, version, validate,
    connect ca get-config, snapshot inspect, rtt, operator usage instances, peering list, peering read`,
  destructive: {
    leave: 'takes the node out of the cluster',
    'force-leave': 'takes a node out of the cluster',
    'kv delete': 'deletes keys',
    'snapshot restore': 'restores over live state',
    'operator raft remove-peer': 'takes a node out of the cluster',
    'services deregister, config delete, intention delete, acl token delete, acl policy delete, peering delete':
      'deletes it',
  },
  rules: {
    maint: (call) =>
      hasFlag(call, '-enable')
        ? [destructive(call.label, 'takes the node out of service')]
        : hasFlag(call, '-disable')
          ? [change(call.label)]
          : reads(call),
  },
});

/** What such tools take in front of their words. */
const globalValues = new Set(
  listOf(
    '-t, --access-token, -c, --config, --context, -o, --output, --project, --region, --profile',
  ),
);

/** Of these one is the current one, or can be verified. */
const owners =
  /^(?:contexts?|profiles?|projects?|accounts?|auth|config|configuration|workspaces?|environments?|orgs?|organizations?|repository|repo|snapshot|content|blob)$/;

/** Command lines of providers that follow `noun verb`. */
const nounVerb: Rule = (call) => {
  if (asksForHelp(call) || isDryRun(call, ['--dry-run', '--dryrun'])) return reads(call);
  const path = leadingPath(call, globalValues);
  for (const verb of path) {
    // `enable-protection`, `delete-record`: the words behind are arguments of it.
    if (/^(?:enable|disable|add|set|create|update|attach|change|request|assign|apply)-/.test(verb))
      return [change(call.label)];
    if (/^(?:delete|remove|destroy|purge|terminate|detach|revoke)-/.test(verb))
      return [destructive(call.label, `does ${verb}, which takes something away`)];
    if (
      /^(?:delete|destroy|remove|rm|stop|shutdown|power-off|poweroff|detach|disable|cancel|revoke|purge|reset|reboot|unassign|terminate|restore|rebuild|suspend|pause|halt)$/.test(
        verb,
      )
    ) {
      return [destructive(call.label, `does ${verb}, which takes something away`)];
    }
    if (
      /^(?:create|update|set|add|resize|start|restart|enable|attach|assign|upload|apply|deploy|import|run|exec|ssh|scale|rotate|migrate|save|download|edit|use|switch|enable-backups)$/.test(
        verb,
      )
    ) {
      return [change(call.label)];
    }
    if (
      /^(?:list|ls|show|get|describe|status|info|view|logs|log|version|whoami|read|list-.*|get-.*|describe-.*|tail|inspect|usage|metrics|events|history)$/.test(
        verb,
      )
    ) {
      return looks(call);
    }
  }
  // In another place they are names: `jobs run-now current`.
  if (/^\w+ (?:active|current|verify|validate)$/.test(path.join(' ')) && owners.test(path[0] ?? ''))
    return looks(call);
  return call.args.length === 0 ? reads(call) : [change(call.label)];
};

const objectStore = tool({
  check:
    'ls, list, stat, du, cat, head, diff, tree, find, info, version, version info, alias list, admin info, admin top, admin trace, admin user list, admin policy list, ilm ls, event list, la, getlifecycle, size, lsd, lsl, lsf, lsjson, check, about, md5sum, sha1sum, listremotes, ncdu, hash, acl get, lifecycle get, iam get, versioning get, logging get, ping, ready',
  destructive: {
    'rm, rb, del, delete, purge, deletefile, rmdir, rmdirs, cleanup, rd, bisync': 'deletes objects',
    'mv, move, moveto': 'deletes the objects at their old place',
  },
  rules: {
    'sync, mirror, rsync': (call) =>
      hasFlag(call, '--dry-run', '-n')
        ? reads(call)
        : hasFlag(call, '--remove', '--delete-removed', '-d') || call.name === 'rclone'
          ? [destructive(call.label, 'deletes objects that are not in the source')]
          : [change(call.label, 'copies objects')],
  },
  dryRun: '--dry-run',
});

/** Clouds, infrastructure as code and secret stores. */
export const clouds: Readonly<Record<string, Rule>> = {
  aws,
  awslocal: aws,
  gcloud,
  az,
  ...named('terraform, tofu, terragrunt', terraform),
  ...named(
    'doctl, hcloud, linode-cli, civo, scw, vultr-cli, exo, openstack, oci, ibmcloud, aliyun, nova, cinder, neutron, glance, govc, bx, ionosctl, upctl, pscale, neonctl, turso, flarectl, stripe, okta, auth0, confluent, ccloud, databricks, atlas, doctl, tkn, waypoint, boundary, equinix, metal, pdcli, pd, opsgenie, launchdarkly, statusio, instatus, newrelic',
    nounVerb,
  ),
  bq: tool({
    valueFlags: '--project_id, --dataset_id, --format, --location',
    check: 'ls, show, head, version, wait',
    destructive: { 'rm, cancel': 'deletes it' },
    rules: {
      query: (call, scope) =>
        hasFlag(call, '--dry_run') ? reads(call) : scope.sql(call.args.at(-1)?.text ?? ''),
    },
  }),
  ...named('gsutil, mc, s3cmd, rclone, b2, s5cmd', objectStore),
  pulumi: tool({
    change:
      'stack init, stack select, stack tag, stack import, stack rename, stack change-secrets-provider, config set, config rm, config set-all, config cp, config refresh, config env',
    valueFlags: '-s, --stack, -C, --cwd',
    check:
      'preview, stack ls, stack output, stack, whoami, config, config get, version, about, logs, stack history, stack graph',
    destructive: {
      'destroy, stack rm': 'destroys everything the stack describes',
      'state delete, cancel': 'loses state',
    },
  }),
  cdk: tool({
    valueFlags: '--profile, -c, --context, --app, -a',
    check: 'diff, list, ls, synth, synthesize, doctor, version, docs, metadata',
    destructive: { destroy: 'destroys the stack' },
  }),
  sam: tool({ check: 'validate, logs, list', destructive: { delete: 'deletes the stack' } }),
  serverless: tool({
    check: 'info, logs, metrics, print, package',
    destructive: { remove: 'removes the service' },
  }),
  sls: tool({
    check: 'info, logs, metrics, print',
    destructive: { remove: 'removes the service' },
  }),
  copilot: nounVerb,
  eb: tool({
    check: 'status, health, logs, events, list, printenv, config get',
    destructive: { terminate: 'destroys the environment', abort: 'stops an update' },
  }),
  ecs: nounVerb,
  ansible,
  'ansible-playbook': readsWith(
    '--check, -C, --syntax-check, --list-tasks, --list-hosts, --list-tags',
    (call) => [
      losesByPlaybook(call)
        ? destructive(call.label, 'loses something, as its words say')
        : change(call.label, 'runs a playbook'),
    ],
  ),
  'ansible-inventory': reads,
  'ansible-config': reads,
  'ansible-doc': reads,
  'ansible-lint': reads,
  'ansible-vault': tool({ check: 'view' }),
  'ansible-galaxy': tool({ check: 'list, search, info, collection list' }),
  salt: (call, scope) => {
    const { words } = positionals(call.args, new Set(['-t', '--timeout', '-b']));
    const runs = words.findIndex((word) => /^cmd\.(?:run|run_all|shell)$/.test(word.text));
    if (runs !== -1) return scope.shell(words[runs + 1]?.text ?? '');
    const fn = words.find((word) => /^[a-z]+\.[a-z_]+$/.test(word.text))?.text ?? '';
    return /^(?:test\.(?:ping|version|versions_report)|grains\.(?:items|get|ls)|pillar\.(?:items|get)|status\.\w+|disk\.usage|service\.status|pkg\.version|pkg\.list_pkgs|network\.\w+)$/.test(
      fn,
    ) || hasFlag(call, 'test=True')
      ? reads(call)
      : alters(call);
  },
  puppet: tool({
    check: 'config print, facts, parser validate, module list, lookup, ssl show',
    rules: {
      'agent, apply': (call) =>
        hasFlag(call, '--noop') ? reads(call) : [change(call.label, 'applies the configuration')],
    },
  }),
  knife: nounVerb,
  'chef-client': readsWith('--why-run, -W', alters),
  vault,
  bao: vault,
  consul,
  packer: tool({ check: 'validate, inspect, version' }),
  op: tool({
    check: 'read, item get, item list, vault list, vault get, whoami, account list, user list',
    destructive: { 'item delete, vault delete': 'deletes it' },
    rules: {
      'document get': (call) =>
        hasFlag(call, '-o', '--out-file', '--output') ? alters(call) : reads(call),
    },
  }),
  pass: tool({
    check: 'show, ls, list, find, search, grep, git log, git status, version',
    destructive: { 'rm, remove, delete': 'deletes secrets' },
  }),
  cosign: tool({ check: 'verify, verify-attestation, verify-blob, tree, triangulate, version' }),
  sops: (call) =>
    hasFlag(call, '-d', '--decrypt') && !hasFlag(call, '-i', '--in-place')
      ? reads(call)
      : alters(call),
  doppler: tool({
    change:
      'secrets set, secrets upload, secrets download, configs create, configs update, configs clone, configs tokens, projects create, projects update, configs lock, configs unlock',
    check: 'secrets, secrets get, configs, projects, me, activity',
    destructive: { 'secrets delete': 'deletes secrets' },
    rules: {
      run: (call, scope) => {
        const lone = call.args.findIndex((word) => word.text === '--');
        return lone === -1 ? alters(call) : scope.run(call.args.slice(lone + 1), call.input);
      },
    },
  }),
  infisical: nounVerb,
  restic: tool({
    valueFlags: '-r, --repo, -p, --password-file, --tag, --host, --path',
    check: 'dump, snapshots, ls, check, stats, find, diff, cat, list, version, key list',
    destructive: {
      forget: 'deletes snapshots',
      prune: 'deletes data nothing refers to',
      'key remove': 'deletes a key',
    },
    dryRun: '--dry-run, -n',
    rules: {
      dump: (call) => (hasFlag(call, '--target', '-t') ? alters(call) : reads(call)),
      unlock: (call) =>
        hasFlag(call, '--remove-all')
          ? [destructive(call.label, 'breaks the locks of running backups')]
          : alters(call),
      restore: (call) => {
        const place = flagValue(call, '--target', '-t')?.text;
        return place === undefined || /^\/$/.test(place)
          ? [destructive(call.label, 'restores over files')]
          : [change(call.label, `restores into ${place}`)];
      },
    },
  }),
  borg: tool({
    valueFlags: '--repo, -r',
    check: 'list, info, check, diff, version',
    destructive: { 'delete, prune': 'deletes archives' },
    dryRun: '--dry-run, -n',
  }),
  duplicity: tool({
    check: 'collection-status, list-current-files, verify',
    destructive: {
      restore: 'restores over files',
      'remove-older-than, remove-all-but-n-full, cleanup': 'deletes backups',
    },
  }),
  kopia: nounVerb,
  certbot: tool({
    bare: alters,
    valueFlags: '-d, --domain, --cert-name',
    check: 'certificates, show_account, plugins',
    dryRun: '--dry-run',
    destructive: { 'revoke, delete': 'takes a certificate away' },
  }),
  'acme.sh': (call) =>
    hasFlag(call, '--list', '--info', '--version')
      ? reads(call)
      : hasFlag(call, '--revoke', '--remove')
        ? [destructive(call.label, 'takes a certificate away')]
        : alters(call),
  cfssl: tool({ check: 'certinfo, version, scan, info' }),
  step: tool({
    check:
      'certificate inspect, certificate verify, certificate lint, ca health, ca roots, version, certificate fingerprint',
  }),
  mkcert: alters,
  keytool: (call) =>
    hasFlag(call, '-list', '-printcert', '-printcrl', '-help')
      ? reads(call)
      : hasFlag(call, '-delete')
        ? [destructive(call.label, 'deletes a key')]
        : alters(call),
  gpg: (call) =>
    hasFlag(
      call,
      '--list-keys',
      '-k',
      '--list-secret-keys',
      '-K',
      '--verify',
      '--version',
      '--fingerprint',
      '--list-packets',
    ) ||
    (hasFlag(call, '-d', '--decrypt') && !hasFlag(call, '-o', '--output'))
      ? reads(call)
      : hasFlag(call, '--delete-keys', '--delete-key', '--delete-secret-keys')
        ? [destructive(call.label, 'deletes a key')]
        : alters(call),
  'ssh-keygen': (call) =>
    hasFlag(call, '-l', '-lf', '-y', '-F')
      ? reads(call)
      : hasFlag(call, '-R')
        ? [destructive(call.label, 'forgets a host key')]
        : alters(call),
  'ssh-keyscan': reads,
  'ssh-add': readsWith('-l, -L', alters),
  'ssh-copy-id': alters,
};
