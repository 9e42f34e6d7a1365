import { Wordings } from '../../text/wordings';

/** Words and marks that only some databases know: a statement with one is not judged. */
const OWN_WORDS = new Wordings(
  /\b(?:ignore|duplicate\s+key|replace\s+into|or\s+replace|regexp|rlike|div|xor|straight_join|high_priority|low_priority|delayed|(?:force|use|ignore)\s+(?:index|key)|separator|unsigned|signed|outfile|dumpfile|lock\s+in|sounds\s+like|procedure|handler|binary|with\s+rollup|connect\s+by|start\s+with|minus|as\s+of|model|with\s+ur|apply|pivot|unpivot|for\s+(?:xml|json|system_time)|output|using\s+(?:ttl|timeout|timestamp|utf8\w*)|merge|go|allow\s+filtering|per\s+partition|final|sample|tablesample|prewhere|format|settings|array\s+join|(?:any|all|asof|semi|anti|global|left|right)\s+(?:any|all|asof|semi|anti)\s+join|limit\s+\d+\s+by|by\s+all|qualify|exclude|unnest|struct|flatten|lateral|glob|indexed\s+by|slimit|soffset|log\s+errors|if\s+(?:not\s+)?exists|contains\s+key)\b/i,
);
const OWN_MARKS =
  /\b(?:partition|match|current_\w+|top|option|except|at|before|changes|fill|rownum|table|update|from\s+final)\s*\(|\bconvert\s*\(\s*\w+\s*\(\s*\d|\w\.\.\w|(?:\binto\s+\S+\s*|\bvalues\s*)\(\s*\)|\bselect\s+unique\b|\(\+\)|->|=>|::|\\'|\\"|\b\d+[a-z]+\b|\w:\w|%%|&\w|\{|\}|<\w+>|\.\.\.|…|\$\$|\bq'\W|\w\[\d|\bdelete\s+(?!from\b)|\bdelete\s+from[\s\S]*\b(?:join|using)\b|\bupdate\s+(?:(?!\bset\b)[\s\S])*(?:\bjoin\b|,)|\binsert\s+(?!into\b)|\binsert\s+into\s+\S+\s+set\b|\bvalue\s*\(|\binto\s+@?\w+\s*(?:;|$|from\b|,)/i;

const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
const named = (part: string): string => `"${'q'.repeat(Math.max(1, part.length - 2))}"`;

/** What other databases write in their own way, and how PostgreSQL writes it in as many letters. */
const WAYS: readonly (readonly [RegExp, (part: string) => string])[] = [
  [/`[^`\n]+`(?:\.`[^`\n]+`)*/g, named],
  [/(?<![\w\]])\[[A-Za-z_][\w $#]*\]/g, named],
  // A table of a session, in SQL Server.
  [
    /(?<=\b(?:from|join|into|update|table|exists|delete)\s+|\.)##?[A-Za-z]\w*/gi,
    (part) => 'q'.repeat(part.length),
  ],
  [/(?<!['"\w])#[^\n]*/g, blank],
  [/^[ \t]*GO[ \t]*$/gim, (part) => blank(part.slice(1)) + ';'],
  [/\\[Gg]/g, (part) => `;${' '.repeat(part.length - 1)}`],
  [
    /@@?[A-Za-z_][\w.$]*(?:\s*:=)?/g,
    (part) => 'q'.repeat(part.length).replace(/q{2}$/, / *:=$/.test(part) ? ' =' : 'qq'),
  ],
  [/(?<![:\w]):[A-Za-z_]\w*/g, (part) => 'q'.repeat(part.length)],
  // A variable of a session, in Snowflake.
  [/(?<![\w$])\$[A-Za-z_]\w*(?!\$)/g, (part) => 'q'.repeat(part.length)],
  [/\?/g, () => '1'],
  [/\bTOP\s+\d+(?:\s+PERCENT)?/gi, blank],
  [/\bWITH\s*\(\s*\w+(?:\s*,\s*\w+)*\s*\)/gi, blank],
  [/\bSQL_(?:NO_CACHE|CACHE|CALC_FOUND_ROWS|(?:BIG|SMALL|BUFFER)_RESULT)\b/gi, blank],
  [
    /\bINTERVAL\s+(?:\d+|'[^']*')\s+\w+/gi,
    (part) => `'${' '.repeat(Math.max(0, part.length - 2))}'`,
  ],
  [/\bLIMIT\s+\d+\s*,\s*\d+/gi, (part) => 'LIMIT 1'.padEnd(part.length)],
  [/\bUSER\s*\(\s*\)/gi, (part) => 'q'.repeat(part.length)],
  [/<=>/g, () => ' = '],
  [/&&/g, () => 'OR'],
];

/**
 * SQL of whatever database in the grammar of PostgreSQL, as far as all share it, with every offset
 * where it was.
 */
export function asStandard(sql: string): string {
  const strings: string[] = [];
  // Strings hold what they will, and `#` in a name is no comment.
  const bare = sql.replace(/'(?:[^'\\]|''|\\.)*'|"(?:[^"\\\n]|""|\\.)*"|[\w$]#/g, (part) => {
    strings.push(
      part.startsWith('"')
        ? named(part)
        : part.startsWith("'")
          ? `'${'q'.repeat(part.length - 2)}'`
          : `${part.slice(0, 1)}q`,
    );
    return `\u0000${'\u0001'.repeat(part.length - 1)}`;
  });
  const translated = WAYS.reduce((text, [way, put]) => text.replace(way, put), bare);
  // Only a change of rows takes a limit that no reader of rows would mind.
  const limited = translated.replace(
    /(?<=\b(?:update|delete)\b[^;]*)\b(?:order\s+by\s+[^;]+?)?limit\s+\d+/gi,
    blank,
  );
  return limited.replace(/\u0000\u0001*/g, () => strings.shift() ?? '');
}

/** Words that PostgreSQL keeps for itself, and that name a column or function elsewhere. */
const NAMES_ELSEWHERE =
  /near "(?:table|analy[sz]e|array|collation|concurrently|deferrable|do|freeze|ilike|initially|isnull|lateral|localtime|notnull|overlaps|placing|returning|similar|symmetric|tablesample|user|variadic|verbose|window)"/i;

/** Whether PostgreSQL's own reserved words are all that it minds. */
export function isNameElsewhere(message: string): boolean {
  return NAMES_ELSEWHERE.test(message);
}

/** A statement that every database reads or refuses in the same way. */
export function isOfAll(statement: string): boolean {
  if (!/^\s*(?:select|insert|update|delete|with)\b/i.test(statement)) return false;
  const bare = statement.replace(/'(?:[^']|'')*'|"[^"]*"|--[^\n]*/g, (part) =>
    'q'.repeat(part.length),
  );
  return !OWN_WORDS.test(bare) && !OWN_MARKS.test(bare);
}
