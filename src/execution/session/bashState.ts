import { BASH_DUMP, BASH_TRAP, SAY_OVER } from './bashScript';
import { quote, quoteOnLine, splitEntries } from './quote';
import { setsExitTrap } from './setsExitTrap';

/** What carries over from step to step, as bash text that restores it. */
export interface ShellState {
  /** Variables by name. */
  readonly variables: ReadonlyMap<string, string>;
  readonly shellOptions: string;
  readonly functions: string;
  /** Aliases, umask, positional parameters. */
  readonly rest: string;
  /** Of `ulimit`, each as the command that sets it. */
  readonly limits: readonly string[];
  /** `set` options and traps, on one line: part of what is evaluated with the step itself. */
  readonly options: string;
  readonly cwd: string;
  /** Brings back the folders of `pushd`; empty when there are none. */
  readonly folders: string;
  /** Names of functions; undefined where something else may have an effect of its own. */
  readonly functionNames: ReadonlySet<string> | undefined;
}

/** Set by bash itself; restoring some of them ends the evaluation, others would be wrong. */
const OWN_VARIABLES = new Set(
  (
    '_ BASH BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_ARGV0 BASH_CMDS BASH_COMMAND ' +
    'BASH_EXECUTION_STRING BASH_LINENO BASH_LOADABLES_PATH BASH_MONOSECONDS BASH_SOURCE ' +
    'BASH_SUBSHELL BASH_TRAPSIG BASH_VERSINFO BASH_VERSION COMP_WORDBREAKS DIRSTACK EPOCHREALTIME ' +
    'EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD HOSTNAME HOSTTYPE LINENO MACHTYPE OSTYPE PIPESTATUS ' +
    'PPID PWD RANDOM RUNBOOK_RUN_ID SECONDS SHELLOPTS SHLVL SRANDOM UID'
  ).split(' '),
);
const ON_BY_DEFAULT = new Set(['braceexpand', 'hashall', 'interactive-comments']);
const NOT_CARRIED = new Set(['monitor', 'history', 'histexpand', 'noexec', 'onecmd']);

/**
 * Reads what was printed of it.
 * @returns undefined when it is not complete (the step was killed, or replaced itself)
 */
export function readBashState(dump: string, nonce: string): ShellState | undefined {
  const [traps, cwd, options, variables, functions, shopts, rest, limits, end] = dump.split('\0');
  if (end !== nonce || cwd === undefined || options === undefined) return undefined;
  const entries = splitEntries(variables ?? '');
  const kept = entries.filter((entry) => !isOwnVariable(entry)).map(writable);
  const state = {
    variables: new Map(kept.map((entry) => [nameOf(entry) ?? '', entry])),
    shellOptions: shoptText(shopts ?? ''),
    functions: functions ?? '',
    rest: rest ?? '',
    limits: limitsOf(limits ?? ''),
    options: `${lockedText(entries)}${optionsText(options)}${trapsText(traps ?? '')}`,
    cwd: cwd.replace(/\n$/, ''),
    folders: foldersText(entries),
  };
  return { ...state, functionNames: functionNames(state) };
}

/** Options and traps, aliases, and names that stand for others can do something beside any command. */
function functionNames({ options, rest, variables, functions }: Omit<ShellState, 'functionNames'>) {
  if (options !== '' || /^alias /m.test(rest)) return undefined;
  if ([...variables.values()].some((entry) => /^declare -\w*n/.test(entry))) return undefined;
  return new Set(Array.from(functions.matchAll(/^declare -f\w* (.+)$/gm), ([, name = '']) => name));
}

/** What is of ours in a printed state. */
export interface BashOwn {
  readonly nonce: string;
  readonly pipe: string;
  readonly runId: string;
}

