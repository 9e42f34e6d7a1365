import { change, destructive, notUnderstood } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, hasFlag, hasLetter, positionals, texts } from './arguments';
import { alters, does, reads, readsWith, tool } from './tool';

/** The words behind the flags of git, the subcommand among them. */
const names = (call: Call): number =>
  positionals(call.args, new Set(['-C', '-c', '--sort', '--git-dir', '--work-tree', '--format']))
    .words.length;

const gitBranch: Rule = (call) => {
  if (hasFlag(call, '-D', '--delete', '-d', '-dr', '-Dr'))
    return [destructive(call.label, 'deletes a branch')];
  if (
    hasFlag(
      call,
      '-m',
      '-M',
      '-c',
      '-C',
      '-f',
      '--set-upstream-to',
      '-u',
      '--unset-upstream',
      '--edit-description',
    )
  )
    return alters(call);
  const asks =
    hasFlag(call, '--list', '-l', '-a', '-r', '--show-current') ||
    hasFlag(call, '--contains', '--merged', '--no-merged', '--points-at') ||
    // With a name behind these it makes a branch.
    (hasFlag(call, '-v', '-vv', '--sort') && names(call) < 2);
  return asks || call.args.length === 1 ? reads(call) : [change(call.label, 'creates a branch')];
};

const gitPush: Rule = (call) => {
  if (hasFlag(call, '--dry-run', '-n')) return reads(call);
  if (hasFlag(call, '--force', '-f', '--force-with-lease', '--mirror'))
    return [destructive(call.label, 'overwrites history at the remote')];
  if (
    hasFlag(call, '--delete', '-d') ||
    texts(call).some((text) => /^:\S/.test(text) || /^\+\S/.test(text))
  )
    return [destructive(call.label, 'deletes or overwrites branches at the remote')];
  return [change(call.label, 'pushes commits')];
};

const gitTag: Rule = (call) => {
  if (hasFlag(call, '-d', '--delete')) return [destructive(call.label, 'deletes a tag')];
  const asks = hasFlag(
    call,
    '-l',
    '--list',
    '-n',
    '--contains',
    '--points-at',
    '-v',
    '--verify',
    '--merged',
  );
  return asks || (hasFlag(call, '--sort') && names(call) < 2) || call.args.length === 1
    ? reads(call)
    : [change(call.label, 'creates a tag')];
};

const gitStash: Rule = (call) => {
  const verb = texts(call)[texts(call).indexOf('stash') + 1] ?? '';
  if (/^(?:list|show)$/.test(verb)) return reads(call);
  return /^(?:drop|clear)$/.test(verb)
    ? [destructive(call.label, 'throws stashed work away')]
    : alters(call);
};

const gitCheckout: Rule = (call) => {
  if (hasFlag(call, '-f', '--force') || texts(call).some((text) => text === '--' || text === '.'))
    return [destructive(call.label, 'throws local changes away')];
  return [change(call.label, 'switches files')];
};

const gitReset: Rule = (call) =>
  hasFlag(call, '--hard', '--merge', '--keep')
    ? [destructive(call.label, 'throws local changes away')]
    : alters(call);

const gitClean: Rule = (call) =>
  hasLetter(call, 'n') || hasFlag(call, '--dry-run')
    ? reads(call)
    : [destructive(call.label, 'deletes files git does not know')];

const gitConfig: Rule = (call) => {
  if (hasFlag(call, '--list', '-l', '--get', '--get-all', '--get-regexp', '--show-origin'))
    return reads(call);
  if (
    hasFlag(
      call,
      '--unset',
      '--unset-all',
      '--remove-section',
      '--add',
      '--replace-all',
      '--edit',
      '-e',
    )
  )
    return alters(call);
  const { words } = positionals(call.args, new Set(['-C', '-c', '--file', '-f']));
  if (words[1]?.text === 'get' || words[1]?.text === 'list') return reads(call);
  if (/^(?:edit|set|unset|(?:rename|remove)-section)$/.test(words[1]?.text ?? ''))
    return alters(call);
  return words.length <= 2 ? reads(call) : alters(call);
};

