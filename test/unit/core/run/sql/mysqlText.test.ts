import { beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../../../../../src/core/run/classify';
import type { Grammars } from '../../../../../src/core/run/grammars';
import { loadTestGrammars } from '../loadTestGrammars';

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadTestGrammars();
});

function intentOf(statements: string): string {
  return classify(`mysql app <<'EOF'\n${statements}\nEOF`, 'bash', grammars).intent;
}

describe('text for the client of MySQL', () => {
  it.each([
    String.raw`select 'it\'s' from t`,
    String.raw`select "a \"b\"" from t`,
    'select 1 # one\n, 2;',
    'select 1 -- one\n, 2;',
    'select 3--1;',
    'select `a``b` from `my-table`;',
    String.raw`show engine innodb status\G`,
    String.raw`select 1\G select 2\g`,
    "select '$$' from t;",
    'select /*+ max_execution_time(1000) */ count(*) from t;',
  ])('%s is a check', (statements) => {
    expect(intentOf(statements)).toBe('check');
  });

  it.each([
    '/*!50000 drop table t */;',
    '/*M!100100 drop table t */;',
    String.raw`select '\''; drop table t; -- '`,
    String.raw`select "\""; drop table t; -- "`,
    "select 1 # '\n; drop table t; # '",
    "select `'`; drop table t; -- '",
    'select 3 --2; drop table t;',
    'select 1 /* /* */; drop table t; /* */ */',
    'select 1 as $$; drop table t; select 2 as $$',
    String.raw`select 1; \! rm -rf /x`,
    String.raw`select 1; \. x.sql`,
    String.raw`\T out.txt`,
    'begin; delete from t; rollback;',
  ])('%s is none', (statements) => {
    expect(intentOf(statements)).not.toBe('check');
  });
});
