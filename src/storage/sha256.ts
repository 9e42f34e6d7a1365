import * as crypto from 'node:crypto';

/** SHA-256 of UTF-8 text or of bytes, lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return crypto.hash('sha256', content);
}
