import type { SqlItem } from '../../core/run/sql/sqlItem';
import type { TableData } from '../../core/run/sql/tableCopy';
import type { TableFormat } from '../../core/run/sql/tableText';
import type { SqlTarget } from '../../core/run/sql/sqlTarget';
import type { Listen } from '../../util/emitter';
import type { CommandRun } from '../command';

/** Everything needed to run the statements of a step once. */
export interface SqlRunRequest {
  readonly runId: string;
  readonly target: SqlTarget;
  readonly items: readonly SqlItem[];
  readonly format: TableFormat;
  /** The whole text a person was shown: errors name lines of it. */
  readonly shownText: string;
  /** False keeps the guard on: a read-only transaction that is rolled back. */
  readonly armed: boolean;
  readonly timeoutMs: number;
  /** Masked wherever they turn up. */
  readonly secrets: readonly string[];
  /** Asked when the server wants a password that is not known; `refused` after a wrong one. */
  readonly password: (refused: boolean) => Promise<string | undefined>;
  readonly limits?: SqlLimits | undefined;
}

/** A result stops at the first limit it reaches. */
export interface SqlLimits {
  readonly rows: number;
  /** Bytes of text. */
  readonly bytes: number;
}

/** The first rows of a result, for a view; masked. */
export interface SqlTable extends TableData {
  /** What was printed between the result before and this one. */
  readonly said: string;
}

/** A run of SQL: a command run that has tables too. */
export interface SqlRun extends CommandRun {
  readonly onTable: Listen<SqlTable>;
}
