/** One level of a scale, and all that is said of it there. */
export interface Level {
  /** As written: "SEV2", "Critical". */
  readonly name: string;
  readonly line: number;
  readonly said: string;
}

/** Levels of severity that are set beside each other, in a table, a list, sentences or headings. */
export interface Scale {
  readonly levels: readonly Level[];
  /** What stands around them below the same heading. */
  readonly around: string;
}
