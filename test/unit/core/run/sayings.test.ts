import { describe, expect, it } from 'vitest';
import { readExpectation } from '../../../../src/core/run/expectation';
import { judge } from '../../../../src/core/run/judge';
import type { VerdictKind } from '../../../../src/core/run/outcome';

type Pair = readonly [
  expected: string,
  printed: string,
  verdict: VerdictKind,
  command?: string,
  exitCode?: number,
];

const TWO_DISKS = 'Use%\n  8%\n 91%\n';
const UNIT = (state: string): string =>
  `● web.service - Web\n     Loaded: loaded (/lib/x; enabled)\n     Active: ${state} since Sat 2024-06-01 08:00:11 UTC; 3 days ago\n`;
const PODS = (ready: string): string =>
  `NAME    READY   STATUS    RESTARTS   AGE\ncart-0   1/1     Running   0          9m\ncart-1   ${ready}     Running   0          9m\n`;

const PAIRS: readonly Pair[] = [
  ['Prints `done` and nothing else', 'done\n', 'pass'],
  ['Prints `done` and nothing else', 'done\nwarning: 2 skipped\n', 'fail'],
  ['only `done`', 'done\n', 'pass'],
  ['only `done`', 'undone\n', 'fail'],

  ['`3/3` ready', '3/3\n', 'pass'],
  ['`3/3` ready', '2/3\n', 'fail'],
  ['`3/3` ready', '13/3\n', 'fail'],
  ['`3/3` ready', '3/3\n2/3\n', 'needs-eyes'],

  ['1 line', 'a\n', 'pass'],
  ['1 line', 'a\nb\n', 'fail'],
  ['at least two lines', 'a\n\nb\n', 'pass'],
  ['at least two lines', 'a\n', 'fail'],
  ['two lines, one per node', 'a\nb\n', 'needs-eyes'],

  ['0 errors', '0 errors, 2 warnings\n', 'pass'],
  ['0 errors', '10 errors, 0 warnings\n', 'fail'],
  ['0 errors', '1.0 errors per second\n', 'needs-eyes'],
  ['no errors', 'finished: errors=0\n', 'pass'],
  ['no errors', 'finished: errors=3\n', 'fail'],
  ['no errors', 'finished\n', 'needs-eyes'],
  ['0 errors', '0 errors, 2 files could not be read\n', 'needs-eyes'],
  ['0 failures', '0 failures in a, 0 failures in b\n', 'needs-eyes'],
  ['0 failures', '0 failures in a, 2 failures in b\n', 'fail'],
  ['no warnings', 'No warnings\n', 'pass'],

  ['2xx', '204\n', 'pass', "curl -so /dev/null -w '%{http_code}' u"],
  ['2xx', '302\n', 'fail', "curl -so /dev/null -w '%{http_code}' u"],
  ['2xx', '2040\n', 'needs-eyes'],
  ['200 or 204', '204\n', 'pass'],
  ['200 or 204', '202\n', 'fail'],
  ['HTTP 200, 201 or 204', 'HTTP/1.1 500 Internal Server Error\n\n200\n', 'needs-eyes'],
  ['HTTP 200, 201 or 204', 'HTTP/1.1 503 Service Unavailable\n\nup\n', 'fail'],
  ['`active` or `activating`', 'activating\n', 'pass'],
  ['`active` or `activating`', 'inactive\n', 'fail'],
  ['`active` or `activating`', 'active since Monday\n', 'needs-eyes'],

  ['every line ends with `OK`', 'PostgreSQL: OK\nssh: OK\n', 'pass'],
  ['every line ends with `OK`', 'PostgreSQL: OK\nssh: FAILED\n', 'fail'],
  ['every line ends with `OK`', 'PostgreSQL: OK\nssh: NOT OK\n', 'needs-eyes'],
  ['every line ends with `OK`', '', 'fail'],
  ['all lines start with `ok`', 'ok 1\nok 2\n', 'pass'],
  ['each line is `ready`', 'ready\nnot ready\n', 'fail'],

  ['no pod in `Pending`', 'web-0 Running\nweb-1 Running\n', 'pass'],
  ['no pod in `Pending`', 'web-0 Running\nweb-1 Pending\n', 'fail'],
  ['no pod in `Pending`', 'web-0\nweb-1\n', 'needs-eyes'],
  ['no pod in `Pending`', 'error: forbidden\n', 'needs-eyes'],

  ['all pods Running and ready', PODS('1/1'), 'pass'],
  ['all pods Running and ready', PODS('0/1'), 'fail'],

  ['healthy', 'cluster is not healthy\n', 'fail'],
  ['healthy', 'cluster is unhealthy\n', 'fail'],
  ['healthy', 'cluster is healthy\n', 'needs-eyes'],
  ['all targets healthy', '0 healthy, 4 unhealthy\n', 'fail'],
  ['all targets healthy', '3 healthy, 1 unhealthy\n', 'fail'],
  ['all targets healthy', '10 healthy, 0 unhealthy\n', 'needs-eyes'],
  ['up', '00:00:10 up 4 days, 0 users\n', 'needs-eyes'],

  ['State: active (running)', UNIT('active (running)'), 'pass'],
  ['State: active (running)', UNIT('active (exited)'), 'fail'],
  ['`Active: active (running)`', UNIT('active (running)'), 'pass'],
  ['`Active: active (running)`', UNIT('activating (auto-restart)'), 'fail'],

  ['`< 80%`', 'Use%\n 79%\n', 'pass'],
  ['`< 80%`', 'Use%\n 80%\n', 'fail'],
  ['less than 80 %', TWO_DISKS, 'fail'],
  ['less than 95 %', TWO_DISKS, 'pass'],
  ['at least 3', '4711\n4712\n', 'needs-eyes'],
  ['`<none>`', '<none>\n', 'pass'],
  ['never above 20', '18\n', 'pass'],
  ['never above 20', '22\n', 'fail'],
  ['at least 10 GB free', '9.8G\n', 'fail'],
  ['at least 10 GB free', '9.8GB\n', 'fail'],
  ['at least 10 GB free', '1.2T\n', 'pass'],
  ['at least 10 GB free', '950M\n', 'fail'],
  ['lag below 2 minutes', '90s\n', 'pass'],
  ['lag below 2 minutes', '130 s\n', 'fail'],

  ['(empty)', '', 'pass'],
  ['(empty)', 'lock.pid\n', 'fail'],
  ['empty', '', 'pass', 'mdadm --detail /dev/md0 | grep -i faulty', 1],
  ['empty', 'faulty\n', 'fail', 'mdadm --detail /dev/md0 | grep -i faulty', 0],
  ['empty', '', 'fail', 'mdadm --detail /dev/md0 | grep -i faulty', 2],
  ['empty', '', 'fail', 'grep -q x f', 1],
  ['empty', '', 'fail', './report', 1],
  ['0', '0\n', 'pass', 'grep -c FATAL app.log', 1],
  ['0', '10\n', 'fail', 'grep -c FATAL app.log', 0],
  ['0', '0\n', 'fail', 'grep -c FATAL app.log | sort', 1],

  ['{"status": "ok"}', '{"version":"2.1","status":"ok"}\n', 'pass'],
  ['{"status": "ok"}', '{"status":"degraded","detail":{"status":"ok"}}\n', 'fail'],
  ['{"count": {int}, "state": "up"}', '{"count": 41, "state": "up", "id": "x"}\n', 'pass'],
  ['{"count": {int}, "state": "up"}', '{"count": "many", "state": "up"}\n', 'fail'],
  ['{severity}', 'high\n', 'needs-eyes'],
  ['uptime {duration}, {int} workers', 'uptime 3h12m, 8 workers\n', 'pass'],
  ['uptime {duration}, {int} workers', 'uptime 3h12m, no workers\n', 'fail'],
  ['last backup: {timestamp}', 'last backup: 2024-06-01T03:00:12Z\n', 'pass'],
  ['last backup: {timestamp}', 'last backup: never\n', 'fail'],
  ['replica {any} is in sync', 'replica pg-2.eu is in sync\n', 'pass'],
  ['replica {any} is in sync', 'replica pg-2.eu is not in sync\n', 'fail'],
  ['Returns about {int} rows', '5\n', 'needs-eyes'],
];

