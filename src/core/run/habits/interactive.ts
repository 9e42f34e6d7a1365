import { hasFlag, hasLetter, listOf, positionals, texts } from '../commands/arguments';
import type { Call } from '../scope';
import type { FoundCall } from './calls';

/**
 * True when a step of these commands wants a person at a keyboard: a prompt of a database or shell that nothing is
 * fed to, an editor, a full-screen program, a login. It belongs into a real terminal.
 */
export function isInteractive(calls: readonly FoundCall[]): boolean {
  return calls.some(isForPerson);
}

type Question = (call: Call) => boolean;

const always: Question = () => true;
const SCREENS = listOf(
  `vi, vim, nvim, view, nano, pico, emacs, micro, htop, btop, atop, nmon, k9s, lazydocker,
  tig, screen, vipw, vigr, telnet, gdb, man, more, ctop, glances`,
);

/** With any of these a program of full screens does its work by itself, or answers and ends. */
const BY_ITSELF = new Set(
  listOf(
    `-es, -Es, --headless, --batch, -batch, --export, --stdout, --stdout-csv, --stdout-json, -dm,
    -dmS, -X, -ls, -list, -wipe, --version, --help`,
  ),
);
const fullScreen: Question = (call) => !texts(call).some((text) => BY_ITSELF.has(text));

/** Midnight Commander is given folders, MinIO's client of the same name a word for what to do. */
const mc: Question = (call) => {
  const [first] = positionals(call.args, new Set()).words;
  return fullScreen(call) && !/^[a-z]+$/.test(first?.text ?? '');
};

const OPENS_SESSION = /^(?:a|at|attach|attach-session|new|new-session)$/;
/** Opens or joins a session; all else that tmux is told, it does from outside. */
const tmux: Question = (call) => {
  const [verb] = positionals(call.args, new Set(['-L', '-S', '-f'])).words;
  return OPENS_SESSION.test(verb?.text ?? 'new') && !hasLetter(call, 'd');
};

/** A program that reads its input line by line when it is given nothing else to do. */
function repl(valueFlags: string, doing: string, most = 0): Question {
  const values = new Set(listOf(valueFlags));
  const work = listOf(doing);
  return (call) => {
    if (call.input !== undefined) return false;
    const given = texts(call).some((text) =>
      work.some((flag) =>
        flag.startsWith('--')
          ? text === flag || text.startsWith(`${flag}=`)
          : text.startsWith(flag) && !text.startsWith('--'),
      ),
    );
    return !given && positionals(call.args, values).words.length <= most;
  };
}

const interpreter = repl(
  '-o, -O, --rcfile, --init-file, -W, -X, -r, --require',
  '-c, -e, -p, -m, -V, -v, --version, --help, --eval, --print, --check, -n, --completion-bash, --v8-options, --test, --run',
);
const shell: Question = (call) => hasLetter(call, 'i') || interpreter(call);
const helpOrVersion = '--version, --help';
const psql = repl(
  '-h, --host, -p, --port, -U, --username, -d, --dbname, -v, --set, -P, --pset, -o, -L, -F, -R, -T',
  `-c, --command, -f, --file, -l, --list, -V, ${helpOrVersion}`,
  2,
);
const mysqlAlone = repl(
  '-h, --host, -P, --port, -u, --user, -D, --database, -S, --socket',
  `-e, --execute, -V, ${helpOrVersion}`,
  1,
);
/** `-Ne 'SELECT …'`: letters that take no value stand before the one that does. */
const mysql: Question = (call) =>
  mysqlAlone(call) && !texts(call).some((text) => /^-[ABCEGHLNQbfnqrstvw]+e/.test(text));
const mongo = repl(
  '--host, --port, -u, --username, -p, --password, --authenticationDatabase',
  `--eval, -f, --file, ${helpOrVersion}`,
  1,
);

const sshValues = listOf(
  '-b, -c, -D, -E, -e, -F, -I, -i, -J, -L, -l, -m, -O, -o, -p, -Q, -R, -S, -W, -w, -B',
);
const ssh: Question = (call) =>
  call.input === undefined &&
  !hasLetter(call, 'N') &&
  !hasLetter(call, 'V') &&
  !texts(call).some((text) => /^-[QGO]/.test(text)) &&
  positionals(call.args, new Set(sshValues)).words.length === 1;

/** `docker run -it image`: a container whose own program is talked to. */
const dockerRun: Question = (call) => {
  const all = texts(call);
  if (all.includes('attach')) return true;
  const at = all.indexOf('run');
  if (at < 0 || all.includes('exec') || !asksForTty(all)) return false;
  const values = listOf(
    '-e, --env, -v, --volume, -p, --publish, --name, --network, --net, -u, --user, -w, --workdir, --entrypoint, --env-file, -m, --memory, --cpus, -h, --hostname, --mount, --platform, --image, -n, --namespace, --restart',
  );
  return positionals(call.args.slice(at + 1), new Set(values)).words.length === 1;
};

const kubectl: Question = (call) => {
  const [verb] = positionals(call.args, new Set(['-n', '--namespace', '--context'])).words;
  return verb?.text === 'edit' || verb?.text === 'attach' || dockerRun(call);
};

function asksForTty(all: readonly string[]): boolean {
  return all.some((text) => text === '--tty' || /^-[a-z]*t[a-z]*$/.test(text));
}

const has =
  (...wanted: readonly string[]): Question =>
  (call) =>
    wanted.every((word) => texts(call).includes(word));

