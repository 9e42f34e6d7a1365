import { change, destructive, notUnderstood } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValues, hasFlag, listOf, positionals, texts } from './arguments';
import { spelled } from './spelling';
import { alters, does, reads, readsWith, tool } from './tool';

const gitValues = new Set(listOf('-C, -c, --git-dir, --work-tree, --namespace'));

const gitBranch: Rule = (whole) => {
  // In front of the subcommand `-C` names a folder, behind it a copy.
  const [first = 0] = positionals(whole.args, gitValues).at;
  const call = { ...whole, args: whole.args.slice(first) };
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
  return isListing(call, branchLists, branchShows)
    ? reads(call)
    : [change(call.label, 'creates a branch')];
};

/** With these a branch or a tag is only looked for (git-branch(1), git-tag(1)). */
const branchLists =
  /^(?:--list|-l|--show-current|--(?:no-)?contains|--(?:no-)?merged|--points-at|--all|--remotes|-v*[ar][arv]*)(?:=|$)/;
const tagLists =
  /^(?:--list|-l|-n\d*|--(?:no-)?contains|--points-at|-v|--verify|--(?:no-)?merged)(?:=|$)/;
/** These only say how a list looks: with a name behind them it is still created. */
const branchShows =
  /^(?:-v+|--verbose|--sort|--format|--color|--no-color|--column|--no-column|--abbrev|--no-abbrev|-i|--ignore-case|--no-pager|--git-dir|--work-tree|-C)(?:=|$)/;

function isListing(call: Call, lists: RegExp, shows: RegExp): boolean {
  const flags = texts(call).filter((text) => text.startsWith('-'));
  if (flags.some((text) => lists.test(text))) return true;
  const { words } = positionals(call.args, gitValues);
  return words.length <= 1 && flags.every((text) => shows.test(text));
}

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
  return isListing(call, tagLists, branchShows)
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

/** Behind `-e` stands a pattern, which may hold any letter. */
const gitClean: Rule = (call) =>
  texts(call).some((text) => /^-[a-df-zA-Z]*n/.test(text)) || hasFlag(call, '--dry-run')
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
  const { words } = positionals(
    call.args,
    new Set([...gitValues, '--file', '-f', '--type', '--blob']),
  );
  if (words[1]?.text === 'get' || words[1]?.text === 'list') return reads(call);
  const plain = texts(call).every((text) => !text.startsWith('-') || configPlaces.test(text));
  return words.length === 2 && words[1]?.text !== 'edit' && plain ? reads(call) : alters(call);
};

/** Flags of `git config` that say where to look and how to print (git-config(1)). */
const configPlaces =
  /^(?:-C|-c|--git-dir|--work-tree|--no-pager|-f|-z|--(?:file|blob|global|system|local|worktree|type|bool|int|path|bool-or-int|expiry-date|null|name-only|show-origin|show-scope|includes|no-includes|default))(?:=|$)/;

