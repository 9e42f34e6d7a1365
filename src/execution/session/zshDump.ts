import type { DumpKind, DumpStep } from './dumpKind';
import { quote } from './quote';

const NAME = /^[A-Za-z_]\w*$/;

/** Reads its text whole before it runs any of it: nothing of ours is open when the step starts. */
const READ = 'builtin eval "$(<"$1")"';

/** Special variables that carry over; all others are set by zsh itself. */
const SPECIAL =
  'PATH CDPATH FPATH MANPATH HOME IFS LANG LC_ALL LC_COLLATE LC_CTYPE LC_MESSAGES LC_NUMERIC LC_TIME ' +
  'TERM PS4 NULLCMD READNULLCMD WORDCHARS TZ';
/** Options that tell how the shell was started; they cannot or must not be set. */
const FIXED =
  'interactive|login|monitor|privileged|restricted|shinstdin|singlecommand|zle|rcs|exec';

/** Options are printed first: the function that prints the rest changes some. */
const SAVE =
  '{ __runbook_status=$?; if (( ! ${+__runbook_dumped} )); then { ' +
  "builtin set +o; builtin printf '\\0'; __runbook_dump \"$@\"; builtin printf '\\0'; " +
  `builtin trap; builtin printf '\\0'; builtin ulimit -Sa; builtin printf '\\0%s' "$__runbook_id"; } >| "$__runbook_pipe"; fi; builtin set +x } 2>/dev/null`;

const FUNCTIONS = `
__runbook_dump() {
  builtin emulate -L zsh
  typeset -g __runbook_dumped=1
  builtin local __runbook_name
  for __runbook_name in \${(k)parameters}; do
    case "\${parameters[$__runbook_name]}:$__runbook_name" in
      (*special*|*local*|*hide*|*:__runbook_*|*:_|*:RUNBOOK_RUN_ID) ;;
      (*) builtin typeset -p -- $__runbook_name ;;
    esac
  done
  for __runbook_name in ${SPECIAL}; do
    (( \${+parameters[$__runbook_name]} )) && builtin typeset -p -- $__runbook_name
  done
  for __runbook_name in \${(k)functions}; do
    [[ $__runbook_name == __runbook_* ]] || builtin functions -- $__runbook_name
  done
  builtin alias -L
  builtin print -r -- "builtin umask $(builtin umask)"
  builtin print -r -- "builtin set -- \${(j: :)\${(q)@}}"
  builtin printf '\\0'
  builtin pwd -L
}
`;

/** Zsh prints all it knows; it cannot go on after `exit` in an EXIT trap as other shells can. */
export const ZSH_DUMP: DumpKind = {
  args: (path) => ['-f', '-c', READ, 'zsh', path],
  text: zshText,
  cwd: (state) => (state.split('\0')[2] ?? '').replace(/\n$/, ''),
};

function zshText({ script, state, inherited, changed, dumpPath, nonce }: DumpStep): string {
  const [options = '', restore = '', cwd = '', traps = '', limits = ''] = (state ?? '').split('\0');
  const unset = inherited.filter((name) => NAME.test(name)).join(' ');
  const settings = Object.entries(changed).flatMap(([name, value]) => {
    if (!NAME.test(name)) return [];
    return [value === undefined ? `unset ${name}` : `export ${name}=${quote(value)}`];
  });
  const step = [
    ...settings,
    `builtin trap ${quote(SAVE)} EXIT`,
    ...keptTraps(traps),
    ...keptOptions(options),
  ];
  const before = state === undefined ? 'builtin shift' : `builtin unset ${unset}\n${restore}`;
  return [
    before,
    FUNCTIONS,
    `__runbook_pipe=${quote(dumpPath)} __runbook_id=${nonce}`,
    state === undefined ? ':' : `${limitsText(limits)}${folderText(cwd.replace(/\n$/, ''))}`,
    `builtin eval ${quote(`${step.join('; ')}; ${script}`)}`,
    SAVE,
    'builtin exit $__runbook_status',
  ].join('\n');
}

/** By way of the folder before it, so that `cd -` goes there. */
function folderText(cwd: string): string {
  return (
    'builtin cd -q -- "$OLDPWD" 2>/dev/null\n' + `builtin cd -q -- ${quote(cwd)} || builtin exit 91`
  );
}

/** @param list `ulimit -Sa`: `-n: file descriptors   1024` */
function limitsText(list: string): string {
  const lines = [...list.matchAll(/^-(\w): .*[ \t](\S+)$/gm)];
  return lines
    .map(([, letter = '', limit = '']) => `builtin ulimit -S -${letter} ${limit} 2>/dev/null\n`)
    .join('');
}

function keptOptions(options: string): string[] {
  const lines = options.split('\n').filter((line) => /^set [-+]o \w+$/.test(line));
  const kept = lines.filter((line) => !new RegExp(`o (?:no)?(?:${FIXED})$`).test(line));
  // Last, so that nothing of ours is traced or ends the step.
  const late = /o (?:xtrace|verbose|errexit|nounset)$/;
  const early = kept.filter((line) => !late.test(line));
  return [`builtin set ${words(early)}`, `builtin set ${words(kept.filter((l) => late.test(l)))}`];
}

function words(lines: readonly string[]): string {
  return lines.length === 0 ? '+o noexec' : lines.map((line) => line.slice(4)).join(' ');
}

/** An EXIT trap belongs to the step that set it and has run. */
function keptTraps(traps: string): string[] {
  return traps
    .split(/\n(?=trap -- )/)
    .filter((trap) => trap.trim() !== '' && !/ EXIT\s*$/.test(trap));
}
