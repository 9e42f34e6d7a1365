import { describe, expect, test } from 'vitest';
import { readPsqlCommand } from '../../../../../src/core/run/sql/psqlCommand';

const env = {
  DATABASE_URL: 'postgres://ann:pw%21@db.example:6000/app?sslmode=require',
  DB: 'tide',
};

describe('a psql command that can run over a connection', () => {
  test.each([
    [
      'psql -h db -p 5433 -U ann -d app -c "SELECT 1"',
      { host: 'db', port: 5433, user: 'ann', database: 'app' },
    ],
    [
      'psql --host=db --username ann app -c "SELECT 1"',
      { host: 'db', user: 'ann', database: 'app' },
    ],
    ['psql -hdb -Uann app other -tAc "SELECT 1"', { host: 'db', user: 'ann', database: 'app' }],
    [
      'psql "$DATABASE_URL" -c "SELECT 1"',
      {
        host: 'db.example',
        port: 6000,
        user: 'ann',
        password: 'pw!',
        database: 'app',
        sslMode: 'require',
      },
    ],
    [
      "psql 'host=db dbname=app user=ann' -c 'SELECT 1'",
      { host: 'db', database: 'app', user: 'ann' },
    ],
    ['psql -d "${DB}" \\\n  -c "SELECT 1" # look', { database: 'tide' }],
    ['/usr/bin/psql -X -q -v ON_ERROR_STOP=1 -c "SELECT 1"', {}],
  ])('%s', (text, target) => {
    expect(readPsqlCommand(text, env)?.target).toEqual(target);
  });

  test('SQL comes from -c, a here document, or what is typed below', () => {
    const script = (text: string) => readPsqlCommand(text, env)?.script;
    expect(script('psql -c "SELECT \\"a\\" FROM t" -c "\\dt"')).toBe('SELECT "a" FROM t\n;\n\\dt');
    expect(script("psql app <<'SQL'\nSELECT 1;\n\\dt\nSQL\n")).toBe('SELECT 1;\n\\dt');
    expect(script('psql -U ann\nSELECT 1;\nSELECT 2;\n')).toBe('SELECT 1;\nSELECT 2;\n');
    expect(readPsqlCommand('PGHOST=db psql -c "SELECT 1"', env)?.environment).toEqual({
      PGHOST: 'db',
    });
  });

  test('the options of the output are kept', () => {
    expect(readPsqlCommand('psql -tA -F , -c "SELECT 1"', env)?.format).toEqual({
      style: 'unaligned',
      tuplesOnly: true,
      expanded: false,
      separator: ',',
    });
    expect(readPsqlCommand('psql --csv -x -c "SELECT 1"', env)?.format.style).toBe('csv');
  });

  test.each([
    'docker exec -it box psql -U ann -c "SELECT 1"',
    'psql -c "SELECT 1" | grep 1',
    'psql -c "SELECT 1" > out.txt',
    'psql -c "SELECT 1" && echo fine',
    'psql -c "SELECT $(date +%s)"',
    'psql -c "SELECT `id`"',
    'psql -d $UNKNOWN -c "SELECT 1"',
    'psql -f schema.sql',
    'psql app < dump.sql',
    'psql app',
    'psql -l',
    'psql -o out.txt -c "SELECT 1"',
    'psql -v name=1 -c "SELECT :name"',
    'psql -h a,b -c "SELECT 1"\necho done',
    "psql app <<SQL\nSELECT '$HOME';\nSQL",
    "psql app <<'SQL'\nSELECT 1;\nSQL\necho done",
    'psql service=prod -c "SELECT 1"',
    'FOO=1',
    'echo psql -c "SELECT 1"',
    "psql -c 'SELECT 1",
  ])('is left to the shell: %s', (text) => {
    expect(readPsqlCommand(text, env)).toBeUndefined();
  });
});
