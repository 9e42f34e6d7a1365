import { describe, expect, it } from 'vitest';
import { readExpectation } from '../../../../src/core/run/expectation';

describe('readExpectation of a table cell', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['`{"up":true}`', { kind: 'json', value: '{"up":true}', match: 'subset' }],
    ['Returns `{"up":true}`', { kind: 'json', match: 'subset' }],
    ['`ok`', { kind: 'text', template: 'ok', match: 'line' }],
    ['Should return `ok`.', { kind: 'text', template: 'ok', match: 'line' }],
    ['"ok"', { kind: 'text', template: 'ok', match: 'line' }],
    ['Output contains `ready`', { kind: 'text', template: 'ready', match: 'contains' }],
    ['PONG', { kind: 'text', template: 'PONG' }],
    ['3/3', { kind: 'text', template: '3/3' }],
    ['0', { kind: 'text', template: '0' }],
    ['HTTP 204', { kind: 'http-status', status: 204 }],
    ['200 OK', { kind: 'http-status', status: 200 }],
    ['`HTTP/1.1 200 OK`', { kind: 'http-status', status: 200 }],
    ['Status code 301', { kind: 'http-status', status: 301 }],
    ['exit code 0', { kind: 'exit', code: 0 }],
    ['Exits 3', { kind: 'exit', code: 3 }],
    ['No output', { kind: 'text', template: '', match: 'whole' }],
    ['a JSON list of shops', { kind: 'json-shape', shape: 'array' }],
    ['Valid JSON', { kind: 'json-shape', shape: 'any' }],
    [
      'JSON array (HTTP 200)',
      { kind: 'all', of: [{ kind: 'json-shape' }, { kind: 'http-status', status: 200 }] },
    ],
    ['HTTP 200 and `ok`', { kind: 'all', of: [{ kind: 'http-status' }, { kind: 'text' }] }],
    ['All nodes are Ready', { kind: 'table', conditions: [{ rows: 'all', value: 'Ready' }] }],
    ['every replica `Up`', { kind: 'table', conditions: [{ rows: 'all', value: 'Up' }] }],
    ['STATUS = Ready', { kind: 'table', conditions: [{ column: 'STATUS', operator: '=' }] }],
    [
      'READY 3/3, RESTARTS < 5',
      { kind: 'table', conditions: [{ column: 'READY' }, { operator: '<', value: '5' }] },
    ],
    ['at least 2 rows', { kind: 'table', conditions: [{ rows: 'count', operator: '>=' }] }],
    ['no rows', { kind: 'table', conditions: [{ rows: 'count', operator: '=', value: '0' }] }],
  ];
  it.each(cases)('%s', (words, expected) => {
    expect(readExpectation(words, { place: 'cell' })).toMatchObject(expected as object);
  });

  it.each([
    'Row count returned.',
    'Everything looks normal',
    'not `error`',
    'No `error` lines',
    '`a` or `b`',
    'Should be lower than last week',
    'healthy',
    'Returns HTTP 200 within two seconds',
    'JSON array with at least the new shop',
    'all pods running or completed',
    'version printed',
  ])('leaves %j to eyes', (words) => {
    expect(readExpectation(words, { place: 'cell' })).toEqual({ kind: 'prose', source: words });
  });

  it.each(['', '-', '—', 'N/A', 'TBD'])('takes %j for nothing', (words) => {
    expect(readExpectation(words, { place: 'cell' })).toBeUndefined();
  });

  it('asks the command what a bare number means', () => {
    const curl = { place: 'cell', command: 'curl -o /dev/null https://a.example' } as const;
    expect(readExpectation('200', curl)).toMatchObject({ kind: 'http-status', status: 200 });
    const sql = { place: 'cell', command: 'psql -tc "select 200"' } as const;
    expect(readExpectation('200', sql)).toMatchObject({ kind: 'text', template: '200' });
  });
});

describe('readExpectation of a block', () => {
  it('reads JSON, also with members left out', () => {
    const block = '{\n  "a": 1,\n  ...\n}\n';
    expect(readExpectation(block, { place: 'output' })).toMatchObject({
      kind: 'json',
      match: 'subset',
    });
    expect(readExpectation('[1, 2]', { place: 'transcript' })).toMatchObject({ kind: 'json' });
  });
  it('reads anything else as text, a transcript as a sample', () => {
    expect(readExpectation('up 3 days\n', { place: 'output' })).toMatchObject({
      kind: 'text',
      match: 'whole',
      sample: false,
    });
    expect(readExpectation('up 3 days\n', { place: 'transcript' })).toMatchObject({ sample: true });
    expect(readExpectation('\n\n', { place: 'output' })).toBeUndefined();
  });
});

describe('readExpectation of an attribute', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['exit 2', { kind: 'exit', code: 2 }],
    ['http 503', { kind: 'http-status', status: 503 }],
    ['json {"a":1}', { kind: 'json', match: 'subset', value: '{"a":1}' }],
    ['exact {"a":1}', { kind: 'json', match: 'exact', value: '{"a":1}' }],
    ['json exact {"a":1}', { kind: 'json', match: 'exact', value: '{"a":1}' }],
    ['{"a":1}', { kind: 'json', match: 'subset' }],
    ['table STATUS = Ready', { kind: 'table' }],
    ['rows >= 2', { kind: 'table', conditions: [{ rows: 'count', operator: '>=', value: '2' }] }],
    ['contains ready', { kind: 'text', match: 'contains', template: 'ready' }],
    ['{int} devices', { kind: 'text', match: 'line', template: '{int} devices' }],
  ];
  it.each(cases)('%s', (words, expected) => {
    expect(readExpectation(words, { place: 'attribute' })).toMatchObject(expected as object);
  });
});
