import { assignmentFindings } from '../bash/environment';
import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import { joinWords, type Call, type Rule, type Scope, type Word } from '../scope';
import { flagValue, hasFlag, hasLetter, listOf, positionals, texts } from './arguments';
import { parallel, xargs } from './eachItem';
import { laterCode } from './laterCode';
import { named } from './named';
import { perl } from './perl';
import { ssh } from './secureShell';
import { innerCommand } from './innerCommand';
import { alters, does, loses, reads } from './tool';

/**
 * A command that starts another: everything from the first word on that is neither a flag, nor
 * the value of one, nor an assignment.
 * @param skip how many words stand before the command (`timeout 5 cmd` has one)
 */
function wrapper(valueFlags: string, skip: number, alone: Rule): Rule {
  const takesValue = new Set(listOf(valueFlags));
  return (call, scope) => {
    const inner = innerCommand(call.args, takesValue, skip);
    const set = assigned(call, inner, scope);
    return [...set, ...(inner.length === 0 ? alone(call, scope) : scope.run(inner, call.input))];
  };
}

/** What it starts goes on when the step is over. */
const goesOn: Rule = (call, scope) =>
  call.args.length === 0 || hasFlag(call, '-w', '--wait', '--version', '--help')
    ? wrapper('', 0, reads)(call, scope)
    : [
        ...wrapper('', 0, reads)(call, scope),
        change(call.label, 'starts what goes on when its shell is gone'),
      ];

/** What the variables do that are set for the command: `env PAGER=… git log`. */
function assigned(call: Call, inner: readonly Word[], scope: Scope): readonly Finding[] {
  const before = call.args.slice(0, call.args.length - inner.length);
  return before.flatMap(({ text, known }) => {
    const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
    return name === undefined
      ? []
      : assignmentFindings(name, { text: value, known }, text, scope).filter(
          ({ intent }) => intent !== 'check',
        );
  });
}

/** Starts a command in another class, or with `-p` shows or sets that of a running process. */
function ofProcess(valueFlags: string, skip: number): Rule {
  const starts = wrapper(valueFlags, skip, reads);
  return (call, scope) => {
    const running = texts(call).some((text) => /^-[a-zA-Z]*p\d*$|^--pid\b/.test(text));
    if (!running) return starts(call, scope);
    const words = call.args.filter(({ text }) => !/^-[a-zA-Z]*p$|^--pid$/.test(text));
    return words.length === 1
      ? reads(call)
      : [change(call.label, 'sets how a process is scheduled')];
  };
}

const opensShell: Rule = does('opens a shell');

