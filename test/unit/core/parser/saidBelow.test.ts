import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { judge } from '../../../../src/core/run/judge';

/** The verdict on what a command in a fence printed, by the words below it. */
function verdict(words: string, stdout: string, exitCode = 0, command = 'check-it --now'): string {
  const text = `# T\n\n\`\`\`bash\n${command}\n\`\`\`\n\n${words}\n`;
  const expectation = parseRunbook(text).steps[0]?.expectation;
  if (expectation === undefined) return 'none';
  const outcome = exitCode === 0 ? 'succeeded' : 'failed';
  return judge(expectation, { outcome, exitCode, stdout, stderr: '', truncated: false }).kind;
}

describe('what a sentence below a block expects', () => {
  it.each([
    ['Expected: 6', '6', '5'],
    ['The output should be empty.', '', 'x'],
    ['Prints nothing.', '', 'x'],
    ['There must be no output.', '', 'x'],
    ['No output expected.', '', 'x'],
    ['There should be at least 3 lines.', 'a\nb\nc', 'a'],
    ['Should print at least 3 lines.', 'a\nb\nc', 'a'],
    ['It must show one line.', 'a', 'a\nb'],
    ['Should be 6.', '6', '60'],
    ['You should see 60', '60', '6'],
    ['Should print 60.', '60', '6'],
    ['The number should be between 2 and 5.', '3', '7'],
    ['Must stay under 90 %', '80%', '95%'],
    ['Should say "stopped".', 'stopped', 'running'],
    ['The output should contain `stopped`', 'it stopped', 'running'],
    ['Should not contain `running`.', 'stopped', 'running'],
    ['Verify that the output is `y`', 'y', 'n'],
    ['It must answer `{"status":"ok"}`.', '{"status":"ok"}', '{"status":"down"}'],
    ['The answer is `t`.', 't', 'f'],
    ['At least 2 rows.', 'id\n---\n1\n2', 'id\n---\n1'],
    ['Expect 200.', '200', '500'],
    ['→ `ok`', 'ok', 'no'],
  ])('%s', (words, good, bad) => {
    expect([verdict(words, good), verdict(words, bad)]).toEqual(['pass', 'fail']);
  });

  it('the exit code', () => {
    expect(verdict('Expected exit code: 0', '')).toBe('pass');
    expect(verdict('Should exit with 3.', '', 3)).toBe('pass');
    expect(verdict('Should exit with 3.', '')).toBe('fail');
    expect(verdict('Expected: `0`', '0', 1, 'grep -c ERROR a.log')).toBe('pass');
  });

  it('what cannot be compared is for eyes, what tells of something else is none', () => {
    expect(verdict('It should look like yesterday.', 'x')).toBe('needs-eyes');
    expect(verdict('This should be done before noon.', 'x')).toBe('none');
    expect(verdict('You should now restart the service.', 'x')).toBe('none');
    expect(verdict('Check that it can be read: `zstd -t a.zst`', 'x')).toBe('none');
    expect(verdict('=> `vault operator unseal`', 'x')).toBe('none');
    expect(verdict('At least once a week, tell the owner.', 'x')).toBe('none');
  });

  it('a bold lead and the fence below it', () => {
    expect(verdict('**Expected output:**\n\n```\nok\n```', 'ok')).toBe('pass');
    expect(verdict('**Expected output:**\n\n```\nok\n```', 'no')).toBe('fail');
  });

  it('a table below "Expected:"', () => {
    const table = 'Expected:\n\n| NAME | READY |\n| --- | --- |\n| web | 1/1 |';
    expect(verdict(table, 'NAME  READY\nweb   1/1\n')).toBe('pass');
    expect(verdict(table, 'NAME  READY\nweb   0/1\n')).not.toBe('pass');
  });

  it('is said in an item below the command, too', () => {
    const text = '# T\n\n1. Run `hostname`\n   - should be `db-1`\n2. `uptime`\n';
    const [first, second] = parseRunbook(text).steps;
    expect(first?.expectation?.source).toBe('should be `db-1`');
    expect(second?.expectation).toBeUndefined();
  });

  it('not of a log that stands behind another item', () => {
    const text =
      '# T\n\n1. `rm a.part`\n2. Look at the log.\n\nFor instance:\n\n```\n2026-01-02T00:00:00 start\n```\n';
    expect(parseRunbook(text).steps[0]?.expectation).toBeUndefined();
  });
});