const gitKnown: Rule = tool({
  valueFlags: '-C, -c, --git-dir, --work-tree, --namespace',
  check: `status, log, diff, show, blame, shortlog, describe, rev-parse, rev-list, ls-files, ls-remote, ls-tree,
    cat-file, grep, remote, remote -v, remote show, remote get-url, reflog, reflog show, whatchanged, show-ref, for-each-ref, merge-base, merge-tree, name-rev, count-objects, fsck, version, help,
    cherry, range-diff, var, check-ignore, worktree list, submodule status, bisect log, notes show, show-branch, diff-tree, symbolic-ref, verify-commit, verify-tag, check-attr, archive, config get, config list, lfs ls-files, lfs status, lfs env, annotate, stripspace, request-pull`,
  destructive: {
    rm: 'deletes files',
    'filter-branch, filter-repo': 'rewrites history',
    'reflog expire, reflog delete, prune': 'throws unreachable commits away',
    'remote remove, remote rm, worktree remove, submodule deinit': 'removes it',
    'update-ref -d': 'deletes a reference',
  },
  rules: {
    branch: gitBranch,
    push: gitPush,
    tag: gitTag,
    stash: gitStash,
    checkout: gitCheckout,
    restore: (call) =>
      hasFlag(call, '--staged', '-S') && !hasFlag(call, '--worktree', '-W')
        ? alters(call)
        : [destructive(call.label, 'throws local changes away')],
    reset: gitReset,
    clean: gitClean,
    config: gitConfig,
    fsck: (call) => (hasFlag(call, '--lost-found') ? alters(call) : reads(call)),
    gc: (call) =>
      hasFlag(call, '--prune')
        ? [destructive(call.label, 'throws unreachable commits away')]
        : alters(call),
    fetch: readsWith('--dry-run', does('downloads commits')),
    grep: (call) =>
      texts(call).some((text) => /^-O|^--open-files-in-pager/.test(text))
        ? [change(call.label, 'runs a program')]
        : reads(call),
    archive: (call) => (hasFlag(call, '-o', '--output') ? alters(call) : reads(call)),
    'remote update, remote add, remote set-url, remote rename, remote prune, remote set-head, remote set-branches':
      alters,
    'symbolic-ref': (call) =>
      positionals(call.args, new Set()).words.length > 2 ? alters(call) : reads(call),
    apply: (call) => (hasFlag(call, '--check', '--stat') ? reads(call) : alters(call)),
    'submodule foreach': (call, scope) =>
      scope.shell(
        texts(call)
          .slice(texts(call).indexOf('foreach') + 1)
          .join(' '),
      ),
    bisect: alters,
  },
});

/** Settings for one call that name no program and no file. */
const plainSettings =
  /^(?:(?:color|column|advice|user|i18n|status|grep|gc|safe|log|blame|rerere|submodule|pull|push|fetch|branch|tag)\.[\w.-]+=.*(?<!\.program=.*)|(?:core\.pager|pager\.\w+)=(?:cat|less)?|core\.(?:quote[pP]ath|abbrev|auto[cC][rR][lL][fF]|file[mM]ode|longpaths|bare|eol|safecrlf|ignore[cC]ase|precompose[uU]nicode|preload[iI]ndex)=.*|diff\.(?:renames|rename[lL]imit|algorithm|mnemonic[pP]refix|no[pP]refix|color[mM]oved|context|submodule)=.*|http\.(?:ssl[vV]erify|proxy|version|postBuffer|extra[hH]eader|timeout|lowSpeed\w+|\S+\.extra[hH]eader)=.*|protocol\.version=\d|credential\.helper=|core\.(?:fsmonitor|hooks[pP]ath)=(?:false|\/dev\/null)?)$/s;

/** The settings in front of the subcommand; `-c` behind it is a flag of that one. */
function settingsOf(call: Call): readonly string[] {
  const settings: string[] = [];
  for (let at = 0; at < call.args.length; at += 1) {
    const text = call.args[at]?.text ?? '';
    if (!text.startsWith('-')) break;
    if (/^(?:-C|-c|--git-dir|--work-tree|--namespace)$/.test(text)) at += 1;
    if (text === '-c') settings.push(call.args[at]?.text ?? '');
  }
  return settings;
}

/** Settings for one call may name programs; a report may go to a file. */
export const git: Rule = (call, scope) => {
  if (!settingsOf(call).every((text) => plainSettings.test(text)))
    return [notUnderstood(call.label)];
  if (hasFlag(call, '--output', '--exec', '--upload-pack', '--ext-diff')) {
    return [change(call.label, 'writes a file or runs a program')];
  }
  return gitKnown(call, scope);
};

/** The command line of GitHub. */
export const gh: Rule = tool({
  valueFlags:
    '-R, --repo, -L, --limit, --json, -q, --jq, -w, --workflow, -b, --branch, -s, --state, -t, --template, -l, --label',
  check: `pr list, pr view, pr status, pr checks, pr diff, issue list, issue view, issue status, run list, run view, run watch, workflow list,
    workflow view, release list, release view, repo view, repo list, auth status, auth token, status, search, secret list, variable list, variable get,
    cache list, gist list, gist view, label list, org list, ruleset list, ruleset view, ruleset check, project list, project view, browse, version, ssh-key list, codespace list, attestation verify, extension list`,
  destructive: {
    'repo delete, release delete, issue delete, run delete, secret delete, variable delete, cache delete, gist delete, label delete, codespace delete, repo archive':
      'deletes it',
    'run cancel, workflow disable': 'stops it',
  },
  rules: {
    api: (call) => {
      const method = flagValue(call, '-X', '--method')?.text.toUpperCase();
      if (method === 'DELETE') return [destructive(call.label, 'deletes it')];
      if (texts(call).includes('graphql')) {
        const asks = texts(call).some((text) => /^query=\s*(?:query\b|\{)/.test(text));
        return asks ? reads(call) : alters(call);
      }
      const sends = hasFlag(call, '-f', '-F', '--field', '--raw-field', '--input');
      return (method ?? (sends ? 'POST' : 'GET')) === 'GET' ? reads(call) : alters(call);
    },
  },
});
