import { change, destructive, notUnderstood } from '../finding';
import type { Call, Rule } from '../scope';
import { hasFlag, hasLetter, positionals, texts } from './arguments';
import { hadoopYarn, isHadoopYarn } from './hadoop';
import { rails } from './platforms';
import { apiCall, git, gh } from './sources';
import { named } from './named';
import { alters, asksForHelp, does, looks, reads, readsWith, tool } from './tool';

/** Package managers of systems. */
const apt: Rule = tool({
  valueFlags: '-o, -t, -c, --option, --target-release',
  dryRun: '--dry-run, -s, --simulate, --just-print',
  check:
    'list, search, show, policy, showpkg, depends, rdepends, madison, changelog, check, showsrc, stats, pkgnames, showauto, showhold, showmanual, dump',
  destructive: { 'remove, purge, autoremove, autopurge': 'removes packages' },
  change: 'clean, autoclean, update, upgrade',
});
const dnfKnown: Rule = tool({
  valueFlags: '--enablerepo, --disablerepo, --releasever, -c, --config, --setopt, -x, --exclude',
  dryRun: '--assumeno',
  check:
    'list, info, search, provides, whatprovides, repolist, repoinfo, check-update, history, history list, history info, deplist, repoquery, check, updateinfo, version, module list, group list, grouplist, needs-restarting, versionlock list, list-updates, lu, lr, se, if, wp, ps, patch-check, list-patches, lp, advisory list',
  destructive: {
    'remove, erase, autoremove, rm': 'removes packages',
    'history undo, history rollback': 'undoes package changes',
  },
});
/** Of `--assumeno` and `--assumeyes` the last one counts. */
const dnf: Rule = (call, scope) =>
  hasFlag(call, '--assumeno') && hasFlag(call, '-y', '--assumeyes')
    ? alters(call)
    : dnfKnown(call, scope);

const rpm: Rule = (call) => {
  if (texts(call).some((text) => /^-e|^--erase/.test(text)))
    return [destructive(call.label, 'removes packages')];
  return texts(call).some((text) =>
    /^-[qVE]|^--(?:query|verify|checksig|version|eval|showrc)/.test(text),
  )
    ? reads(call)
    : alters(call);
};
const dpkg: Rule = (call) => {
  if (hasFlag(call, '-r', '-P', '--remove', '--purge'))
    return [destructive(call.label, 'removes packages')];
  return texts(call).some((text) =>
    /^-[lLsSIcpV]$|^--(?:list|listfiles|status|search|info|contents|get-selections|audit|verify|version|print-architecture|compare-versions|print-avail)/.test(
      text,
    ),
  )
    ? reads(call)
    : alters(call);
};
const pacman: Rule = (call) => {
  const flags = texts(call).find((text) => /^-[A-Z]/.test(text)) ?? '';
  if (/^-R/.test(flags)) return [destructive(call.label, 'removes packages')];
  return /^-Q|^-S[sil]+$|^-F/.test(flags) ? reads(call) : alters(call);
};
const languagePackages = (
  check: string,
  remove: string,
  rules: Readonly<Record<string, Rule>> = {},
): Rule =>
  tool({
    valueFlags:
      '--prefix, -C, --cwd, --dir, --filter, -F, -w, --workspace, --index-url, -i, --registry',
    dryRun: '--dry-run',
    check: `${check}, --version, -v, help`,
    destructive: { [remove]: 'removes packages' },
    rules: { version: npmVersion, ...rules },
  });

const npmVersion: Rule = (call) => (call.args.length === 1 ? reads(call) : alters(call));
const npmConfig: Rule = (call) =>
  /\b(?:get|list|ls)\b/.test(texts(call).join(' ')) ? reads(call) : alters(call);
const npmAudit: Rule = (call) => (texts(call).includes('fix') ? alters(call) : reads(call));
const npmExec: Rule = (call, scope) => {
  const from = texts(call).findIndex((text) => /^(?:exec|dlx|x)$/.test(text)) + 1;
  const inner = call.args.slice(from).filter((word) => word.text !== '--');
  return scope.run(withoutFlags(inner), call.input);
};

