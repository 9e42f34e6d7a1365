import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import {
  runnableSections,
  sequenceOf,
  withoutWayBack,
  type SequenceScope,
} from '../../../../src/core/run/sequence';

const TEXT = `# Trial

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
`;
const RUNBOOK = parseRunbook(TEXT);

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
    expect(
      runnableSections(RUNBOOK, TEXT).map(({ section, steps }) => [section.title, steps]),
    ).toEqual([['Look', 3]]);
  });
});

/** Titles of what is gone through and of what is left out. */
function titles(text: string, scope: SequenceScope = { kind: 'all' }): (readonly string[])[] {
  const runbook = parseRunbook(text);
  const found = sequenceOf(runbook, scope);
  if (!found.ok) return [[found.code]];
  const { items, leftOut } = withoutWayBack(found.value, runbook, scope, text);
  return [items, leftOut].map((some) => some.map(({ title }) => title));
}

const bash = (code: string) => `\`\`\`bash\n${code}\n\`\`\`\n\n`;

describe('a block in which a part may end its shell', () => {
  const itemsOf = (code: string, info = 'bash') => {
    const found = sequenceOf(parseRunbook(`# T\n\n\`\`\`${info}\n${code}\n\`\`\`\n`), {
      kind: 'all',
    });
    return found.ok ? found.value : [];
  };
  const brief = (code: string) =>
    itemsOf(code).map((item) => [item.kind, item.title, 'partId' in item && item.partId]);

  test.each([
    'test -e lock || exit 0',
    'if [ -e lock ]; then\n  echo stop\n  exit 0\nfi',
    '[ -e lock ] && { echo stop; return; }',
    'DEBUG=1 exec ./deploy.sh',
    'kill -9 $$',
  ])('is one run: %s', (guard) => {
    expect(itemsOf(`# Guard\n${guard}\n\n# Go\nrm -rf cache`)).toMatchObject([
      { kind: 'run', partId: undefined },
    ]);
  });

  test('in other languages, too', () => {
    const guard = "if (Test-Path lock) { exit }\n\nWrite-Host 'go'";
    expect(itemsOf(guard, 'powershell')).toHaveLength(1);
    expect(itemsOf('SELECT 1;\n\n\\q\n\nSELECT 2;', 'psql')).toHaveLength(1);
  });

  test.each([
    'docker exec api uptime',
    "ssh web1 'test -e lock || exit 0'",
    'echo exit; echo "no exit"',
    'cat <<EOF\nexit\nEOF',
    'kill -9 4711',
    'kubectl logs api # exit code',
  ])('is none: %s', (plain) => {
    expect(itemsOf(`# Look\n${plain}\n\n# Go\nrm -rf cache`)).toHaveLength(2);
  });

  test('is run part by part when only its last part does', () => {
    expect(itemsOf('# Look\nuptime\n\n# Leave\nexit 1')).toHaveLength(2);
  });

  test('asks what a person does before and behind it', () => {
    const code = '# Tell them\n\ntest -e lock || exit 0\n\nrm -rf cache\n\n# Tell them again';
    expect(brief(code)).toMatchObject([
      ['manual', 'Tell them', expect.any(String)],
      ['run', expect.any(String), undefined],
      ['manual', 'Tell them again', expect.any(String)],
    ]);
  });

  test('asks whether to go on where it cannot be one run', () => {
    const guard = '# Guard\ntest -e lock || exit 0\n\n';
    const question = 'Go on with "Go", unless "Guard" ended early';
    expect(
      brief(`${guard}# Go\nls\n\n# 1. Wait\n\n# 2. Clear\nrm -rf cache`).map(([, title]) => title),
    ).toEqual(['Guard', question, 'Go', 'Wait', 'Clear']);
    expect(brief(`${guard}# Go\nls\n\n# Rollback\nls old`).map(([, title]) => title)).toEqual([
      'Guard',
      question,
      'Go',
      'Rollback',
    ]);
  });
});

