import { destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, positionals, texts } from './arguments';
import { named } from './named';
import { alters, loses, reads, tool } from './tool';

/** Programs of backup servers and of machines. */
export const backups: Readonly<Record<string, Rule>> = {
  borgmatic: tool({
    valueFlags: '-c, --config, -v, --verbosity',
    dryRun: '-n, --dry-run',
    bare: alters,
    check:
      'list, info, rlist, repo-list, rinfo, repo-info, config validate, validate-borgmatic-config',
    destructive: {
      'prune, delete, repo-delete': 'deletes backups',
      'restore, extract': 'restores over live data',
    },
  }),
  rsnapshot: tool({
    valueFlags: '-c',
    dryRun: '-t',
    check: 'configtest, du, diff, rsnapshot-diff',
  }),
  'rsnapshot-diff': reads,
  'rdiff-backup': (call) => {
    const words = texts(call);
    if (words.some((word) => /^--remove-older-than|^remove$|^--force$/.test(word)))
      return [destructive(call.label, 'deletes backups')];
    return words.some((word) =>
      /^(?:-l|--list-\S+|--verify\S*|--compare\S*|--calculate-average|list|verify|compare|info|test)$/.test(
        word,
      ),
    )
      ? reads(call)
      : alters(call);
  },
  bconsole: (call) => {
    const text = call.input?.kind === 'text' ? call.input.text : undefined;
    if (text === undefined) return alters(call);
    const lines = text
      .split(/\n|\\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !/^(?:quit|exit)$/.test(line));
    if (
      lines.some((line) =>
        /^(?:delete|purge|prune|cancel|truncate|disable|restore(?!.*\bwhere=\/\w))\b/i.test(line),
      )
    )
      return [destructive(call.label, 'deletes or restores backups')];
    return lines.every((line) =>
      /^(?:status|list|llist|show|messages|version|time|help|\.\w+)\b/i.test(line),
    )
      ? reads(call)
      : alters(call);
  },
  dsmc: (call) => {
    const verb = texts(call)[0] ?? '';
    if (/^(?:del\w*|expire|restore|res|retrieve|ret)$/i.test(verb))
      return [destructive(call.label, 'deletes or restores backups')];
    return /^(?:q|query|help|show)$/i.test(verb) ? reads(call) : alters(call);
  },
  dsmadmc: (call) => {
    const { words } = positionals(call.args, new Set());
    const line = words.map((word) => word.text).join(' ');
    if (/^(?:del|delete|cancel|remove|expire|halt|disable)\b/i.test(line))
      return [destructive(call.label, 'takes something away')];
    return /^(?:q|query|help|show)\b/i.test(line) &&
      !texts(call).some((word) => /^-?>|-outfile/i.test(word))
      ? reads(call)
      : alters(call);
  },
  ...named(
    'bpclimagelist, bpimagelist, bpimmedia, bpdbjobs, bpstulist, bppllist, vmoprcmd, available_media, bpclntcmd',
    (call) =>
      texts(call).some((word) =>
        /^-(?:cancel\w*|delete|clean|suspend|resume|restart|del|d|clear_host_cache|up|down|reset\w*)$/.test(
          word,
        ),
      )
        ? alters(call)
        : reads(call),
  ),
  veeamconfig: tool({
    check:
      'job list, job info, job show, session list, session info, session log, backup list, backup info, repository list, point list, config show, license show, schedule show',
    destructive: {
      'job delete, backup delete, repository delete, session stop, point remove': 'deletes it',
    },
  }),
  vzdump: alters,
  qmrestore: loses('restores over a machine'),
  etckeeper: tool({
    check: 'unclean, vcs status, vcs log, vcs diff',
    destructive: { uninit: 'deletes the history' },
  }),
  timeshift: (call) =>
    hasFlag(call, '--delete', '--delete-all', '--restore')
      ? [destructive(call.label, 'deletes or restores')]
      : hasFlag(call, '--list', '--list-devices', '--list-snapshots')
        ? reads(call)
        : alters(call),
  snapper: tool({
    valueFlags: '-c, --config',
    check: 'list, ls, list-configs, status, diff, get-config, xadiff',
    destructive: {
      'delete, rm, undochange, rollback, delete-config, cleanup': 'deletes or restores',
    },
  }),
  tmutil: tool({
    check:
      'listbackups, status, destinationinfo, latestbackup, listlocalsnapshots, isexcluded, machinedirectory, compare, calculatedrift, uniquesize, version',
    destructive: {
      'delete, deletelocalsnapshots, thinlocalsnapshots, restore, disable, deleteinprogress':
        'deletes backups',
    },
  }),
};
