import type { StepLanguage } from '../model/step';
import { guessCommand } from './commands';
import { ALONE } from './commandWords';
import type { ForeignShell } from './otherDatabases';
import { ShellScanner } from './shellLines';

/** One line of code and the line of the block (0-based) it comes from. */
export interface CodeLine {
  readonly text: string;
  readonly line: number;
}

/** A recorded session taken apart. */
export interface Session {
  readonly language: StepLanguage | 'other';
  /** The commands without their prompts, comments and blank lines between them kept. */
  readonly lines: readonly CodeLine[];
  /** What was pasted below the commands; empty when nothing was. */
  readonly output: string;
  /** Prompts were `# `, which is also how a comment begins: a person must look. */
  readonly doubtful: boolean;
  /** Commands of a shell and of a database prompt in one block: nothing runs both. */
  readonly mixed: boolean;
  /** Whose prompts they were, when they were those of another database than PostgreSQL. */
  readonly shell?: ForeignShell | undefined;
}

interface Prompt {
  readonly pattern: RegExp;
  readonly language: StepLanguage | 'other';
  /** Stands in every match: keeps the pattern off most lines. */
  readonly sign?: string;
  readonly shell?: ForeignShell | undefined;
}

/** Prompts that are nothing else. The command is what follows the match. */
const PROMPTS: readonly Prompt[] = [
  { pattern: /^\s*(?:\(\S+\)\s*)?\$ (?=\S)/, language: 'bash' },
  {
    sign: '@',
    pattern: /^\s*(?:\([\w.-]+\)\s*)?\[[\w.-]+@[^\]\n]{1,80}\]\s*[$#%>]\s+(?=\S)/,
    language: 'bash',
  },
  {
    sign: '@',
    pattern: /^\s*(?:\([\w.-]+\)\s*)?[\w.-]+@[\w.-]+(?::| )?[~/]?[^\s$#%>]{0,80}\s?[$#%]\s+(?=\S)/,
    language: 'bash',
  },
  // VMware's hosts.
  { sign: '@', pattern: /^\s*\[[\w.-]+@[\w.-]+:[^\]\s]{1,60}\] (?=\S)/, language: 'bash' },
  { pattern: /^\s*(?:bash|sh|zsh|ash)(?:-[\d.]+)?[$#]\s+(?=\S)/, language: 'bash' },
  { pattern: /^\s*(?:~[\w./-]*|\/)\s?[$#]\s+(?=\S)/, language: 'bash' },
  // A host alone, which has a number or a hyphen in its name. With `#` it may as well be a router.
  {
    sign: '$ ',
    pattern: /^\s*(?=[a-z.]{0,30}[\d-])[a-z][\w.-]{1,60} ?\$ (?=\S)/,
    language: 'bash',
  },
  // oh-my-zsh shows the folder behind its arrow, and the branch; fish the folder behind the host.
  {
    pattern: /^\s*[❯➜]\s+(?:[\w.~/-]+\s+git:\([^)\n]{0,80}\)\s*(?:✗\s*)?|~\s+(?=\S))?(?=\S)/,
    language: 'bash',
  },
  { sign: '> ', pattern: /^\s*[\w.-]+@[\w.-]+ (?:~[\w./-]*|\/[\w./-]*)> (?=\S)/, language: 'bash' },
  {
    sign: '>',
    pattern:
      /^\s*(?:\[[\w.-]{1,60}\]: ?)?PS(?: [A-Za-z]:[^>\n]{0,120}| \/[^>\n]{0,120}|)>\s*(?=\S)/,
    language: 'powershell',
  },
  // The shell of Exchange, and a drive's prompt with a cmdlet behind it.
  {
    sign: '>',
    pattern:
      /^\s*(?:\[PS\] ?[A-Za-z]:\\[^>\n]{0,120}>\s*(?=\S)|[A-Za-z]:\\[^>\n]{0,120}>\s*(?=[A-Z]\w+-[A-Z]|[$&]))/,
    language: 'powershell',
  },
  {
    sign: '>',
    pattern: /^\s*[A-Za-z]:\\[^>\n]{0,120}>\s*(?=\S)/,
    language: 'powershell',
    shell: 'cmd',
  },
  {
    sign: '> ',
    pattern:
      /^\s*(?:mysql(?: \[[^\]\n]{1,60}\])?|(?:MariaDB|MySQL) \[[^\]\n]{0,60}\])> (?=[\\A-Za-z])/,
    language: 'sql',
    shell: 'mysql',
  },
  { sign: '> ', pattern: /^\s*sqlite> (?=[.A-Za-z])/, language: 'sql', shell: 'sqlite3' },
  { sign: '> ', pattern: /^\s*SQL> (?=[A-Za-z@])/, language: 'sql', shell: 'sqlplus' },
  { sign: '> ', pattern: /^\s*\d+> (?=[A-Za-z])/, language: 'sql', shell: 'sqlcmd' },
  {
    sign: '>',
    pattern:
      /^\s*(?:mongo(?:sh|s)?>|[\w-]+:(?:PRIMARY|SECONDARY)>|(?:[\w-]+ ){0,2}(?=)\[(?:direct: \w+|primary|secondary|mongos)\] [\w-]+>|[\w-]*>(?= (?:(?:db|rs|sh)\.\w|show (?:dbs|databases|collections|users)(?=)\b|use (?:admin|local|config)\b))|[\w-]+>(?= use [\w-]+;?\s*$))\s*(?=\S)/,
    language: 'node',
    shell: 'mongosh',
  },
  { pattern: /^\s*[A-Za-z_][\w-]*(?:=|-|\()[#>] ?(?=[\\A-Za-z])/, language: 'psql' },
  { pattern: /^\s*(?:>>> |In \[\d+\]: )(?=\S)/, language: 'python' },
  {
    sign: '>',
    pattern:
      /^\s*(?:cqlsh(?::\w+)?>|\d{1,3}(?:\.\d{1,3}){3}:\d+(?:\[\d+\])?>|redis[\w ]*>|irb\([^)]*\)[^>]*>|\[\d+\] pry\([^)]*\)>|hive>|hbase[^>]*>|\w+@[\w.-]+> )\s*(?=\S)/,
    language: 'other',
  },
];

/** In a shell's block: a line no shell would take for a command. */
const LATER_PROMPT = /^\s*(?:\$ \S|[\w(][\w ()[\]:.-]{0,60}(?:=[#>]|-[#>]|>) ?[\\A-Za-z])/;

const ROOT = /^\s*# ?(?=\S)/;
/** Prompts that mean other things elsewhere: only in front of a sure command. */
const BARE = [/^\s*> (?=\S)/, /^\s*% (?=\S)/];
const NUMBER = /^\s*(?:step\s+)?\d{1,2}[.):]\s+(?=\S)/i;

/** How a program asks for the rest of a command that was not complete. */
const MORE: Partial<Record<Prompt['language'], RegExp>> = {
  sql: /^\s*(?:[-'"`]>|\/\*>|\.\.\.>)(?: |$)/,
  psql: /^\s*[A-Za-z_][\w-]*[-('"*$!][#>](?: |$)/,
  node: /^\s*(?:\.\.\.|\|)(?: |$)/,
  python: /^\s*\.\.\.:?(?: |$)/,
  powershell: /^>>(?: |$)/,
  other: /^\s*\.\.\.(?: |$)/,
};

/** SQL*Plus numbers the lines of a statement. */
const NUMBERED_MORE = /^ {0,3}\d{1,3}(?: {1,2}|$)/;

/** What cmd.exe and PowerShell read in two ways; a program is called in one. */
const CMD_ONLY =
  /^@?(?:sc|set|setx|dir|del|erase|copy|xcopy|move|ren|rename|rd|rmdir|md|mkdir|type|echo|cls|if|for|call|start|assoc|ftype|mklink|pushd|popd|where|sort|fc|goto|rem|ver|vol|attrib|curl|wget)(?=[\s.]|$)|%\w+%|[&^]/i;

function moreOf(
  language: Prompt['language'] | undefined,
  shell: ForeignShell | undefined,
): RegExp | undefined {
  if (shell === 'sqlplus') return NUMBERED_MORE;
  return language === undefined ? undefined : MORE[language];
}

/** False for a text that certainly holds no prompt. */
export function mayBeSession(content: string): boolean {
  return /[$#%>❯➜]|\][: ]|^\s*(?:[Ss][Tt][Ee][Pp] )?1[.):] /.test(content);
}

interface FoundPrompt extends Pick<Prompt, 'language' | 'shell'> {
  readonly length: number;
}

/** The prompt a line begins with, undefined when it begins with none. */
export function promptOf(line: string): FoundPrompt | undefined {
  // Every prompt ends with one of these; the test keeps the patterns off most lines.
  if (!/^\s*[^#\s].*?(?:[$#%>❯➜]|\][: ])|^\s*[$>❯➜]/.test(line)) return undefined;
  for (const { pattern, language, sign, shell } of PROMPTS) {
    if (sign !== undefined && !line.includes(sign)) continue;
    const match = pattern.exec(line);
    if (match !== null) return { language, length: match[0].length, shell };
  }
  return undefined;
}

/**
 * Takes a session apart; undefined when the block is none. `tagged` says that the author called
 * it one (`console`), `labelled` that he gave it a shell's name, where `# ` begins a comment.
 */
export function readSession(
  lines: readonly string[],
  tagged: boolean,
  labelled: boolean,
): Session | undefined {
  const first = lines.find((line) => line.trim() !== '' && !/^\s*#/.test(line)) ?? '';
  const firstAny = lines.find((line) => line.trim() !== '') ?? '';
  const opens = promptOf(first) !== undefined;
  // In a block with a shell's label the first command tells, mostly; most blocks end here.
  const kinds = new Set(
    opens || (labelled && !tagged && !lines.some((line) => LATER_PROMPT.test(line)))
      ? []
      : lines.map((line) => promptOf(line)?.language),
  );
  kinds.delete(undefined);
  if (opens || (tagged && kinds.size > 0)) {
    return takeApart(lines, (line) => promptOf(line), false);
  }
  if (isCommandAfter(firstAny, ROOT) && isRootSession(lines, tagged, labelled)) {
    return takeApart(lines, (line) => promptOf(line) ?? prefixed(line, ROOT), true);
  }
  const bare = BARE.find((prefix) => isCommandAfter(firstAny, prefix));
  if (bare !== undefined)
    return takeApart(lines, (line) => promptOf(line) ?? prefixed(line, bare), false);
  if (isNumbered(lines)) return takeApart(lines, (line) => prefixed(line, NUMBER), false);
  // Commands first, a database prompt later: `psql -h x` and then `postgres=# SELECT`.
  if (kinds.size > 0)
    return labelled || guessCommand(first) !== undefined
      ? { language: 'bash', lines: [], output: '', doubtful: false, mixed: true }
      : undefined;
  return undefined;
}

function prefixed(line: string, prefix: RegExp): FoundPrompt | undefined {
  const match = prefix.exec(line);
  return match === null ? undefined : { language: 'bash', length: match[0].length };
}

function isCommandAfter(line: string, prefix: RegExp): boolean {
  const match = prefix.exec(line);
  if (match === null) return false;
  const typed = line.slice(match[0].length).trimEnd();
  const guess = guessCommand(typed);
  // A program that is mostly called by its name alone: `lsblk`, `rescan-disks.sh`.
  return (
    guess?.certainty === 'certain' ||
    (guess !== undefined && ALONE.has(typed)) ||
    /^[a-z][\w.-]*\.(?:sh|py|pl)$/.test(typed)
  );
}

/** Two commands or more, each with its number in front and nothing else between them. */
function isNumbered(lines: readonly string[]): boolean {
  const written = lines.filter((line) => line.trim() !== '');
  return (
    written.length > 1 &&
    /^\s*(?:step\s+)?1[.):]/i.test(written[0] ?? '') &&
    written.every((line) => isCommandAfter(line, NUMBER))
  );
}

/** A prompt at which nothing was typed: the session's last line, mostly. */
function isIdle(line: string): boolean {
  const end = line.trimEnd();
  return end.length < 160 && /[$#%>❯➜]$/.test(end) && promptOf(`${end} x`) !== undefined;
}

/** All that is not output stands behind `# `, and all of that is commands. */
function isRootSession(lines: readonly string[], tagged: boolean, labelled: boolean): boolean {
  const hashes = lines.filter((line) => ROOT.test(line));
  const commands = hashes.filter((line) => isCommandAfter(line, ROOT));
  const others = lines.filter((line) => line.trim() !== '' && !ROOT.test(line));
  if (others.some((line) => promptOf(line) === undefined && guessCommand(line) !== undefined))
    return false;
  if (commands.length < hashes.length) return false;
  return tagged || !labelled || others.length === 0;
}

function takeApart(
  lines: readonly string[],
  prompt: (line: string) => FoundPrompt | undefined,
  doubtful: boolean,
): Session {
  const out: CodeLine[] = [];
  const output: string[] = [];
  const languages = new Set<Prompt['language']>();
  let scanner: ShellScanner | undefined;
  let pending: CodeLine[] = [];
  let inOutput = false;
  let language: Prompt['language'] | undefined;
  let shell: ForeignShell | undefined;
  lines.forEach((text, line) => {
    if (scanner !== undefined && !scanner.atTop) {
      const continued = text.replace(/^\s{0,4}(?:>|\.\.\.|[\w-]+-[#>]|->) ?/, '');
      scanner.next(continued);
      out.push({ text: continued, line });
      return;
    }
    const last = out[out.length - 1];
    const goesOn = last?.line === line - 1 ? moreOf(language, shell)?.exec(text) : null;
    const found = goesOn === undefined || goesOn === null ? prompt(text) : undefined;
    if (found !== undefined) {
      language = found.language;
      languages.add(language);
      const command = text.slice(found.length).trimEnd();
      if (found.shell !== 'cmd' || CMD_ONLY.test(command)) shell ??= found.shell;
      out.push(...pending, { text: command, line });
      pending = [];
      inOutput = false;
      scanner = new ShellScanner();
      if (found.language === 'bash') scanner.next(command);
      return;
    }
    if (goesOn !== undefined && goesOn !== null) {
      out.push({ text: text.slice(goesOn[0].length).trimEnd(), line });
      return;
    }
    if (isIdle(text)) return;
    if (last?.line === line - 1 && isWrapped(last.text, text)) {
      out[out.length - 1] = { ...last, text: `${last.text} \\` };
      out.push({ text, line });
      return;
    }
    if (text.trim() === '' || (/^\s*#/.test(text) && !inOutput)) {
      pending.push({ text: text.trim(), line });
      return;
    }
    if (out.length === 0) {
      pending.push({ text: `# ${text.trim()}`, line });
      return;
    }
    const printed = language === 'python' ? text.replace(/^\s*Out\[\d+\]: /, '') : text;
    output.push(...(inOutput ? pending.map((entry) => entry.text) : []), printed);
    pending = [];
    inOutput = true;
  });
  const [first, ...more] = [...languages];
  return {
    language: first ?? 'bash',
    lines: out,
    output: output.join('\n'),
    doubtful,
    mixed: more.length > 0 || (first !== 'bash' && opensProgram(out)),
    shell,
  };
}

/**
 * An indented line of options right below a command is its second line, of which the author lost
 * the backslash. A program's help prints such lines, too: with words in a second column.
 */
function isWrapped(command: string, text: string): boolean {
  if (!/^\s+--?[A-Za-z][\w-]*(?:[ =]\S|\s*$)/.test(text) || / {2,}\S/.test(text.trim()))
    return false;
  return !/(?:^|\s)(?:-h|--help|help|man|--usage)(?:\s|$)/.test(command);
}

/** `# db-shell` above a database prompt: the root prompt of the shell that program began in. */
function opensProgram(lines: readonly CodeLine[]): boolean {
  const first = lines[0]?.text ?? '';
  return /^# [a-z][\w./-]*(?: -\S+)*$/.test(first) && /sql|redis|mongo|db/i.test(first);
}
