import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { acceptEdit } from '../../../../src/core/run/acceptEdit';
import { judge } from '../../../../src/core/run/judge';

function accepted(text: string, output: string): string {
  const runbook = parseRunbook(text);
  const step = runbook.steps[0];
  if (step === undefined) throw new Error('no step');
  const edit = acceptEdit(text, runbook, step, output);
  if (!edit.ok) return edit.code;
  const lines = text.split('\n');
  lines.splice(
    edit.value.lines.start,
    edit.value.lines.end - edit.value.lines.start,
    ...edit.value.newLines,
  );
  return lines.join('\n');
}

function verdict(text: string, stdout: string): string | undefined {
  const expectation = parseRunbook(text).steps[0]?.expectation;
  if (expectation === undefined) return undefined;
  return judge(expectation, {
    outcome: 'succeeded',
    exitCode: 0,
    stdout,
    stderr: '',
    truncated: false,
  }).kind;
}

const TABLE =
  '# T\n\n| Check | Command | Expected |\n| --- | --- | --- |\n| Up | `uptime -p` | X |\n';

describe('accepting an output', () => {
  test('a block without an expectation gets a fence that the output passes', () => {
    const text = accepted('# T\n\n```bash\nuname -s\n```\n\nMore.\n', 'Linux\n');
    expect(text).toContain('```\n\nExpected output:\n\n```output\nLinux\n```\n');
    expect(verdict(text, 'Linux\n')).toBe('pass');
    expect(verdict(text, 'Darwin\n')).not.toBe('pass');
  });

  test('an output that differs from the old one makes a hole where they differ', () => {
    const before = accepted('# T\n\n```bash\nps\n```\n', 'pid 4711 runs');
    const after = accepted(before, 'pid 4712 runs');
    expect(after).toContain('pid {int} runs');
    expect(verdict(after, 'pid 9 runs')).toBe('pass');
  });

  test('a row gets it in the column of what is expected', () => {
    const text = accepted(TABLE.replace('X', 'fine'), 'up 3 days | ok');
    expect(text).toContain('| `up 3 days \\| ok` |');
    expect(verdict(text, 'up 3 days | ok')).toBe('pass');
  });

  test('what has no place is refused', () => {
    expect(accepted(TABLE, 'one\ntwo')).toBe('no-place');
    expect(accepted('# T\n\n```bash\ntrue\n```\n', ' \n')).toBe('no-output');
    expect(accepted('# T\n\n- [ ] Look: `uptime`\n', 'up')).toBe('no-place');
  });
});