describe('sayings of an Expected cell', () => {
  it.each(PAIRS.map((pair) => [pair] as const))('%j', (pair) => {
    const [expected, printed, verdict, command = 'x', exitCode = 0] = pair;
    const expectation = readExpectation(expected, { place: 'cell', command });
    if (expectation === undefined) throw new Error('nothing is expected');
    const outcome = exitCode === 0 ? 'succeeded' : 'failed';
    const result = { outcome, exitCode, stdout: printed, stderr: '', truncated: false } as const;
    const found = judge(expectation, result);
    expect(found.kind, found.message).toBe(verdict);
    // Of an output whose middle is missing nobody knows all lines.
    if (expectation.kind === 'prose')
      expect(judge(expectation, { ...result, truncated: true }).kind).not.toBe('pass');
  });
});

describe('a table in Markdown', () => {
  const table = '| node | state |\n|---|:---:|\n| pg1 | primary |\n| {word} | standby |';
  const drawn = (state: string): string =>
    ` node |  state  \n------+---------\n pg1  | primary\n pg2  | ${state}\n(2 rows)\n`;

  it.each([
    ['pass', drawn('standby')],
    ['fail', drawn('primary')],
    ['fail', `${drawn('standby').replace('(2 rows)', 'pg3  | standby\n(3 rows)')}`],
    ['fail', ' node |  mode  \n------+---------\n pg1  | primary\n pg2  | standby\n(2 rows)\n'],
  ])('%s: %j', (verdict, stdout) => {
    const expectation = readExpectation(table, { place: 'output' });
    if (expectation === undefined) throw new Error('nothing is expected');
    const result = { outcome: 'succeeded', exitCode: 0, stdout, stderr: '', truncated: false };
    expect(judge(expectation, result as Parameters<typeof judge>[1]).kind).toBe(verdict);
  });
});