const gitKnown: Rule = tool({
  valueFlags: '-C, -c, --git-dir, --work-tree, --namespace',
  check: `status, log, diff, show, blame, shortlog, describe, rev-parse, rev-list, ls-files, ls-remote, ls-tree,
    cat-file, grep, remote, remote -v, remote show, remote get-url, whatchanged, show-ref, for-each-ref, merge-base, merge-tree, name-rev, count-objects, fsck, version, help,
    cherry, range-diff, var, check-ignore, worktree list, submodule status, bisect log, notes show, show-branch, diff-tree, symbolic-ref, verify-commit, verify-tag, check-attr, check-mailmap, check-ref-format, diff-index, diff-files, bundle verify, bundle list-heads, submodule summary, rerere status, rerere diff, patch-id, get-tar-commit-id, sparse-checkout list, archive, config get, config list, lfs ls-files, lfs status, lfs env, annotate, stripspace, request-pull`,
  destructive: {
    rm: 'deletes files',
    'filter-branch, filter-repo': 'rewrites history',
    prune: 'throws unreachable commits away',
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
    // Anything but these verbs is shown (git-reflog(1)).
    reflog: (call) => {
      const verb = positionals(call.args, gitValues).words[1]?.text ?? '';
      if (/^(?:expire|delete|drop)$/.test(verb))
        return [destructive(call.label, 'throws unreachable commits away')];
      return /[$`]|^write$/.test(verb) ? alters(call) : reads(call);
    },
    archive: (call) => (texts(call).some((text) => /^-o/.test(text)) ? alters(call) : reads(call)),
    'remote update, remote add, remote set-url, remote rename, remote prune, remote set-head, remote set-branches':
      alters,
    'symbolic-ref': (call) =>
      hasFlag(call, '-d', '--delete')
        ? [destructive(call.label, 'deletes a reference')]
        : positionals(call.args, gitValues).words.length > 2
          ? alters(call)
          : reads(call),
    // Told to check it does not apply, unless it is told so as well.
    apply: (call) =>
      hasFlag(call, '--check', '--stat', '--numstat', '--summary') && !hasFlag(call, '--apply')
        ? reads(call)
        : alters(call),
    'submodule foreach': (call, scope) =>
      scope.shell(
        texts(call)
          .slice(texts(call).indexOf('foreach') + 1)
          .join(' '),
      ),
    bisect: alters,
  },
});

/** Settings for one call that name no program and no file (git-config(1)). */
const gitSettings =
  /^(?:color\.|column\.|advice\.|log\.|status\.|user\.|safe\.|blame\.|grep\.|format\.|i18n\.|fetch\.|index\.|pack\.|gc\.|init\.|submodule\.recurse|core\.(?:quotepath|abbrev|autocrlf|longpaths|filemode|ignorecase|precomposeunicode|commentchar|whitespace|compression|preloadindex|untrackedcache|bare|usereplacerefs|fsmonitor=(?:false|0)?$|(?:pager|editor)=(?:|cat|less|more|true)$)|pager\.\w+=(?:true|false|0|1|cat|less)$|diff\.(?:renames|renamelimit|algorithm|noprefix|mnemonicprefix|submodule|context|colormoved|statgraphwidth|wserrorhighlight|ignoresubmodules)|http\.(?:.*\.)?(?:sslverify|extraheader|postbuffer|lowspeedlimit|lowspeedtime|version|useragent|proxy|sslcainfo)|protocol\.version|credential\.helper=$|tag\.sort|branch\.sort|versionsort\.|merge\.(?:renames|conflictstyle)|rerere\.enabled|feature\.)/i;

/** Options that write a file or start a program; git takes abbreviations of them. */
const gitDoes = listOf(
  '--output, --exec, --upload-pack, --receive-pack, --ext-diff, --open-files-in-pager',
);

function doesMore(text: string): boolean {
  if (/^--(?:exec-path=|config-env)/.test(text)) return true;
  const [flag = ''] = text.split('=', 1);
  return flag.length > 4 && gitDoes.some((name) => name.startsWith(flag));
}

/** Settings for one call may name programs; a report may go to a file. */
export const git: Rule = (call, scope) => {
  const settings = flagValues(call, '-c').map((word) => word.text);
  const { at } = positionals(call.args, gitValues);
  // Only in front of the subcommand: behind it `-c` means another thing with each.
  const own = flagValues({ ...call, args: call.args.slice(0, at[0]) }, '-c');
  if (settings.length > 0 && own.some(({ text }) => !gitSettings.test(text)))
    return [notUnderstood(call.label)];
  const end = texts(call).indexOf('--');
  const words = end < 0 ? texts(call) : texts(call).slice(0, end);
  if (words.some(doesMore)) return [change(call.label, 'writes a file or runs a program')];
  // Such an address names the program that fetches.
  if (words.some((text) => /^\w+::/.test(text))) return [notUnderstood(call.label)];
  return gitKnown(call, scope);
};

/** A request by the options that `gh` and `glab` share (gh-api(1)). */
export const apiCall: Rule = spelled(
  `X method=, f raw-field=, F field=, H header=, i include, q jq=, t template=, p preview=, input=, form=, hostname=, cache=,
  paginate, silent, slurp, verbose`,
  (call) => {
    const methods = flagValues(call, '--method').map(({ text }) => text.toUpperCase());
    if (methods.includes('DELETE')) return [destructive(call.label, 'deletes it')];
    const fields = flagValues(call, '--raw-field', '--field').map(({ text }) => text);
    if (texts(call).includes('graphql')) {
      const queries = fields.filter((text) => text.startsWith('query='));
      const asks = queries.every((text) =>
        /^query=\s*(?:query\b|\{)(?![^]*\bmutation\b)/.test(text),
      );
      return asks && queries.length > 0 ? reads(call) : alters(call);
    }
    const sends = fields.length > 0 || hasFlag(call, '--input', '--form');
    if (methods.length === 0) return sends ? alters(call) : reads(call);
    return methods.every((method) => method === 'GET') ? reads(call) : alters(call);
  },
);

/** The command line of GitHub. */
export const gh: Rule = tool({
  valueFlags:
    '-R, --repo, -L, --limit, --json, -q, --jq, -w, --workflow, -b, --branch, -s, --state, -t, --template, -l, --label',
  check: `pr list, pr view, pr status, pr checks, pr diff, issue list, issue view, issue status, run list, run view, run watch, workflow list,
    workflow view, release list, release view, repo view, repo list, auth status, auth token, status, search, secret list, variable list, variable get,
    cache list, gist list, gist view, label list, org list, ruleset list, ruleset view, ruleset check, project list, project view, browse, version, ssh-key list, codespace list, attestation verify, extension list, extension search, alias list, config get, config list, project item-list, project field-list, repo autolink list, repo deploy-key list, gpg-key list, codespace view, codespace logs, cs list, attestation trusted-root`,
  destructive: {
    'repo delete, release delete, issue delete, run delete, secret delete, variable delete, cache delete, gist delete, label delete, codespace delete, repo archive':
      'deletes it',
    'run cancel, workflow disable': 'stops it',
  },
  rules: {
    api: apiCall,
  },
});
