import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { redlineRunbook, unifiedDiff } from '../../../../src/core/incident/redline';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const ORIGINAL = `# Queue

## Stuck

1. Look: \`queuectl status\`
2. Drain it:

   \`\`\`bash
   queuectl drain --all
   queuectl status
   \`\`\`

\`\`\`bash
queuectl restart <name>
\`\`\`

Nothing more.
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-redline-'));
  execFileSync('git', ['init', '-q'], { cwd: folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What `git apply` makes of a file with a diff. */
function applied(path: string, before: string, diff: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), before);
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: diff });
  return readFileSync(join(folder, path), 'utf8');
}

function ran(text: string, words: string) {
  const step = parseRunbook(text).steps.find((one) => one.text.includes(words));
  if (step === undefined) throw new Error(`no step with ${words}`);
  return { runId: `run ${words}`, stepId: step.id, text };
}

function check(after: string, words: readonly string[], path = 'docs/queue.md') {
  const redlined = redlineRunbook(
    path,
    ORIGINAL,
    words.map((one) => ran(after, one)),
  );
  if (redlined.diff !== '') expect(applied(path, ORIGINAL, redlined.diff)).toBe(redlined.text);
  return redlined;
}

describe('redlines', () => {
  test('a step run as the runbook has it is none, nor are its filled holes', () => {
    const redlined = check(ORIGINAL, ['queuectl status', 'queuectl restart']);
    expect(redlined).toMatchObject({ redlines: [], diff: '', text: ORIGINAL });
  });

  test('a changed step in a list is changed where it stands', () => {
    const after = ORIGINAL.replace('drain --all', 'drain --all --slowly');
    const { text, redlines } = check(after, ['--slowly']);
    expect(redlines).toMatchObject([{ kind: 'changed', runId: 'run --slowly' }]);
    expect(text).toBe(after);
  });

  test('an edit that was never run is left alone', () => {
    const after = ORIGINAL.replace('drain --all', 'drain --one').replace('restart', 'restart -f');
    const { text } = check(after, ['restart -f']);
    expect(text).toBe(ORIGINAL.replace('restart', 'restart -f'));
  });

  test('an added block is put behind the step that stood before it', () => {
    const after = ORIGINAL.replace(
      'Nothing more.',
      '```bash\nqueuectl verify\n```\n\nNothing more.',
    );
    const { text, redlines } = check(after, ['queuectl verify']);
    expect(redlines).toMatchObject([{ kind: 'added' }]);
    expect(text.indexOf('queuectl verify')).toBeGreaterThan(text.indexOf('queuectl restart'));
    const before = parseRunbook(ORIGINAL).steps.length;
    expect(parseRunbook(text).steps).toHaveLength(before + 1);
  });

  test('two changed neighbours are told apart, and the last way a step was run counts', () => {
    const first = ORIGINAL.replace('drain --all', 'drain --a').replace('restart', 'restart -x');
    const second = ORIGINAL.replace('drain --all', 'drain --b').replace('restart', 'restart -x');
    const { text, redlines } = redlineRunbook('q.md', ORIGINAL, [
      ran(first, 'drain --a'),
      ran(second, 'drain --b'),
      ran(second, 'restart -x'),
    ]);
    expect(redlines).toHaveLength(2);
    expect(text).toBe(second);
  });

  test('of two steps with the same words the one that was changed is', () => {
    const twice = '# R\n\n```bash\nfoo --x\n```\n\nthen\n\n```bash\nfoo --x\n```\n';
    const after = twice.replace('foo --x', 'foo --y');
    const { text, redlines } = redlineRunbook('r.md', twice, [ran(after, 'foo --y')]);
    expect(redlines).toMatchObject([{ kind: 'changed' }]);
    expect(text).toBe(after);
  });

  test('a masked step is not taken for a changed one, and no mask gets into the runbook', () => {
    const secret = ORIGINAL.replace('restart <name>', 'restart --token abcdef');
    const masked = secret.replace('abcdef', '***');
    const step = ran(masked, '--token');
    expect(redlineRunbook('q.md', secret, [step]).redlines).toEqual([]);
    expect(redlineRunbook('q.md', ORIGINAL, [step]).text).not.toContain('***');
  });

  test.each(['plain.md', 'with space/run book.md', 'ümlaut/ä.md', 'quo"te.md'])(
    'git takes the difference of %s, with CRLF and without a last line feed',
    (path) => {
      const before = 'a\r\nb\r\nc';
      const after = 'a\r\nB\r\nc\r\nd';
      expect(applied(path, before, unifiedDiff(path, before, after))).toBe(after);
    },
  );
});
