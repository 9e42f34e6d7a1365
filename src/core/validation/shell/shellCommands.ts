import { openTest, readCondition } from './shellConditions';
import type { ShellFault } from './shellFault';
import { ShellWords } from './shellWords';

const CLOSERS = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);
const DECLARES = new Set(['declare', 'typeset', 'local', 'export', 'readonly', 'eval']);
const NAME = /^[A-Za-z_]\w*$/;
const ASSIGNS = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
const REDIRECTS = /&>>|&>|<<<|<<-|<<|<>|<&|>>|>&|>\||<|>/y;

/** The first thing in a text that makes bash refuse it, or that can only fail. */
export function shellFault(text: string): ShellFault | undefined {
  const words = new ShellWords(text, readList);
  readList(words);
  if (!words.stopped && !words.ended) {
    const token = words.token();
    const closes = token === ')' || CLOSERS.has(token);
    words.fail(
      words.at,
      closes ? `\`${token}\` ends nothing that was begun` : `\`${token}\` stands where none may`,
    );
  }
  words.finish();
  return words.fault;
}

/** Commands up to the end, or to what must end them; true when there was any. */
function readList(words: ShellWords): boolean {
  let any = false;
  for (;;) {
    words.lines();
    if (words.ended || isCloser(words)) return any;
    readChain(words);
    any = true;
    words.blanks();
    if (words.starts(';;') || words.starts(';&')) return any;
    if (words.starts(';') || words.starts('&')) words.at++;
    else if (!words.starts('\n')) return any;
  }
}

function isCloser(words: ShellWords): boolean {
  if (words.starts(')') || words.starts(';;') || words.starts(';&')) return true;
  return CLOSERS.has(wordAhead(words));
}

