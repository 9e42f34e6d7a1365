import { describe, expect, it } from 'vitest';
import type { Expectation } from '../../../../src/core/model/expectation';
import { readExpectation } from '../../../../src/core/run/expectation';
import { judge } from '../../../../src/core/run/judge';
import type { RunResult, VerdictKind } from '../../../../src/core/run/outcome';

export function printed(stdout: string, more: Partial<RunResult> = {}): RunResult {
  return { outcome: 'succeeded', exitCode: 0, stdout, stderr: '', truncated: false, ...more };
}

function text(template: string, match: 'whole' | 'line' | 'contains' = 'whole'): Expectation {
  return { kind: 'text', source: template, template, match, sample: false };
}

function verdict(expectation: Expectation | undefined, result: RunResult): VerdictKind {
  if (expectation === undefined) throw new Error('no expectation');
  return judge(expectation, result).kind;
}

function cell(source: string, command = ''): Expectation | undefined {
  return readExpectation(source, { place: 'cell', command });
}

describe('judge never takes a likeness for a pass', () => {
  const pairs: readonly (readonly [string, string])[] = [
    ['3/3 nodes Ready', '0/3 nodes Ready'],
    ['status: healthy', 'status: unhealthy'],
    ['healthy', 'unhealthy'],
    ['replication lag 0 s', 'replication lag 9041 s'],
    ['Running', 'CrashLoopBackOff'],
    ['f', 't'],
    [' pg_is_in_recovery \n---\n f\n(1 row)', ' pg_is_in_recovery \n---\n t\n(1 row)'],
    ['0 rows deleted', '900000 rows deleted'],
    ['0 rows', '900000 rows'],
    ['active', 'inactive'],
    ['enabled', 'disabled'],
    ['Ready', 'NotReady'],
    ['1', '11'],
    ['-1', '1'],
    ['1.0', '10'],
  ];
  for (const match of ['whole', 'line', 'contains'] as const) {
    it.each(pairs)(`${match}: %j is not %j`, (expected, actual) => {
      expect(verdict(text(expected, match), printed(actual))).toBe('fail');
      expect(verdict(text(expected, match), printed(expected))).toBe('pass');
    });
  }
  it.each(pairs)('in a table cell: %j is not %j', (expected, actual) => {
    if (expected.includes('\n')) return;
    expect(verdict(cell(`\`${expected}\``), printed(actual))).not.toBe('pass');
    expect(verdict(cell(`\`${expected}\``), printed(expected))).toBe('pass');
  });
});

describe('judge on the end of a run', () => {
  it('fails a run that ended badly whatever it printed', () => {
    const bad = printed('ok', { outcome: 'failed', exitCode: 3, stderr: 'no route to host' });
    const result = judge(text('ok'), bad);
    expect(result.kind).toBe('fail');
    expect(result.message).toContain('exit code 3: no route to host');
    expect(verdict(cell('Looks good'), bad)).toBe('fail');
  });
  it('fails a run that did not end by itself', () => {
    for (const outcome of ['cancelled', 'timed-out', 'interrupted', 'refused'] as const) {
      expect(verdict(text('ok'), printed('ok', { outcome }))).toBe('fail');
      expect(verdict({ kind: 'exit', source: 'exit 0', code: 0 }, printed('', { outcome }))).toBe(
        'fail',
      );
    }
  });
  it('passes the exit code that is expected', () => {
    const one = printed('', { outcome: 'failed', exitCode: 1 });
    expect(verdict(cell('exit code 1'), one)).toBe('pass');
    expect(verdict(cell('exit code 0'), one)).toBe('fail');
    expect(verdict(cell('Exit 1 and no output'), one)).toBe('pass');
  });
});

