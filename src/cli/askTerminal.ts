import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Standard input, or a test's. */
export type TerminalInput = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** What is typed at a hidden question is not shown. */
const NOWHERE = new Writable({ write: (_chunk, _encoding, done) => done() });

export interface Asking {
  readonly stopped: AbortSignal;
  readonly hidden?: boolean;
  readonly onInterrupt?: () => void;
}

/**
 * Asks a question on the terminal.
 * @param options `hidden` for secrets: the answer is not shown while it is typed; `stopped` takes
 * the question back; `onInterrupt` is told of Ctrl+C, which the terminal then sends nobody else
 * @returns undefined when nobody answers: there is no terminal, it was closed, the question was
 * taken back, or Ctrl+C or Ctrl+D was pressed, of which readline makes an error (`ABORT_ERR`) or
 * just its end
 */
export async function askTerminal(
  input: TerminalInput,
  question: string,
  { stopped, hidden = false, onInterrupt }: Asking,
): Promise<string | undefined> {
  if (input.isTTY !== true) return undefined;
  const lines = createInterface(
    hidden ? { input, output: NOWHERE, terminal: true } : { input, output: process.stderr },
  );
  lines.once('SIGINT', () => {
    onInterrupt?.();
    lines.close();
  });
  if (hidden) process.stderr.write(question);
  const closed = new Promise<undefined>((resolve) => {
    lines.once('close', () => resolve(undefined));
  });
  try {
    const answer = lines.question(hidden ? '' : question, { signal: stopped }).catch(unlessBroken);
    const given = await Promise.race([answer, closed]);
    // What is written next begins a line, as after an answer that ends with Enter.
    if (hidden || given === undefined) process.stderr.write('\n');
    return given;
  } finally {
    lines.close();
  }
}

function unlessBroken(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ABORT_ERR') return undefined;
  throw error;
}