/** The plain word that stands here, when it stands alone. */
function wordAhead(words: ShellWords): string {
  const plain = /(?:[a-z]+|[{}!]|\[\[)(?=[\s;&|<>()]|$)/y;
  plain.lastIndex = words.at;
  return plain.exec(words.text)?.[0] ?? '';
}

/** `a && b | c`. */
function readChain(words: ShellWords): void {
  for (;;) {
    readCommand(words);
    words.blanks();
    const operator = /&&|\|\||\|&?/y;
    operator.lastIndex = words.at;
    const begin = words.at;
    const match = operator.exec(words.text);
    if (match === null) return;
    words.at += match[0].length;
    words.lines();
    if (words.ended) words.fail(begin, 'it ends in an operator, so a command is missing');
    else if (isCloser(words))
      words.fail(begin, `a command is missing between \`${match[0]}\` and \`${words.token()}\``);
    else if (/[;&|]/.test(words.text[words.at] ?? ''))
      words.fail(begin, 'two operators follow one another, so a command is missing');
    if (words.stopped) return;
  }
}

function readCommand(words: ShellWords): void {
  for (let prefix = wordAhead(words); /^(?:!|time|coproc)$/.test(prefix);) {
    words.at += prefix.length;
    words.blanks();
    if (prefix === 'time' && words.starts('-p ')) words.at += 2;
    words.blanks();
    prefix = wordAhead(words);
  }
  const begin = words.at;
  const char = words.text[begin] ?? '';
  if (/[;&|]/.test(char) && !words.starts('&>')) {
    const first = words.text.slice(0, begin).trim() === '';
    const what = first ? 'it begins with an operator' : `a command is missing before \`${char}\``;
    words.fail(begin, what);
  } else if (words.starts('!(')) {
    words.at++;
    readCommand(words);
  } else if (char === '(') {
    if (!words.arithmetic()) words.brackets(begin);
    readRedirects(words);
  } else words.nested(() => readNamed(words, wordAhead(words), begin));
}

function readNamed(words: ShellWords, name: string, begin: number): void {
  const read = COMPOUND[name];
  if (read === undefined || (name === 'select' && !/^select\s+\w+\s+in\b/.test(rest(words)))) {
    readSimple(words);
    return;
  }
  words.at += name.length;
  read(words, begin);
  readRedirects(words);
}

function rest(words: ShellWords): string {
  return words.text.slice(words.at, words.at + 80);
}

const COMPOUND: Readonly<Record<string, (words: ShellWords, begin: number) => void>> = {
  if: readIf,
  while: readLoop,
  until: readLoop,
  for: readFor,
  select: readFor,
  case: readCase,
  function: readFunction,
  '{': (words, begin) => {
    needList(words, '{');
    close(words, '{', '}', begin);
  },
  '[[': readCondition,
};

function readIf(words: ShellWords, begin: number): void {
  for (let branch = 'if', at = begin; ;) {
    needList(words, branch);
    if (words.stopped) return;
    if (wordAhead(words) !== 'then') {
      words.fail(at, `\`${branch}\` has no \`then\``);
      return;
    }
    words.at += 4;
    needList(words, 'then');
    at = words.at;
    branch = wordAhead(words);
    if (branch === 'else') {
      words.at += 4;
      needList(words, 'else');
    }
    if (branch !== 'elif') break;
    words.at += 4;
  }
  close(words, 'if', 'fi', begin);
}

function readLoop(words: ShellWords, begin: number): void {
  const name = words.text.slice(begin, words.at);
  needList(words, name);
  readBody(words, name, begin);
}

function readFor(words: ShellWords, begin: number): void {
  const name = words.text.slice(begin, words.at);
  words.blanks();
  if (!words.arithmetic()) {
    const at = words.at;
    if (!NAME.test(words.word())) {
      words.fail(at, `\`${name}\` needs the name of a variable`);
      return;
    }
    words.lines();
    if (wordAhead(words) === 'in') {
      words.at += 2;
      for (words.blanks(); words.word() !== '';) words.blanks();
    }
  }
  words.blanks();
  if (words.starts(';')) words.at++;
  words.lines();
  if (wordAhead(words) === '{') {
    const at = words.at++;
    needList(words, '{');
    close(words, '{', '}', at);
  } else readBody(words, name, begin);
}

function readBody(words: ShellWords, name: string, begin: number): void {
  if (words.stopped) return;
  const at = words.at;
  if (wordAhead(words) !== 'do') {
    words.fail(begin, `\`${name}\` has no \`do\``);
    return;
  }
  words.at += 2;
  needList(words, 'do');
  close(words, 'do', 'done', at);
}

function readCase(words: ShellWords, begin: number): void {
  words.blanks();
  words.word();
  words.lines();
  if (wordAhead(words) !== 'in') {
    words.fail(begin, '`case` has no `in`');
    return;
  }
  words.at += 2;
  for (words.lines(); !words.ended && wordAhead(words) !== 'esac'; words.lines()) {
    readPatterns(words);
    readList(words);
    if (!words.starts(';;') && !words.starts(';&')) break;
    words.at += words.starts(';;&') ? 3 : 2;
  }
  if (words.starts(')')) words.fail(words.at, 'the branch before this pattern has no `;;`');
  close(words, 'case', 'esac', begin);
}

/** `a|b)`. */
function readPatterns(words: ShellWords): void {
  const begin = words.at;
  if (words.starts('(')) words.at++;
  for (;;) {
    words.blanks();
    if (words.word() === '') break;
    words.blanks();
    if (!words.starts('|')) break;
    words.at++;
  }
  if (words.starts(')')) words.at++;
  else words.fail(begin, 'a pattern of `case` is not ended by `)`');
}

function readFunction(words: ShellWords): void {
  words.blanks();
  words.word();
  words.blanks();
  if (words.starts('(')) readParameters(words);
  readFunctionBody(words);
}

function readParameters(words: ShellWords): void {
  words.at++;
  words.blanks();
  if (words.starts(')')) words.at++;
  else words.fail(words.at - 1, '`(` stands where none may; quote it');
}

function readFunctionBody(words: ShellWords): void {
  words.lines();
  const name = wordAhead(words);
  if (words.stopped) return;
  if (words.ended) words.fail(words.at - 1, 'the body of the function is missing');
  else if (!words.starts('(') && COMPOUND[name] === undefined)
    words.fail(words.at, 'the body of a function needs `{`');
  else readCommand(words);
}

/** A clause must hold a command. */
function needList(words: ShellWords, name: string): void {
  if (!readList(words) && !words.stopped && !words.ended)
    words.fail(words.at, `a command is missing in \`${name}\``);
}

function close(words: ShellWords, opens: string, closes: string, begin: number): void {
  if (words.stopped) return;
  if (wordAhead(words) === closes) words.at += closes.length;
  else if (!words.ended && !isCloser(words))
    words.fail(words.at, `\`${words.token()}\` stands where none may`);
  else words.fail(begin, `\`${opens}\` is never ended by \`${closes}\``);
}

function readRedirects(words: ShellWords): void {
  for (words.blanks(); readRedirect(words);) words.blanks();
}

/** `2>&1`, `< file`, `<<EOF`; false when none stands here. */
function readRedirect(words: ShellWords): boolean {
  const number = /(?:\d+|\{\w+\})(?=[<>])/y;
  number.lastIndex = words.at;
  const from = number.exec(words.text) === null ? words.at : number.lastIndex;
  if (/[<>]\(/.test(words.text.slice(from, from + 2))) return false;
  REDIRECTS.lastIndex = from;
  const mark = REDIRECTS.exec(words.text)?.[0];
  if (mark === undefined) return false;
  words.at = from + mark.length;
  words.blanks();
  if (mark === '<<' || mark === '<<-') words.heredoc(from, mark === '<<-');
  else if (words.word() === '' && !isHole(words.text, from))
    words.fail(from, 'a redirection leads nowhere');
  return true;
}

/** `-u<user>`: the end of a hole that looks like a redirection. */
function isHole(text: string, at: number): boolean {
  return text[at] === '>' && /<[^<>\n]*$/.test(text.slice(0, at));
}

function readSimple(words: ShellWords): void {
  const written: { readonly word: string; readonly at: number }[] = [];
  let assigning = true;
  for (;;) {
    words.blanks();
    if (readRedirect(words)) continue;
    const at = words.at;
    const word = words.word();
    if (word !== '') {
      const assigns = ASSIGNS.test(word);
      assigning &&= assigns;
      if (!assigning) written.push({ word, at });
      const array = assigns && (assigning || DECLARES.has(written[0]?.word ?? ''));
      if (array && word.endsWith('=') && words.starts('(')) readArray(words);
    } else if (words.starts('(')) {
      if (written.length !== 1) words.fail(words.at, '`(` stands where none may; quote it');
      else {
        readParameters(words);
        readFunctionBody(words);
      }
      return;
    } else break;
  }
  if (!words.stopped) checkWords(words, written);
}

function readArray(words: ShellWords): void {
  const begin = words.at++;
  for (words.lines(); words.word() !== '';) words.lines();
  if (words.starts(')')) words.at++;
  else if (words.ended) words.fail(begin, '`(` is never closed');
  else words.fail(words.at, `\`${words.token()}\` stands where none may`);
}

/** What a shell takes for a command, and what can only fail. */
function checkWords(
  words: ShellWords,
  written: readonly { readonly word: string; readonly at: number }[],
): void {
  const [first] = written;
  if (first === undefined) return;
  const glued = /^(?:(?:if|elif|while|until)\[.*|\[\[?[-!"$].*)$/.exec(first.word);
  if (glued !== null) words.fail(first.at, `a blank is missing in \`${first.word}\``);
  else if (first.word === '[' && openTest(written.map(({ word }) => word)))
    words.fail(first.at, '`[` is never closed');
  else if (/^--?[A-Za-z][\w-]*(?:=|$)/.test(first.word))
    words.fail(
      first.at,
      `the option \`${first.word}\` stands where a command must; a line that goes on ends in \`\\\``,
    );
}
