import { Masker, maskingRules } from '../execution/masking/masker';

/** Text as it may be stored: known secrets and what looks like one are masked. */
export function maskText(text: string, secrets: readonly string[]): string {
  const masker = new Masker(maskingRules(secrets));
  return Buffer.concat([masker.push(Buffer.from(text)), masker.end()]).toString();
}
