import { resolve } from 'node:path';
import type { ShellPlan } from '../core/run/plan';
import { readTarget, shellLine, wrapForTarget } from '../core/run/target';
import type { CommandRequest } from '../execution/command';

/** What a command needs that is not in its plan. */
export interface CommandSurroundings {
  readonly runId: string;
  /** Absolute path of the workspace folder. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** What goes on until it is stopped is cancelled by that. */
  readonly stopCancels?: boolean | undefined;
  /** The session its steps share, and the step's script in it. */
  readonly session: { readonly key: string; readonly script: string };
}

/**
 * The request for the supervisor. On a target other than this machine the text goes by standard
 * input to a fixed loader, and every step has a shell of its own there; here, steps share a
 * session unless they run in the background.
 */
export function commandFor(plan: ShellPlan, surroundings: CommandSurroundings): CommandRequest {
  const { runId, root, environment, secrets, session, stopCancels } = surroundings;
  const common = {
    runId,
    secrets,
    timeoutMs: plan.timeoutMs,
    follow: plan.follow || plan.background,
    stopCancels,
    untrustedFolders: [root],
  };
  const target = readTarget(plan.target);
  const wrapped = target.ok
    ? wrapForTarget(target.value, plan.shell, plan.text, {
        runId,
        environment: plan.environment,
        cwd: plan.cwd === '~' ? undefined : plan.cwd,
      })
    : undefined;
  if (wrapped !== undefined) {
    return {
      ...common,
      script: shellLine(wrapped.argv),
      shell: 'sh',
      stdin: wrapped.stdin,
      holdStdin: true,
      cwd: root,
      env: environment,
    };
  }
  return {
    ...common,
    script: plan.background ? plan.text : session.script,
    shell: plan.shell,
    cwd: resolve(root, plan.cwd),
    env: { ...environment, ...plan.environment },
    sessionKey: plan.background ? undefined : session.key,
  };
}
