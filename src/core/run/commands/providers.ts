import { change, destructive, type Finding } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, hasFlag, leadingPath, listOf, positionals, texts } from './arguments';
import { optionsOf, spellOut } from './spelling';
import { alters, isDryRun, reads } from './tool';

const awsValues = new Set(
  listOf(
    '--region, --profile, --output, --query, --endpoint-url, --ca-bundle, --cli-read-timeout, --cli-connect-timeout, --color',
  ),
);
const awsReads =
  /^(?:describe|get|list|head|lookup|search|filter|query|scan|batch-get|estimate|validate|test|simulate|preview|check|view|select|wait|ls|tail|presign|decode|help|transact-get|discover|resolve)(?:-(?!in-license|out-license|invoke)|$)/;
/** Calls off what has not happened yet, or what only copies. */
const awsCalledOff =
  /^cancel-(?:key-deletion|(?:[a-z]+-)*(?:task|job|query|export|import|update|refresh|image-launch-permission|rotate-secret|instance-refresh))$/;
const awsLoses =
  /^(?:delete|terminate|reboot|stop|remove|deregister|detach|disassociate|purge|reset|cancel|revoke|disable|destroy|batch-delete|release|reject|deprovision|suspend|unsubscribe|rb|rm|schedule-key-deletion|drain|abort)(?:-|$)/;

/** Writes a file although its name sounds like reading. */
const awsFiles =
  /^(?:get-object|get-snapshot-block|download|get-export|get-object-torrent|get-sdk|get-job-output|select-object-content|get-media|get-package-version-asset|get-raw-message-content|get-thing-shadow|get-clip)$/;

/** Elsewhere `--version` says which version of something is meant. */
function showsVersion(call: Call): boolean {
  return call.args.length === 1 && hasFlag(call, '--version', '-v', '-h');
}

/** A rule by which objects go, and not only what was left of an upload. */
const EXPIRES = /Expiration\b/;

/** Amazon Web Services. */
export const aws: Rule = (call) => {
  if (showsVersion(call) || texts(call).at(-1) === 'help') return reads(call);
  if (isDryRun(call, ['--dry-run', '--dryrun', '--generate-cli-skeleton'])) return reads(call);
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
  if (/^put-bucket-lifecycle/.test(verb) && texts(call).some((text) => EXPIRES.test(text)))
    return [destructive(call.label, 'lets objects expire')];
  if (awsFiles.test(verb)) {
    const toTerminal = words.at(-1)?.text === '/dev/stdout' || words.at(-1)?.text === '-';
    return toTerminal ? reads(call) : [change(call.label, 'downloads a file')];
  }
  if (/^(?:stepfunctions|states) test-state$/.test(`${service} ${verb}`))
    return [change(call.label, 'runs the state')];
  if (/^test-(?:failover|migration)$/.test(verb)) return [change(call.label, 'causes a failover')];
  if (awsReads.test(verb)) return reads(call);
  if (awsCalledOff.test(verb)) return [change(call.label, `does ${verb}`)];
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
  /^(?:delete|stop|remove|reset|suspend|destroy|disable|drain|revoke|rm|failover|purge|seek|cancel|abandon|restore|unset|detach|rollback-delete|remove-.*|delete-.*|detach-.*|restore-.*|abandon-.*|stop-.*)$/;
const gcloudValues =
  '--project, --zone, --region, --format, --filter, --limit, --account, --cluster, --instance, --configuration, --location, --namespace, --sort-by, --service, --command, --freshness, --order';

/** The verb stands behind one to four groups: `gcloud compute instances list`. */
export const gcloud: Rule = (call, scope) => {
  if (hasFlag(call, '--help') || showsVersion(call)) return reads(call);
  const { words } = positionals(call.args, new Set(listOf(gcloudValues)));
  const path = words.map((word) => word.text);
  if (/^storage rsync\b/.test(path.join(' ')) && isDryRun(call, ['--dry-run'])) return reads(call);
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
  // `run` is the name of a service there, and no verb.
  for (const verb of path.slice(path.length > 1 ? 1 : 0, 5)) {
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

const azValues = new Set(listOf('-o, --output, --query, --subscription, -g, --resource-group'));
const azReads =
  /^(?:list|show|check|get|exists|wait|version|find|query|account-show|list-.*|show-.*|check-.*|get-.*|what-if|validate|tail|browse|logs|peek)$/;
const azLoses =
  /^(?:delete|stop|remove|deallocate|purge|reset|disable|revoke|cancel|clear|flush|drain|restore|failover|detach|delete-.*|remove-.*|restore-.*|unset|deprovision|hibernate)$/;

const azRest = optionsOf('m method=, u uri=, url=, b body=, headers=, output-file=, resource=');

/** The verb stands behind one to four groups: `az webapp log tail`. */
export const az: Rule = (raw) => {
  const call = raw.args[0]?.text === 'rest' ? spellOut(raw, azRest) : raw;
  if (hasFlag(call, '--help', '-h') || showsVersion(call)) return reads(call);
  if (isDryRun(call, ['--dryrun', '--dry-run'])) return reads(call);
  const path = leadingPath(call, azValues);
  const place = path.join(' ');
  if (place === 'storage message get')
    return [change(call.label, 'hides the messages it gets from others')];
  if (/^(?:version|account (?:show|list|get-access-token)|cloud (?:show|list))/.test(place))
    return reads(call);
  if (
    /(?:^| )get-credentials$|^(?:acr login|webapp log download|storage blob (?:download|copy)|storage file download)/.test(
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
    const method = flagValue(call, '--method')?.text.toUpperCase() ?? 'GET';
    return /^(?:GET|HEAD)$/.test(method)
      ? reads(call)
      : method === 'DELETE'
        ? [destructive(call.label, 'deletes it')]
        : alters(call);
  }
  // It makes another database, and leaves the one it reads as it is.
  if (
    /^(?:sql (?:db|midb)|(?:postgres|mysql) flexible-server|cosmosdb) (?:geo-)?restore$/.test(place)
  )
    return [change(call.label, 'restores into a new database')];
  const verb = path.at(-1) ?? '';
  if (azLoses.test(verb))
    return [destructive(call.label, `does ${verb}, which takes something away`)];
  if (azReads.test(verb)) return reads(call);
  return call.args.length === 0 ? reads(call) : [change(call.label)];
};
