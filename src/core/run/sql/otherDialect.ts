import { change, check, destructive, notUnderstood, type Finding } from '../finding';

/**
 * Statements that PostgreSQL's grammar does not take: MySQL and others. Only a statement that
 * reads by its first word, and has nothing in it that could write, is a check.
 */
export function otherDialect(statement: string): Finding {
  const text = statement
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\/|^\s*#[^\n]*/gm, ' ')
    .replace(/\\G\s*$/i, '')
    .trim();
  const first = /^[a-z]+/i.exec(text)?.[0].toLowerCase() ?? '';
  if (/^(?:drop|truncate|delete|purge)$/.test(first)) return destructive(text, 'deletes data');
  if (first === 'flush') return change(text, 'makes the server read or write anew');
  if (/^reset\s+(?:master|slave|replica|binary|persist)\b/i.test(text))
    return destructive(text, 'deletes logs or settings of the replication');
  if (first === 'alter' && losesPart.test(text)) return destructive(text, 'drops part of it');
  if (first === 'revoke') return destructive(text, 'takes rights away');
  if (/^stop\s+(?:replica|slave|group_replication)\b/i.test(text))
    return destructive(text, 'stops the replication');
  if (/^(?:shutdown|kill)$/.test(first)) return destructive(text, 'ends what runs');
  if (first === 'pragma') return isReadingPragma(text) ? check(text) : change(text);
  // MySQL and MariaDB run what they are asked to analyze, whichever word asks.
  const isRun = /^(?:desc|describe|explain)\s+(?:analyze|analyse)\b/i.test(text);
  if (/^(?:show|describe|desc|use|help|status)$/.test(first) && !isRun)
    if (!/[=;]|->>|\binto\b/i.test(text)) return check(text);
  if ((isRun || /^(?:select|explain)$/.test(first)) && isPlainSelect(text)) return check(text);
  if (/^dbcc\b[^]*\brepair_allow_data_loss\b/i.test(text))
    return destructive(text, 'repairs at the cost of data');
  if (/^restore\s+(?:verify|header|filelist|label)only\b/i.test(text.trim()))
    return change(text, 'looks into a backup');
  if (first === 'restore') return destructive(text, 'restores over a live database');
  if (isMaintenance.test(text) || isSessionSetting.test(text)) return check(text);
  if (
    /^(?:update|insert|replace|create|alter|set|grant|optimize|repair|load|start|stop|change|reset|lock|unlock|call|rename|analyze)$/.test(
      first,
    )
  ) {
    return change(text);
  }
  return notUnderstood(statement);
}

/** Beside DROP: partitions and table spaces of MySQL, rows and columns of ClickHouse. */
const losesPart =
  /\b(?:drop|truncate\s+partition|(?:discard|exchange)\s+(?:partition|tablespace)|delete\s+(?:where|in\s+partition)|clear\s+(?:column|index))\b/i;

/**
 * Pragmas of SQLite with something in brackets that name what is looked at; with others a value in
 * brackets is set (PRAGMA Statements, sqlite.org/pragma.html).
 */
const namingPragma =
  /^pragma (?:\w+\.)?(?:(?:table|index)_x?info|(?:table|index|foreign_key|function|module|collation|database|pragma)_list|foreign_key_check|integrity_check|quick_check)\b/i;
/** Pragmas that do something without a value. */
const doingPragma =
  /^pragma (?:\w+\.)?(?:incremental_vacuum|wal_checkpoint|optimize|shrink_memory|data_store_directory|temp_store_directory)\b/i;

function isReadingPragma(text: string): boolean {
  const plain = text
    .replace(/["`[\]]/g, '')
    .replace(/\s*\.\s*/g, '.')
    .replace(/\s+/g, ' ');
  if (/[=;]/.test(plain) || doingPragma.test(plain)) return false;
  return namingPragma.test(plain) || !plain.includes('(');
}

/** Statements of MySQL and SQL Server that look a table or the server over. */
const isMaintenance =
  /^(?:check(?:sum)?\s+table\s+[\w.`, ]+|dbcc\s+(?:checkdb|checktable|opentran|sqlperf|showcontig|inputbuffer|loginfo)\b(?![^]*\b(?:repair|clear)_?)[^;]*|exec(?:ute)?\s+(?:dbo\.)?sp_(?:who2?|help\w*|spaceused|lock|columns|tables|databases|monitor)\b[^;]*)$/i;

/** Settings of SQL Server, SQL*Plus and MySQL that end with the session. */
const isSessionSetting =
  /^set\s+(?:(?:nocount|quoted_identifier|ansi_\w+|arithabort|xact_abort|rowcount|lock_timeout|deadlock_priority|dateformat|datefirst|language|textsize|noexec|parseonly|showplan_\w+|statistics\s+(?:io|time|xml|profile)|implicit_transactions|numeric_roundabort|concat_null_yields_null|transaction\s+isolation\s+level|lines(?:ize)?|pages(?:ize)?|head(?:ing)?|feed(?:back)?|echo|timi?n?g?|trim(?:spool|out)|verify|term(?:out)?|colsep|long|serveroutput|wrap|tab|names)(?=)\b[^;=]*|@\w+\s*:?=\s*[\w'.+* -]*)(?=)$/i;

/** A SELECT in which no word of another statement and no unknown function stands. */
const maxSelect = 20_000;

function isPlainSelect(text: string): boolean {
  const opened = text.replace(/[^(]/g, '').length;
  if (text.length > maxSelect || opened !== text.replace(/[^)]/g, '').length) return false;
  const code = text.replace(/'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|`[^`]*`/g, "''");
  if (
    /\b(?:into|update|delete|insert|drop|alter|truncate|create|grant|call|exec|execute|merge|replace|lock|outfile|dumpfile|next\s+value\s+for|nextval)\b/i.test(
      code,
    )
  ) {
    return false;
  }
  if (/[;\\]/.test(code)) return false;
  const calls = code.matchAll(/\b([A-Za-z_][\w.]*)\s*\(/g);
  return [...calls].every(([, name]) => plainFunctions.test(name ?? ''));
}

const plainFunctions =
  /^(?:sys\.(?:dm_\w+|fn_\w+)|object_(?:name|id)|db_(?:name|id)|suser_\w*name|host_name|serverproperty|databasepropertyex|formatReadable\w+|to(?:Start|Monday|U?Int|Float|Date|String|Year|Month|Hour|Unix|YYYYMM|Type|Decimal)\w*|uniq\w*|quantile\w*|arg(?:Min|Max)|(?:count|sum|avg|min|max|any)If|any(?:Last)?|topK|groupArray|dateDiff|today|yesterday|hostName|getMacro|bitAnd|arrayJoin|arrayMap|length|isNull|coalesce|multiIf|count|sum|avg|min|max|round|floor|ceil|ceiling|abs|concat|concat_ws|coalesce|ifnull|nullif|if|isnull|nvl|now|curdate|current_timestamp|date|year|month|day|hour|minute|datediff|timestampdiff|timediff|date_sub|date_add|date_format|unix_timestamp|from_unixtime|upper|lower|length|char_length|substring|substr|substring_index|left|right|trim|replace|format|group_concat|json_extract|json_unquote|cast|convert|in|and|or|not|on|as|from|where|join|values|using|over|exists|any|all|select|distinct|by|then|when|else|version|database|user|current_user|current_date|current_time|current_datetime|date_trunc|timestamp_sub|timestamp_add|timestamp_diff|extract|safe_divide|approx_count_distinct|dateadd|getdate|len|cast|top)$/i;