describe('judge on text with holes', () => {
  const cases: readonly (readonly [string, string, VerdictKind])[] = [
    ['{int} devices', '42 devices', 'pass'],
    ['{int} devices', 'forty devices', 'fail'],
    ['{int} devices', '4.2 devices', 'fail'],
    ['took {duration<5s}', 'took 4.9s', 'pass'],
    ['took {duration<5s}', 'took 5s', 'fail'],
    ['took {duration<5s}', 'took 1m4s', 'fail'],
    ['took {duration < 2 min}', 'took 1m 59s', 'pass'],
    ['... {int<5} errors', 'saw 10 errors', 'fail'],
    ['... {int<5} errors', 'saw 3 errors', 'pass'],
    ['... {number<0.5}', 'load 0.7', 'fail'],
    ['at {timestamp}: up', 'at 2026-03-01T10:00:00Z: up', 'pass'],
    ['at {timestamp}: up', 'at Mon, 02 Mar 2026 10:00:00 GMT: up', 'pass'],
    ['at {timestamp}: up', 'at noon: up', 'fail'],
    ['id {uuid}', 'id 123e4567-e89b-12d3-a456-426614174000', 'pass'],
    ['pod/{word} created', 'pod/web-1 created', 'pass'],
    ['pod/{word} created', 'pod/web 1 created', 'fail'],
    ['{a} -> {a}', 'x -> x', 'pass'],
    ['{a} -> {a}', 'x -> y', 'fail'],
    ['first\n...\nlast', 'first\n1\n2\nlast', 'pass'],
    ['first\n...\nlast', 'first\nlast', 'pass'],
    ['first\n...\nlast', 'first\n1\n2', 'fail'],
    ['Starting...\nup', 'Starting...\nup', 'pass'],
    ['Starting...', 'Starting failed', 'needs-eyes'],
    ['NAME   READY\nweb    1/1', 'NAME        READY\nweb         1/1', 'pass'],
    ['\\{int}', '{int}', 'pass'],
    ['\\{int}', '5', 'fail'],
    ['a\nb', 'a\r\nb\r\n', 'pass'],
    ['ok', '\u001b[32mok\u001b[0m', 'pass'],
    ['started 2026-01-02T03:04:05Z', 'started 2026-05-06T07:08:09Z', 'needs-eyes'],
    ['pod <pod-name> deleted', 'pod web-0 deleted', 'needs-eyes'],
    ['pod <none> deleted', 'pod web-0 deleted', 'fail'],
  ];
  it.each(cases)('%j against %j is %s', (template, actual, kind) => {
    expect(verdict(text(template), printed(actual))).toBe(kind);
  });
});

describe('judge on JSON', () => {
  const exact = (value: string): Expectation => ({
    kind: 'json',
    source: value,
    value,
    match: 'exact',
  });
  const subset = (value: string): Expectation => ({
    kind: 'json',
    source: value,
    value,
    match: 'subset',
  });
  it('ignores the order of keys and white space', () => {
    expect(verdict(exact('{"a":1,"b":[1,2]}'), printed('{\n "b": [1, 2],\n "a": 1\n}'))).toBe(
      'pass',
    );
  });
  it('tells exact from subset', () => {
    expect(verdict(exact('{"a":1}'), printed('{"a":1,"b":2}'))).toBe('fail');
    expect(verdict(subset('{"a":1}'), printed('{"a":1,"b":2}'))).toBe('pass');
    expect(verdict(subset('[{"a":1}]'), printed('[{"a":1,"b":2}]'))).toBe('pass');
    expect(verdict(subset('[{"a":1}]'), printed('[{"a":1},{"a":1}]'))).toBe('fail');
  });
  it.each([
    ['{"n":1}', '{"n":"1"}'],
    ['{"n":1}', '{"n":true}'],
    ['{"n":null}', '{}'],
    ['{"n":9007199254740992}', '{"n":9007199254740993}'],
    ['{"s":"healthy"}', '{"s":"unhealthy"}'],
    ['[1,2]', '[2,1]'],
  ])('does not take %s for %s', (expected, actual) => {
    const result = judge(subset(expected), printed(actual));
    expect(result.kind).toBe('fail');
    expect(result.difference).toMatch(/^\$/);
  });
  it('takes 1 and 1.0 as the same number', () => {
    expect(verdict(exact('{"n":1}'), printed('{"n":1.0}'))).toBe('pass');
  });
  it('reads holes in strings', () => {
    expect(verdict(subset('{"up":"{duration}","n":"{int}"}'), printed('{"up":"3h","n":7}'))).toBe(
      'pass',
    );
    expect(verdict(subset('{"up":"{duration}"}'), printed('{"up":"long"}'))).toBe('fail');
  });
  it('finds the body of an HTTP answer', () => {
    expect(verdict(subset('{"a":1}'), printed('HTTP/1.1 200 OK\r\nServer: x\r\n\r\n{"a":1}'))).toBe(
      'pass',
    );
    expect(verdict(subset('{"a":1}'), printed('{"a":1}\n200'))).toBe('pass');
    expect(verdict(subset('{"a":1}'), printed('{"a":1}200'))).toBe('pass');
  });
  it('leaves to eyes what it cannot see whole', () => {
    expect(verdict(subset('{"a":1}'), printed('{"a":1', { truncated: true }))).toBe('needs-eyes');
    expect(verdict(subset('{"a":1}'), printed('connecting\n{"a":1}'))).toBe('needs-eyes');
    expect(verdict(subset('{"a":1}'), printed('connecting\n{"a":2}'))).toBe('fail');
    expect(verdict(subset('{"a":1}'), printed('gateway timeout'))).toBe('fail');
  });
});

