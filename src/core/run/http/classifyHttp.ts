import { change, check, destructive, notUnderstood, type Finding } from '../finding';

const request = /^\s*([A-Z]+)\s+(\S+)/;

/** Classifies the request lines of an HTTP step: `GET /health`. */
export function classifyHttp(text: string): readonly Finding[] {
  const first = text
    .split(/\r?\n/)
    .find((line) => line.trim() !== '' && !/^\s*(#|\/\/)/.test(line));
  const found = first === undefined ? undefined : request.exec(first);
  if (found === null || found === undefined) return [notUnderstood(text)];
  return [methodFinding(found[1] ?? '', found[0].trim())];
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
