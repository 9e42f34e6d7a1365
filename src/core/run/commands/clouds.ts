import { change, destructive, type Finding } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, hasFlag, listOf, positionals, texts } from './arguments';
import { named } from './named';
import { alters, does, reads, readsWith, tool } from './tool';

const awsValues = new Set(
  listOf(
    '--region, --profile, --output, --query, --endpoint-url, --ca-bundle, --cli-read-timeout, --cli-connect-timeout, --color',
  ),
);
const awsReads =
  /^(?:describe|get|list|head|lookup|search|filter|query|scan|batch-get|estimate|validate|test|simulate|preview|check|view|select|wait|ls|tail|presign|decode|help|transact-get|poll|discover|resolve)(?:-|$)/;
const awsLoses =
  /^(?:delete|terminate|stop|remove|deregister|detach|disassociate|purge|reset|cancel|revoke|disable|destroy|batch-delete|release|reject|deprovision|suspend|unsubscribe|rb|rm|schedule-key-deletion|drain|abort|restore)(?:-|$)/;

/** Writes a file although its name sounds like reading. */
const awsFiles = /^(?:get-object|get-snapshot-block|download|get-export|get-object-torrent)$/;

const aws: Rule = (call) => {
  if (hasFlag(call, '--version', 'help') || texts(call).at(-1) === 'help') return reads(call);
  if (hasFlag(call, '--dry-run', '--dryrun', '--generate-cli-skeleton')) return reads(call);
  const { words } = positionals(call.args, awsValues);
  const [service = '', verb = ''] = words.map((word) => word.text);
  if (service === 's3')
    return awsS3(
      call,
      words.slice(1).map((word) => word.text),
    );
  if (service === 'configure')
    return /^(?:list|get|list-profiles)$/.test(verb) ? reads(call) : alters(call);
  if (`${service} ${verb}` === 'sts assume-role' || service === 'sts') return reads(call);
  if (`${service} ${verb}` === 'logs tail' || `${service} ${verb}` === 'logs start-query')
    return reads(call);
  if (`${service} ${verb}` === 'eks update-kubeconfig')
    return [change(call.label, 'writes the kubeconfig')];
  if (`${service} ${verb}` === 'ssm start-session') return [change(call.label, 'opens a shell')];
  if (awsFiles.test(verb)) {
    const toTerminal = words.at(-1)?.text === '/dev/stdout' || words.at(-1)?.text === '-';
    return toTerminal ? reads(call) : [change(call.label, 'downloads a file')];
  }
  if (/^test-(?:failover|migration)$/.test(verb)) return [change(call.label, 'causes a failover')];
  if (awsReads.test(verb)) return reads(call);
  if (awsLoses.test(verb))
    return [destructive(call.label, `does ${verb}, which takes something away`)];
  const text = texts(call).join(' ');
  if (
    /--(?:desired-count|desired-capacity|max-size)[= ]0\b|desiredSize=0\b|reserved-concurrent-executions[= ]0\b/.test(
      text,
    )
  ) {
    return [destructive(call.label, 'scales to 0')];
  }
  return [change(call.label)];
};

function awsS3(call: Call, words: readonly string[]): readonly Finding[] {
  const verb = words[0] ?? '';
  if (verb === 'ls' || verb === 'presign') return reads(call);
  if (verb === 'rm' || verb === 'rb') return [destructive(call.label, 'deletes objects')];
  if (verb === 'cp' && words.at(-1) === '-') return reads(call);
  if (verb === 'mv') return [destructive(call.label, 'deletes the objects at their old place')];
  if (hasFlag(call, '--delete'))
    return [destructive(call.label, 'deletes objects that are not in the source')];
  return [change(call.label, 'copies objects')];
}

const gcloudReads =
  /^(?:list|describe|get|get-iam-policy|read|tail|info|version|search|search-all-resources|search-all-iam-policies|get-value|get-ancestors|list-.*|get-.*|check-.*|validate|lookup|test-.*|print-.*|cat|ls|du|stat|hash|wait|diff|export-template|access|show-.*|get-serial-port-output|query)$/;
const gcloudLoses =
  /^(?:delete|stop|remove|reset|suspend|destroy|disable|drain|revoke|rm|failover|purge|cancel|abandon|restore|unset|detach|rollback-delete|remove-.*|delete-.*|detach-.*|restore-.*|abandon-.*|stop-.*)$/;
