import { expect, it } from 'vitest';
import { RULE_CODES } from '../../../../src/core/validation/ruleCodes';
import { RULES } from '../../../../src/core/validation/rules';

it('the codes that settings may name are those of the rules', () => {
  expect(RULES.map(({ code }) => code).sort()).toEqual([...RULE_CODES].sort());
});
