import type { StepLanguage } from '../model/step';
import type { CodeScan, CodeWord, Heredoc } from '../parser/codeContext';

/** A command inside a command, as its own interpreter will read it, with the hole's place in it. */
export interface InnerCode {
  readonly text: string;
  readonly language: StepLanguage;
  readonly start: number;
  readonly end: number;
}

const SHELLS = /^(?:ba|z|da|k|a)?sh$/;
const SQL_CLIENTS = /^(?:psql|mysql|mariadb|cockroach|sqlite3|clickhouse-client)$/;
const SCRIPTED =
  /^(?:g?awk|sed|gsed|ed|ex|jq|yq|perl|python[\d.]*|node|ruby|php|lua|mongo|mongosh|vim?|make)$/;
/** A file that is a script, by its name. */
export const SCRIPT_FILE = /\.(?:ba|z|da|k)?sh["']?$/;
/** These read what is piped to them as code; `ssh` gives it to a shell. */
const READS_CODE =
  /^(?:(?:ba|z|da|k|a)?sh|ssh|psql|mysql|mariadb|cockroach|sqlite3|clickhouse-client|mongo|mongosh|redis-cli|at|batch)$/;
/** These take a command of several words as one, behind an option. */
const TAKES_COMMAND = /^(?:su|runuser|sg|script|flock|gcloud|vagrant|fly|flyctl)$/;
/** These hand what they are given to shells, in ways of their own. */
const HANDS_ON =
  /^(?:parallel|tmux|screen|ansible|pdsh|pssh|parallel-ssh|clush|salt|heroku|expect|entr)$/;
/** Settings on the command line of these programs that a shell runs. */
const TAKES_SETTINGS = /^(?:ssh|scp|sftp|git|tar)$/;
const RUNS_SETTING =
  /(?:ProxyCommand|LocalCommand|KnownHostsCommand)[ =]|^["']?(?:alias\.|[\w.-]*(?:command|editor|pager|helper|cmd)=)|(?:checkpoint-action|to-command|use-compress-program)=/i;
const SSH_OPTIONS_WITH_VALUE = /^-[a-zA-Z]*[bcDEeFIiJLlmOopQRSWw]$/;

/**
 * The code nested in a shell command at a hole: the argument of `bash -c` or `ssh host`, the
 * statement of `psql -c`, a here document fed to one of them, a JSON body. `unknown` is code in a
 * language whose quoting is not known here (awk, jq, …), `words` what is cut into words again.
 * Undefined when there is none.
 */
export function innerCodeAt(
  scan: CodeScan,
  language: StepLanguage,
  start: number,
  end: number,
): InnerCode | 'json' | 'unknown' | 'words' | undefined {
  if (language !== 'bash' && language !== 'sh' && language !== 'zsh') return undefined;
  const heredoc = scan.heredocs.find(
    (candidate) => candidate.start <= start && end <= candidate.end,
  );
  if (heredoc !== undefined) {
    const inside = { start: heredoc.start, end: heredoc.end };
    const kind = heredocKind(scan, heredoc);
    if (kind === 'unknown') return 'unknown';
    if (kind !== 'plain') return decode(scan, inside, kind, start, end);
    return insideJsonString(scan.text.slice(heredoc.start, start)) ? 'json' : undefined;
  }
  const word = innermostWord(scan, start, end);
  if (word === undefined) return undefined;
  if (isPipedToCode(scan, word)) return 'words';
  const kind = word.redirected ? hereStringKind(scan, word) : argumentKind(scan, word);
  if (kind === 'handed-on') return 'words';
  if (kind === 'bash' || kind === 'psql') return decode(scan, word, kind, start, end);
  if (kind === 'unknown') return scan.contextAt(start) === 'bare' ? undefined : 'unknown';
  return insideJsonString(scan.text.slice(word.start, start)) ? 'json' : undefined;
}

/** What a here-document is read as: by the program it is fed or piped to, or as the script it makes. */
export function heredocKind(
  scan: CodeScan,
  heredoc: Heredoc,
): 'bash' | 'psql' | 'unknown' | 'plain' {
  const words = scan.words.filter(({ command }) => command === heredoc.command);
  const fed = wordsOf(scan, heredoc.command).map((word) => programName(scan, word));
  const line = scan.text
    .slice(words.at(0)?.start ?? heredoc.start, heredoc.start)
    .split('\n', 1)[0];
  const piped = (line ?? '')
    .split('|')
    .slice(1)
    .join(' ')
    .split(/[\s'"()]+/);
  const programs = [...fed, ...piped.map((name) => name.slice(name.lastIndexOf('/') + 1))];
  if (programs.some((name) => SQL_CLIENTS.test(name))) return 'psql';
  if (programs.some((name) => SHELLS.test(name) || /^(?:ssh|at|batch|source|\.)$/.test(name)))
    return 'bash';
  const isScript = words.some((word) => SCRIPT_FILE.test(scan.text.slice(word.start, word.end)));
  if (isScript) return 'bash';
  return programs.some((name) => SCRIPTED.test(name)) ? 'unknown' : 'plain';
}

/** Whether what a variable or a substitution brings into a word is read as code. */
export function isReadAsCode(scan: CodeScan, word: CodeWord): boolean {
  if (isPipedToCode(scan, word)) return true;
  const kind = word.redirected ? hereStringKind(scan, word) : argumentKind(scan, word);
  if (kind !== 'unknown') return kind !== 'plain';
  const text = scan.text.slice(word.start, word.end);
  const isWholeWord = /^"?\$\{?\w+\}?"?$/.test(text) || /^"?\$\((?!\()[^]*\)"?$/.test(text);
  return !isWholeWord || /\s-\w*[ecpr]\s+$/.test(scan.text.slice(0, word.start));
}

/**
 * Whether a plain value can end what it stands in within a program of sed or Perl: behind the
 * delimiter of `s/…/…/` stand flags, one of which executes.
 */
export function endsPattern(scan: CodeScan, start: number, end: number, value: string): boolean {
  const word = innermostWord(scan, start, end);
  if (word === undefined) return false;
  const programs = wordsOf(scan, word.command).map((other) => programName(scan, other));
  if (!programs.some((name) => /^(?:g?sed|perl|ruby)$/.test(name))) return false;
  const text = scan.text.slice(word.start, word.end);
  const delimiters = [...text.matchAll(/(?<![A-Za-z])(?:s|y|tr|m|qr)([^\w\s\\])/g)];
  const hasAddress = /(?:^['"]?|[;{!,\s(~])\//.test(text) || delimiters.length === 0;
  return [...delimiters.map(([, delimiter = '']) => delimiter), ...(hasAddress ? ['/'] : [])].some(
    (delimiter) => value.includes(delimiter),
  );
}

function innermostWord(scan: CodeScan, start: number, end: number): CodeWord | undefined {
  let found: CodeWord | undefined;
  for (const word of scan.words) {
    if (word.start > start || word.end < end) continue;
    if (found === undefined || word.end - word.start < found.end - found.start) found = word;
  }
  return found;
}

function wordsOf(scan: CodeScan, command: number): readonly CodeWord[] {
  return scan.words
    .filter((word) => word.command === command && !word.redirected)
    .sort((a, b) => a.start - b.start);
}

function programName(scan: CodeScan, word: CodeWord): string {
  const text = scan.text.slice(word.start, word.end).replace(/^["']|["']$/g, '');
  return text.slice(text.lastIndexOf('/') + 1);
}

type ArgumentKind = 'bash' | 'psql' | 'unknown' | 'handed-on' | 'plain';

/** `echo "SELECT '<name>'" | psql`: what is printed is read as code. */
function isPipedToCode(scan: CodeScan, word: CodeWord): boolean {
  const rest = /^[^\n;&]*/.exec(scan.text.slice(word.end))?.[0] ?? '';
  const piped = rest.slice(rest.indexOf('|')).split(/[\s|'"()]+/);
  return (
    rest.includes('|') &&
    piped.some((name) => READS_CODE.test(name.slice(name.lastIndexOf('/') + 1)))
  );
}

/** `bash <<< "…"` */
function hereStringKind(scan: CodeScan, word: CodeWord): ArgumentKind {
  if (!/<<<[ \t]*$/.test(scan.text.slice(0, word.start))) return 'plain';
  const programs = wordsOf(scan, word.command).map((other) => programName(scan, other));
  if (programs.some((name) => SQL_CLIENTS.test(name))) return 'psql';
  const isCode = programs.some((name) => READS_CODE.test(name) || /^(?:source|\.)$/.test(name));
  return isCode ? 'bash' : 'plain';
}

/** What the program before it makes of a word. */
function argumentKind(scan: CodeScan, word: CodeWord): ArgumentKind {
  const words = wordsOf(scan, word.command);
  const index = words.indexOf(word);
  if (index < 0) return 'plain';
  const texts = words.map((candidate) => scan.text.slice(candidate.start, candidate.end));
  const own = texts[index] ?? '';
  const option = texts[index - 1] ?? '';
  for (let i = index - 1; i >= 0; i--) {
    const program = programName(scan, words[i] as CodeWord);
    if (SHELLS.test(program) && /^-[a-z]*c$/.test(option)) return 'bash';
    if (/^(?:eval|watch|alias)$/.test(program)) return 'bash';
    if (program === 'trap' && texts.slice(i + 1, index).every((text) => text.startsWith('-')))
      return 'bash';
    if (TAKES_COMMAND.test(program)) {
      if (/^(?:-[a-z]*[cC]|--(?:session-)?command)$/.test(option)) return 'bash';
      if (/^--(?:session-)?command=/.test(own)) return 'handed-on';
    }
    if (HANDS_ON.test(program)) return 'handed-on';
    if (program === 'env' && [option, own].some((text) => /^(?:-\w*S|--split-string)/.test(text)))
      return 'handed-on';
    if (program === 'ssh' && index > sshHost(texts, i)) return 'bash';
    if (TAKES_SETTINGS.test(program) && RUNS_SETTING.test(own)) return 'handed-on';
    if (SQL_CLIENTS.test(program)) {
      if (/^(?:-[a-zA-Z]*[ceQ]|--(?:command|execute|query))$/.test(option)) return 'psql';
      if (/^--(?:command|execute|query)=/.test(own)) return 'psql';
    }
    if (SCRIPTED.test(program)) return 'unknown';
  }
  return 'plain';
}

function sshHost(texts: readonly string[], ssh: number): number {
  for (let i = ssh + 1; i < texts.length; i++) {
    const text = texts[i] ?? '';
    if (!text.startsWith('-')) return i;
    if (SSH_OPTIONS_WITH_VALUE.test(text)) i++;
  }
  return texts.length;
}

/** An odd number of straight double quotes since the first brace: inside a JSON string. */
function insideJsonString(before: string): boolean {
  const body = /^[^{[]*?['"]?\s*[{[]/.exec(before)?.[0];
  if (body === undefined || !/['"]?\s*[{[]$/.test(body)) return false;
  const rest = before.slice(body.length).replace(/\\\\/g, '');
  const escaped = /^[^{[]*"\s*[{[]$/.test(body);
  const quotes = escaped ? rest.match(/\\"/g) : rest.match(/(?<!\\)"/g);
  return (quotes?.length ?? 0) % 2 === 1;
}

/** Takes away the outer shell's quotes and escapes, keeping track of where the hole ends up. */
function decode(
  scan: CodeScan,
  range: { readonly start: number; readonly end: number },
  language: StepLanguage,
  start: number,
  end: number,
): InnerCode | 'unknown' {
  let text = '';
  let innerStart = 0;
  let innerEnd = 0;
  for (let at = range.start; at < range.end; at++) {
    if (at === start) innerStart = text.length;
    if (at >= start && at < end) {
      text += scan.text[at] ?? '';
      innerEnd = text.length;
      continue;
    }
    const context = scan.contextAt(at);
    const unit = scan.text[at] ?? '';
    if (context === 'ansi-c' || context === 'backtick') return 'unknown';
    if (context === 'single') {
      if (unit !== "'") text += unit;
    } else if (context === 'double' || context === 'heredoc') {
      if (unit === '\\' && /[\\$`"]/.test(scan.text[at + 1] ?? '')) text += scan.text[++at] ?? '';
      else if (unit !== '"' || context === 'heredoc') text += unit;
    } else if (context === 'bare' && unit === '\\') text += scan.text[++at] ?? '';
    else text += unit;
  }
  return { text, language, start: innerStart, end: innerEnd };
}