describe('the way back is no part of the way', () => {
  const deploy = '# Deploy\n\n## Do it\n\n' + bash('helm upgrade api ./api');

  test.each([
    '## Rollback',
    '### Rolling back',
    '## 7. Rollback plan',
    '## C. Back-out',
    '## Step 9: Undo',
    '## If it goes wrong',
    '## If the check fails',
    '## Otherwise',
    '## **Back out** (within an hour)',
  ])('below %s', (heading) => {
    const text = `${deploy}${heading}\n\n${bash('helm rollback api')}`;
    expect(titles(text)).toEqual([['helm upgrade api ./api'], ['helm rollback api']]);
  });

  test.each([
    ['a label', 'Rollback:\n\n' + bash('helm rollback api')],
    ['a bold label', '**Undo:** the release before is kept:\n\n' + bash('helm rollback api')],
    ['a purpose', 'To undo it, go back\nto the release before:\n\n' + bash('helm rollback api')],
    ['a quote', '> Back out with\n\n' + bash('helm rollback api')],
    ['an item', '1. Look\n2. Rollback:\n   ' + '```bash\n   helm rollback api\n   ```\n'],
    ['a case that did not come', 'If not:\n\n' + bash('helm rollback api')],
    ['a failure', 'If the check fails, go back:\n\n' + bash('helm rollback api')],
    ['CRLF', 'Rollback:\r\n\r\n' + bash('helm rollback api')],
  ])('behind %s', (_, undo) => {
    expect(titles(deploy + undo)).toEqual([['helm upgrade api ./api'], ['helm rollback api']]);
  });

  test('as a command in a sentence, and as a part of a block', () => {
    const inline = titles(`${deploy}Rollback: \`helm rollback api\`\n`);
    expect(inline.map((some) => some.length)).toEqual([1, 1]);
    const parts = titles('# T\n\n' + bash('# Stop\necho stop\n\n# Rollback\necho start'));
    expect(parts).toEqual([['Stop'], ['Rollback']]);
  });

  test.each([
    ['an order', '## Roll back the release\n\n' + bash('helm rollback api')],
    ['an order above a block', 'Revert the last commit:\n\n' + bash('git revert HEAD')],
    ['a check of it', '## Rollback test\n\n' + bash('helm history api')],
    ['the next paragraph', 'Rollback: ask the owner.\n\nThen look:\n\n' + bash('uptime')],
  ])('but %s is', (_, more) => {
    expect(titles(deploy + more)[1]).toEqual([]);
  });

  test('is all that was asked for', () => {
    const text = `${deploy}## Rollback\n\n${bash('helm rollback api')}${bash('uptime')}`;
    const section = { kind: 'section', section: 'Rollback' } as const;
    expect(titles(text, section)).toEqual([['helm rollback api', 'uptime'], []]);
    expect(titles(`# Rollback guide\n\nUndo:\n\n${bash('helm rollback api')}`)[1]).toEqual([]);
    expect(titles(`# Trial\n\n## Rollback\n\n${bash('uptime')}`)).toEqual([['uptime'], []]);
    const both = `# Release and rollback\n\n${bash('uptime')}## Rollback\n\n${bash('df -h')}`;
    expect(titles(both)).toEqual([['uptime'], ['df -h']]);
  });

  test('is not counted by the lens of a heading', () => {
    const text = `# T\n\n## A\n\n${bash('uptime')}${bash('df')}### Rollback\n\n${bash('ls')}`;
    expect(runnableSections(parseRunbook(text), text).map(({ steps }) => steps)).toEqual([2]);
  });
});

describe('headings that offer options', () => {
  const text =
    '# T\n\n## Free space\n\n### Option 1 (preferred)\n\n' +
    bash('echo a') +
    bash('echo b') +
    '### Option 2: the hard way\n\n' +
    bash('echo c') +
    '## Check\n\n' +
    bash('df -h');

  test('are one choice, with all that stands below each', () => {
    const found = sequenceOf(parseRunbook(text), { kind: 'all' });
    const [choice, check] = found.ok ? found.value : [];
    expect(check?.title).toBe('df -h');
    expect(choice).toMatchObject({
      kind: 'choice',
      title: 'Free space',
      options: [
        {
          label: 'Option 1',
          title: '(preferred)',
          items: [{ title: 'echo a' }, { title: 'echo b' }],
        },
        { label: 'Option 2', title: 'the hard way', items: [{ title: 'echo c' }] },
      ],
    });
  });

  test('one of them by itself is a section like others', () => {
    const one = sequenceOf(parseRunbook(text), { kind: 'section', section: 'Option 1' });
    expect(one.ok && one.value.map(({ kind }) => kind)).toEqual(['run', 'run']);
  });

  test('options in an option are a choice of their own', () => {
    const nested = text.replace(
      '## Check',
      '#### Method A\n\n' + bash('x') + '#### Method B\n\n' + bash('y') + '## Check',
    );
    const found = sequenceOf(parseRunbook(nested), { kind: 'all' });
    const [choice] = found.ok ? found.value : [];
    const second = choice?.kind === 'choice' ? choice.options[1] : undefined;
    expect(second?.items.map(({ kind }) => kind)).toEqual(['run', 'choice']);
  });
});