/** A printed state without what is another in each step. */
export function withoutOwn(dump: string, { nonce, pipe, runId }: BashOwn): string {
  const lines = [
    `declare -x RUNBOOK_RUN_ID="${runId}"\n`,
    `declare -- __runbook_id="${nonce}"\n`,
    `declare -- __runbook_pipe="${pipe}"\n`,
  ];
  const text = dump.endsWith(nonce) ? dump.slice(0, -nonce.length) : dump;
  return lines.reduce((rest, line) => rest.replace(line, ''), text);
}

/** Where a step ended, once that much of its state is printed. */
export function folderOf(dump: string): string | undefined {
  const [, cwd, more] = dump.split('\0', 3);
  return more === undefined ? undefined : cwd?.replace(/\n$/, '');
}

/** Evaluated by the bash of a session: names the subshell it is to fork, and its pipes. */
export function bashFork(nonce: string, paths: readonly string[]): string {
  const [input = '', stdout = '', stderr = ''] = paths.map(quote);
  return `__runbook_nonce=${nonce} __runbook_in=${input} __runbook_out=${stdout} __runbook_err=${stderr}`;
}

/** What a subshell needs to be told to hand its state over. */
export interface Handover {
  readonly nonce: string;
  /** Where its state goes, and where what it says of itself goes. */
  readonly pipe: string;
  readonly report: string;
}

/** Makes a subshell that has taken up nothing yet print its state: what all of them begin with. */
export function bashBase({ nonce, pipe, report }: Handover): string {
  const dump = `builtin printf "\\0"; ${BASH_DUMP} builtin printf ${nonce}`;
  return `{ ${dump}; } >|${quote(pipe)}; builtin unset -v __runbook_dumped; ${say('base', nonce, report)}`;
}

/**
 * Evaluated in the subshell that will run a step: makes the changes to the state in which the last
 * step ended. It ends when that folder is gone.
 */
export function bashPrelude(
  state: ShellState | undefined,
  changes: string,
  { nonce, pipe, report }: Handover,
): string {
  const own = `__runbook_pipe=${quote(pipe)} __runbook_report=${quote(report)} __runbook_id=${nonce}`;
  if (state === undefined) return own;
  const astray = `{ ${say('astray', nonce, report)}; builtin exit; }`;
  return [
    changes,
    `${own}\n${state.folders}builtin cd -- ${quote(state.cwd)} || ${astray}`,
    beforeText(state),
  ].join('\n');
}

/** Where `cd -` goes to: the change of folder just made would be the last one otherwise. */
function beforeText(state: ShellState): string {
  return `builtin unset -v OLDPWD; ${state.variables.get('OLDPWD') ?? ':'}`;
}

function say(what: string, nonce: string, report: string): string {
  return `builtin printf '${what} ${nonce}\\n' 1<>${quote(report)}`;
}

/**
 * Shell options first: they decide how functions are read. Aliases last: they would be expanded once
 * more in functions that were printed with them expanded. What has changed is unset before it is set,
 * as attributes would stay.
 */
