/** Whether a step only reads, may alter the world, or loses something (DESIGN §2). */
export type Intent = 'check' | 'change' | 'destructive';

export interface Classification {
  readonly intent: Intent;
  /** Why, in words a person on call understands: "`down -v` deletes volumes". */
  readonly reasons: readonly string[];
}
