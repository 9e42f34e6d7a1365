import { destructive } from '../finding';
import type { Rule } from '../scope';
import { texts } from './arguments';
import { bigData } from './bigData';
import { named } from './named';
import { alters, does, reads, tool } from './tool';

/** `yarn` of Hadoop names its areas, and what to do to them with single-hyphen flags. */
const areas =
  /^(?:application|app|applicationattempt|container|node|queue|rmadmin|cluster|logs|top|schedulerconf)$/;
const looks =
  /^-(?:list\w*|status|getServiceState|getAllServiceState|checkHealth|getGroups|appStates|appTypes|appTags|states|all|showDetails|applicationId|appId|containerId|log_files|size|am|show_\w+|lnl|directlyAccessibleNodeLabels|list-node-labels)$/;

/** True when Hadoop's `yarn` is meant, not the one of JavaScript. */
export function isHadoopYarn(words: readonly string[]): boolean {
  return (
    areas.test(words[0] ?? '') &&
    (words[0] !== 'node' ||
      words.slice(1).some((word) => /^-(?:list|status|all|showDetails)$/.test(word)))
  );
}

/** Hadoop's cluster of computers. */
export const hadoopYarn: Rule = (call) => {
  const words = texts(call);
  const flags = words.filter((word) => word.startsWith('-'));
  if (
    flags.some((flag) =>
      /^-(?:kill|fail|stop|destroy|transitionToStandby|removeFrom\w+|signal)$/.test(flag),
    )
  )
    return [destructive(call.label, 'ends what runs')];
  if (
    flags.some((flag) =>
      /^-(?:out|refresh\w*|movetoqueue|updatePriority|changeQueue|start|save|launch|flex|enableFastLaunch|add\w*|replace\w*|failover|transitionTo\w+)$/i.test(
        flag,
      ),
    )
  )
    return alters(call);
  return words[0] === 'top' || (flags.length > 0 && flags.every((flag) => looks.test(flag)))
    ? reads(call)
    : alters(call);
};

const hdfs = bigData['hdfs'] ?? alters;

/** Hadoop and what runs on it. */
export const hadoop: Readonly<Record<string, Rule>> = {
  hadoop: (call, scope) => {
    const [area] = texts(call);
    if (area === 'fs' || area === 'dfs')
      return hdfs({ ...call, args: [{ text: 'dfs', known: true }, ...call.args.slice(1)] }, scope);
    return /^(?:version|classpath|checknative|envvars)$/.test(area ?? '')
      ? reads(call)
      : alters(call);
  },
  mapred: (call) => {
    const words = texts(call);
    if (words.some((word) => /^-(?:kill\w*|fail-task)$/.test(word)))
      return [destructive(call.label, 'ends what runs')];
    return /^(?:job|queue|version)$/.test(words[0] ?? '') &&
      words.some((word) =>
        /^-(?:list\w*|status|counter|events|history|logs|info|showacls)$/.test(word),
      ) &&
      !words.some((word) => /^-(?:submit|set-priority)$/.test(word))
      ? reads(call)
      : alters(call);
  },
  hbase: (call) => {
    const words = texts(call);
    if (/^(?:version|classpath)$/.test(words[0] ?? '')) return reads(call);
    if (words[0] === 'hbck')
      return words.some((word) => /^-(?:fix|repair|sideline)/.test(word))
        ? alters(call)
        : reads(call);
    const text = call.input?.kind === 'text' ? call.input.text : undefined;
    if (words[0] !== 'shell' || text === undefined) return alters(call);
    const lines = text
      .split(/[;\n]|\\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && line !== 'exit');
    if (lines.some((line) => /^(?:disable|drop|truncate|delete|deleteall|decommission)/.test(line)))
      return [destructive(call.label, 'takes data away')];
    return lines.every((line) =>
      /^(?:status|list\w*|describe|scan|get|count|version|whoami|exists|is_enabled|is_disabled|balancer_enabled|processlist|show_\w+)\b/.test(
        line,
      ),
    )
      ? reads(call)
      : alters(call);
  },
  oozie: (call) => {
    const words = texts(call);
    if (words.some((word) => /^-(?:kill|suspend)$/.test(word)))
      return [destructive(call.label, 'ends what runs')];
    return words.some(
      (word) =>
        /^-(?:info|log|definition|status|version|localtime|jobs)$/.test(word) || word === 'jobs',
    ) &&
      !words.some((word) =>
        /^-(?:run|rerun|start|submit|resume|change|systemmode|dryrun|ignore)$/.test(word),
      )
      ? reads(call)
      : alters(call);
  },
  ...named('spark-submit, spark-shell, spark-sql, pyspark, flink-sql', does('starts a job')),
  flink: tool({
    valueFlags: '-m, --jobmanager, -t, --target',
    check: 'list, info',
    destructive: { 'cancel, stop': 'stops a job' },
  }),
  sqoop: tool({ check: 'list-databases, list-tables, version, help' }),
};
