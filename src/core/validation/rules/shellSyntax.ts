import type { Step } from '../../model/step';
import { guessCommand } from '../../parser/commands';
import { splitPsql } from '../../run/bash/splitPsql';
import type { SyntaxNode } from '../../run/syntaxNode';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isShell } from '../words';
import { clauseError } from './shellClauses';

/** Shell that no shell would take, once the holes are filled. */
export const shellSyntax: Rule = {
  code: 'shell-syntax',
  severity: 'error',
  explanation:
    'A shell refuses this block: a quote, bracket or keyword has no partner, or an operator stands where none may. It will fail when it is needed.',
  find: (context) => {
    const { code } = context;
    if (code === undefined) return [];
    return context.runbook.steps.flatMap((step) => {
      if (!isChecked(step) || isGuess(context, step)) return [];
      const tree = code.shellTree(step.text);
      if (tree === undefined) return [];
      const neutral = code.neutral(step.text, 'bash');
      const error = tree.broken
        ? certainError(tree.root, neutral)
        : neutral.includes('<<')
          ? openHeredoc(neutral)
          : undefined;
      if (error === undefined) return [];
      return [
        {
          span: context.place(step, error.at, error.at + 1),
          message: `A shell cannot read this: ${error.what}.`,
        },
      ];
    });
  },
};

function isChecked({ language, notRunnable, text }: Step): boolean {
  if (!isShell(language) || language === 'zsh') return false;
  if (notRunnable !== undefined && notRunnable.code !== 'unfilled-hole') return false;
  return splitPsql(text) === undefined && !/^\s*(?:\.\.\.|…)/m.test(text);
}

/** A block that does not call itself shell, and that is mostly something else: a listing, a tree. */
function isGuess({ runbook }: RuleContext, step: Step): boolean {
  const block = runbook.blocks.find(({ stepId }) => stepId === step.id);
  if (block === undefined || block.tag !== '') return false;
  const lines = step.text.split('\n').filter((line) => line.trim() !== '');
  const sure = lines.filter((line) => guessCommand(line)?.certainty === 'certain');
  return sure.length * 2 < lines.length;
}

interface SyntaxError {
  readonly at: number;
  readonly what: string;
}

/**
 * The grammar gives up on some scripts a shell takes, so an error counts only when the text has a
 * sign of its own: a quote, bracket or keyword without its partner, or an operator at the wrong end.
 */
function certainError(root: SyntaxNode, text: string): SyntaxError | undefined {
  return (
    unbalanced(text) ??
    operators(text, root) ??
    clauseError(text) ??
    glued(text) ??
    strayBracket(text)
  );
}

const PAIRS: Readonly<Record<string, string>> = { fi: 'if', done: 'do', esac: 'case' };

/** Quotes, brackets and keywords, read by the shell's quoting rules. */
function unbalanced(text: string): SyntaxError | undefined {
  const scan = scanShellText(text);
  if (scan.open !== undefined) return scan.open;
  const opened: { readonly word: string; readonly at: number }[] = [];
  for (const { word, at } of scan.keywords) {
    if (word === 'if' || word === 'do' || word === 'case') opened.push({ word, at });
    else {
      const last = opened.pop();
      if (last === undefined || last.word !== PAIRS[word])
        return { at, what: `\`${word}\` ends nothing that was begun` };
    }
  }
  const last = opened.pop();
  if (last === undefined) return undefined;
  const end = Object.entries(PAIRS).find(([, begin]) => begin === last.word)?.[0] ?? '';
  return { at: last.at, what: `\`${last.word}\` is never ended by \`${end}\`` };
}