/** Scripts of a project whose names say that they only look; all others may do anything. */
const npmRun: Rule = (call) => {
  const names = texts(call).filter((text) => !text.startsWith('-'));
  if (names.length === 1 && names[0] === 'run') return reads(call);
  return [change(call.label, "runs a script of the project's own")];
};

const npm: Rule = languagePackages(
  'ls, list, ll, outdated, view, info, show, search, why, explain, root, prefix, bin, whoami, ping, doctor, fund, team ls, access list, dist-tag ls, docs, repo, query, sbom, licenses, org ls, profile get, owner ls, token list',
  'uninstall, remove, rm, un, unlink, prune, unpublish, deprecate',
  {
    version: npmVersion,
    config: npmConfig,
    get: reads,
    audit: npmAudit,
    'run, run-script, test, start, t, stop, restart': npmRun,
    'exec, x, dlx': npmExec,
    'cache verify, cache ls': reads,
  },
);

function withoutFlags(words: Call['args']): Call['args'] {
  const at = words.findIndex((word) => !word.text.startsWith('-'));
  return at === -1 ? [] : words.slice(at);
}

/** `npx tool …` is the tool. */
const npx: Rule = (call, scope) => {
  let at = 0;
  while (at < call.args.length) {
    const text = call.args[at]?.text ?? '';
    if (text === '-p' || text === '--package') at += 2;
    else if (text.startsWith('-')) at += 1;
    else break;
  }
  const [name, ...rest] = call.args.slice(at);
  if (name === undefined) return [notUnderstood(call.label)];
  const bare = { text: name.text.replace(/(?!^)@[\w.^~-]+$/, ''), known: name.known };
  return scope.run([bare, ...rest], call.input);
};

const bundleExec: Rule = (call, scope) => {
  const from = texts(call).findIndex((text) => /^(?:exec|run)$/.test(text)) + 1;
  return scope.run(withoutFlags(call.args.slice(from)), call.input);
};

const make: Rule = (call) => {
  // What a runner of tasks does not know it hands to the task.
  const dry = /^(?:g?make|just)$/.test(call.name) ? ['-n', '--dry-run'] : ['--dry'];
  if (hasFlag(call, ...dry, '--just-print', '--recon', '--question', '--list', '--summary'))
    return reads(call);
  if (asksForHelp(call)) return reads(call);
  const targets = positionals(call.args, new Set(['-C', '-f', '-j', '-I', '-o', '-l'])).words;
  const names = targets.map((word) => word.text).filter((text) => !text.includes('='));
  if (names.length === 1 && names[0] === 'help') return reads(call);
  return [change(call.label, 'runs a target whose commands are not in this runbook')];
};

const pip: Rule = languagePackages(
  'list, show, freeze, check, search, index versions, debug, pip list, pip show, pip freeze, pip check, pip tree, tree, config list, config get, inspect, hash, cache list, cache info, cache dir',
  'uninstall, cache purge',
);

/** Tools that build, test and look at code without leaving more than build output. */
const linters =
  'eslint, flake8, pylint, mypy, bandit, tflint, tfsec, checkov, kics, actionlint, markdownlint, codespell, cloc, tokei, golint, staticcheck, gosec, govulncheck, infracost, conftest, depcheck, npm-check, license-checker, safety, pip-audit, cfn-lint, cfn_nag, semgrep, gitleaks, trufflehog, dockle, kubesec';

const reportFlags = [
  ...['--output-file', '--output-file-path', '--report-path', '--report'],
  ...['--html-report', '--xml-report', '--txt-report', '--junit-xml', '--export-file'],
];

const yarn: Rule = languagePackages(
  'list, ls, outdated, info, why, audit, licenses, config list, config get, versions, bin, root, store status, store path',
  'remove, rm, uninstall, prune, store prune, cache clean',
  { 'exec, dlx': npmExec, audit: npmAudit },
);

/** For tools that take several goals: all of them must read. */
function goals(reading: RegExp): Rule {
  return (call) => {
    if (asksForHelp(call) || (call.args.length === 1 && hasFlag(call, '-v'))) return reads(call);
    const { words } = positionals(call.args, new Set(['-f', '-pl', '-P', '-p', '-b']));
    const asks = words.length > 0 && words.every((word) => reading.test(word.text));
    return asks ? reads(call) : alters(call);
  };
}

