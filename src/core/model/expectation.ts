/** What the runbook says should come out. `source` is the author's text, shown to people. */
export type Expectation =
  | {
      readonly kind: 'json';
      readonly source: string;
      /** JSON; strings in it may hold holes, see textTemplate. */
      readonly value: string;
      /** `subset`: objects may have more keys than expected, at every depth. */
      readonly match: 'exact' | 'subset';
    }
  | {
      readonly kind: 'text';
      readonly source: string;
      /** Text with typed holes, see textTemplate. */
      readonly template: string;
      /**
       * `whole`: all of the output; `line`: a line of it, or every cell of a column of its table;
       * `contains`: somewhere in it, between word boundaries.
       */
      readonly match: 'whole' | 'line' | 'contains';
      /** Pasted from a run: where it holds values that change, other output is for eyes. */
      readonly sample: boolean;
    }
  | { readonly kind: 'exit'; readonly source: string; readonly code: number | 'nonzero' }
  | { readonly kind: 'http-status'; readonly source: string; readonly status: number }
  | {
      readonly kind: 'json-shape';
      readonly source: string;
      readonly shape: 'array' | 'object' | 'any';
    }
  | {
      readonly kind: 'table';
      readonly source: string;
      readonly conditions: readonly TableCondition[];
    }
  | { readonly kind: 'all'; readonly source: string; readonly of: readonly Expectation[] }
  | { readonly kind: 'prose'; readonly source: string };

/** One condition on the rows of a tabular output, e.g. every STATUS equals Ready. */
export interface TableCondition {
  readonly rows: 'all' | 'any' | 'count';
  readonly column: string | undefined;
  readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';
  readonly value: string;
}
