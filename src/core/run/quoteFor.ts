import type { StepLanguage } from '../model/step';
import type { CodeContext } from '../parser/codeContext';

/** Where a value is put: the quoting around it and the text on both sides. */
export interface QuotePlace {
  readonly context: CodeContext;
  readonly before: string;
  readonly after: string;
  /** What the value takes the place of. */
  readonly written?: string;
}

/**
 * A value written so that the language's interpreter reads back exactly the value at that place.
 * Undefined when the place allows no quoting and the value could be read as something else.
 */
export function quoteFor(
  language: StepLanguage,
  place: QuotePlace,
  value: string,
): string | undefined {
  if (value.includes('\u0000') || /\p{Surrogate}/u.test(value)) return undefined;
  switch (language) {
    case 'bash':
    case 'sh':
    case 'zsh':
      return quoteForShell(place, value);
    case 'powershell':
      return quoteForPowershell(place, value);
    case 'sql':
    case 'psql':
      return quoteForSql(place, value);
    case 'python':
    case 'node':
      return quoteForScript(place, value);
    case 'http':
      return /[\r\n]/.test(value) ? undefined : value;
  }
}

const PLAIN = /^[\w@%+:./-]+$/;
const RESERVED =
  /^(?:if|then|elif|else|fi|do|done|case|esac|for|while|until|select|function|time|coproc|in)$/;