export function bashChanges(state: ShellState, base: ShellState | undefined): string {
  const changed = [...state.variables].filter(
    ([name, entry]) => base?.variables.get(name) !== entry,
  );
  const stale = [...(base?.variables ?? [])]
    .filter(([name, entry]) => state.variables.get(name) !== entry)
    .map(([name]) => name);
  return [
    stale.length === 0 ? '' : `builtin unset -v ${stale.join(' ')}`,
    state.shellOptions === base?.shellOptions ? '' : state.shellOptions,
    ...changed.map(([, entry]) => entry),
    state.functions,
    state.rest === base?.rest ? '' : state.rest,
    // Without a base nothing tells which of them a step has set.
    ...state.limits.filter((limit) => base?.limits.includes(limit) === false),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/** @param list `ulimit -Sa`: `open files   (-n) 1024` */
function limitsOf(list: string): string[] {
  const lines = list.matchAll(/\((?:[^()]*, )?-(\w)\)[ \t]+(\S+)$/gm);
  return [...lines].map(([, letter = '', limit = '']) => `builtin ulimit -S -${letter} ${limit}`);
}

/**
 * Sets the text of a step, which is evaluated next: alone, as bash shows the whole line in which it
 * finds an error of syntax. What of ours it needs stands on its first line, to keep its line numbers.
 */
export function bashStep(
  script: string,
  state: ShellState | undefined,
  settings: readonly string[],
): string {
  const { options = '', functions = '' } = state ?? {};
  const setsTrap = setsExitTrap(script) || setsExitTrap(functions);
  const own = [
    ...settings,
    'builtin trap -- "$__runbook_save" EXIT',
    ...(setsTrap ? [`__runbook_kept=$__runbook_save; ${BASH_TRAP}`] : []),
    'builtin unset -v __runbook_length __runbook_nonce __runbook_in __runbook_out __runbook_err __runbook_before __runbook_save',
  ];
  return `${own.join('; ')}; __runbook_text=${quote(`${options}${script}`)}`;
}

/**
 * The same for a step that leaves its shell as it was: it hands no state over, says how it ended, and
 * is gone.
 */
export function bashPassingStep(script: string, settings: readonly string[]): string {
  return [
    ...settings,
    `__runbook_text=${quoteOnLine(script)}`,
    'builtin eval "$__runbook_text"',
    '__runbook_status=$?',
    SAY_OVER,
    'builtin exit "$__runbook_status"',
  ].join('; ');
}

/** What the reading of the step's text has to set: read-only again on the step's own line. */
const NEEDED = /^declare -(\w*r\w*) (IFS|LC_ALL)\b/;

function writable(entry: string): string {
  return entry.replace(NEEDED, (_, flags: string, name: string) => {
    return `declare -${flags.replace('r', '') || '-'} ${name}`;
  });
}

function lockedText(entries: readonly string[]): string {
  const locked = entries.flatMap((entry) => NEEDED.exec(entry)?.[2] ?? []);
  return locked.length === 0 ? '' : `builtin readonly ${locked.join(' ')}; `;
}

/** Bash prints its stack with `~` for the home folder, and adds to it only below the first. */
function foldersText(entries: readonly string[]): string {
  const stack = entries.find((entry) => /^declare -a DIRSTACK=\(.*\[1\]=/.test(entry));
  if (stack === undefined) return '';
  return [
    stack.replace('DIRSTACK', '__runbook_folders'),
    'for ((__runbook_length = ${#__runbook_folders[@]} - 1; __runbook_length > 0; __runbook_length--))',
    'do builtin pushd -n "${__runbook_folders[__runbook_length]/#\\~/$HOME}"; done',
    'builtin unset -v __runbook_folders\n',
  ].join('\n');
}

function nameOf(entry: string): string | undefined {
  return /^declare -\S+ (\w+)/.exec(entry)?.[1];
}

function isOwnVariable(entry: string): boolean {
  const name = nameOf(entry);
  return name === undefined || name.startsWith('__runbook_') || OWN_VARIABLES.has(name);
}

/** @param list `$SHELLOPTS`: names of the options that are on, with colons between */
function optionsText(list: string): string {
  const on = new Set(list.split(':').filter((name) => name !== '' && !NOT_CARRIED.has(name)));
  const wanted = [
    ...[...on].filter((name) => !ON_BY_DEFAULT.has(name)).map((name) => `-o ${name}`),
    ...[...ON_BY_DEFAULT].filter((name) => !on.has(name)).map((name) => `+o ${name}`),
  ];
  return wanted.length === 0 ? '' : `builtin set ${wanted.join(' ')}; `;
}

/** @param list `$BASHOPTS`; printed so, it is one write instead of fifty */
function shoptText(list: string): string {
  const words = list.replaceAll(':', ' ');
  return `builtin shopt -u \${BASHOPTS//:/ }; builtin shopt -s ${words}`;
}

/** An EXIT trap belongs to the step that set it and has run; all others carry over. */
function trapsText(traps: string): string {
  const kept = splitEntries(traps).filter((trap) => !trap.endsWith(' EXIT'));
  return kept.map((trap) => `builtin ${trap}; `).join('');
}
