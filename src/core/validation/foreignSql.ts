/** What PostgreSQL's grammar or its server refuses, and another database takes, with what to write. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/`[^`\n]+`/, 'backticks quote names in MySQL; PostgreSQL takes double quotes, or none'],
  [/\blimit\s+\d+\s*,\s*\d+/i, "`LIMIT a, b` is MySQL's; PostgreSQL takes `LIMIT b OFFSET a`"],
  [
    /^\s*show\s+(?:(?:full|global|session)(?=)\s+)?(?=)(?:tables|databases|schemas|processlist|columns|fields|index(?:es)?|keys|variables|status|grants|engines?|create|warnings|errors|slave|master|replicas?|binary|binlog|triggers|procedure|function|open|table|plugins|events|users?|locks)(?=)\b/i,
    "this SHOW is of another database; PostgreSQL has psql's `\\d`, `\\dt`, `\\l` and the views of pg_catalog",
  ],
  [
    /^\s*(?:describe|desc)\s+[\w.]+|^\s*use\s+\w+\s*;?\s*$/i,
    'psql has `\\d table` and `\\c database` for it',
  ],
  [
    /^\s*(?:(?:optimize|repair|check|flush|rename|unlock)\s+tables?\b|lock\s+tables\b|kill\s+(?:query\s+)?\d|replace\s+into\b|insert\s+ignore\b|flush\s+\w+\s*;?$|purge\s+binary\b|load\s+data\b|(?:start|stop|reset)\s+(?:slave|replica|master)\b|change\s+(?:master|replication)\b|exec(?:ute)?\s+(?:sp_|xp_|dbo\.)\w+|dbcc\b|set\s+(?:global\b|@@?\w))/i,
    'this statement is of another database',
  ],
  [/@@\w+/, '`@@…` is of another database; PostgreSQL has `SHOW name`'],
  [
    /\bselect\s+(?:distinct\s+)?top\s*\(?\s*\d/i,
    '`TOP n` is of SQL Server; PostgreSQL takes `LIMIT n`',
  ],
  [
    /\bfrom\s+dual\b|\brownum\b|\bsysdate\b/i,
    "this is Oracle's; PostgreSQL needs no `dual` and takes `LIMIT` and `now()`",
  ],
  [
    /\b(?:ifnull|isnull|nvl|getdate|getutcdate|sysdatetime|curdate|curtime|date_sub|date_add|dateadd|datediff|unix_timestamp|from_unixtime|group_concat|str_to_date|date_format|find_in_set|last_insert_id|charindex)\s*\(/i,
    'PostgreSQL has no such function (it has `coalesce`, `now()`, `interval`, `string_agg`, `to_char`)',
  ],
  [/[^<>=!]==[^=]/, 'PostgreSQL compares with one `=`'],
  [/(?:=|<>|!=|<|>)\s*[\w'.]+\s*&&\s*\w/, '`&&` joins no conditions in PostgreSQL; write `AND`'],
  [
    /\b(?:where|and|or|when|having)\s+(?:not\s+)?[\w."]+\s*(?:=|<>|!=)\s*null\b/i,
    'nothing equals NULL; write `IS NULL` or `IS NOT NULL`',
  ],
  [
    /(?<!"\s*)(?:[=]|<>|!=|\b(?:i?like|LIKE|ILIKE))\s*"(?:[^"\nA-Z]*[%\s@-][^"\n]*|[a-z][a-z\d_]*)"/,
    'double quotes name a column in PostgreSQL; a text stands in single ones',
  ],
  [
    /\bengine\s*=\s*\w|\bauto_increment\b|\bon\s+duplicate\s+key\b|\bstraight_join\b|\(\s*nolock\s*\)|\bmodify\s+column\b|\binto\s+(?:out|dump)file\b/i,
    'this is of another database',
  ],
];

export interface ForeignSql {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

/** The first thing in a statement that only another database knows. */
export function foreignSql(statement: string): ForeignSql | undefined {
  const bare = statement.replace(
    /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/g,
    (part) => part.replace(/[^\n]/g, part.startsWith("'") ? 'q' : ' '),
  );
  for (const [pattern, what] of FOREIGN) {
    const match = pattern.exec(bare);
    if (match !== null) {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      return { start, end: match.index + match[0].length, what };
    }
  }
  return undefined;
}
