import type { CallClassifier } from '../bash/classifyBash';
import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Call, Input, Scope, Word } from '../scope';
import { namedChildren, type SyntaxNode } from '../syntaxNode';
import { cmdletFinding, cmdletName } from './cmdlets';
import { readPowershell } from './readPowershell';

/**
 * Classifies every command of a PowerShell script: cmdlets by their verb, other programs by what
 * is known about them, method calls by their name.
 * @param source the text the grammar reads, placeholders made harmless
 * @param original the text as written, of the same length, for the reasons
 */
export function classifyPowershell(
  source: string,
  original: string,
  scope: Scope,
  classifyCall: CallClassifier,
): readonly Finding[] {
  const tree = readPowershell(source, scope.grammars);
  if (tree === undefined) return [notUnderstood(source)];
  const walk = new PowershellWalk(source, original, scope, classifyCall);
  return walk.all(tree.root);
}

class PowershellWalk {
  readonly #source: string;
  readonly #original: string;
  readonly #scope: Scope;
  readonly #classifyCall: CallClassifier;
  readonly #functions = new Set<string>();
  /** Blocks that are handed on as text: `-Filter { Enabled -eq $true }`. */
  readonly #texts = new Set<SyntaxNode>();

  constructor(source: string, original: string, scope: Scope, classifyCall: CallClassifier) {
    this.#source = source;
    this.#original = original;
    this.#scope = scope;
    this.#classifyCall = classifyCall;
  }

  all(root: SyntaxNode): readonly Finding[] {
    const waiting = [root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      waiting.push(...node.children);
      if (node.type === 'function_name') this.#functions.add(this.#text(node).toLowerCase());
    }
    const findings: Finding[] = [];
    this.#visit(root, undefined, findings);
    return findings;
  }

  #visit(node: SyntaxNode, input: Input | undefined, findings: Finding[]): void {
    if (this.#texts.has(node)) return;
    switch (node.type) {
      case 'pipeline_chain':
        this.#chain(node, findings);
        return;
      case 'command':
        this.#command(node, input, findings);
        break;
      case 'invokation_expression':
        findings.push(this.#method(node));
        break;
      case 'redirection':
        findings.push(...writes(this.#text(node), this.#label(node)));
        break;
      case 'ERROR':
        findings.push(notUnderstood(this.#label(node)));
        break;
      case 'assignment_expression':
        findings.push(this.#assignment(node));
        break;
    }
    for (const child of node.children) this.#visit(child, undefined, findings);
  }

  #chain(node: SyntaxNode, findings: Finding[]): void {
    let input: Input | undefined;
    for (const part of namedChildren(node)) {
      this.#visit(part, input, findings);
      input = this.#outputOf(part);
    }
  }

  #outputOf(node: SyntaxNode): Input {
    const text = this.#text(node).trim();
    const literal = /^(?:"([^"$]*)"|'([^']*)')$/.exec(text);
    if (literal !== null) return { kind: 'text', text: literal[1] ?? literal[2] ?? '' };
    const file = /^(?:Get-Content|gc|cat|type)\s+(?:-(?:Raw|Path)\s+)*"?([^\s"]+)/i.exec(text);
    return file === null ? { kind: 'stream' } : { kind: 'file', name: file[1] ?? '' };
  }

  #command(node: SyntaxNode, input: Input | undefined, findings: Finding[]): void {
    const label = this.#label(node);
    const first = namedChildren(node)[0];
    // `ForEach-Object { … }` and `%` have a node of their own; their block is visited anyway.
    if (first?.type === 'foreach_command') {
      const member = /^(?:%|foreach(?:-object)?)\s+(?:-membername\s+)?([A-Za-z]\w*)/i.exec(
        label,
      )?.[1];
      if (member !== undefined) findings.push(...this.#member(member, label));
      return;
    }
    const nameNode = node.children.find((child) => child.field === 'command_name');
    if (nameNode === undefined) {
      findings.push(notUnderstood(label));
      return;
    }
    const name = this.#text(nameNode).trim();
    const args = this.#words(node);
    for (const word of args) {
      if (/^\d?>{1,2}/.test(word.text)) findings.push(...writes(word.text, word.text));
    }
    if (this.#functions.has(name.toLowerCase())) {
      findings.push(check(label));
      return;
    }
    const runsOperator = node.children.some(
      (child) => child.type === 'command_invokation_operator',
    );
    // A range of numbers is read as a command's name.
    if (/^\d+(?:\.\.\d+)?$/.test(name) && args.length === 0) {
      findings.push(check(label));
      return;
    }
    if (/^Get-(?:AD|CimInstance$|WmiObject$|Mailbox|Recipient$)/i.test(name)) this.#filters(node);
    const call: Call = { name: unquoted(name), args, label, input };
    if (runsOperator && /^[$(]/.test(call.name)) findings.push(notUnderstood(label));
    else findings.push(...this.#callFindings(call));
  }

  #filters(node: SyntaxNode): void {
    const elements = node.children.find((child) => child.field === 'command_elements');
    const words = elements === undefined ? [] : namedChildren(elements);
    const given = words.filter((child) => child.type !== 'command_argument_sep');
    given.forEach((child, index) => {
      const before = given[index - 1];
      if (before !== undefined && /^-Filter$/i.test(this.#text(before))) this.#texts.add(child);
    });
  }

  #callFindings(call: Call): readonly Finding[] {
    if (call.name.startsWith('$') || /\.ps1$/i.test(call.name)) return [notUnderstood(call.label)];
    const cmdlet = cmdletName(call.name);
    if (cmdlet !== undefined) return cmdletFinding(cmdlet, call, this.#scope);
    return this.#classifyCall(call, this.#scope);
  }

  #words(node: SyntaxNode): readonly Word[] {
    const elements = node.children.find((child) => child.field === 'command_elements');
    if (elements === undefined) return [];
    return namedChildren(elements)
      .filter((child) => child.type !== 'command_argument_sep' && child.type !== 'redirection')
      .map((child) => {
        const text = this.#text(child).trim();
        const single = /^'[^']*'$/.test(text);
        return { text: unquoted(text), known: single || !/[$({]/.test(text) };
      });
  }

  /** Setting a variable stays in the session; a property of an object may be the world's. */
  #assignment(node: SyntaxNode): Finding {
    const label = this.#label(node);
    const left =
      this.#text(node)
        .split(/[-+*/%]?=/, 1)[0]
        ?.trim() ?? '';
    const plain =
      /^(?:\[[\w.[\]]+\]\s*)?\$(?:\{[^}]*\}|[\w:?]+)(?:\[[^\]]*\])*(?:\s*,\s*\$[\w:]+)*$/;
    // `${C:\file}` writes a file, `$alias:ls` says what is called `ls`.
    const isOfDrive = /\$\{?(?!(?:env|global|script|local|private|variable):)[^\s:{}]+:(?!:)/i.test(
      left,
    );
    if (
      (plain.test(left) && !isOfDrive) ||
      /^\[(?:System\.)?Net\.ServicePointManager\]::\w+$/i.test(left)
    )
      return check(label);
    return change(label, `sets ${left.slice(0, 60)}`);
  }

  /** `% Kill` calls a method of everything that comes. */
  #member(name: string, label: string): readonly Finding[] {
    return cmdletFinding(
      'ForEach-Object',
      { name: 'ForEach-Object', args: [{ text: name, known: true }], label, input: undefined },
      this.#scope,
    );
  }

  /** A method of an object: only the ones that compute are known to read. */
  #method(node: SyntaxNode): Finding {
    const label = this.#label(node);
    const member = node.children.find((child) => child.type === 'member_name');
    const name = member === undefined ? '' : this.#text(member);
    if (plainMethods.test(name) || this.#computes(node, name)) return check(label);
    if (/^(?:Delete|Remove|Stop|Kill|Clear|Close|Shutdown|Terminate)/i.test(name)) {
      return destructive(label, `calls ${name}`);
    }
    return change(label, `calls ${name}`);
  }

  /** A static method of a type that only computes; not one of what such a method gives. */
  #computes(node: SyntaxNode, method: string): boolean {
    const [type] = node.children;
    return (
      type?.type === 'type_literal' &&
      PURE_TYPE.test(this.#text(type)) &&
      !/^GetTempFileName$/i.test(method)
    );
  }

  #text(node: SyntaxNode): string {
    return this.#source.slice(node.start, node.end);
  }

