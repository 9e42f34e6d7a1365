import { change, check, destructive, type Finding } from '../finding';
import type { Input } from '../scope';
import { fieldOf, type SyntaxNode } from '../syntaxNode';
import { readWord, type Constants } from './words';

/** What the redirections of a command do and feed. */
export interface Redirects {
  readonly findings: readonly Finding[];
  readonly input: Input | undefined;
  /** Words the grammar takes for further destinations but a shell takes for arguments. */
  readonly extra: readonly SyntaxNode[];
  /** Nodes inside that run something themselves: `> "$(date).txt"`, a here-document's pipeline. */
  readonly inner: readonly SyntaxNode[];
}

/** Places where writing leaves nothing behind. */
const harmless = /^\/dev\/(null|stdout|stderr|tty|fd\/\d+)$/;
const socket = /^\/dev\/(tcp|udp)\//;
const device = /^\/dev\/(?!(?:shm|mqueue)\/)/;

/**
 * Reads the redirections of one command.
 * @param nodes `file_redirect`, `heredoc_redirect` and `herestring_redirect` nodes
 * @param silent the command puts nothing out, so that `>` only empties the file
 */
export function readRedirects(
  nodes: readonly SyntaxNode[],
  source: string,
  constants: Constants,
  silent: boolean,
): Redirects {
  const findings: Finding[] = [];
  const extra: SyntaxNode[] = [];
  const inner: SyntaxNode[] = [];
  let input: Input | undefined;
  for (const node of nodes) {
    inner.push(...node.children.filter((child) => child.named && child.type !== 'file_redirect'));
    if (node.type === 'herestring_redirect') {
      const value = node.children.find((child) => child.named);
      if (value !== undefined) {
        input = { kind: 'text', text: readWord(value, source, constants).text };
      }
    } else if (node.type === 'heredoc_redirect') {
      const body = heredocBody(node, source);
      input = { kind: 'text', text: body.text };
      const nested = node.children.filter((child) => child.type.endsWith('_redirect'));
      const more = readRedirects(nested, source, constants, false);
      findings.push(...more.findings);
      extra.push(...more.extra);
      inner.push(...more.inner);
      input = more.input ?? input;
      for (const child of node.children)
        if (child.field === 'argument' && child.start < body.from) extra.push(child);
    } else {
      const destinations = node.children.filter((child) => child.field === 'destination');
      extra.push(...destinations.slice(1));
      const target = destinations[0];
      if (target === undefined) continue;
      const operator = operatorOf(node, source);
      const name = readWord(target, source, constants);
      if (operator === '<') input = { kind: 'file', name: name.text };
      else if (operator === '<&') input = { kind: 'stream' };
      else {
        findings.push(...write(operator, name.text, source.slice(node.start, target.end), silent));
      }
    }
  }
  return { findings, input, extra, inner };
}

/** The text of a here-document. One that begins with a backslash the grammar takes for arguments. */
function heredocBody(
  node: SyntaxNode,
  source: string,
): { readonly text: string; readonly from: number } {
  const start = node.children.find((child) => child.type === 'heredoc_start');
  const end = node.children.find((child) => child.type === 'heredoc_end');
  const body = node.children.find((child) => child.type === 'heredoc_body');
  const line = start === undefined ? -1 : source.indexOf('\n', start.end);
  const from = line < 0 ? Infinity : line;
  const swallowed = node.children.some(
    (child) => child.field === 'argument' && child.start >= from,
  );
  if (body !== undefined && body.end > body.start && !swallowed)
    return { text: source.slice(body.start, body.end), from };
  const to = end?.start ?? node.end;
  return { text: from < to ? source.slice(from + 1, to) : '', from };
}

function operatorOf(node: SyntaxNode, source: string): string {
  const descriptor = fieldOf(node, 'descriptor');
  const operator = node.children.find((child) => !child.named && child !== descriptor);
  return operator === undefined ? '>' : source.slice(operator.start, operator.end);
}

/** What the kernel does at once when something is written to one of its files. */
export function controlFile(name: string): string | undefined {
  if (name === '/proc/sysrq-trigger') return 'has the kernel act at once, which may end everything';
  if (name === '/sys/power/state') return 'sends the machine to sleep';
  if (/^\/sys\/.+\/(?:delete|remove|unbind|remove_id|offline)$/.test(name))
    return 'takes a device away';
  if (/^\/sys\/fs\/cgroup\/.*cgroup\.kill$/.test(name)) return 'kills every process of a group';
  return undefined;
}

function write(operator: string, name: string, label: string, silent: boolean): readonly Finding[] {
  if (harmless.test(name)) return [];
  if (operator === '>&' && /^(\d+|-)-?$/.test(name)) return [];
  if (operator === '>&-') return [];
  if (socket.test(name)) return silent ? [check(label)] : [change(label, 'sends data')];
  const controlled = controlFile(name);
  if (controlled !== undefined) return [destructive(label, controlled)];
  if (device.test(name)) return [destructive(label, `overwrites the device ${name}`)];
  if (operator.includes('>>')) return [change(label, `writes to ${name}`)];
  if (silent) return [destructive(label, `empties ${name}`)];
  return [change(label, `writes ${name}`)];
}
