import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

/** Language, text and reason of the only step. */
function only(markdown: string): readonly [string, string, string | undefined] {
  const { steps } = parseRunbook(markdown);
  expect(steps).toHaveLength(1);
  const [step] = steps;
  return [step?.language ?? '', step?.text ?? '', step?.notRunnable?.message];
}

const fence = (tag: string, ...lines: string[]): string =>
  ['```' + tag, ...lines, '```', ''].join('\n');

const WRITTEN_FOR = 'and SQL steps run on a PostgreSQL connection. Copy it into';

describe('the prompt of another database', () => {
  it.each([
    ['mysql> SHOW PROCESSLIST;', 'MySQL', 'mysql'],
    ['mysql [shop]> SELECT 1;', 'MySQL', 'mysql'],
    ['MariaDB [(none)]> SHOW MASTER STATUS;', 'MySQL', 'mysql'],
    ['MySQL [shop]> SELECT 1;', 'MySQL', 'mysql'],
    ['sqlite> SELECT count(*) FROM jobs;', 'SQLite', 'sqlite3'],
    ['sqlite> .tables', 'SQLite', 'sqlite3'],
    ['SQL> SELECT name FROM v$database;', 'Oracle', 'sqlplus'],
    ['1> SELECT name FROM sys.databases', 'SQL Server', 'sqlcmd'],
  ])('%s is SQL for %s', (line, name, shell) => {
    for (const text of [fence('', line), fence('console', line), fence('sql', line)]) {
      for (const written of [text, text.replaceAll('\n', '\r\n')])
        expect(only(written)).toEqual([
          'sql',
          line.slice(line.indexOf('> ') + 2),
          `This is written for ${name}, ${WRITTEN_FOR} ${shell}.`,
        ]);
    }
  });

  it('keeps continued statements whole and what was printed out', () => {
    const [, text] = only(
      fence('', 'mysql> SELECT id', '    -> FROM users;', '+----+', '| id |', 'mysql> KILL 42;'),
    );
    expect(text).toBe('SELECT id\nFROM users;\nKILL 42;');
  });

  it.each([
    'mongosh> db.stats()',
    'test> db.orders.countDocuments()',
    '> db.currentOp()',
    '> use admin',
    'test> use shop',
    'shop> show collections',
    'rs0:PRIMARY> rs.status()',
    'rs0 [direct: primary] shop> rs.status()',
    '[direct: mongos] shop> sh.status()',
    'Atlas atlas-a1b2-shard-0 [primary] shop> db.hello()',
  ])("%s is typed into MongoDB's shell", (line) => {
    const [language, text, message] = only(fence('', line));
    expect([language, text]).toEqual(['node', line.slice(line.indexOf('> ') + 2)]);
    expect(message).toBe("This is written for MongoDB's shell. Copy it into mongosh.");
  });

  it.each(['> git pull', '> use caution', 'total> 12', 'a > b', '<div> db.example </div>'])(
    'is not seen in %s',
    (line) => {
      const { steps } = parseRunbook(fence('', line));
      expect(steps.map(({ language }) => language)).not.toContain('node');
      expect(steps.map(({ notRunnable }) => notRunnable?.code)).not.toContain(
        'unsupported-language',
      );
    },
  );
});

describe('SQL of another database', () => {
  it.each([
    ['mysql', 'MySQL'],
    ['mariadb', 'MySQL'],
    ['sqlite', 'SQLite'],
    ['tsql', 'SQL Server'],
    ['plsql', 'Oracle'],
  ])('is known by the tag %s', (tag, name) => {
    expect(only(fence(tag, 'SELECT 1;'))[2]).toContain(`written for ${name},`);
  });

  it('runs on the connection its author names', () => {
    expect(only(fence('mysql {connection=proxy}', 'SELECT 1;'))[2]).toBeUndefined();
  });

  it.each([
    'SHOW FULL PROCESSLIST;',
    'SHOW ENGINE INNODB STATUS\\G',
    'SELECT * FROM jobs\\G',
    'SHOW VARIABLES LIKE "max_%";',
    'STOP REPLICA;',
    'FLUSH PRIVILEGES;',
    'SET GLOBAL read_only = ON;',
  ])('is known by the words of %s', (statement) => {
    for (const markdown of [
      fence('sql', statement),
      `1. Run \`${statement}\`\n`,
      `| Check | Command |\n|---|---|\n| a | \`${statement}\` |\n`,
    ])
      expect(only(markdown)[2], markdown).toContain('written for MySQL,');
  });

  it.each([
    'SHOW max_connections;',
    'SHOW ALL;',
    'SHOW server_version;',
    'SELECT status FROM jobs;',
    'SET search_path TO shop;',
    'SHOW DATABASES;',
    'SELECT 1 \\gx',
  ])('is not seen in %s', (statement) => {
    expect(only(fence('sql', statement))[2]).toBeUndefined();
  });
});
