import { change, check, destructive, notUnderstood, type Finding } from '../finding';

const request = /^\s*([A-Z]+)\s+(\S+)/;
const method = /^\s*(?:GET|HEAD|OPTIONS|TRACE|POST|PUT|PATCH|DELETE|PURGE)\s+\S/;

/** A request that reads but carries its question in a body. */
const readingPaths =
  /\/(?:_search|_count|_msearch|_analyze|_validate\/query|_field_caps|_mget|_explain|_sql|_render\/template|_cluster\/allocation\/explain|query|query_range|graphql\?query|api\/v1\/query(?:_range)?|select)(?:\?|$|["'/])/;

/** A request whose address says what it takes away. */
const losingPaths =
  /\/(?:_delete_by_query|_close|delete_series|delete|destroy|purge|drop|truncate|flush|shutdown|terminate|drain|quit|quitquitquit)(?:\?|\/?$|["'])/;

/** Classifies the request lines of an HTTP step, of which one block may hold several. */
export function classifyHttp(text: string): readonly Finding[] {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !/^\s*(#|\/\/)/.test(line));
  const [first = ''] = lines;
  const found = request.exec(first);
  if (found === null) return [notUnderstood(text)];
  // What looks like a request inside a body is none, but nothing tells them apart for sure.
  const others = lines.slice(1).filter((line) => method.test(line));
  return [first, ...others].map((line) => {
    const [label = '', verb = '', address = ''] = request.exec(line) ?? [];
    return requestFinding(verb, [address.startsWith('/') ? address : `/${address}`], label.trim());
  });
}

/** What a request does, by its method and the addresses it goes to. */
export function requestFinding(verb: string, addresses: readonly string[], label: string): Finding {
  const asks = addresses.length > 0 && addresses.every((address) => readingPaths.test(address));
  if (verb.toUpperCase() === 'POST' && asks) return check(label);
  if (/^(?:POST|PUT|PATCH)$/i.test(verb) && addresses.some((text) => losingPaths.test(text)))
    return destructive(label, 'asks a server to take something away');
  return methodFinding(verb, label);
}

/** What a request does, by its method (RFC 9110 §9.2.1: GET, HEAD, OPTIONS and TRACE are safe). */
export function methodFinding(method: string, label: string): Finding {
  switch (method.toUpperCase()) {
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
    case 'TRACE':
      return check(label);
    case 'DELETE':
      return destructive(label, 'deletes what the address names');
    case 'PURGE':
      return destructive(label, 'throws cached content away');
    default:
      return change(label, `sends a ${method.toUpperCase()} request`);
  }
}
