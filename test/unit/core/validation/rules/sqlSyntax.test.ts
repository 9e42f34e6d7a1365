import { beforeAll, describe, expect, it } from 'vitest';
import { fence, page, wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

const sql = (...lines: readonly string[]): string => fence('sql', ...lines);

describe('SQL that PostgreSQL does not take', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const wrong = (faults: readonly string[], sound: readonly string[]) =>
    wrongOf(check, 'sql-syntax', { faults, sound });

  const FOREIGN = [
    'SELECT id FROM pot ORDER BY id LIMIT 40, 20;',
    'SELECT `shelf`, count(*) FROM `pot` GROUP BY 1;',
    'SHOW TABLES;',
    'SHOW DATABASES;',
    'SHOW FULL PROCESSLIST;',
    "SHOW VARIABLES LIKE 'max%';",
    'DESCRIBE pot;',
    'USE kiln;',
    'SELECT TOP 10 * FROM pot;',
    'DELETE FROM pot WHERE broken LIMIT 100;',
    'SELECT now() - INTERVAL 1 DAY;',
    'INSERT IGNORE INTO pot VALUES (1);',
    'REPLACE INTO pot VALUES (1);',
    'OPTIMIZE TABLE pot;',
    'KILL 4711;',
    'SELECT @@version;',
    'SELECT 1 FROM dual;',
    'SELECT * FROM pot WHERE state = "broken";',
    'SELECT * FROM pot WHERE name LIKE "vase%";',
    'SELECT * FROM pot WHERE glaze = NULL;',
    'SELECT * FROM pot WHERE id == 4;',
    "SELECT * FROM pot WHERE id = 4 && glaze = 'blue';",
    'SELECT IFNULL(glaze, 0) FROM pot;',
    'SELECT GROUP_CONCAT(name) FROM pot;',
    'SELECT * FROM pot WHERE fired > DATE_SUB(NOW(), INTERVAL 7 DAY);',
    'SELECT * FROM pot WHERE ROWNUM <= 10;',
    'SELECT GETDATE();',
    'ALTER TABLE pot MODIFY COLUMN name varchar(80);',
    'SELECT CURDATE();',
    'SELCT id FROM pot;',
    'SELECT id FROM pot WHERE id IN (1, 2;',
    'SELECT id, FROM pot;',
    'UPDATE pot SET glaze = 1 broken = 2;',
  ];

  it('is found where nothing says that it is of another database', () => {
    const sound = [
      'SELECT id FROM pot ORDER BY id LIMIT 20 OFFSET 40;',
      'SELECT "shelf", count(*) FROM "Pot" GROUP BY 1;',
      'SHOW work_mem;',
      'SHOW ALL;',
      'SHOW server_version;',
      "SELECT now() - INTERVAL '1 day';",
      'SELECT a[1] FROM pot;',
      'SELECT ARRAY[1, 2] && ARRAY[2];',
      "SELECT * FROM pot WHERE tags && '{blue}';",
      'UPDATE pot SET glaze = NULL WHERE id = 4;',
      'SELECT * FROM pot WHERE "glazeName" = "potName";',
      'SELECT p.id FROM pot p JOIN shelf s ON p."shelf" = s."id";',
      "SELECT * FROM pot WHERE note = 'limit 3, 4 and `this`';",
      '-- SHOW TABLES is of another\nSELECT 1;',
      "SELECT string_agg(name, ', ') FROM pot;",
      'SELECT * FROM pot WHERE glaze IS NULL;',
      'INSERT INTO pot VALUES (1) ON CONFLICT DO NOTHING;',
      "SELECT * FROM pg_stat_activity WHERE state = 'idle';",
      '\\dt\nSELECT 1;',
    ].map((text) => sql(text));
    expect(
      wrong(
        FOREIGN.map((text) => sql(text)),
        sound,
      ),
    ).toEqual([]);
  });

  it('is left alone where the page is about that database', () => {
    const others = [
      'The kilns are kept in MySQL 8.',
      'The database is MariaDB.',
      'Log in to the SQL Server first.',
      'They are in Oracle.',
      `${fence('bash', 'mysql -h db1 kiln')}`,
      'InnoDB holds the locks.',
    ];
    const own = FOREIGN.slice(0, 29).map((text) => sql(text));
    expect(
      wrong(
        [],
        others.flatMap((words) => own.map((text) => page(words, text))),
      ),
    ).toEqual([]);
    expect(
      wrong([], [fence('mysql', 'SHOW TABLES;'), fence('tsql', 'SELECT TOP 1 * FROM a;')]),
    ).toEqual([]);
  });

  it('is found in what psql is handed', () => {
    const faults = [
      fence('bash', 'psql kiln -c "SHOW TABLES"'),
      fence('bash', "psql kiln -c 'SELECT id FROM pot LIMIT 4, 2'"),
      fence('bash', "psql kiln <<'SQL'", 'SELECT id FROM pot LIMIT 4, 2;', 'SQL'),
      fence('bash', 'psql kiln <<SQL', 'SELECT id, FROM pot;', 'SQL'),
    ];
    const sound = [
      fence('bash', 'psql kiln -c "SHOW work_mem"'),
      fence('bash', "psql kiln <<'SQL'", 'SELECT id FROM pot LIMIT 4;', 'SQL'),
      fence('bash', 'mysql kiln -e "SHOW TABLES"'),
      fence('bash', 'psql kiln <<SQL', 'SELECT id FROM pot WHERE id = $ID;', 'SQL'),
      fence('bash', "psql -v pw=a <<'SQL'", "ALTER ROLE potter PASSWORD :'pw';", 'SQL'),
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });
});
