import { join } from 'node:path';
import type { Runbook } from '../core/model/runbook';
import { parseRunbook } from '../core/parser/parseRunbook';
import { PARSE_DEADLINE_MS, ParseDeadline } from '../session/parseDeadline';

/** Below this many UTF-16 code units a file is read at once: even the slowest takes no second. */
const LARGE = 1_000_000;

/**
 * Reads one file's text. A large one is read in a thread of its own that is ended at a deadline,
 * 2 s for each million code units: then the runbook is empty but for the problem `gave-up`.
 */
export async function parseFile(text: string, programFolder: string): Promise<Runbook> {
  if (text.length < LARGE) return parseRunbook(text);
  const deadline = PARSE_DEADLINE_MS * Math.ceil(text.length / LARGE);
  const reader = new ParseDeadline(join(programFolder, 'parseWorker.js'), deadline);
  try {
    return await reader.parse(text);
  } finally {
    reader.dispose();
  }
}
