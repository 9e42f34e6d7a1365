import { MASK } from '../core/incident/redaction';
import { hideInCode } from '../core/secrets/writtenSecrets';
import { Masker, maskingRules } from '../execution/masking/masker';

/** Masks several texts that may hold the same secrets, prepared for them once. */
export function textMasker(secrets: readonly string[]): (text: string) => string {
  const rules = maskingRules(secrets);
  return (text) => {
    const masker = new Masker(rules);
    return Buffer.concat([
      masker.push(Buffer.from(hideInCode(text, MASK))),
      masker.end(),
    ]).toString();
  };
}

/** Text as it may be stored: known secrets and what looks like one are masked. */
export function maskText(text: string, secrets: readonly string[]): string {
  return textMasker(secrets)(text);
}
