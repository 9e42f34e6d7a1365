import { check, type Finding } from '../finding';
import { requestFinding } from '../http/classifyHttp';
import { fieldOf, namedChildren, type SyntaxNode } from '../syntaxNode';
import { calls, data, type Library, type LibraryCall } from './library';
import type { Script } from './script';

const verbs = /^(?:get|head|options|post|put|patch|delete|request|stream|send)$/;
const makes =
  /^(?:Session|session|Client|AsyncClient|ClientSession|PoolManager|ProxyManager|HTTP\w*Pool\w*)$/;

/** Clients that send requests: what a call does its method, address and body say. */
export const http: Library = {
  does: (call) => {
    const { name, label } = call;
    if (verbs.test(name)) return requested(call);
    if (/^[A-Z]/.test(name) || makes.test(name)) return [check(label)];
    return /^(?:mount|close|aclose|disable_warnings|json|raise_for_status|iter_\w+|read|aread|text|getheader|getheaders|prepare_request|build_request)$/.test(
      name,
    )
      ? [check(label)]
      : [calls(label, name)];
  },
  gives: ({ name }) => (makes.test(name) ? { library: http, path: [] } : data),
  plain: /^(?:headers|params|cookies|auth|proxies|codes|exceptions|verify|status_codes)$/,
};

function requested(call: LibraryCall): readonly Finding[] {
  const { args, script, label } = call;
  const named = (name: string): SyntaxNode | undefined => args.named.get(name);
  const explicit = call.name === 'request' || call.name === 'stream';
  if (call.name === 'send') return [calls(label, call.name)];
  const method = explicit
    ? script.textOf(args.positional[0] ?? named('method'), '?')?.text
    : call.name;
  const place = args.positional[explicit ? 1 : 0] ?? named('url');
  const address = script.textOf(place, 'x')?.text;
  if (method === undefined || args.open) return [calls(label, call.name)];
  const query = queryOf(named('params'), script);
  const json = named('json');
  const body = json === undefined ? script.textOf(named('data'), '?')?.text : jsonOf(json, script);
  const addresses = address === undefined ? [] : [address + query];
  return [requestFinding(method.toUpperCase(), addresses, label, body)];
}

function queryOf(params: SyntaxNode | undefined, script: Script): string {
  if (params?.type !== 'dictionary') return '';
  const pairs = namedChildren(params).flatMap((pair) => {
    const key = script.textOf(fieldOf(pair, 'key'), 'x')?.text;
    const value = fieldOf(pair, 'value');
    if (key === undefined || value === undefined) return [];
    return [`${key}=${script.textOf(value, 'x')?.text ?? script.slice(value).toLowerCase()}`];
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** A literal as it goes over the wire; what is only known when it runs becomes null. */
function jsonOf(node: SyntaxNode, script: Script): string {
  const constant = script.constantOf(node) ?? node;
  const text = script.textOf(constant, '?');
  if (text !== undefined) return text.known ? JSON.stringify(text.text) : 'null';
  const inner = namedChildren(constant);
  if (constant.type === 'dictionary') {
    const pairs = inner.map((pair) => {
      const key = script.textOf(fieldOf(pair, 'key'), '?')?.text ?? '?';
      const value = fieldOf(pair, 'value');
      return `${JSON.stringify(key)}:${value === undefined ? 'null' : jsonOf(value, script)}`;
    });
    return `{${pairs.join(',')}}`;
  }
  if (constant.type === 'list' || constant.type === 'tuple')
    return `[${inner.map((item) => jsonOf(item, script)).join(',')}]`;
  return constant.type === 'integer' ? script.slice(constant) : 'null';
}

/** `urllib.request`: an address, or a request that says its method. */
export function urlopened(call: LibraryCall): readonly Finding[] {
  const { args, script, label } = call;
  const explicit = script.textOf(args.named.get('method'), '?')?.text;
  const sends = args.named.has('data') || args.positional.length > 1;
  const address = script.textOf(args.positional[0] ?? args.named.get('url'), 'x')?.text;
  if (args.open || (args.named.has('method') && explicit === undefined))
    return [calls(label, call.name)];
  const method = explicit ?? (sends ? 'POST' : 'GET');
  return [requestFinding(method, address === undefined ? [] : [address], label)];
}