const gcloudValues =
  '--project, --zone, --region, --format, --filter, --limit, --account, --cluster, --instance, --configuration, --location, --namespace, --sort-by, --service, --command, --freshness, --order';

/** The verb stands behind one to four groups: `gcloud compute instances list`. */
const gcloud: Rule = (call, scope) => {
  if (hasFlag(call, '--help', '--version')) return reads(call);
  const { words } = positionals(call.args, new Set(listOf(gcloudValues)));
  const path = words.map((word) => word.text);
  if (path[0] === 'alpha' || path[0] === 'beta') path.shift();
  if (path[0] === 'auth' || path[0] === 'config') {
    return /\b(?:set|unset|revoke|activate\S*|create|delete|login|application-default|configure-docker)\b/.test(
      path.join(' '),
    )
      ? alters(call)
      : reads(call);
  }
  const place = path.join(' ');
  if (/^compute ssh\b/.test(place)) {
    const command = flagValue(call, '--command');
    return command === undefined
      ? [change(call.label, 'opens a shell')]
      : scope.shell(command.text);
  }
  if (
    /^(?:container clusters get-credentials|compute (?:scp|copy-files)|storage cp|sql export|artifacts files download)/.test(
      place,
    )
  ) {
    return [change(call.label, 'writes files')];
  }
  if (
    /(?:--size|--num-nodes|--max-instances|--min-num-replicas)[= ]0\b/.test(texts(call).join(' '))
  ) {
    return [destructive(call.label, 'scales to 0')];
  }
  for (const verb of path.slice(0, 5)) {
    if (gcloudLoses.test(verb))
      return [destructive(call.label, `does ${verb}, which takes something away`)];
    if (
      /^(?:create|update|deploy|add|set|resize|start|import|clone|patch|promote|restart|enable|apply|submit|run|execute|call|publish|migrate|add-.*|set-.*|update-.*|create-.*)$/.test(
        verb,
      )
    ) {
      return [change(call.label)];
    }
    if (gcloudReads.test(verb)) return reads(call);
  }
  return [change(call.label)];
};

const azReads =
  /^(?:list|show|check|get|exists|wait|version|find|query|account-show|list-.*|show-.*|check-.*|get-.*|what-if|validate|tail|browse|logs)$/;
const azLoses =
  /^(?:delete|stop|remove|deallocate|purge|reset|disable|revoke|cancel|clear|drain|restore|failover|detach|delete-.*|remove-.*|restore-.*|unset|deprovision|hibernate)$/;

/** The verb stands behind one to four groups: `az webapp log tail`. */
const az: Rule = (call) => {
  if (hasFlag(call, '--help', '-h', '--version')) return reads(call);
  const path: string[] = [];
  for (const { text } of call.args) {
    if (text.startsWith('-')) break;
    path.push(text);
  }
  const place = path.join(' ');
  if (/^(?:version|account (?:show|list|get-access-token)|cloud (?:show|list))/.test(place))
    return reads(call);
  if (
    /^(?:aks get-credentials|acr login|webapp log download|storage blob (?:download|copy)|storage file download)/.test(
      place,
    )
  ) {
    return [change(call.label, 'writes files')];
  }
  if (
    /^webapp log (?:tail|show)|^containerapp logs show|^aks (?:get-upgrades|get-versions)|^monitor metrics list|^acr repository show/.test(
      place,
    )
  )
    return reads(call);
  if (
    /(?:--node-count|--number-of-workers|--min-replicas|--max-replicas|--replicas|--capacity)[= ]0\b/.test(
      texts(call).join(' '),
    )
  ) {
    return [destructive(call.label, 'scales to 0')];
  }
  if (path[0] === 'rest') {
    const method = flagValue(call, '--method', '-m')?.text.toUpperCase() ?? 'GET';
    return /^(?:GET|HEAD)$/.test(method)
      ? reads(call)
      : method === 'DELETE'
        ? [destructive(call.label, 'deletes it')]
        : alters(call);
  }
  const verb = path.at(-1) ?? '';
  if (azLoses.test(verb))
    return [destructive(call.label, `does ${verb}, which takes something away`)];
  if (azReads.test(verb)) return reads(call);
  return path.length === 0 ? reads(call) : [change(call.label)];
};