/** `bash -c '…'`, `bash script.sh`, `bash <<EOF`, `bash` alone. */
const shell: Rule = (call, scope) => {
  if (call.args.length === 1 && hasFlag(call, '--version', '--help')) return reads(call);
  if (hasFlag(call, '--rcfile', '--init-file')) return [change(call.label, 'runs a script')];
  const at = call.args.findIndex((word) => /^-[a-z]*c[a-z]*$/.test(word.text));
  if (at !== -1) {
    const script = call.args.slice(at + 1).find((word) => !/^[-+][a-z]+$/.test(word.text));
    if (script === undefined) return [notUnderstood(call.label)];
    if (!script.known && /^\$[\w{(]/.test(script.text)) return [notUnderstood(call.label)];
    return scope.shell(script.text);
  }
  const file = positionals(call.args, new Set(['-o', '--rcfile', '-O'])).words[0];
  if (file !== undefined && file.text !== '-') {
    const before = { ...call, args: call.args.slice(0, call.args.indexOf(file)) };
    if (hasLetter(before, 'n')) return reads(call);
    return [change(call.label, 'runs a script')];
  }
  if (call.input?.kind === 'text') return scope.shell(call.input.text);
  if (call.input?.kind === 'stream') {
    const found = (call.input.lines ?? []).flatMap((line) => scope.shell(line));
    const lost = found.filter(({ intent }) => intent === 'destructive');
    return [change(call.label, 'runs what it is fed'), ...lost];
  }
  if (call.input !== undefined) return [change(call.label, 'runs what it is fed')];
  return [change(call.label, 'opens a shell')];
};

const evaluate: Rule = (call, scope) => {
  if (call.args.length === 0) return reads(call);
  const text = joinWords(call.args);
  if (
    /^"?\$\((?:ssh-agent|minikube|direnv|brew|docker-machine|dircolors|starship|nodenv|pyenv|rbenv)\b/.test(
      text,
    )
  ) {
    return [change(call.label, 'sets up this shell')];
  }
  return call.args.every((word) => word.known) ? scope.shell(text) : [notUnderstood(call.label)];
};

const su: Rule = (call, scope) => {
  const script = flagValue(call, '-c', '--command');
  return script === undefined ? opensShell(call, scope) : scope.shell(script.text);
};

const sudo: Rule = (call, scope) => {
  const values = new Set(
    listOf('-u, -g, -h, -p, -C, -r, -t, -T, -U, -D, -R, --user, --group, --host'),
  );
  // `-iu postgres`: the last of several letters may be the one that takes a value.
  const args = call.args.flatMap((word) =>
    /^-[AbEHiKknPSs]+[ugU]$/.test(word.text)
      ? [
          { text: '-i', known: true },
          { text: `-${word.text.slice(-1)}`, known: true },
        ]
      : [word],
  );
  const inner = innerCommand(args, values, 0);
  const own = { ...call, args: args.slice(0, args.length - inner.length) };
  // With `-l` a command behind it is only looked up among what is allowed.
  if (own.args.some(({ text }) => /^--list$|^-[AbEHKknPSB]*l/.test(text))) return reads(call);
  if (inner.length === 0 && hasFlag(own, '-v', '--validate', '-V', '--version', '-k', '-K'))
    return reads(call);
  if (hasFlag(own, '-e', '--edit')) return [change(call.label, 'edits a file')];
  if (inner.length > 0)
    return [...assigned({ ...call, args }, inner, scope), ...scope.run(inner, call.input)];
  return call.input?.kind === 'text' ? scope.shell(call.input.text) : opensShell(call, scope);
};

const command: Rule = (call, scope) => {
  if (/^-[pvV]*[vV]$/.test(call.args[0]?.text ?? '')) return reads(call);
  return call.args.length === 0 ? reads(call) : scope.run(call.args, call.input);
};

/** `watch` repeats; its words become one line for a shell. */
const watch: Rule = (call, scope) => {
  const inner = innerCommand(call.args, new Set(['-n', '--interval', '-q', '--equexit']), 0);
  return inner.length === 0 ? reads(call) : scope.shell(joinWords(inner));
};

/** `exec cmd` becomes the command; alone it only arranges files. */
const exec: Rule = (call, scope) =>
  call.args.length === 0 ? reads(call) : scope.run(call.args, call.input);

const python: Rule = (call, scope) => {
  if (hasFlag(call, '--version', '-V', '--help', '-h') && call.args.length === 1)
    return reads(call);
  const script = flagValue(call, '-c');
  if (script !== undefined) return scope.python(script.text);
  const module = flagValue(call, '-m');
  const rest = call.args.slice(call.args.findIndex((word) => word.text === '-m') + 2);
  if (module?.text === 'json.tool')
    return rest.length < 2 ? reads(call) : [change(call.label, 'writes a file')];
  if (module?.text === 'pip' || module?.text === 'pytest') {
    return scope.run([module, ...rest], call.input);
  }
  if (module === undefined) {
    const { words: file, at } = positionals(call.args, new Set(['-W', '-X']));
    if (file[0]?.text.endsWith('manage.py') === true) {
      const rest = call.args.slice((at[0] ?? 0) + 1);
      return scope.run([{ text: 'manage.py', known: true }, ...rest], call.input);
    }
    if (file.length === 0 && call.input?.kind === 'text') return scope.python(call.input.text);
    if (file.length === 0) return [change(call.label, 'opens an interpreter')];
  }
  return [change(call.label, 'runs a program')];
};

const nodeEvaluates = /^(?:-[ep]{1,2}|--eval(?:=.*)?|--print(?:=.*)?|--no-warnings|-)$/s;

/** `node -e "console.log(…)"` with nothing else in it only prints. */
const node: Rule = (call) => {
  if (call.args.length === 1 && hasFlag(call, '--version', '-v', '--help', '-h')) {
    return reads(call);
  }
  const file = positionals(call.args, new Set()).words[0];
  // `-pe` is both; other flags load code, write a profile or open the program to a debugger.
  const others = texts(call).filter((text) => text.startsWith('-') && !nodeEvaluates.test(text));
  const script = /^-(?:pe|ep)$/.test(call.args[0]?.text ?? '')
    ? call.args[1]?.text
    : flagValue(call, '-e', '-p', '--eval', '--print')?.text;
  if (others.length > 0 || script === undefined || (file !== undefined && call.args[0] === file)) {
    return [change(call.label, call.args.length === 0 ? 'opens an interpreter' : 'runs a program')];
  }
  const code = script.replace(/'[^'\\]*'|"[^"\\]*"/g, '""');
  const prints = /^[\s;]*(?:console\.log\([\w\s.,+\-*/%()[\]"]*\)|[\w\s.+\-*/%[\]"]*)[\s;]*$/;
  const pure = code.replace(
    /console\.log|Math\.\w+|process\.(?:version|versions|env|uptime|platform|arch)|Date\.now|toISOString|require\((?:"")?\)|JSON\.stringify|new Date|toString|randomBytes|crypto|randomUUID/g,
    '',
  );
  return prints.test(code) && !/\w\s*\(/.test(pure) ? reads(call) : [notUnderstood(call.label)];
};

const source: Rule = (call) => {
  const file = call.args[0]?.text ?? '';
  if (
    /(?:^|\/)(?:activate|\.env(?:\.\w+)?|env|env\.sh|[\w.-]*openrc[\w.-]*|\.bashrc|\.profile|\.bash_profile|\.zshrc|nvm\.sh)$/.test(
      file,
    )
  ) {
    return reads(call);
  }
  return [change(call.label, 'runs a script')];
};

const builtin = `
  cd, pushd, popd, dirs, echo, printf, true, false, :, test, [, [[, sleep, wait, read, mapfile,
  readarray, export, declare, typeset, local, readonly, unset, set, shopt, shift, return, exit,
  break, continue, alias, unalias, hash, help, history, jobs, fg, bg, let, getopts, times, ulimit,
  logout, clear, reset, bind, complete, compgen, caller, enable, yes, setopt, umask,
  rehash, autoload, zstyle
`;

const history: Rule = (call) =>
  hasFlag(call, '-c', '-d') ? [destructive(call.label, 'clears the history')] : reads(call);

const printsTo: Rule = (call: Call): readonly Finding[] => {
  const assigned = texts(call).some((text) => text.includes('`'));
  return assigned ? [notUnderstood(call.label)] : [check(call.label)];
};

/** Commands that start other commands, shells and interpreters, and the shell's own commands. */
export const wrappers: Readonly<Record<string, Rule>> = {
  ...named(builtin, reads),
  ...laterCode,
  ...named('bash, sh, zsh, dash, ksh, ash, fish, busybox sh', shell),
  ...named('python, python3, python2', python),
  ...named('node, nodejs, deno, bun', node),
  ...named('source, .', source),
  ...named('ssh, autossh, mosh', ssh),
  ...named(
    'tmux, screen, script, expect, vi, vim, nvim, nano, emacs, ed, vipw, crontab -e, code, open, xdg-open',
    does('opens something to work in'),
  ),
  perl,
  java: (call, scope) => {
    const at = call.args.findIndex((word) => /(?:^|\/)jenkins-cli[\w.-]*\.jar$/.test(word.text));
    if (at > 0)
      return scope.run(
        [{ text: 'jenkins-cli', known: true }, ...call.args.slice(at + 1)],
        call.input,
      );
    return call.args.length === 1 && hasFlag(call, '-version', '--version', '-v')
      ? reads(call)
      : [change(call.label, 'runs a program')];
  },
  // The language, or the client of an object store.
  swift: (call) => {
    const verb = call.args.find(({ text }) => !text.startsWith('-'))?.text ?? '';
    if (/^(?:stat|list|info|capabilities)$/.test(verb)) return reads(call);
    return verb === 'delete'
      ? [destructive(call.label, 'deletes objects')]
      : [change(call.label, 'runs a program')];
  },
  ...named('ruby, lua, Rscript, irb, pry', (call) =>
    call.args.length === 1 && hasFlag(call, '-v', '--version')
      ? reads(call)
      : [change(call.label, 'runs a program')],
  ),
  ...named('man, apropos, whatis, tldr, info, cheat', (call) =>
    hasFlag(call, '-P', '-H', '--pager', '-o', '--output', '--update', '-u')
      ? [change(call.label, 'runs a program or writes a file')]
      : reads(call),
  ),
  hash: (call) => (hasFlag(call, '-p') ? alters(call) : reads(call)),
  enable: (call) => (hasFlag(call, '-f') ? alters(call) : reads(call)),
  bind: (call) => (hasFlag(call, '-x', '-f') ? alters(call) : reads(call)),
  echo: printsTo,
  history,
  disown: does('lets a process go on when its shell is gone'),
  sudo,
  doas: wrapper('-u, -C, -a', 0, opensShell),
  su,
  runuser: (call, scope) =>
    flagValue(call, '-c', '--command') === undefined
      ? wrapper('-u, --user, -g, --group, -l', 0, opensShell)(call, scope)
      : su(call, scope),
  env: (call, scope) =>
    texts(call).some((text) => /^(?:-[a-zA-Z0]*S|--split-string)/.test(text))
      ? [notUnderstood(call.label)]
      : wrapper('-u, --unset, -C, --chdir', 0, reads)(call, scope),
  numactl: wrapper('-N, -m, -C, -i', 0, reads),
  time: (call, scope) => [
    ...(hasFlag(call, '-o', '--output') ? [change(call.label, 'writes a file')] : []),
    ...wrapper('-f, -o', 0, reads)(call, scope),
  ],
  nohup: wrapper('', 0, reads),
  timeout: wrapper('-k, -s, --signal, --kill-after', 1, reads),
  gtimeout: wrapper('-k, -s', 1, reads),
  nice: wrapper('-n, --adjustment', 0, reads),
  ionice: ofProcess('-c, -n, -p, --class, --classdata', 0),
  chrt: ofProcess('-p', 1),
  taskset: ofProcess('-c, -p', 1),
  setsid: goesOn,
  stdbuf: wrapper('-o, -e, -i', 0, reads),
  unbuffer: wrapper('', 0, reads),
  chronic: wrapper('', 0, reads),
  caffeinate: wrapper('-t, -w', 0, reads),
  chroot: wrapper('', 1, opensShell),
  gosu: wrapper('', 1, opensShell),
  nsenter: wrapper('-t, --target, -S, -G', 0, opensShell),
  unshare: wrapper('', 0, opensShell),
  flock: (call, scope) => {
    const script = flagValue(call, '-c', '--command');
    return script === undefined
      ? wrapper('-w, --timeout, -E', 1, reads)(call, scope)
      : scope.shell(script.text);
  },
  ...named('strace, ltrace', (call, scope) => [
    ...(flagValue(call, '-o', '--output') === undefined
      ? []
      : [change(call.label, 'writes a file')]),
    ...wrapper('-p, -e, -o, -s, -P', 0, reads)(call, scope),
  ]),
  perf: (call, scope) => {
    const { words } = positionals(
      call.args,
      new Set(listOf('-p, --pid, -e, --event, -C, --cpu, -I, -r, -t')),
    );
    const [verb, inner] = words;
    if (/^(?:top|list|report|annotate|script|diff|evlist|version)$/.test(verb?.text ?? ''))
      return hasFlag(call, '-o', '--output') ? [change(call.label, 'writes a file')] : reads(call);
    if (verb?.text !== 'stat' || hasFlag(call, '-o', '--output', 'record'))
      return [change(call.label, 'records what runs')];
    return inner === undefined
      ? reads(call)
      : scope.run(call.args.slice(call.args.indexOf(inner)), call.input);
  },
  builtin: command,
  command,
  coproc: exec,
  exec,
  eval: evaluate,
  xargs,
  parallel,
  watch,
  viddy: watch,
  dotenv: wrapper('-e, -f, -c', 0, reads),
  'aws-vault': wrapper('', 2, opensShell),
  chamber: wrapper('', 2, opensShell),
  sshpass: wrapper('-p, -f', 0, reads),
  proxychains: wrapper('-f', 0, reads),
  pwsh: (call, scope) => {
    const script = call.args.findIndex((word) => /^-(?:c|command)$/i.test(word.text));
    if (script !== -1) return scope.powershell(joinWords(call.args.slice(script + 1)));
    return [change(call.label, 'runs a script or opens a shell')];
  },
  powershell: (call, scope) => {
    const script = call.args.findIndex((word) => /^-(?:c|command)$/i.test(word.text));
    if (script !== -1) return scope.powershell(joinWords(call.args.slice(script + 1)));
    return [change(call.label, 'runs a script or opens a shell')];
  },
  at: (call) =>
    hasFlag(call, '-r', '-d')
      ? [destructive(call.label, 'takes what is planned away')]
      : hasFlag(call, '-l', '-c', '-V')
        ? reads(call)
        : [change(call.label, 'runs something later')],
  batch: does('runs something later'),
  crontab: (call, scope) => {
    if (hasFlag(call, '-l')) return reads(call);
    if (hasFlag(call, '-r')) return loses('deletes every entry of the crontab')(call, scope);
    return [change(call.label, 'changes the crontab')];
  },
};
