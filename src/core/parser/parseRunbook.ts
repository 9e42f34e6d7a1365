import type { Runbook } from '../model/runbook';
import { parseText } from './incremental';

/**
 * Reads one runbook. Never throws: what is wrong with the text is in `problems`. A text that is
 * too large or is no text at all gives a runbook without steps and one problem that says so. To
 * read a text again after an edit use `parseText`, which takes up what it knows; for a reading
 * without a next one the text is not cut into stretches, which saves a quarter of the time.
 */
export function parseRunbook(text: string): Runbook {
  return parseText(text, undefined, Infinity).runbook;
}
