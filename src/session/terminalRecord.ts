import { createHash } from 'node:crypto';
import type { BlockShare } from '../core/run/judgePart';
import type { Verdict } from '../core/run/outcome';
import type { Plan } from '../core/run/plan';
import { stripEscapes } from '../core/text/escapes';
import { maskText } from './maskText';
import type { TerminalResult, Terminals } from './ports';
import { judgeRun, type Ending } from './runRecord';

/** Most characters kept of what a terminal told. */
const MOST = 64 * 1024;

export const NO_TERMINAL = {
  code: 'interactive',
  message:
    'This step wants a person at a keyboard, and there is no terminal to give it to. ' +
    'Run it by hand, or in VS Code.',
};

/** Why an interactive step cannot be given to a terminal; undefined when it can. */
export function terminalRefusal(
  plan: Plan,
  terminals: Terminals | undefined,
): { readonly code: string; readonly message: string } | undefined {
  if (terminals === undefined) return NO_TERMINAL;
  if (plan.target === 'local') return undefined;
  return {
    code: 'interactive',
    message:
      `Interactive steps run on local only, not on ${plan.target}. ` +
      'Write the ssh, docker exec -it or kubectl exec -it into the step.',
  };
}

/** What is known of a run besides its plan and its result. */
export interface TerminalRun {
  readonly durationMs: number;
  readonly secrets: readonly string[];
  readonly share: BlockShare | undefined;
}

/** The ending of a step that ran in a real terminal; without an exit code a person has to say. */
export function terminalEnding(
  plan: Plan,
  { exitCode, output, stopped }: TerminalResult,
  { durationMs, secrets, share }: TerminalRun,
): { readonly ending: Ending; readonly verdict: Verdict | undefined } {
  const told = maskText(stripEscapes(output), secrets);
  const truncated = told.length > MOST;
  const head = truncated ? told.slice(0, MOST / 2) : told;
  const failed = exitCode !== undefined && exitCode !== 0;
  const outcome = stopped ? 'cancelled' : failed ? 'failed' : 'succeeded';
  const silent = exitCode === undefined && !stopped;
  const ending: Ending = {
    outcome,
    code: undefined,
    message: silent ? 'The terminal did not tell how it ended.' : undefined,
    exitCode,
    signal: undefined,
    durationMs,
    output: {
      head,
      tail: truncated ? told.slice(-MOST / 2) : '',
      bytes: Buffer.byteLength(told),
      lines: told === '' ? 0 : told.split('\n').length - (told.endsWith('\n') ? 1 : 0),
      sha256: createHash('sha256').update(told).digest('hex'),
      truncated,
    },
  };
  return { ending, verdict: verdictOf(plan, ending, silent, share) };
}

function verdictOf(
  plan: Plan,
  ending: Ending,
  silent: boolean,
  share: BlockShare | undefined,
): Verdict | undefined {
  if (silent) {
    const message = 'it ran in a terminal; a person has to say whether it was right';
    return { kind: 'needs-eyes', message, difference: undefined };
  }
  const { outcome, exitCode, output } = ending;
  const { head: stdout, truncated } = output;
  return judgeRun(plan, { outcome, exitCode, stdout, stderr: '', truncated }, share);
}
