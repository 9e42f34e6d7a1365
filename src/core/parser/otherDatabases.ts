import type { NotRunnable, StepLanguage } from '../model/step';
import { mentionsAny } from '../text/words';
import { notRunnable } from './runnable';

/** The shells of databases that a PostgreSQL connection does not reach. */
type DatabaseShell = 'mysql' | 'sqlite3' | 'sqlplus' | 'sqlcmd' | 'mongosh';

/** Shells that no step runs in. */
export type ForeignShell = DatabaseShell | 'cmd';

const WRITTEN_FOR: Readonly<Record<DatabaseShell, string>> = {
  mysql: 'MySQL',
  sqlite3: 'SQLite',
  sqlplus: 'Oracle',
  sqlcmd: 'SQL Server',
  mongosh: "MongoDB's shell",
};

const SHELL_OF_TAG: ReadonlyMap<string, DatabaseShell> = new Map([
  ['mysql', 'mysql'],
  ['mariadb', 'mysql'],
  ['sqlite', 'sqlite3'],
  ['sqlite3', 'sqlite3'],
  ['plsql', 'sqlplus'],
  ['tsql', 'sqlcmd'],
]);

/** Statements that MySQL and MariaDB alone know, and the end of one that psql does not. */
const MYSQL =
  /\\G\s*$|^\s*(?:DELETE\s+FROM|UPDATE)\b[^;()]*\bLIMIT\s+\d|^\s*(?:SHOW\s+(?:(?:FULL\s+)?PROCESSLIST|ENGINES?\b|(?:MASTER|SLAVE|REPLICA|BINARY\s+LOG)\s+STATUS|BINARY\s+LOGS|BINLOG\b|GLOBAL\s+(?:STATUS|VARIABLES)|(?:VARIABLES|STATUS)\s+LIKE)|FLUSH\s+(?:PRIVILEGES|TABLES|LOGS|HOSTS|STATUS|BINARY)|(?:START|STOP|RESET)\s+(?:SLAVE|REPLICA)|CHANGE\s+(?:MASTER|REPLICATION)|PURGE\s+BINARY|SET\s+(?:GLOBAL|PERSIST)\s|KILL\s+(?:(?:QUERY|CONNECTION)\s+)?[\d<{[$:@])/im;

/** One of these stands in each of them. */
const MYSQL_WORDS = [
  '\\g', 'show', 'flush', 'slave', 'replica', 'master', 'purge', 'global', 'persist', 'kill', 'limit',
]; // prettier-ignore

/** Why something typed into another shell does not run. */
export function writtenFor(shell: ForeignShell): NotRunnable {
  if (shell === 'cmd')
    return notRunnable(
      'unsupported-language',
      'This is written for the Windows command prompt, cmd.exe. Copy it there.',
    );
  const where = `This is written for ${WRITTEN_FOR[shell]}`;
  return notRunnable(
    'unsupported-language',
    shell === 'mongosh'
      ? `${where}. Copy it into mongosh.`
      : `${where}, and SQL steps run on a PostgreSQL connection. Copy it into ${shell}.`,
  );
}

/** What only SQL Server knows: its commands, its views, and how a batch ends. */
const SQL_SERVER =
  /^\s*(?:DBCC\s+\w|BACKUP\s+(?:DATABASE|LOG)\s+\S+\s+TO\b|RESTORE\s+(?:DATABASE|LOG)\b[^;]*\bFROM\s+DISK\b|RESTORE\s+(?:VERIFYONLY|HEADERONLY|FILELISTONLY|LABELONLY)\b|ALTER\s+DATABASE\s+\S+\s+SET\s+(?:SINGLE_USER|MULTI_USER|OFFLINE|ONLINE|RECOVERY|EMERGENCY|PARTNER|HADR)\b|ALTER\s+AVAILABILITY\s+GROUP\b|EXEC(?:UTE)?\s+(?:\w+\.)*(?:sp_|xp_)\w|GO\s*$)|\bsys\.(?:dm_\w+|databases|sysprocesses|master_files|configurations|backup_devices)\b|\bmsdb\.dbo\.|\bSELECT\s+TOP\s*\(?\d/im;
/** What only Oracle knows. */
const ORACLE =
  /\b(?:g?v\$\w+|dba_[a-z_]+s?\b(?=[\s;,)])|x\$\w+)|\bFROM\s+dual\b|^\s*(?:ALTER\s+SYSTEM\s+(?:SWITCH\s+LOGFILE|CHECKPOINT|KILL\s+SESSION|ARCHIVE\s+LOG|FLUSH)|ALTER\s+TABLESPACE\s+\S+\s+(?:ADD\s+DATAFILE|BEGIN\s+BACKUP|END\s+BACKUP|OFFLINE|ONLINE)|ALTER\s+DATABASE\s+(?:OPEN|MOUNT|DATAFILE|RECOVER|ARCHIVELOG|NOARCHIVELOG)|SHUTDOWN\s+(?:IMMEDIATE|ABORT|TRANSACTIONAL|NORMAL)|STARTUP(?:\s+(?:MOUNT|NOMOUNT|FORCE))?\s*;?\s*$|SHOW\s+PARAMETER\b)/im;
/** One of these stands in all of both. */
const OTHERS_WORDS = [
  'dbcc', 'backup', 'restore', 'alter', 'exec', 'go', 'sys.', 'msdb', 'top', 'v$', 'x$', 'dba_', 'dual', 'shutdown', 'startup', 'show param',
]; // prettier-ignore

function shellOf(text: string): DatabaseShell | undefined {
  if (mentionsAny(text, MYSQL_WORDS) && MYSQL.test(text)) return 'mysql';
  if (!mentionsAny(text, OTHERS_WORDS)) return undefined;
  return SQL_SERVER.test(text) ? 'sqlcmd' : ORACLE.test(text) ? 'sqlplus' : undefined;
}

/** Why SQL does not run: its author named another database, or its words do. */
export function foreignSql(
  text: string,
  language: StepLanguage,
  tag = '',
): NotRunnable | undefined {
  if (language !== 'sql') return undefined;
  const shell = SHELL_OF_TAG.get(tag) ?? shellOf(text);
  return shell === undefined ? undefined : writtenFor(shell);
}