describe('judge on HTTP', () => {
  const both = cell('JSON array of gadgets (HTTP 200).', 'curl https://shop.example/gadgets');
  it('needs the status to be seen', () => {
    expect(verdict(both, printed('[]'))).toBe('needs-eyes');
    expect(verdict(both, printed('[]\n200'))).toBe('pass');
    expect(verdict(both, printed('[]\n500'))).toBe('fail');
    expect(verdict(both, printed('{}'))).toBe('fail');
    expect(verdict(both, printed('HTTP/2 200 \r\nx: y\r\n\r\n[1]'))).toBe('pass');
  });
  it('takes the last status after redirects, and from messages', () => {
    const ok = cell('HTTP 200');
    expect(
      verdict(ok, printed('HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n')),
    ).toBe('pass');
    expect(verdict(ok, printed('body', { stderr: '< HTTP/1.1 503 Unavailable' }))).toBe('fail');
    expect(verdict(cell('`200`', 'curl -w x'), printed('200'))).toBe('pass');
    expect(verdict(cell('200', 'curl -w x'), printed('404'))).toBe('fail');
  });
});

describe('judge on tables', () => {
  const pods =
    'NAME    READY   STATUS    RESTARTS   AGE\nweb-1   1/1     Running   0          5d\nweb-2   1/1     Running   3          5d';
  const broken = pods.replace(/Running(?=   3)/, 'Pending');
  it.each([
    ['all pods Running', pods, 'pass'],
    ['All pods are `Running`', broken, 'fail'],
    ['STATUS = Running', broken, 'fail'],
    ['`Running`', pods, 'pass'],
    ['`Running`', broken, 'fail'],
    ['RESTARTS < 5', pods, 'pass'],
    ['RESTARTS < 3', pods, 'fail'],
    ['at least 2 rows', pods, 'pass'],
    ['at least 3 rows', pods, 'fail'],
    ['READY 1/1', pods, 'pass'],
    ['1/1', pods, 'pass'],
    ['all pods Running', 'No resources found', 'needs-eyes'],
    ['0 rows', ' id \n----\n(0 rows)', 'pass'],
    ['0 rows', ' id \n----\n 7\n(1 row)', 'fail'],
    ['no rows', ' id \n----\n(900000 rows)', 'fail'],
    ['count > 10', ' count \n-------\n    42\n(1 row)', 'pass'],
    ['count > 10', ' count \n-------\n     4\n(1 row)', 'fail'],
  ] as const)('%s', (words, output, kind) => {
    expect(verdict(cell(words), printed(output))).toBe(kind);
  });
  it('does not decide on rows it did not see', () => {
    expect(verdict(cell('all pods Running'), printed(pods, { truncated: true }))).toBe(
      'needs-eyes',
    );
  });
});

describe('judge on prose', () => {
  it('never guesses', () => {
    expect(verdict(cell('Row count returned.'), printed('12'))).toBe('needs-eyes');
    expect(verdict(cell('The page loads within a second'), printed('fine'))).toBe('needs-eyes');
    expect(
      verdict(
        cell('Row count returned.', 'psql -c "SELECT count(*) FROM t"'),
        printed(' count \n---\n 4\n(1 row)'),
      ),
    ).toBe('pass');
  });
  it('leaves an idiom of likeness to eyes, except when it is the same text', () => {
    const like = readExpectation('state: up\nlag: 0', { place: 'similarity' });
    expect(verdict(like, printed('state: up\nlag: 0'))).toBe('pass');
    expect(verdict(like, printed('state: up\nlag: 1'))).toBe('needs-eyes');
  });
});
