import type { NamesUsed } from './namesUsed';
import type { SqlTarget } from './sqlTarget';

/** One statement as it is sent. */
export interface SqlStatement {
  readonly kind: 'statement';
  /** Exactly one statement; `$1` stands for the first value. */
  readonly text: string;
  readonly values: readonly string[];
  /** Where the statement begins in the shown script, in UTF-16 code units. */
  readonly start: number;
  /** What the shown script has more of than `text`, behind an offset in `text`. */
  readonly shifts: readonly { readonly at: number; readonly by: number }[];
  readonly expanded: boolean;
  /** What a guarded statement names: looked at by the database before it runs. */
  readonly used?: NamesUsed | undefined;
}

/** A query that answers a psql command, with a line above its result. */
export interface SqlAnswer {
  readonly kind: 'answer';
  readonly title: string | undefined;
  readonly text: string;
  readonly values: readonly string[];
  /** Shown when the query finds nothing. */
  readonly empty: string | undefined;
}

/** What changes how later results are printed, or is only said. */
export type SqlSetting =
  | { readonly kind: 'expanded'; readonly on: boolean | undefined }
  | { readonly kind: 'timing'; readonly on: boolean | undefined }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'connect'; readonly target: SqlTarget };

export type SqlItem = SqlStatement | SqlAnswer | SqlSetting;
