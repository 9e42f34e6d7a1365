import { describe, expect, it } from 'vitest';
import { setValues } from '../../../src/cli/setValues';
import { parseRunbook } from '../../../src/core/parser/parseRunbook';

const runbook = parseRunbook(
  [
    '# Names',
    '```bash',
    'kubectl logs <POD> --since [start-time]',
    'cp dump.sql backup_YYYYMMDD.sql',
    'echo <your-name> "$HOST"',
    '```',
  ].join('\n'),
);
const names = (written: string) => {
  const values = setValues({ [written]: 'x' }, [runbook]);
  return values.ok ? Object.keys(values.value) : values.message;
};

describe('the names of --set', () => {
  it.each([
    ['pod', 'pod'],
    ['POD', 'pod'],
    ['<POD>', 'pod'],
    ['<pod>', 'pod'],
    ['YYYYMMDD', 'yyyymmdd'],
    ['yyyymmdd', 'yyyymmdd'],
    ['your-name', 'name'],
    ['my-name', 'name'],
    ['<your-name>', 'name'],
    ['[start-time]', 'start-time'],
    ['Start-Time', 'start-time'],
    ['$HOST', 'HOST'],
    ['${HOST}', 'HOST'],
    ['host', 'HOST'],
  ])('%s is the placeholder %s', (written, name) => {
    expect(names(written)).toEqual([name]);
  });

  it('tells the known names when none fits', () => {
    expect(names('pdo')).toBe(
      '--set pdo: no placeholder has this name. The names here: pod, start-time, yyyymmdd, name, HOST.',
    );
    const none = setValues({ pod: 'x' }, [parseRunbook('# Nothing\n')]);
    expect(none).toMatchObject({ ok: false, code: 'usage' });
  });

  it('keeps a variable apart from a placeholder of nearly its name', () => {
    const two = parseRunbook('```bash\necho <pod> "$POD"\n```\n');
    expect(setValues({ POD: 'a', pod: 'b' }, [two])).toEqual({
      ok: true,
      value: { POD: 'a', pod: 'b' },
    });
  });
});
