import { expect, test } from 'vitest';
import { splitPsql } from '../../../../src/core/run/bash/splitPsql';

test('a psql line followed by bare SQL is one session', () => {
  const text = [
    'export PGPASSWORD=x',
    'psql -h <host> -U app -d app',
    '',
    '# who is connected',
    'SELECT pid,',
    "  state -- it's fine",
    'FROM pg_stat_activity;',
    '\\dt',
    '\\q',
    'echo done',
    '',
  ].join('\n');
  const segments = splitPsql(text) ?? [];
  expect(segments.map((segment) => segment.kind)).toEqual(['shell', 'psql', 'shell']);
  const session = segments[1];
  expect(session?.kind === 'psql' && session.invocation).toBe('psql -h <host> -U app -d app');
  expect(session?.kind === 'psql' && session.sql).toContain('-- who is connected');
  expect(segments.map(({ range }) => text.slice(range.start, range.end)).join('')).toBe(text);
});

test.each([
  'psql -c "SELECT 1"\nSELECT 2;',
  'psql app < dump.sql\nSELECT 1;',
  'psql -U app\nls -la',
  'psql -U app\nset -e\nls',
  'echo psql\nSELECT 1;',
  'SELECT 1;',
])('is no session: %s', (text) => {
  expect(splitPsql(text)).toBeUndefined();
});

test.each([
  'docker exec -it db psql -U app',
  'sudo -u postgres psql',
  'kubectl exec -it db-0 -- psql',
])('opens a session: %s', (line) => {
  expect(splitPsql(`${line}\nSELECT 1;\n`)).toHaveLength(1);
});