const either =
  (...questions: readonly Question[]): Question =>
  (call) =>
    questions.some((question) => question(call));

const git: Question = (call) => {
  const [verb, ...rest] = texts(call);
  if (verb === 'rebase') return rest.some((text) => text === '-i' || text === '--interactive');
  if (verb === 'add' || verb === 'checkout' || verb === 'restore' || verb === 'stash')
    return rest.some((text) => text === '-p' || text === '--patch' || text === '-i');
  return (
    verb === 'commit' &&
    !rest.some((text) => /^-[a-z]*[mFC]|^--(?:message|file|no-edit|reuse-message|fixup)/.test(text))
  );
};

const nodeTool = either(has('prisma', 'studio'), has('drizzle-kit', 'studio'));

const RULES: Readonly<Record<string, Question>> = {
  ...Object.fromEntries(SCREENS.map((name) => [name, fullScreen])),
  mc,
  ncdu: (call) => fullScreen(call) && !hasLetter(call, 'o'),
  tmux,
  byobu: tmux,
  top: (call) => !hasLetter(call, 'b') && !texts(call).some((text) => /^-l/.test(text)),
  iotop: (call) => !hasLetter(call, 'b') && !hasFlag(call, '--batch'),
  less: (call) => call.input === undefined && !texts(call).includes('+F'),
  crontab: (call) => hasLetter(call, 'e'),
  systemctl: has('edit'),
  su: (call) => !hasLetter(call, 'c') && !hasFlag(call, '--command'),
  sudo: (call) =>
    (hasLetter(call, 'i') || hasLetter(call, 's')) &&
    positionals(call.args, new Set(['-u', '-g'])).words.length === 0,
  sudoedit: always,
  visudo: (call) => !hasLetter(call, 'c') && !hasFlag(call, '--check'),
  passwd: (call) =>
    !texts(call).some((text) =>
      /^-[ludeSxnw]|^--(?:stdin|lock|unlock|delete|expire|status)/.test(text),
    ),
  bash: shell,
  sh: shell,
  zsh: shell,
  ash: shell,
  dash: shell,
  fish: shell,
  pwsh: (call) => call.input === undefined && call.args.length === 0,
  powershell: (call) => call.input === undefined && call.args.length === 0,
  python: interpreter,
  python3: interpreter,
  ipython: interpreter,
  node: interpreter,
  irb: interpreter,
  iex: always,
  ruby: never,
  psql,
  pgcli: always,
  mysql,
  mariadb: mysql,
  mycli: always,
  sqlite3: repl('-separator, -cmd, -init', '-version, -help', 1),
  mongosh: mongo,
  mongo,
  'redis-cli': repl(
    '-h, -p, -s, -a, -u, -n, --user, --pass',
    `--scan, --stat, --latency, --bigkeys, --pipe, --rdb, -x, ${helpOrVersion}`,
  ),
  'valkey-cli': repl(
    '-h, -p, -s, -a, -u, -n, --user, --pass',
    `--scan, --stat, --latency, --bigkeys, --pipe, ${helpOrVersion}`,
  ),
  cqlsh: repl('-u, -p', `-e, --execute, -f, --file, ${helpOrVersion}`, 2),
  sqlcmd: repl('-S, -U, -P, -d, -s', '-Q, -q, -i, -?'),
  sqlplus: repl('', '-v'),
  ssh,
  mosh: ssh,
  'Enter-PSSession': always,
  sftp: repl('-i, -P, -o, -F, -J', '-b', 1),
  ftp: repl('-P', '-s', 1),
  docker: dockerRun,
  podman: dockerRun,
  nerdctl: dockerRun,
  kubectl,
  oc: kubectl,
  git,
  npx: nodeTool,
  pnpm: nodeTool,
  yarn: nodeTool,
  bunx: nodeTool,
  prisma: has('studio'),
  'drizzle-kit': has('studio'),
  rails: either(has('console'), has('c'), has('dbconsole')),
  php: either(has('artisan', 'tinker'), has('-a')),
  'manage.py': either(has('shell'), has('dbshell'), has('createsuperuser')),
  aws: either(has('configure'), has('sso', 'login'), has('ssm', 'start-session')),
  gcloud: has('auth', 'login'),
  az: has('login'),
  heroku: either(has('login'), has('pg:psql')),
  gh: has('auth', 'login'),
};

function never(): boolean {
  return false;
}

function isForPerson({ call, parent }: FoundCall): boolean {
  if (!Object.hasOwn(RULES, call.name) || RULES[call.name]?.(call) !== true) return false;
  if (
    call.name === 'aws' &&
    texts(call).some((text) => text === 'get' || text === 'list' || text === 'set')
  ) {
    return false;
  }
  return !withoutInput(parent);
}

/** Inside `docker exec NAME bash` without `-i` there is nothing to read, so it ends at once. */
function withoutInput(parent: FoundCall | undefined): boolean {
  for (let at = parent; at !== undefined; at = at.parent) {
    const all = texts(at.call);
    if (/^(?:xargs|parallel|nohup|setsid|find|which|type|command|man)$/.test(at.call.name))
      return true;
    const carrier = /^(?:docker|podman|nerdctl|kubectl|oc)$/.test(at.call.name);
    if (!carrier || all.includes('compose')) continue;
    const open = all.some(
      (text) => text === '--stdin' || text === '--interactive' || /^-[a-z]*i[a-z]*$/.test(text),
    );
    if (!open) return true;
  }
  return false;
}
