/** A simple command of a shell, as the shell would run it. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Variables set in front of the command. */
  readonly environment: Readonly<Record<string, string>>;
  /** What a here document gives it. */
  readonly input: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const HEREDOC = /<<-?[ \t]*(?:'([\w-]+)'|"([\w-]+)"|([\w-]+))[ \t]*\n([\s\S]*)$/;
const PLAIN = /[^\s'"\\$`|&;<>(){}*?[\]#~!]+/y;
const VARIABLE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/y;

/**
 * Reads a text that is exactly one simple command: words, quotes, known variables, at most one
 * here document (POSIX Shell Command Language, 2.2 to 2.9.1). Undefined for everything else, so
 * that nothing is ever taken for simpler than it is.
 */
export function readShellCommand(text: string, environment: Environment): ShellCommand | undefined {
  const lines = text.replace(/\r\n/g, '\n').replace(/^(?:[ \t]*(?:#[^\n]*)?\n)+/, '');
  const heredoc = HEREDOC.exec(lines);
  const input = heredoc === null ? undefined : readHeredoc(heredoc);
  if (heredoc !== null && input === undefined) return undefined;
  const line = (heredoc === null ? lines : lines.slice(0, heredoc.index)).trim();
  const words = readWords(line, environment);
  if (words === undefined) return undefined;
  const set: Record<string, string> = {};
  let first = 0;
  for (; first < words.length; first += 1) {
    const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(words[first] ?? '');
    if (assignment === null) break;
    set[assignment[1] ?? ''] = assignment[2] ?? '';
  }
  return { words: words.slice(first), environment: set, input };
}

/** The body, up to its mark; what a shell would still expand in it is not read here. */
function readHeredoc(match: RegExpExecArray): string | undefined {
  const [, single, double, bare, body = ''] = match;
  const mark = single ?? double ?? bare ?? '';
  const lines = body.split('\n');
  const end = lines.findIndex((line) => line.trimEnd() === mark);
  if (end === -1 || lines.slice(end + 1).some((line) => !/^\s*(?:#.*)?$/.test(line))) return;
  const input = lines.slice(0, end).join('\n');
  return bare !== undefined && /[$`\\]/.test(input) ? undefined : input;
}

function readWords(line: string, environment: Environment): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length;) {
    const piece = readPiece(line, at, environment);
    if (piece === undefined) return undefined;
    if (piece === 'space') {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += /^(?:\s|\\\n)+/.exec(line.slice(at))?.[0].length ?? 1;
    } else if (piece === 'comment' && word === undefined) {
      return line.slice(at).includes('\n') ? undefined : words;
    } else if (piece === 'comment') return undefined;
    else {
      word = (word ?? '') + piece.text;
      at = piece.end;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

type Piece = { readonly text: string; readonly end: number } | 'space' | 'comment' | undefined;

function readPiece(line: string, at: number, environment: Environment): Piece {
  const char = line[at] ?? '';
  if (char === '\n') return undefined; // another command
  if (char.trim() === '' || line.startsWith('\\\n', at)) return 'space';
  if (char === '#') return 'comment';
  if (char === "'") {
    const end = line.indexOf("'", at + 1);
    return end === -1 ? undefined : { text: line.slice(at + 1, end), end: end + 1 };
  }
  if (char === '"') return readDouble(line, at + 1, environment);
  if (char === '\\') return { text: line[at + 1] ?? '', end: at + 2 };
  if (char === '$') {
    const variable = readVariable(line, at, environment);
    // Unquoted, a value with blanks or wildcards would become other words.
    return variable === undefined || /[\s*?[\]]|^$/.test(variable.text) ? undefined : variable;
  }
  PLAIN.lastIndex = at;
  const plain = PLAIN.exec(line)?.[0];
  return plain === undefined ? undefined : { text: plain, end: at + plain.length };
}

function readDouble(line: string, start: number, environment: Environment): Piece {
  let text = '';
  for (let at = start; at < line.length;) {
    const char = line[at] ?? '';
    if (char === '"') return { text, end: at + 1 };
    if (char === '`') return undefined;
    if (char === '\\') {
      const next = line[at + 1] ?? '';
      text += /["\\$`]/.test(next) ? next : next === '\n' ? '' : `\\${next}`;
      at += 2;
    } else if (char === '$' && /[A-Za-z_{(\d@*#?$!-]/.test(line[at + 1] ?? '')) {
      const variable = readVariable(line, at, environment);
      if (variable === undefined) return undefined;
      text += variable.text;
      at = variable.end;
    } else {
      text += char;
      at += 1;
    }
  }
  return undefined;
}

function readVariable(
  line: string,
  at: number,
  environment: Environment,
): { readonly text: string; readonly end: number } | undefined {
  VARIABLE.lastIndex = at;
  const match = VARIABLE.exec(line);
  const value = match === null ? undefined : environment[match[1] ?? match[2] ?? ''];
  return match === null || value === undefined
    ? undefined
    : { text: value, end: at + match[0].length };
}
