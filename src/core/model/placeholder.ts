import type { OffsetRange } from '../text/range';

export type PlaceholderKind =
  'text' | 'timestamp' | 'host' | 'version' | 'file' | 'number' | 'secret';

/** A hole in a command. The same hole has one entry with every place where it stands. */
export interface Placeholder {
  /** What the form calls it and what `--set name=value` takes. */
  readonly name: string;
  readonly kind: PlaceholderKind;
  /** As written, brackets and all: `<pod>`, `[deployment-url]`, `YYYYMMDD_HHMMSS`. */
  readonly written: string;
  /** For an unset `$VARIABLE`: the value is given as environment, never pasted. */
  readonly variable: boolean;
  /** Places in the step's `text`, in UTF-16 code units. */
  readonly places: readonly OffsetRange[];
}
