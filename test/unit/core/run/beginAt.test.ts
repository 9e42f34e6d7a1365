import { expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { idToBegin, itemsFrom } from '../../../../src/core/run/beginAt';
import { sequenceOf } from '../../../../src/core/run/sequence';

const runbook = parseRunbook(`# T

\`\`\`bash
# 1. Say
echo said

# 2. Call somebody

# Option 1: restart
echo restart

# Option 2: roll back
echo back
\`\`\`

## Repair

### Option 1

\`\`\`bash
echo first
\`\`\`

### Option 2

\`\`\`bash
echo second
\`\`\`

## After

\`\`\`bash
echo after
\`\`\`
`);
const found = sequenceOf(runbook, { kind: 'all' });
const items = found.ok ? found.value : [];

it('begins with each item by its own id', () => {
  expect(items.map(({ kind }) => kind)).toEqual(['run', 'manual', 'choice', 'choice', 'run']);
  for (const [index, item] of items.entries())
    expect(itemsFrom(items, idToBegin(item))).toEqual(items.slice(index));
});

it('begins with a block by the id of its step, and with the choice by any option', () => {
  const step = (text: string) => runbook.steps.find((one) => one.text.includes(text));
  expect(itemsFrom(items, step('said')?.id ?? '')).toEqual(items);
  const back = step('said')?.parts.find(({ text }) => text.includes('back'));
  expect(itemsFrom(items, back?.id ?? '')).toEqual(items.slice(2));
  expect(itemsFrom(items, step('second')?.id ?? '')).toEqual(items.slice(3));
  expect(itemsFrom(items, 'nope')).toBeUndefined();
});