const terraform: Rule = tool({
  valueFlags: '-chdir, -var, -var-file, -target, -out, -state, -lock-timeout',
  check: `plan, show, output, validate, version, providers, graph, state list, state show, state pull,
    workspace list, workspace show, workspace select, fmt, console, get, init, metadata functions, test, login, run-all plan, run-all output, run-all validate, hclfmt`,
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
      hasFlag(call, '-destroy')
        ? [destructive(call.label, 'destroys everything the configuration describes')]
        : [change(call.label, 'applies the configuration')],
    plan: (call) => {
      const out =
        flagValue(call, '-out')?.text ?? texts(call).find((text) => text.startsWith('-out='));
      return out === undefined || /\/dev\/null$/.test(out) ? reads(call) : reads(call);
    },
    fmt: (call) => (hasFlag(call, '-check', '--check') ? reads(call) : alters(call)),
  },
});

const ansibleModules =
  /^(?:ping|setup|debug|stat|command_|gather_facts|service_facts|package_facts|find|fail|assert|wait_for|getent)$/;

/** An ad-hoc call is as bad as its module; shell and command carry a command. */
const ansible: Rule = (call, scope) => {
  if (hasFlag(call, '--version', '--help', '--list-hosts')) return reads(call);
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
    operator raft autopilot state, operator raft autopilot get-config, version, version-history, print token, lease lookup, login, plugin list, plugin info, path-help, namespace list, monitor, pki health-check, pki list-intermediates`,
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
  texts(call)[0] === 'read' && texts(call).some((text) => /\/(?:static-)?creds?\//.test(text))
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

/** Command lines of providers that follow `noun verb`. */
const nounVerb: Rule = (call) => {
  if (hasFlag(call, '--help', '--version', '--dry-run')) return reads(call);
  const path: string[] = [];
  for (const { text } of call.args) {
    if (text.startsWith('-')) break;
    path.push(text);
  }
  for (const verb of path) {
    if (
      /^(?:delete|destroy|remove|rm|stop|shutdown|power-off|poweroff|detach|disable|cancel|revoke|purge|reset|reboot|unassign|terminate|restore|rebuild|suspend|pause|halt)$/.test(
        verb,
      )
    ) {
      return [destructive(call.label, `does ${verb}, which takes something away`)];
    }
    if (
      /^(?:create|update|set|add|resize|start|restart|enable|attach|assign|upload|apply|deploy|import|run|exec|ssh|scale|rotate|migrate|save|download|edit|enable-backups)$/.test(
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
      return reads(call);
    }
  }
  return path.length === 0 ? reads(call) : [change(call.label)];
};

const objectStore = tool({
  check:
    'ls, list, stat, du, cat, head, diff, tree, find, info, version, alias list, admin info, admin top, admin trace, admin user list, admin policy list, ilm ls, event list, la, getlifecycle, size, lsd, lsl, lsf, lsjson, check, about, md5sum, sha1sum, listremotes, ncdu, hash, acl get, lifecycle get, iam get, versioning get, logging get, ping, ready',
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
    '--check, -C, --syntax-check, --list-tasks, --list-hosts, --list-tags, --version',
    does('runs a playbook'),
  ),
  'ansible-inventory': reads,
  'ansible-config': reads,
  'ansible-doc': reads,
  'ansible-lint': reads,
  'ansible-vault': tool({ check: 'view' }),
  'ansible-galaxy': tool({ check: 'list, search, info, collection list' }),
  salt: (call) => {
    const { words } = positionals(call.args, new Set(['-t', '--timeout', '-G', '-C', '-b']));
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
    check: 'snapshots, ls, check, stats, find, diff, cat, list, version, key list',
    destructive: {
      forget: 'deletes snapshots',
      prune: 'deletes data nothing refers to',
      restore: 'restores over files',
      'key remove': 'deletes a key',
    },
    dryRun: '--dry-run, -n',
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
    )
      ? reads(call)
      : hasFlag(call, '--delete-keys', '--delete-key', '--delete-secret-keys')
        ? [destructive(call.label, 'deletes a key')]
        : alters(call),
  'ssh-keygen': (call) =>
    hasFlag(call, '-l', '-lf', '-y', '-F')
      ? reads(call)
      : hasFlag(call, '-R')
        ? [change(call.label, 'forgets a host key')]
        : alters(call),
  'ssh-keyscan': reads,
  'ssh-add': readsWith('-l, -L', alters),
  'ssh-copy-id': alters,
};