/** Packages, sources and builds. */
export const development: Readonly<Record<string, Rule>> = {
  ...named(linters, (call) =>
    hasFlag(call, '--fix', '-w', '--write', '--autofix', '--write-changes')
      ? alters(call)
      : hasFlag(call, ...reportFlags) ||
          (/^(?:eslint|bandit|semgrep|kics|pylint)$/.test(call.name) &&
            hasFlag(call, '-o', '--output'))
        ? [change(call.label, 'writes a report')]
        : reads(call),
  ),
  ...named('rubocop, standardrb', (call) =>
    hasLetter(call, 'a') ||
    hasLetter(call, 'A') ||
    hasLetter(call, 'x') ||
    hasFlag(call, '--auto-gen-config', '--regenerate-todo', '-o', '--out')
      ? alters(call)
      : looks(call),
  ),
  ...named('apt, apt-get, apt-cache, aptitude, apt-mark, apt-config', apt),
  ...named('yum, dnf, microdnf, zypper, tdnf, dnf5', dnf),
  'rpm-ostree': tool({
    check: 'status, db list, db diff, kargs',
    destructive: { cleanup: 'deletes deployments', reset: 'removes changes' },
    rules: {
      kargs: (call) =>
        texts(call).some((text) => /^--(?:append|delete|replace|editor)/.test(text))
          ? alters(call)
          : reads(call),
    },
  }),
  rpm,
  tsc: readsWith('--noEmit, --version, -v', alters),
  'dpkg-query': reads,
  dpkg,
  pacman,
  opkg: tool({
    check:
      'list, list-installed, list-upgradable, list-changed-conffiles, info, status, find, search, files, depends, whatdepends, compare-versions, print-architecture',
    destructive: { remove: 'removes packages' },
    dryRun: '--noaction',
  }),
  apk: tool({
    check: 'info, list, search, policy, version, stats, audit',
    destructive: { del: 'removes packages' },
  }),
  brew: tool({
    check:
      'list, ls, info, search, outdated, deps, uses, doctor, config, leaves, desc, services list, services info, home, --prefix, --version, cat, log',
    destructive: {
      'uninstall, remove, rm, cleanup, autoremove': 'removes packages',
      'services stop': 'stops the service',
    },
  }),
  snap: tool({
    check: 'list, info, find, services, changes, version, connections, interfaces, logs, get',
    destructive: { remove: 'removes a package', stop: 'stops the service' },
    rules: { refresh: readsWith('--list', alters) },
  }),
  flatpak: tool({
    check: 'list, info, search, remotes, history, ps',
    destructive: { 'uninstall, remove': 'removes a package' },
  }),
  choco: tool({
    check: 'list, search, info, outdated',
    destructive: { uninstall: 'removes a package' },
  }),
  winget: tool({
    check: 'list, search, show, source list',
    destructive: { uninstall: 'removes a package' },
  }),
  ...named('npm', npm),
  yarn: (call, scope) =>
    isHadoopYarn(texts(call))
      ? hadoopYarn(call, scope)
      : call.args.length === 0
        ? alters(call)
        : yarn(call, scope),
  ...named('pnpm, bun', yarn),
  ...named('npx, bunx, pnpx', npx),
  ...named('pip, pip3, pipx, uv, conda, mamba, poetry, pipenv', pip),
  bundle: tool({
    check: 'list, show, info, outdated, check, audit, platform, config list, config get',
    bare: alters,
    rules: { exec: bundleExec },
    destructive: { clean: 'removes packages' },
  }),
  gem: tool({
    check: 'list, search, info, outdated, environment, env, which, query',
    destructive: { 'uninstall, cleanup': 'removes packages' },
  }),
  composer: tool({
    valueFlags: '-d, --working-dir',
    check:
      'show, info, outdated, validate, audit, diagnose, licenses, search, why, why-not, depends, status, about, check-platform-reqs, fund',
    dryRun: '--dry-run',
    destructive: { 'remove, clear-cache': 'removes packages' },
  }),
  cargo: tool({
    check:
      'tree, search, metadata, version, --list, audit, outdated, check, clippy, pkgid, verify-project',
    destructive: { 'uninstall, clean': 'removes it' },
  }),
  go: tool({
    rules: { env: (call) => (hasFlag(call, '-w', '-u') ? alters(call) : reads(call)) },
    check: 'version, list, vet, doc, help, mod graph, mod why, mod verify',
    destructive: { clean: 'deletes build results' },
  }),
  mvn: goals(/^(?:dependency:(?:tree|analyze|list)|help:[\w-]+|validate|versions:display-[\w-]+)$/),
  ...named(
    'gradle, gradlew',
    goals(/^:?(?:[\w-]+:)*(?:tasks|dependencies|projects|properties|help)$/),
  ),
  mvnw: goals(
    /^(?:dependency:(?:tree|analyze|list)|help:[\w-]+|validate|versions:display-[\w-]+)$/,
  ),
  'dotnet-counters': tool({ check: 'ps, list' }),
  'dotnet-trace': tool({ check: 'ps, list-profiles' }),
  dotnet: tool({
    check:
      'list, --info, --list-sdks, --list-runtimes, --version, nuget list, tool list, ef migrations list, ef dbcontext info, ef dbcontext list',
    destructive: {
      'ef database drop': 'deletes the database',
      'ef migrations remove': 'removes a migration',
    },
  }),
  git,
  gh,
  hub: gh,
  glab: tool({
    check:
      'mr list, mr view, issue list, issue view, ci list, ci view, ci status, ci trace, repo view, release list, release view, variable list, variable get, auth status, ci get, ci lint, mr diff, mr approvers, pipeline list, pipeline view, pipeline status, job list, schedule list, label list, snippet list, user events, config get, version, repo list, repo search, repo contributors',
    valueFlags: '-R, --repo, -g, --group, -P, --per-page, -p, --page, -b, --branch',
    rules: { api: apiCall },
    destructive: {
      'repo delete, mr delete, issue delete, variable delete, release delete, ci delete':
        'deletes it',
    },
  }),
  svn: tool({
    check: 'status, st, log, diff, info, list, ls, cat, blame',
    destructive: { 'delete, rm, revert': 'loses files or changes' },
  }),
  hg: tool({
    check: 'status, log, diff, summary, branches, tags, heads, id, paths, incoming, outgoing',
    destructive: { 'revert, strip, purge': 'loses changes' },
  }),
  ...named('make, gmake, just, task, invoke, nox, tox', make),
  rake: (call, scope) =>
    /^(?:db|log|tmp|cache):/.test(call.args[0]?.text ?? '')
      ? rails(call, scope)
      : make(call, scope),
  ...named(
    'cmake, ninja, gcc, g++, clang, javac, webpack, vite, tsx, ts-node, jest, vitest, pytest, mocha, rspec, phpunit, cypress, playwright',
    does('builds or runs the project'),
  ),
  ...named(
    'nvm, rbenv, pyenv, asdf, mise, sdk, n, volta, fnm, tfenv, tfswitch, rustup',
    tool({
      check:
        'ls, list, version, versions, current, which, ls-remote, list-remote, where, show, doctor',
      destructive: { 'uninstall, remove': 'removes a version' },
    }),
  ),
  prettier: readsWith('--check, -c, -l, --list-different', alters),
  black: readsWith('--check, --diff', alters),
  ruff: tool({
    check: 'check, rule, config, linter, version',
    rules: { check: (call) => (hasFlag(call, '--add-noqa') ? alters(call) : looks(call)) },
  }),
  'jenkins-cli': tool({
    valueFlags: '-s, -auth, -i, -user, -strictHostKey',
    check: 'list-jobs, get-job, version, who-am-i, console, list-plugins',
    destructive: {
      'delete-job, quiet-down, shutdown, safe-shutdown, disable-job': 'takes builds away',
    },
  }),
  argo: tool({
    valueFlags: '-n, --namespace',
    check:
      'list, get, logs, version, watch, wait, lint, cron list, cron get, template list, template get',
    destructive: {
      'delete, stop, terminate, suspend, cron delete, cron suspend': 'stops or deletes it',
    },
  }),
};
