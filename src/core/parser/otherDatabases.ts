import type { NotRunnable, StepLanguage } from '../model/step';
import { mentionsAny } from '../text/words';
import { notRunnable } from './runnable';

/** The shells of databases that a PostgreSQL connection does not reach. */
export type DatabaseShell = 'mysql' | 'sqlite3' | 'sqlplus' | 'sqlcmd' | 'mongosh';

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
  /\\G\s*$|^\s*(?:SHOW\s+(?:(?:FULL\s+)?PROCESSLIST|ENGINES?\b|(?:MASTER|SLAVE|REPLICA|BINARY\s+LOG)\s+STATUS|BINARY\s+LOGS|BINLOG\b|GLOBAL\s+(?:STATUS|VARIABLES)|(?:VARIABLES|STATUS)\s+LIKE)|FLUSH\s+(?:PRIVILEGES|TABLES|LOGS|HOSTS|STATUS|BINARY)|(?:START|STOP|RESET)\s+(?:SLAVE|REPLICA)|CHANGE\s+(?:MASTER|REPLICATION)|PURGE\s+BINARY|SET\s+(?:GLOBAL|PERSIST)\s|KILL\s+(?:(?:QUERY|CONNECTION)\s+)?[\d<{[$:@])/im;

/** One of these stands in each of them. */
const MYSQL_WORDS = [
  '\\g', 'show', 'flush', 'slave', 'replica', 'master', 'purge', 'global', 'persist', 'kill',
]; // prettier-ignore

/** Why something typed into the shell of another database does not run. */
export function writtenFor(shell: DatabaseShell): NotRunnable {
  const where = `This is written for ${WRITTEN_FOR[shell]}`;
  return notRunnable(
    'unsupported-language',
    shell === 'mongosh'
      ? `${where}. Copy it into mongosh.`
      : `${where}, and SQL steps run on a PostgreSQL connection. Copy it into ${shell}.`,
  );
}

/** Why SQL does not run: its author named another database, or its words do. */
export function foreignSql(
  text: string,
  language: StepLanguage,
  tag = '',
): NotRunnable | undefined {
  if (language !== 'sql') return undefined;
  const shell =
    SHELL_OF_TAG.get(tag) ??
    (mentionsAny(text, MYSQL_WORDS) && MYSQL.test(text) ? 'mysql' : undefined);
  return shell === undefined ? undefined : writtenFor(shell);
}
