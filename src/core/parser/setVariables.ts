import type { CodeScan, VariableUse } from './codeContext';
import { wordSet } from '../text/words';

/** Set by the system, the shell or the session in every environment a command runs in. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'HOME PATH USER USERNAME LOGNAME PWD OLDPWD SHELL SHLVL HOSTNAME HOSTTYPE OSTYPE MACHTYPE ' +
    'RANDOM SRANDOM SECONDS LINENO EPOCHSECONDS EPOCHREALTIME UID EUID PPID IFS OPTARG OPTIND ' +
    'OPTERR REPLY PIPESTATUS COLUMNS LINES TERM LANG TZ TMPDIR TMP TEMP EDITOR VISUAL PAGER ' +
    'DISPLAY BASH BASHPID FUNCNAME DIRSTACK GROUPS SSH_AUTH_SOCK SUDO_USER MAPFILE COPROC ' +
    'PROMPT_COMMAND'
  ).split(' '),
);
const KNOWN_FAMILY = /^(?:LC_\w+|XDG_\w+|BASH_\w+|PS[1-4]|COMP_\w+|ZSH_\w+)$/;

/** What zsh sets besides: arrays that are tied to `PATH` and its like, and what it knows of itself. */
const ZSH_KNOWN = wordSet(
  'path fpath cdpath manpath mailpath module_path fignore psvar argv ARGC status pipestatus FPATH CDPATH MODULE_PATH options commands functions aliases galiases builtins parameters history jobstates jobtexts widgets dirstack HISTCMD HISTFILE HISTSIZE SAVEHIST CPUTYPE VENDOR GID EGID PROMPT RPROMPT NULLCMD READNULLCMD WORDCHARS TTY TTYIDLE match mbegin mend MATCH MBEGIN MEND reply compstate words CURRENT BUFFER',
);

/** Whether the system, the shell or the session sets a variable. */
export function isSystemVariable(name: string): boolean {
  return KNOWN.has(name) || ('LXBPCZ'.includes(name.charAt(0)) && KNOWN_FAMILY.test(name));
}

/** The same of PowerShell, in small letters, and what only the beginning or the end of tells. */
const POWERSHELL_KNOWN = wordSet(
  '_ psitem true false null args input this matches error host home pid pwd profile lastexitcode ' +
    'myinvocation executioncontext erroractionpreference ofs stacktrace foreach switch islinux ' +
    'iswindows ismacos iscoreclr ' +
    'env:path env:temp env:tmp env:userprofile env:username env:computername env:home ' +
    'env:homepath env:homedrive env:appdata env:localappdata env:programdata env:programfiles ' +
    'env:systemroot env:windir env:os env:psmodulepath env:comspec env:number_of_processors ' +
    'env:userdomain env:systemdrive env:public',
);
const POWERSHELL_FAMILY = /^(?:ps\w+|\w+preference|env:processor_\w+)$/;

function isKnownInPowershell(name: string): boolean {
  const lower = name.toLowerCase();
  return POWERSHELL_KNOWN.has(lower) || POWERSHELL_FAMILY.test(lower);
}

/** Variables used in a shell command that neither it nor every environment sets. */
export function unsetVariables(scan: CodeScan, zsh: boolean): readonly VariableUse[] {
  const uses = scan.variables.filter(
    ({ name }) => !isSystemVariable(name) && !(zsh && ZSH_KNOWN.has(name)),
  );
  if (uses.length === 0) return uses;
  const set = variablesSetBy(scan);
  const optional = new Set(uses.filter((use) => use.optional).map((use) => use.name));
  return uses.filter(({ name }) => !optional.has(name) && !set.has(name));
}

/** The same for PowerShell: `$env:NAME` and variables the script does not set. */
export function unsetPowershellVariables(scan: CodeScan): readonly VariableUse[] {
  const set = powershellVariablesSetBy(scan.text);
  return scan.variables.filter(
    ({ name }) => !isKnownInPowershell(name) && !set.has(name.toLowerCase()),
  );
}

