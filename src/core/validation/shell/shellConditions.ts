import type { ShellWords } from './shellWords';

const BINARY = /^(?:==?|!=|=~|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef)|[<>])$/;

/** `[[ a == b && -f c ]]`, from behind its brackets. */
export function readCondition(words: ShellWords, begin: number): void {
  let before = '(';
  let depth = 0;
  for (;;) {
    words.blanks();
    const char = words.text[words.at] ?? '';
    if (char === '' || char === ';') break;
    const at = words.at;
    if (char === '\n') {
      words.line();
    } else if (words.starts(']]') && /^(?:[\s;&|)]|$)/.test(words.text.slice(at + 2, at + 3))) {
      if (depth > 0) break;
      if (before === '(' || before === '&&' || before === '||' || BINARY.test(before))
        words.fail(at, '`[[` ends before its test is complete');
      else words.at += 2;
      return;
    } else if (before === '=~') before = readPattern(words);
    else before = readTerm(words);
    if (before === '(') depth++;
    else if (before === ')') depth--;
  }
  words.fail(begin, '`[[` is never closed');
}

function readTerm(words: ShellWords): string {
  const word = words.word();
  if (word !== '') return word;
  const operator = /&&|\|\||[()<>&|]/y;
  operator.lastIndex = words.at;
  const mark = operator.exec(words.text)?.[0] ?? '';
  words.at += Math.max(1, mark.length);
  return mark;
}

/** The pattern behind `=~`, whose brackets and bars are its own. */
function readPattern(words: ShellWords): string {
  const begin = words.at;
  while (!words.ended && !/\s/.test(words.text[words.at] ?? '')) {
    if (words.word() === '') words.at++;
  }
  return `pattern ${words.text.slice(begin, words.at)}`;
}

/** `[ -f x`, without the bracket that ends it. */
export function openTest(written: readonly string[]): boolean {
  return written.at(-1) !== ']';
}
