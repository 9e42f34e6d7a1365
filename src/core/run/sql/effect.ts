import type { Intent } from '../intent';

/** What one statement does. */
export interface Effect {
  readonly intent: Intent;
  readonly what: string;
}