  #label(node: SyntaxNode): string {
    return this.#original.slice(node.start, node.end);
  }
}

/** Types whose static methods only compute; `[IO.Path]` makes a file with one of its. */
const PURE_TYPE =
  /^\[(?:System\.)?(?:Math|MathF|Convert|BitConverter|TimeSpan|DateTime|DateTimeOffset|String|Char|Version|Guid|Regex|Text\.RegularExpressions\.Regex|bigint|Numerics\.BigInteger|IO\.Path)\]$/i;

/** Methods that compute something and touch nothing. */
const plainMethods =
  /^(?:To(?:String|Lower|Upper|Array|List|Char|U?Int|Double|Decimal|Boolean|Byte|UniversalTime|LocalTime|Short|Long|Base64|Binary|Dictionary|Unix|FileTime|Title|DateTime|Hashtable|Object|Json|Xml|Script)\w*|Trim\w*|Split|Replace|Substring|Contains\w*|StartsWith|EndsWith|IndexOf|LastIndexOf|Join|Format|Add(?:Days|Hours|Minutes|Seconds|Months|Years|Milliseconds)?|Subtract|GetType|Parse\w*|TryParse|Round|Floor|Ceiling|Max|Min|Abs|ReadAll\w*|Exists|Where|ForEach|Count|Pad\w*|Equals|Compare\w*|Get(?:Enumerator|Bytes|String|EnvironmentVariable|Elapsed|FileName\w*|DirectoryName|Extension|Item|Value|TotalMemory|HostEntry|HostAddresses|Now)|NewGuid|FromBase64String|IsNullOr\w+|Combine|Refresh|StartNew|Match(?:es)?|new|Insert|Reverse|Sort|First|Last|Sum|Average|Concat|Escape|UnescapeDataString|EscapeDataString|Clone|AsPlainText)$/i;

function writes(text: string, label: string): readonly Finding[] {
  if (/>&\d?|>\s*\$null\b|>\s*NUL\b|>\s*\/dev\/null\b/i.test(text)) return [];
  if (!/>\s*\S/.test(text)) return [];
  return [change(label, 'writes a file')];
}

function unquoted(text: string): string {
  const inner = /^"([\s\S]*)"$|^'([\s\S]*)'$/.exec(text);
  if (inner === null) return text.replace(/`(.)/g, '$1');
  return inner[2]?.replaceAll("''", "'") ?? (inner[1] ?? '').replace(/`(.)/g, '$1');
}