function operators(text: string, root: SyntaxNode): SyntaxError | undefined {
  if (root.children.length === 0) return undefined;
  const bare = text.replace(/(?:^|\s)#.*$/gm, (comment) => ' '.repeat(comment.length));
  const end = /(?:\|\|?|&&)\s*$/.exec(bare);
  if (end !== null)
    return { at: end.index, what: 'it ends in an operator, so a command is missing' };
  const start = /^\s*(?:\|\|?|&&|;)/.exec(bare);
  if (start !== null) return { at: start[0].length - 1, what: 'it begins with an operator' };
  const twice =
    /(?<![|&;<>\\'"[(])(?:\|[ \t]+\|(?!\|)|&&\s*&&|\|\s+&&|&&\s*\|(?!\|)|\|\s*;(?!;))/.exec(
      masked(bare),
    );
  if (twice !== null)
    return { at: twice.index, what: 'two operators follow one another, so a command is missing' };
  return undefined;
}

/** `if[ -f x ]`: the shell looks for a command of that name. */
function glued(text: string): SyntaxError | undefined {
  const match = /(?:^|[\n;&|])[ \t]*((?:if|elif|while|until)\[)/.exec(masked(text));
  if (match === null) return undefined;
  const word = match[1] ?? '';
  return {
    at: match.index + match[0].length - word.length,
    what: `a blank is missing in \`${word}\``,
  };
}

/** A closing bracket that nothing opened; the patterns of a `case` have one, too. */
function strayBracket(text: string): SyntaxError | undefined {
  if (/\bcase\b|<<|\$'|\\/.test(text)) return undefined;
  const bare = masked(text).replace(/(?:^|\s)#.*$/gm, (comment) => ' '.repeat(comment.length));
  let depth = 0;
  for (let at = 0; at < bare.length; at++) {
    if (bare[at] === '(') depth++;
    else if (bare[at] === ')' && --depth < 0) return { at, what: '`)` closes nothing' };
  }
  return undefined;
}

function masked(text: string): string {
  return text.replace(/'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g, (quoted) => 'q'.repeat(quoted.length));
}

/** A here-document that goes on to the end: the grammar takes it, and the shell only warns. */
function openHeredoc(text: string): SyntaxError | undefined {
  const { open } = scanShellText(text);
  return open?.what.startsWith('the here-document') === true ? open : undefined;
}

interface Scan {
  readonly open: SyntaxError | undefined;
  readonly keywords: readonly { readonly word: string; readonly at: number }[];
}

const TOKEN =
  /\\[\s\S]|'[^']*'?|\$'(?:[^'\\]|\\[\s\S])*'?|"|\$\(\(|\$\(|\$\{|`|[(){}]|(?<=^|[\s;&|({])#[^\n]*|(?<!<)<<(?!<)-?[ \t]*(['"]?)([A-Za-z_]\w*)\1|(?<=^|[\n;&|]\s*|\b(?:then|do|else|time)\s+|[!({]\s*)(?:if|case|esac|fi|done)\b(?![-./\w=])|(?<=^|[\n;]\s*)do\b(?![-./\w=])/gm;

/** One pass over a shell text: which brackets and quotes stay open, and the keywords in order. */
function scanShellText(text: string): Scan {
  const stack: { readonly mark: string; readonly at: number }[] = [];
  const keywords: { word: string; at: number }[] = [];
  const heredocs: Heredoc[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) break;
    const token = match[0];
    const inDouble = stack.at(-1)?.mark === '"';
    at = match.index + token.length;
    const pending = pendingHeredoc(text, heredocs, match.index);
    if (pending !== undefined) {
      if (pending.end === undefined)
        return { open: neverEnded(pending.word, pending.at), keywords: [] };
      at = pending.end;
      continue;
    }
    if (inDouble && /^(?:'|#|<<|[(){]|if|do|case|esac|fi|done)/.test(token)) {
      at = match.index + 1;
      continue;
    }
    if (token.startsWith("'") || token.startsWith("$'")) {
      if (token.length < 2 || !token.endsWith("'"))
        return { open: { at: match.index, what: 'a single quote is never closed' }, keywords: [] };
    } else if (token.startsWith('<<')) {
      // Within `((` it shifts bits.
      if (stack.at(-1)?.mark !== '(' || stack.at(-2)?.mark !== '$(')
        heredocs.push({ word: match[2] ?? '', at: match.index });
    } else step(token, match.index, stack, keywords);
  }
  const last = pendingHeredoc(text, heredocs, text.length);
  if (last !== undefined && last.end === undefined)
    return { open: neverEnded(last.word, last.at), keywords: [] };
  const open = stack.find(
    ({ mark, at: begin }) =>
      mark === '"' || mark === '$(' || mark === '`' || mark === '${' || isGroup(text, begin),
  );
  if (open === undefined) return { open: undefined, keywords: stack.length === 0 ? keywords : [] };
  const names: Readonly<Record<string, string>> = { '"': 'a double quote', '`': 'a backtick' };
  return {
    open: { at: open.at, what: `${names[open.mark] ?? `\`${open.mark}\``} is never closed` },
    keywords: [],
  };
}

function step(
  token: string,
  at: number,
  stack: { readonly mark: string; readonly at: number }[],
  keywords: { word: string; at: number }[],
): void {
  const top = stack.at(-1)?.mark;
  if (token === '"' || token === '`') {
    if (top === token) stack.pop();
    else stack.push({ mark: token, at });
  } else if (/^(?:\$\(\(|\$\(|\$\{|\(|\{)$/.test(token)) {
    stack.push({ mark: token === '$((' ? '$(' : token, at });
    if (token === '$((') stack.push({ mark: '(', at });
  } else if (token === ')') {
    if (top === '$(' || top === '(') stack.pop();
  } else if (token === '}') {
    if (top === '${' || top === '{') stack.pop();
  } else if (/^[a-z]/.test(token)) keywords.push({ word: token, at });
}

/** A brace or bracket that begins a list of commands: `name() {`, `( cd x`. */
function isGroup(text: string, at: number): boolean {
  const before = text.slice(0, at);
  if (text[at] === '{')
    return /(?:^|\(\)|[\n;&|])[ \t]*$/.test(before) && /^\{(?:\s|$)/.test(text.slice(at, at + 2));
  return text[at] === '(' && /(?:^|[\n;&|])[ \t]*$/.test(before);
}

interface Heredoc {
  readonly word: string;
  readonly at: number;
}

function neverEnded(word: string, at: number): SyntaxError {
  return {
    at,
    what: `the here-document \`${word}\` is never ended by a line with that word alone`,
  };
}

/**
 * The here-document that begins before an offset, when the offset lies in it or behind it, and
 * where it ends.
 */
function pendingHeredoc(
  text: string,
  heredocs: Heredoc[],
  offset: number,
): (Heredoc & { readonly end: number | undefined }) | undefined {
  const doc = heredocs[0];
  if (doc === undefined) return undefined;
  const line = text.indexOf('\n', doc.at);
  if (line < 0 || offset <= line) return undefined;
  heredocs.shift();
  const tabs = text.startsWith('<<-', doc.at) ? '\\t*' : '';
  const end = new RegExp(`^${tabs}${doc.word}[ \\t]*\\)?\\r?$`, 'm');
  const rest = text.slice(line + 1);
  const match = end.exec(rest);
  return {
    ...doc,
    end: match === null ? undefined : line + 1 + match.index + match[0].length,
  };
}
