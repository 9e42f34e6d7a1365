import { maskingRules, type MaskingRules } from './masker';

/** Runs that follow one another mostly have the same secrets: preparing for them costs a millisecond. */
export class RulesCache {
  #secrets: readonly string[] = [];
  #rules: MaskingRules | undefined;

  get(secrets: readonly string[]): MaskingRules {
    if (this.#rules === undefined || !sameTexts(this.#secrets, secrets)) {
      this.#rules = maskingRules(secrets);
      this.#secrets = secrets;
    }
    return this.#rules;
  }
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
