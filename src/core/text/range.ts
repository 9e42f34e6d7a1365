/** Lines of a document: 0-based, end exclusive. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Offsets into a document in UTF-16 code units: end exclusive. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}
