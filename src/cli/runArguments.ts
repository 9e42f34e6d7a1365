import type { SequenceScope } from '../core/run/sequence';
import { fail, succeed, type Result } from '../util/result';

/** What `runbook run` is asked to do. */
export interface RunCommandLine {
  readonly command: 'run';
  readonly file: string;
  /** One step or part, or several in order. */
  readonly what:
    | { readonly kind: 'step'; readonly stepId: string; readonly partId: string | undefined }
    | {
        readonly kind: 'sequence';
        readonly scope: SequenceScope;
        readonly from: string | undefined;
      };
  readonly values: Readonly<Record<string, string>>;
  readonly target: string | undefined;
  readonly environment: string | undefined;
  /** The name that a change in production wants typed. */
  readonly confirm: string | undefined;
  /** Databases that SQL steps may write to, as `user@host/database`. */
  readonly arm: readonly string[];
  /** Undefined when none was asked for. */
  readonly timeoutMs: number | undefined;
  readonly yes: boolean;
  readonly json: boolean;
  readonly incident: string | undefined;
  readonly drill: boolean;
  readonly armed: boolean;
}

/** The options of `runbook run` as they were written. */
export interface RunValues {
  readonly step?: string | undefined;
  readonly part?: string | undefined;
  readonly section?: string | undefined;
  readonly all?: boolean | undefined;
  readonly from?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly target?: string | undefined;
  readonly env?: string | undefined;
  readonly confirm?: string | undefined;
  readonly arm?: readonly string[] | undefined;
  readonly timeout?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly incident?: string | undefined;
  readonly drill?: boolean | undefined;
  readonly armed?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Reads what stands behind `runbook run`. A wrong one is a failure with a sentence. */
export function readRun(
  rest: readonly string[],
  values: RunValues,
): Result<RunCommandLine, 'usage'> {
  const [file, more] = rest;
  if (file === undefined || more !== undefined) return usage('run needs exactly one file');
  const what = readWhat(values);
  if (!what.ok) return what;
  const timeout = readTimeout(values.timeout);
  if (!timeout.ok) return timeout;
  const set = readSet(values.set);
  if (!set.ok) return set;
  const wrong = values.arm?.find((name) => !/^(?:postgres )?[^@\s]+@[^/\s]+\/\S+$/.test(name));
  if (wrong !== undefined) return usage(`--arm needs USER@HOST/DATABASE, not "${wrong}"`);
  return succeed({
    command: 'run',
    file,
    what: what.value,
    values: set.value,
    target: values.target,
    environment: values.env,
    confirm: values.confirm,
    arm: values.arm ?? [],
    timeoutMs: timeout.value,
    yes: values.yes ?? false,
    json: values.json ?? false,
    incident: values.incident,
    drill: values.drill ?? false,
    armed: values.armed ?? false,
  });
}

/** Almost 25 days: no timer goes on for longer. */
const LONGEST_TIMEOUT = 2_147_483;

/** The seconds of `--timeout` in milliseconds; undefined when there are none. */
export function readTimeout(seconds: string | undefined): Result<number | undefined, 'usage'> {
  if (seconds === undefined) return succeed(undefined);
  const timeout = Number(seconds);
  if (!(timeout > 0)) return usage('--timeout needs a number of seconds greater than 0');
  if (timeout > LONGEST_TIMEOUT) return usage(`--timeout takes ${LONGEST_TIMEOUT} seconds at most`);
  return succeed(timeout * 1000);
}

/** The pairs of `--set NAME=VALUE`. */
export function readSet(
  pairs: readonly string[] = [],
): Result<Readonly<Record<string, string>>, 'usage'> {
  const set: Record<string, string> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) return usage(`--set needs NAME=VALUE, not "${pair}"`);
    set[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  return succeed(set);
}

function readWhat({
  step,
  part,
  section,
  all,
  from,
}: RunValues): Result<RunCommandLine['what'], 'usage'> {
  const chosen = [step, section, all === true ? '' : undefined].filter((one) => one !== undefined);
  if (chosen.length !== 1) {
    return usage(
      'run needs one of --step ID, --section TITLE and --all; runbook list FILE shows the ids',
    );
  }
  if (step !== undefined) {
    if (from !== undefined) return usage('--from goes with --section or --all');
    return succeed({ kind: 'step', stepId: step, partId: part });
  }
  if (part !== undefined) return usage('--part goes with --step');
  const scope: SequenceScope =
    section === undefined ? { kind: 'all' } : { kind: 'section', section };
  return succeed({ kind: 'sequence', scope, from });
}

function usage(message: string): Result<never, 'usage'> {
  return fail('usage', `${message}. Try runbook --help.`);
}
