/** SHA-256 of UTF-8 text, lower-case hex. Injected: the core has no crypto of its own. */
export type Sha256 = (text: string) => string;

/** The `prev` of a writer's first event. */
export const GENESIS = '0'.repeat(64);

const SEAL = ',"hash":"';
/** Length of `,"hash":"<64 hex>"}`, the end of every line. */
const SEAL_LENGTH = SEAL.length + 64 + 2;

/**
 * Closes a line: the hash is taken over the exact bytes that stand before `,"hash":`, so it covers
 * `prev` and every field, also those a later version added, and needs no canonical form.
 * @param body a JSON object with at least one member, `}` included.
 */
export function sealLine(body: string, sha256: Sha256): { line: string; hash: string } {
  const covered = body.slice(0, -1);
  const hash = sha256(covered);
  return { line: `${covered}${SEAL}${hash}"}`, hash };
}

/** The hash a line carries at its end, or undefined when it does not end with one. */
export function writtenHash(line: string): string | undefined {
  const at = line.length - SEAL_LENGTH;
  return line.startsWith(SEAL, at) && line.endsWith('"}') ? line.slice(-66, -2) : undefined;
}

/** True when the line's own hash is right. It says nothing of the lines around it. */
export function isSealIntact(line: string, sha256: Sha256): boolean {
  const hash = writtenHash(line);
  return hash !== undefined && sha256(line.slice(0, -SEAL_LENGTH)) === hash;
}