function quoteForShell(place: QuotePlace, value: string): string | undefined {
  const { context, before, after } = place;
  if (before.endsWith('$') && context !== 'single' && context !== 'ansi-c') return undefined;
  if (isSubscript(place)) return /^\w+$/.test(value) ? value : undefined;
  if (READ_AGAIN.test(before.slice(-2000))) return PLAIN.test(value) ? value : undefined;
  if (mayBeIndexed(place, value)) return /^\w+$/.test(value) ? value : undefined;
  if (/(?<!\\)\$[A-Za-z_]\w*$/.test(before) && /^(?:[\w[:]|[^\0-\x7f])/.test(value)) {
    return apart(place, value);
  }
  switch (context) {
    case 'bare': {
      if (before.endsWith('\\') && !before.endsWith('\\\\')) return undefined;
      const plain = PLAIN.test(value) && !RESERVED.test(value) && !/^[<>]/.test(after);
      return plain && !/\[\[[^\]]*$/.test(before)
        ? value
        : arithmeticTest(before, after)
          ? numberOnly(value)
          : `'${value.replaceAll("'", "'\\''")}'`;
    }
    case 'single':
      return value.replaceAll("'", "'\\''");
    case 'double':
      // Bash does not take these within double quotes as they are, not even escaped.
      return value.replace(/["\\$`]/g, '\\$&').replace(/[!\x01\x7f]+/g, (marks) => `"'${marks}'"`);
    case 'ansi-c':
      return value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n');
    case 'heredoc':
      return /[\r\n]/.test(value) ? undefined : value.replace(/[\\$`]/g, '\\$&');
    case 'heredoc-raw':
      return /[\r\n]/.test(value) ? undefined : value;
    case 'arithmetic':
      return numberOnly(value);
    case 'backtick':
    case 'block-string':
    case 'comment':
    case 'identifier':
    case 'parameter':
      return PLAIN.test(value) ? value : undefined;
  }
}

/** Variables that a shell reads as code each time it shows a prompt or a trace, or when it starts. */
const READ_AGAIN =
  /(?:^|[\s;&|({])(?:PS[0-4]|PROMPT[0-9]?|RPROMPT|RPS1|PROMPT_COMMAND|BASH_ENV|ENV|GIT_SSH_COMMAND|(?:GIT_|MAN|SYSTEMD_)?PAGER|(?:GIT_)?EDITOR|VISUAL|LESSOPEN)\+?=(?:"(?:[^"\\]|\\[^])*"|'[^']*'|\\[^]|[^\s;&|"'\\])*(?:"(?:[^"\\]|\\[^])*|'[^']*)?$/;

/** Parts of bash that take names of variables, whose index is arithmetic, or calculate themselves. */
const TAKES_NAMES =
  /(?:^|[;&|({\n]|\b(?:then|do|else|if|while|until)\s)\s*(?:(?:builtin|command)\s+)?(?:let|read|unset|getopts|mapfile|readarray|printf\s+-v|(?:test|\[\[?)\s(?:[^;&|\n]*\s)?-[vR]|(?:declare|typeset|local)\s(?:\S+\s+)*?-\w*i\w*)\s(?:"(?:[^"\\\n]|\\[^])*"|'[^'\n]*'|\\[^]|[^;&|\n"'\\])*(?:["'][^\n]*)?$/;

/** The name that is declared: all before the `=` is read as one, index and all. */
const DECLARES =
  /(?:^|[;&|({\n]|\b(?:then|do|else)\s)\s*(?:(?:builtin|command)\s+)?(?:declare|typeset|local|readonly|export)\s[^=;&|\n]*$/;

/** Whether the word that the value becomes part of would be taken for an element of an array. */
function mayBeIndexed({ before }: QuotePlace, value: string): boolean {
  const word = /\S*$/.exec(before.slice(-200))?.[0] ?? '';
  return `${word}${value}`.includes('[') && (TAKES_NAMES.test(before) || DECLARES.test(before));
}

/**
 * `a[<index>]=1` and `a=([<index>]=1)` are arithmetic, which runs the commands in a text even when it
 * is quoted.
 */
function isSubscript({ context, before }: QuotePlace): boolean {
  if (/=\((?:[^()]*\s)?\[["']?[^\]\s]*$/.test(before)) return true;
  if (context === 'bare') return /(?:^|[\s;&|(])[A-Za-z_]\w*\[[^\]\s]*$/.test(before);
  const isQuoted = context === 'double' || context === 'single';
  return isQuoted && /(?:^|[\s;&|(])[A-Za-z_]\w*\[["'][^\]"'\s]*$/.test(before);
}

/** Behind `$HOME`: kept apart, as the name would go on in the value, or `[` and `:` belong to it. */
function apart({ context, before, after }: QuotePlace, value: string): string | undefined {
  const closed = context === 'double' ? '""' : context === 'bare' ? "''" : undefined;
  if (closed === undefined)
    return context === 'single' ? value.replaceAll("'", "'\\''") : undefined;
  const rest = quoteForShell({ context, before: `${before}${closed}`, after }, value);
  return rest === undefined ? undefined : closed + rest;
}

/** `[[ x -eq y ]]` evaluates its operands, quoted or not: only a number is safe there. */
function arithmeticTest(before: string, after: string): boolean {
  const inside = /\[\[(?:(?!\]\])[^\n])*$/.exec(before)?.[0];
  return (
    inside !== undefined &&
    (/-(?:eq|ne|lt|le|gt|ge)\s+\S*$/.test(inside) || /^\S*\s+-(?:eq|ne|lt|le|gt|ge)\b/.test(after))
  );
}

function numberOnly(value: string): string | undefined {
  return /^-?\d{1,18}$/.test(value) ? value : undefined;
}

/** PowerShell reads typographic quotes like straight ones (about_Quoting_Rules). */
function quoteForPowershell(
  { context, before, after }: QuotePlace,
  value: string,
): string | undefined {
  const single = value.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&');
  switch (context) {
    case 'bare': {
      const joined = /[^\s=(,;|&{]$/.test(before) || /^[^\s),;|&}]/.test(after);
      if (!joined) return `'${single}'`;
      if (/^\w[\w.]*$/.test(value)) return value;
      return /[^\s=(,;|&{]$/.test(before) && /^(?:[\s),;|&}]|$)/.test(after)
        ? `'${single}'`
        : undefined;
    }
    case 'single':
      return single;
    case 'double':
      return value.replace(/["`$\u201c\u201d\u201e]/g, '`$&');
    case 'heredoc':
      return /[\r\n]/.test(value) ? undefined : value.replace(/[`$]/g, '`$&');
    case 'heredoc-raw':
      return /[\r\n]/.test(value) ? undefined : value;
    case 'ansi-c':
    case 'arithmetic':
    case 'backtick':
    case 'block-string':
    case 'comment':
    case 'identifier':
    case 'parameter':
      return PLAIN.test(value) ? value : undefined;
  }
}

const NAMES_FOLLOW =
  /\b(?:from|join|into|update|table|database|index|schema|role|user|on|vacuum|analyze|reindex|truncate|extension|view|column|sequence|tablespace|owner\s+to|exists|concurrently|only)\s+$/i;

function quoteForSql(place: QuotePlace, value: string): string | undefined {
  const { context, before, after, written = '' } = place;
  // Whatever it is, psql writes `:'name'` as a text and `:"name"` as a name.
  if (written.startsWith(":'")) return `'${value.replaceAll("'", "''")}'`;
  if (written.startsWith(':"')) return `"${value.replaceAll('"', '""')}"`;
  switch (context) {
    case 'single':
      return value.replaceAll("'", "''");
    case 'ansi-c':
      return value.replace(/[\\']/g, '\\$&');
    case 'identifier':
      return value.replaceAll('"', '""');
    case 'bare': {
      if (
        /[\w.$"]$/.test(before) ||
        /^[\w.$"]/.test(after) ||
        /(?:^|\n)\s*\\[^\n]*$/.test(before)
      ) {
        return /^\w+$/.test(value) ? value : undefined;
      }
      if (NAMES_FOLLOW.test(before)) {
        return /^[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)?$/.test(value)
          ? value
          : `"${value.replaceAll('"', '""')}"`;
      }
      return /^\d+(?:\.\d+)?$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
    }
    case 'arithmetic':
    case 'backtick':
    case 'block-string':
    case 'comment':
    case 'double':
    case 'heredoc-raw':
    case 'heredoc':
    case 'parameter':
      return /^[\w.:/-]+$/.test(value) ? value : undefined;
  }
}

function quoteForScript({ context }: QuotePlace, value: string): string | undefined {
  const escaped = JSON.stringify(value).slice(1, -1);
  switch (context) {
    case 'double':
      return escaped;
    case 'single':
      return escaped.replaceAll('\\"', '"').replaceAll("'", "\\'");
    case 'bare':
      return /^\d+(?:\.\d+)?$/.test(value) ? value : `"${escaped}"`;
    case 'ansi-c':
    case 'arithmetic':
    case 'backtick':
    case 'block-string':
    case 'comment':
    case 'heredoc-raw':
    case 'heredoc':
    case 'identifier':
    case 'parameter':
      return /^[\w.:/ -]*$/.test(value) ? value : undefined;
  }
}
