import type { StepLanguage } from '../../model/step';
import { classifyBash } from '../bash/classifyBash';
import { splitPsql } from '../bash/splitPsql';
import { classifyCall } from '../commands/registry';
import type { Finding } from '../finding';
import type { Grammars } from '../grammars';
import { classifyPowershell } from '../powershell/classifyPowershell';
import { readPowershell } from '../powershell/readPowershell';
import type { Call, Scope } from '../scope';
import { fieldOf, type SyntaxNode } from '../syntaxNode';

/** A command of a step, and the one that starts it: `psql` in `sudo docker exec -it db psql`. */
export interface FoundCall {
  readonly call: Call;
  readonly parent: FoundCall | undefined;
}

const maxDepth = 6;
const maxCalls = 400;
const maxLength = 300_000;

/**
 * Every command a step would start, read with the grammar of its language and through the
 * commands that carry others (`sudo`, `ssh host '…'`, `kubectl exec pod -- …`). In order of the
 * text, a carrier before what it carries. Empty for languages that start no commands.
 */
export function callsOf(
  text: string,
  language: StepLanguage,
  grammars: Grammars,
): readonly FoundCall[] {
  if (text.length > maxLength) return [];
  const found: FoundCall[] = [];
  const scope = new CallScope(grammars, found, undefined, 0);
  switch (language) {
    case 'bash':
    case 'sh':
    case 'zsh':
      for (const part of shellParts(text)) scope.shell(part);
      break;
    case 'powershell':
      scope.powershell(text);
      found.push(...cmdlets(text, grammars));
      break;
    case 'sql':
    case 'psql':
    case 'python':
    case 'node':
    case 'http':
      break;
  }
  return found;
}

/** Cmdlets are classified by their verb, so the classification never names them as calls. */
function cmdlets(text: string, grammars: Grammars): readonly FoundCall[] {
  const tree = readPowershell(text, grammars);
  const found: FoundCall[] = [];
  const visit = (node: SyntaxNode): void => {
    const name = fieldOf(node, 'command_name');
    if (node.type === 'command' && name !== undefined) {
      const words = text.slice(name.start, node.end).trim().split(/\s+/);
      const args = words.slice(1).map((word) => ({ text: word, known: true }));
      const label = text.slice(node.start, node.end);
      if (/^[A-Za-z]+-[A-Za-z]+$|^gc$/.test(words[0] ?? ''))
        found.push({
          call: { name: words[0] ?? '', args, label, input: undefined },
          parent: undefined,
        });
    }
    for (const child of node.children) visit(child);
  };
  if (tree !== undefined) visit(tree.root);
  return found;
}

/** The text without the SQL that is typed into a `psql` within it. */
function shellParts(text: string): readonly string[] {
  const segments = splitPsql(text);
  if (segments === undefined) return [text];
  return segments.flatMap((segment) =>
    segment.kind === 'psql' ? [] : [text.slice(segment.range.start, segment.range.end)],
  );
}

/** Looks into carriers the way the classification does, and only collects. */
class CallScope implements Scope {
  readonly grammars: Grammars;
  readonly #found: FoundCall[];
  readonly #parent: FoundCall | undefined;
  readonly #depth: number;

  constructor(
    grammars: Grammars,
    found: FoundCall[],
    parent: FoundCall | undefined,
    depth: number,
  ) {
    this.grammars = grammars;
    this.#found = found;
    this.#parent = parent;
    this.#depth = depth;
  }

  shell(text: string): readonly Finding[] {
    return this.#isFull ? [] : classifyBash(text, text, this, this.#collect);
  }

  powershell(text: string): readonly Finding[] {
    return this.#isFull ? [] : classifyPowershell(text, text, this, this.#collect);
  }

  sql(): readonly Finding[] {
    return [];
  }

  python(): readonly Finding[] {
    return [];
  }

  run(...[words, input]: Parameters<Scope['run']>): readonly Finding[] {
    const [name, ...args] = words;
    if (name === undefined || !name.known) return [];
    const label = words.map((word) => word.text).join(' ');
    return this.#collect({ name: name.text, args, label, input });
  }

  get #isFull(): boolean {
    return this.#depth > maxDepth || this.#found.length >= maxCalls;
  }

  readonly #collect = (call: Call): readonly Finding[] => {
    if (this.#isFull) return [];
    const name = call.name.replace(/^.*[/\\]/, '').replace(/\.(?:exe|cmd)$/i, '');
    // What is fed to `docker exec -i db sh -c '…'` is read by what it runs.
    const input = call.input ?? this.#parent?.call.input;
    const found: FoundCall = { call: { ...call, name, input }, parent: this.#parent };
    this.#found.push(found);
    classifyCall(call, new CallScope(this.grammars, this.#found, found, this.#depth + 1));
    return [];
  };
}
