import { change, check, notUnderstood, type Finding } from '../finding';
import { joinWords, type Call, type Input, type Scope, type Word } from '../scope';
import { fieldOf, namedChildren, type SyntaxNode } from '../syntaxNode';
import { assignmentFindings } from './environment';
import { findDefinitions, type Definitions } from './definitions';
import { readBash } from './readBash';
import { readRedirects } from './redirects';
import { spelledOut } from './spelledOut';
import { readArgument, readWord } from './words';

/** Classifies one parsed call; the registry of commands stands behind it. */
export type CallClassifier = (call: Call, scope: Scope) => readonly Finding[];

/** What flows into a node from outside: standard input, and arguments after a redirection. */
interface Inflow {
  readonly input: Input | undefined;
  readonly extra: readonly SyntaxNode[];
}

/** `$KAFKA_HOME/bin/kafka-topics.sh`: wherever the folder is, the program is known. */
const IN_PROGRAMS = /^\$\{?\w+\}?\/(?:[\w.-]+\/)*s?bin\/[\w.-]+$/;
const LEAVES = 'leaves a process running in the background';
/** Ends with what it has started: it waits for it, or ends it itself. */
const WAITS = /(?:^|[;&|({]|\b(?:do|then))\s*(?:wait|kill|fg)\b/m;
const nothing: Inflow = { input: undefined, extra: [] };
const redirectTypes = new Set(['file_redirect', 'heredoc_redirect', 'herestring_redirect']);
/** Nodes whose last command is the one a redirection behind them belongs to. */
const sequences = new Set(['pipeline', 'list']);

/**
 * Classifies every command of a script, wherever it stands: a script takes its worst.
 * @param source the text the grammar reads, placeholders made harmless
 * @param original the text as written, of the same length, for the reasons
 */
export function classifyBash(
  source: string,
  original: string,
  scope: Scope,
  classifyCall: CallClassifier,
): readonly Finding[] {
  // The grammar does not know `3<>`, with which a port is tried.
  const tree = readBash(source.replace(/<>(?=\s*\/dev\/tcp\/)/g, '< '), scope.grammars);
  if (tree === undefined) return [notUnderstood(source)];
  const walk = new BashWalk(source, original, scope, classifyCall);
  const findings = walk.all(tree.root);
  return tree.broken ? [...findings, notUnderstood(original)] : findings;
}

class BashWalk {
  readonly #source: string;
  readonly #original: string;
  readonly #scope: Scope;
  readonly #classifyCall: CallClassifier;
  #definitions: Definitions = { constants: new Map(), functions: new Set() };

  constructor(source: string, original: string, scope: Scope, classifyCall: CallClassifier) {
    this.#source = source;
    this.#original = original;
    this.#scope = scope;
    this.#classifyCall = classifyCall;
  }

  all(root: SyntaxNode): readonly Finding[] {
    this.#definitions = findDefinitions(root, this.#source);
    const findings: Finding[] = [];
    this.#visit(root, nothing, findings);
    return findings;
  }

  #visit(node: SyntaxNode, inflow: Inflow, findings: Finding[]): void {
    switch (node.type) {
      case 'command':
        this.#command(node, inflow, [], findings);
        return;
      case 'redirected_statement':
        this.#redirected(node, inflow, findings);
        return;
      case 'pipeline':
        this.#pipeline(node, inflow, findings);
        return;
      case 'file_redirect':
        this.#redirects([node], true, findings);
        break;
      case 'ERROR':
        findings.push(notUnderstood(this.#label(node)));
        break;
      case 'variable_assignment':
        findings.push(...this.#assignment(node));
        break;
      case 'declaration_command':
      case 'unset_command':
      case 'test_command':
        findings.push(check(this.#label(node)));
        break;
    }
    const last = namedChildren(node).at(-1);
    if (this.#leavesRunning(node)) findings.push(change(this.#label(node), LEAVES));
    for (const child of node.children) {
      const passes = child === last && sequences.has(node.type);
      this.#visit(child, passes ? inflow : { input: inflow.input, extra: [] }, findings);
    }
  }

  /** `server &`, where nothing in the text waits for its end. */
  #leavesRunning({ children }: SyntaxNode): boolean {
    return children.some(({ type, named }) => type === '&' && !named) && !WAITS.test(this.#source);
  }

  #pipeline(node: SyntaxNode, inflow: Inflow, findings: Finding[]): void {
    let input = inflow.input;
    const parts = namedChildren(node);
    for (const part of parts) {
      const isLast = part === parts.at(-1);
      const own = isLast ? (inflow.input ?? input) : input;
      this.#visit(part, { input: own, extra: isLast ? inflow.extra : [] }, findings);
      input = this.#outputOf(part, input);
    }
  }

  /** What a command puts into the pipe, when the text says it. */
  #outputOf(node: SyntaxNode, input: Input | undefined): Input {
    if (node.type === 'redirected_statement') {
      const body = node.children.find((child) => child.field === 'body');
      const redirects = node.children.filter((child) => redirectTypes.has(child.type));
      const fed = readRedirects(redirects, this.#source, this.#definitions.constants, false).input;
      return body === undefined ? { kind: 'stream' } : this.#outputOf(body, fed ?? input);
    }
    if (node.type !== 'command') return { kind: 'stream' };
    const [name, ...args] = this.#words(node, []);
    const files = args.filter((word) => !word.text.startsWith('-'));
    switch (name?.text ?? '') {
      case 'echo':
      case 'printf':
        return { kind: 'text', text: withEscapes(joinWords(files)) };
      case 'cat':
        if (files.length === 0) return input ?? { kind: 'stream' };
        return { kind: 'file', name: joinWords(files) };
      case 'zcat':
      case 'gunzip':
      case 'gzip':
      case 'bzcat':
      case 'xzcat':
      case 'zstdcat':
      case 'pv':
        return files.length === 0 && input?.kind === 'file'
          ? input
          : { kind: 'file', name: joinWords(files) };
      default:
        return { kind: 'stream', lines: spelledOut(name?.text ?? '', args) };
    }
  }

  #redirected(node: SyntaxNode, inflow: Inflow, findings: Finding[]): void {
    const body = node.children.find((child) => child.field === 'body');
    const redirects = node.children.filter((child) => redirectTypes.has(child.type));
    if (body?.type === 'command') {
      this.#command(body, inflow, redirects, findings);
      return;
    }
    const read = this.#redirects(redirects, body === undefined, findings);
    if (body === undefined) return;
    const flow = { input: read.input ?? inflow.input, extra: [...inflow.extra, ...read.extra] };
    this.#visit(body, flow, findings);
    this.#fed(read.inner, this.#outputOf(body, read.input), findings);
  }

  #redirects(
    nodes: readonly SyntaxNode[],
    silent: boolean,
    findings: Finding[],
  ): ReturnType<typeof readRedirects> {
    const read = readRedirects(nodes, this.#source, this.#definitions.constants, silent);
    findings.push(...read.findings);
    return read;
  }

  /** Whether a command is fed from `/dev/null`. */
  #readsNothing(redirects: readonly SyntaxNode[]): boolean {
    return redirects.some((node) =>
      /^<\s*\/dev\/null$/.test(this.#source.slice(node.start, node.end)),
    );
  }

  /** Visits what stands inside redirections; a pipeline there is fed by the command before. */
  #fed(nodes: readonly SyntaxNode[], input: Input, findings: Finding[]): void {
    for (const node of nodes) {
      const runs = node.type === 'command' || node.type === 'pipeline' || node.type === 'list';
      this.#visit(node, runs ? { input, extra: [] } : nothing, findings);
    }
  }

  #command(
    node: SyntaxNode,
    inflow: Inflow,
    behind: readonly SyntaxNode[],
    findings: Finding[],
  ): void {
    const redirects = [
      ...node.children.filter((child) => redirectTypes.has(child.type)),
      ...behind,
    ];
    const plain = this.#words(node, []);
    const silent = isSilent(plain) || (isCat(plain) && this.#readsNothing(redirects));
    const read = this.#redirects(redirects, silent, findings);
    for (const child of node.children) {
      if (child.type === 'variable_assignment') findings.push(...this.#assignment(child));
      if (!redirectTypes.has(child.type)) this.#substitutions(child, findings);
    }
    const words = this.#words(node, [...inflow.extra, ...read.extra]);
    const input = read.input ?? inflow.input;
    const label = this.#label(node);
    const [name, ...args] = words;
    if (name === undefined || isArithmetic(node)) findings.push(check(label));
    else if (!name.known && !IN_PROGRAMS.test(name.text)) findings.push(notUnderstood(label));
    else if (this.#definitions.functions.has(name.text)) findings.push(check(label));
    else {
      const call: Call = { name: name.text, args, label, input };
      findings.push(...this.#classifyCall(call, this.#scope));
    }
    this.#fed(read.inner, this.#outputOf(node, read.input), findings);
  }

  /** `LD_PRELOAD=x.so cmd`, `PAGER='sh -c …' git log`: a value that programs run. */
  #assignment(node: SyntaxNode): readonly Finding[] {
    const value = fieldOf(node, 'value');
    const name = fieldOf(node, 'name');
    const word =
      value === undefined ? undefined : readWord(value, this.#source, this.#definitions.constants);
    const key = name === undefined ? '' : this.#source.slice(name.start, name.end);
    return assignmentFindings(key, word, this.#label(node), this.#scope);
  }

  /** Visits only what runs inside an argument: `$(…)`, `<(…)`. */
  #substitutions(node: SyntaxNode, findings: Finding[]): void {
    if (node.type === 'command_substitution' || node.type === 'process_substitution') {
      for (const child of node.children) this.#visit(child, nothing, findings);
      return;
    }
    if (node.type === 'ERROR') findings.push(notUnderstood(this.#label(node)));
    // The grammar takes backticks inside for plain text.
    if (node.type === 'expansion' && this.#source.slice(node.start, node.end).includes('`'))
      findings.push(notUnderstood(this.#label(node)));
    for (const child of node.children) this.#substitutions(child, findings);
  }

  #words(node: SyntaxNode, extra: readonly SyntaxNode[]): readonly Word[] {
    const { constants } = this.#definitions;
    const words: Word[] = [];
    for (const child of node.children) {
      if (child.field === 'name') {
        const inner = namedChildren(child)[0] ?? child;
        words.push(...readArgument(inner, this.#source, constants));
      } else if (child.field === 'argument') {
        words.push(...readArgument(child, this.#source, constants));
      }
    }
    for (const node of extra) words.push(readWord(node, this.#source, constants));
    return words;
  }

  #label(node: SyntaxNode): string {
    return this.#original.slice(node.start, node.end);
  }
}

/** `(( n += 1 ))` sets variables of the shell; the commands in it are visited by themselves. */
function isArithmetic({ children }: SyntaxNode): boolean {
  const [name, ...more] = children;
  const [inner, ...others] = name?.children ?? [];
  return (
    more.length === 0 &&
    others.length === 0 &&
    inner?.type === 'arithmetic_expansion' &&
    inner.children[0]?.type === '(('
  );
}

function isCat(words: readonly Word[]): boolean {
  return words.length === 1 && words[0]?.text === 'cat';
}

/**
 * A text as printf and echo put it out: with the characters that its escapes stand for (POSIX
 * printf and echo; of the latter not every shell reads them).
 */
function withEscapes(text: string): string {
  return text.replace(
    /\\(?:([nrtvfab\\])|0?([0-7]{1,3})|x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4}))/g,
    (_, letter?: string, octal?: string, hex?: string, unicode?: string) => {
      if (letter !== undefined) return { n: '\n', r: '\r', t: '\t', '\\': '\\' }[letter] ?? ' ';
      const code = octal === undefined ? parseInt(hex ?? unicode ?? '', 16) : parseInt(octal, 8);
      return String.fromCharCode(code);
    },
  );
}

/** True for a command that puts nothing out, so that `: > file` empties the file. */
function isSilent(words: readonly Word[]): boolean {
  const [name, ...args] = words.map((word) => word.text);
  if (name === undefined) return true;
  if (name === ':' || name === 'true') return true;
  if (name === 'cat') return args.length === 1 && args[0] === '/dev/null';
  if (name === 'echo') return args.every((arg) => arg === '-n' || arg === '');
  return false;
}
