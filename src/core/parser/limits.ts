import type { Runbook } from '../model/runbook';

/** UTF-16 code units. The largest of 7,306 public runbooks has 1.4 million. */
export const MAX_LENGTH = 16 * 1024 * 1024;

/** A file whose beginning holds this many NUL characters is no text. */
const BINARY_SAMPLE = 8192;
const BINARY_SHARE = 0.01;

/** A runbook with one problem instead of a reading, when the text must not be read at all. */
export function refuseText(text: string): Runbook | undefined {
  if (text.length > MAX_LENGTH)
    return withProblem(
      'too-large',
      `This file has ${Math.round(text.length / 1024 / 1024)} million characters; runbooks are read up to 16 million.`,
    );
  if (isBinary(text))
    return withProblem('binary', 'This file is not text, so there is nothing to run in it.');
  return undefined;
}

function isBinary(text: string): boolean {
  const end = Math.min(text.length, BINARY_SAMPLE);
  const sample = text.slice(0, end);
  let nuls = 0;
  for (let at = sample.indexOf('\0'); at >= 0; at = sample.indexOf('\0', at + 1)) nuls++;
  return nuls > 0 && nuls / end >= BINARY_SHARE;
}

/** An empty runbook that says why it is empty. */
export function withProblem(code: string, message: string): Runbook {
  return {
    title: undefined,
    metadata: { other: {} },
    sections: [],
    steps: [],
    checklists: [],
    blocks: [],
    severities: [],
    contacts: [],
    escalations: [],
    schedules: [],
    templates: [],
    links: [],
    problems: [{ code, message, range: { start: 0, end: 1 } }],
  };
}
