/** SHA-256 of UTF-8 text, lower-case hex. Injected: the core has no crypto of its own. */
export type Sha256 = (text: string) => string;

/** The `prev` of a writer's first event. */
export const GENESIS = '0'.repeat(64);

const SEAL = ',"hash":"';
/** Length of `,"hash":"<64 hex>"}`, the end of every line. */
const SEAL_LENGTH = SEAL.length + 64 + 2;

/**
 * Closes a line: the hash is taken over the line's exact bytes without the `hash` member, so it
 * covers `prev` and every field, also those a later version added.
 * @param body a JSON object, `}` included.
 */
export function sealLine(body: string, sha256: Sha256): { line: string; hash: string } {
  const hash = sha256(body);
  return { line: `${body.slice(0, -1)}${SEAL}${hash}"}`, hash };
}

/** The text a line's hash was taken over, or undefined when the line does not end with a hash. */
export function sealedBody(line: string): string | undefined {
  const at = line.length - SEAL_LENGTH;
  if (at < 1 || !line.startsWith(SEAL, at) || !line.endsWith('"}')) return undefined;
  return `${line.slice(0, at)}}`;
}

/** The hash that stands in a line which `sealedBody` accepts. */
export function writtenHash(line: string): string {
  return line.slice(-66, -2);
}

/** True when the line's own hash is right. It says nothing of the lines around it. */
export function isSealIntact(line: string, sha256: Sha256): boolean {
  const body = sealedBody(line);
  return body !== undefined && sha256(body) === writtenHash(line);
}
