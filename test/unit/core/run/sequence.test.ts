import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { runnableSections, sequenceOf } from '../../../../src/core/run/sequence';

const RUNBOOK = parseRunbook(`# Trial

## Look

\`\`\`bash
uptime
\`\`\`

\`\`\`bash
df -h
\`\`\`

### Deeper

\`\`\`bash
# 1. Stop the traffic
echo stop

# 2. Wait until the queue is empty

# 3. Start again
echo start
\`\`\`

## Repair

\`\`\`bash
# Option 1: restart
echo restart

# Option 2: roll back
echo back
\`\`\`
`);

const kinds = (scope: Parameters<typeof sequenceOf>[1]) => {
  const found = sequenceOf(RUNBOOK, scope);
  return found.ok ? found.value.map((item) => item.kind) : found.code;
};

describe('the order of a sequence', () => {
  test('a section with its sub-sections, in the order of the document, part by part', () => {
    const found = sequenceOf(RUNBOOK, { kind: 'section', section: 'look' });
    expect(found.ok && found.value.map((item) => item.kind)).toEqual([
      'run',
      'run',
      'run',
      'manual',
      'run',
    ]);
  });

  test('a block of comments only is for a person, like such a part', () => {
    const runbook = parseRunbook('# T\n\n```bash\n# Wait until the replica has caught up\n```\n');
    const found = sequenceOf(runbook, { kind: 'all' });
    expect(found.ok && found.value).toMatchObject([
      { kind: 'manual', title: 'Wait until the replica has caught up' },
    ]);
  });

  test('alternatives are one choice', () => {
    const found = sequenceOf(RUNBOOK, { kind: 'section', section: 'Repair' });
    const [item] = found.ok ? found.value : [];
    expect(item?.kind).toBe('choice');
    expect(item?.kind === 'choice' && item.options.length).toBe(2);
  });

  test('the whole runbook, chosen steps, and what is not there', () => {
    expect(kinds({ kind: 'all' })).toHaveLength(6);
    const first = RUNBOOK.steps[0]?.id ?? '';
    expect(kinds({ kind: 'steps', stepIds: [first] })).toEqual(['run']);
    expect(kinds({ kind: 'section', section: 'nowhere' })).toBe('section-not-found');
    expect(kinds({ kind: 'steps', stepIds: [] })).toBe('nothing-to-run');
  });

  test('headings with several steps', () => {
    expect(runnableSections(RUNBOOK).map(({ section, steps }) => [section.title, steps])).toEqual([
      ['Look', 3],
    ]);
  });
});
