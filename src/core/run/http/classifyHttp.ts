import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Intent } from '../intent';
import { addressIntent, isDryRunAddress } from './addressWords';
import { bodyIntent } from './requestBody';

const request = /^\s*([A-Z]+)\s+(\S+)/;
/** `@host = https://…` above the requests, which clients of such files put in for `{{host}}`. */
const declaration = /^[ \t]*@([\w-]+)[ \t]*=[ \t]*([^\r\n]*)\r?\n?/;
const method = /^\s*(?:GET|HEAD|OPTIONS|TRACE|POST|PUT|PATCH|DELETE|PURGE|PROPFIND)\s+\S/;

/** A request that reads but carries its question in a body. */
const readingPaths =
  /\/(?:_search|_count|_msearch|_analyze|_validate\/query|_field_caps|_mget|_explain|_sql|_render\/template|_simulate(?:_index\/[\w.-]+|\/[\w.-]+)?|_cluster\/allocation\/explain|query|query_range|api\/v1\/query(?:_range)?|select)(?:\?|$|["'/])|:(?:get|list|test|search|lookup|batchGet|query|runQuery|validate|estimate|count|analyze|detect)(?:[A-Z]\w*)?(?:\?|$|["'])/;

/** A request whose address says what it takes away. */
const losingPaths =
  /\/(?:_delete_by_query|_close|delete_series|delete|destroy|purge|drop|truncate|flush|shutdown|terminate|drain|quit|quitquitquit)(?:\?|\/?$|["'])/;

/** Classifies the request lines of an HTTP step, of which one block may hold several. */
export function classifyHttp(text: string): readonly Finding[] {
  const plain = withDeclared(text);
  const lines = plain
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !/^\s*(#|\/\/)/.test(line));
  const [first = ''] = lines;
  const found = request.exec(first);
  if (found === null) return [notUnderstood(text)];
  // What looks like a request inside a body is none, but nothing tells them apart for sure.
  const others = lines.slice(1).filter((line) => method.test(line));
  // One body belongs to one request; of several nobody knows which is whose.
  const body = others.length === 0 ? bodyOf(plain) : undefined;
  return [first, ...others].map((line) => {
    const [label = '', verb = '', address = ''] = request.exec(line) ?? [];
    const place = /^(?:[a-z]+:\/\/|\/)/i.test(address) ? address : `/${address}`;
    return requestFinding(verb, [place], label.trim(), body);
  });
}

/** The requests with the values that are declared above them; a declaration elsewhere stays. */
function withDeclared(text: string): string {
  let rest = text;
  for (;;) {
    rest = rest.replace(/^(?:[ \t]*(?:(?:#|\/\/)[^\n]*)?\r?\n)+/, '');
    const [line, name = '', value = ''] = declaration.exec(rest) ?? [];
    if (line === undefined) return rest;
    // A value may name what was declared before it, and is put in where it is named.
    rest = rest.slice(line.length).replaceAll(`{{${name}}}`, () => value.trim());
    // Values that name others twice grow without end.
    if (rest.length > 2 * text.length + 10_000) return text;
  }
}

/** What stands behind the headers, with an empty line between or without. */
function bodyOf(text: string): string | undefined {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => request.test(line));
  const rest = lines.slice(start + 1);
  const at = rest.findIndex((line) => !/^[\w-]+:(?:\s|$)/.test(line));
  const body = at < 0 ? '' : rest.slice(at).join('\n').trim();
  return body === '' ? undefined : body;
}

/**
 * What a request does, by its method, the addresses it goes to, and its body.
 * @param body as it is sent; undefined when there is none or it is not known
 */
export function requestFinding(
  verb: string,
  addresses: readonly string[],
  label: string,
  body?: string,
): Finding {
  const upper = verb.toUpperCase();
  const known = addresses.length > 0;
  if (known && safe.test(upper)) return readFinding(addresses, label);
  if (known && addresses.every(isDryRunAddress)) return check(label);
  if (/^(?:POST|PUT|PATCH)$/.test(upper)) {
    const asked = body === undefined ? undefined : worstBody(addresses, body);
    if (asked === 'destructive') return destructive(label, 'asks a server to take something away');
    const asks = known && addresses.every(isQuestion);
    if (upper === 'POST' && known && (asked === 'check' || (asks && asked === undefined)))
      return check(label);
    const loses = (text: string): boolean =>
      losingPaths.test(text) || addressIntent(text) === 'destructive';
    if (addresses.some(loses)) return destructive(label, 'asks a server to take something away');
  }
  return methodFinding(verb, label);
}

const safe = /^(?:GET|HEAD|OPTIONS|TRACE)$/;

/** An address that is only read may still act. */
function readFinding(addresses: readonly string[], label: string): Finding {
  if (addresses.every(isDryRunAddress)) return check(label);
  const intents = addresses.map(addressIntent);
  if (intents.includes('destructive'))
    return destructive(label, 'reads an address that takes something away');
  return intents.includes('change')
    ? change(label, 'reads an address that does something')
    : check(label);
}

function isQuestion(address: string): boolean {
  return readingPaths.test(address) && addressIntent(address) === 'check';
}

function worstBody(addresses: readonly string[], body: string): Intent | undefined {
  const intents = (addresses.length > 0 ? addresses : ['/']).map((address) =>
    bodyIntent(address, body),
  );
  if (intents.includes('destructive')) return 'destructive';
  if (intents.includes('change')) return 'change';
  return intents.every((intent) => intent === 'check') ? 'check' : undefined;
}

/**
 * What a request does, by its method (RFC 9110 §9.2.1: GET, HEAD, OPTIONS and TRACE are safe; RFC
 * 9110's registry names the others that are).
 */
export function methodFinding(method: string, label: string): Finding {
  switch (method.toUpperCase()) {
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
    case 'TRACE':
    case 'PROPFIND':
    case 'REPORT':
    case 'SEARCH':
    case 'QUERY':
      return check(label);
    case 'DELETE':
      return destructive(label, 'deletes what the address names');
    case 'PURGE':
    case 'BAN':
      return destructive(label, 'throws cached content away');
    default:
      return change(label, `sends a ${method.toUpperCase()} request`);
  }
}