/** Names a PowerShell text assigns, takes as parameters or loops over, in small letters. */
export function powershellVariablesSetBy(text: string): ReadonlySet<string> {
  const set = new Set<string>();
  const add = (pattern: RegExp): void => {
    for (const match of text.matchAll(pattern)) set.add((match[1] ?? '').toLowerCase());
  };
  add(/\$(?:(?:global|script|local|private):)?(?=)((?:env:)?\w+)\s*(?:[-+*/]|\?\?)?=(?!=)/gi);
  add(/\bforeach\s*\(\s*\$(\w+)\s+in\b/gi);
  add(/-(?:\w*Variable|ov|ev|pv|iv|wv)\s+['"]?\+?(\w+)/gi);
  add(/\b(?:Set|New)-Variable\s+(?:-Name\s+)?['"]?(\w+)/gi);
  for (const [, parameters] of text.matchAll(
    /\b(?:param|function\s+[\w-]+)\s*\(([\s\S]*?)\)\s*(?:[\n{]|$)/gi,
  )) {
    for (const match of (parameters ?? '').matchAll(/\$(\w+)/g)) {
      set.add((match[1] ?? '').toLowerCase());
    }
  }
  for (const [, targets] of text.matchAll(/((?:\$\w+\s*,\s*)+\$\w+)\s*=/g)) {
    for (const match of (targets ?? '').matchAll(/\$(\w+)/g)) {
      set.add((match[1] ?? '').toLowerCase());
    }
  }
  return set;
}

const DECLARING = wordSet(
  'export local declare typeset readonly read mapfile readarray getopts let unset',
);

interface CommandSoFar {
  /** Only assignments and keywords came before. */
  readonly leading: boolean;
  readonly declaring: string | undefined;
  readonly last: string;
}

const NONE: ReadonlySet<string> = new Set();
/** What sets a variable without `=`. */
const SETTING =
  /\(\(|\b(?:for|select|printf|local|declare|typeset|readonly|read|mapfile|readarray|getopts|let)(?!\w)/;
const LEADING = /^[A-Za-z_]\w*\+?=|^(?:do|then|else|if|while|until|!|\{|time)$/;

/** Names a shell text assigns, declares, reads or loops over, anywhere in it. */
export function variablesSetBy(scan: CodeScan): ReadonlySet<string> {
  if (!scan.text.includes('=') && !SETTING.test(scan.text)) return NONE;
  const set = new Set<string>();
  const commands = new Map<number, CommandSoFar>();
  const words = [...scan.words].sort((a, b) => a.start - b.start);
  for (const { start, end, command, redirected } of words) {
    if (redirected) continue;
    const word = scan.text.slice(start, Math.min(end, start + 200));
    const before = commands.get(command) ?? { leading: true, declaring: undefined, last: '' };
    const { leading, declaring, last } = before;
    if ((leading || declaring !== undefined) && word.includes('=')) {
      const assigned = /^([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=(?!"?\$\{?\1\}?"?$)/.exec(word)?.[1];
      if (assigned !== undefined) set.add(assigned);
    }
    const named =
      last === 'for' ||
      last === 'select' ||
      last === '-v' ||
      (declaring !== undefined && declaring !== 'export' && declaring !== 'unset');
    if (named && /^[A-Za-z_]\w*$/.test(word)) set.add(word);
    commands.set(command, {
      leading: leading && LEADING.test(word),
      declaring: declaring ?? (DECLARING.has(word) ? word : undefined),
      last: word,
    });
  }
  if (!scan.text.includes('((')) return set;
  for (const match of scan.text.matchAll(/\(\(\s*([A-Za-z_]\w*)\s*(?:[-+*/%]?=|\+\+|--)/g)) {
    set.add(match[1] ?? '');
  }
  return set;
}
