import type { Runbook } from '../model/runbook';
import { assembleRunbook } from './assembleRunbook';
import { refuseText } from './limits';
import { parseMarkdown } from './markdown';
import { readDocument } from './readDocument';

/**
 * Reads one runbook. Never throws: what is wrong with the text is in `problems`. A text that is
 * too large or is no text at all gives a runbook without steps and one problem that says so.
 */
export function parseRunbook(text: string): Runbook {
  return refuseText(text) ?? assembleRunbook(readDocument(parseMarkdown(text)));
}
