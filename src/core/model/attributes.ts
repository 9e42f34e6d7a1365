/** What the author wrote into the info string, ours and Runme's spellings alike. All optional. */
export interface StepAttributes {
  readonly name?: string;
  readonly timeoutMs?: number;
  readonly cwd?: string;
  readonly target?: string;
  readonly connection?: string;
  readonly expect?: string;
  readonly confirm?: boolean;
  readonly interactive?: boolean;
  readonly background?: boolean;
  /** The author's own verdict on the intent: `check`, `change` or `destructive`. */
  readonly intent?: 'check' | 'change' | 'destructive';
  /** Every other attribute, kept as written. */
  readonly other: Readonly<Record<string, string>>;
}
