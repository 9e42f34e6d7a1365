import type { FindingSeverity } from '../core/validation/finding';
import { explanationOf } from '../core/validation/explanation';
import { ruleOf } from '../core/validation/rules';
import { fail, succeed, type Result } from '../util/result';
import { readSet, readTimeout } from './runArguments';

export type CheckFormat = 'text' | 'json' | 'sarif' | 'github';

export interface CheckCommand {
  readonly command: 'check';
  readonly paths: readonly string[];
  readonly format: CheckFormat;
  readonly failOn: FindingSeverity;
  /** Only these rules; all when it is empty. */
  readonly rules: readonly string[];
  /** Prints why a rule exists instead of checking. */
  readonly explain: string | undefined;
  /** Runs the checks as well; undefined for reading only. */
  readonly run: CheckRunOptions | undefined;
}

/** How the checks are run. */
export interface CheckRunOptions {
  readonly target: string | undefined;
  readonly environment: string | undefined;
  readonly values: Readonly<Record<string, string>>;
  /** Undefined when none was asked for. */
  readonly timeoutMs: number | undefined;
}

interface CheckValues extends ValuesOfRun {
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
  readonly 'fail-on'?: string | undefined;
  readonly rule?: readonly string[] | undefined;
  readonly explain?: string | undefined;
}

interface ValuesOfRun {
  readonly run?: boolean | undefined;
  readonly target?: string | undefined;
  readonly env?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly timeout?: string | undefined;
}

const FORMATS: readonly CheckFormat[] = ['text', 'json', 'sarif', 'github'];
const SEVERITIES: readonly FindingSeverity[] = ['error', 'warning', 'information', 'hint'];

/**
 * Reads `check [PATH…] [--format F] [--fail-on SEVERITY] [--rule CODE]… [--explain CODE]` and
 * `--run [--target T] [--env NAME] [--set NAME=VALUE]… [--timeout SECONDS]`.
 */
export function readCheck(
  paths: readonly string[],
  values: CheckValues,
): Result<CheckCommand, 'usage'> {
  const wanted = values.json === true ? 'json' : (values.format ?? 'text');
  const format = FORMATS.find((known) => known === wanted);
  if (format === undefined) return usage(`--format is one of ${FORMATS.join(', ')}`);
  const failOn = SEVERITIES.find((known) => known === (values['fail-on'] ?? 'warning'));
  if (failOn === undefined) return usage(`--fail-on is one of ${SEVERITIES.join(', ')}`);
  const rules = (values.rule ?? []).flatMap((codes) => codes.split(','));
  for (const code of rules)
    if (ruleOf(code) === undefined) return usage(`there is no rule "${code}"`);
  if (values.explain !== undefined && explanationOf(values.explain) === undefined)
    return usage(`there is no rule "${values.explain}"`);
  const run = readCheckRun(values);
  if (!run.ok) return run;
  return succeed({
    command: 'check',
    paths: paths.length === 0 ? ['.'] : paths,
    format,
    failOn,
    rules,
    explain: values.explain,
    run: run.value,
  });
}

function readCheckRun({
  run,
  target,
  env,
  set,
  timeout,
}: ValuesOfRun): Result<CheckRunOptions | undefined, 'usage'> {
  if (run !== true) {
    const [given] = Object.entries({ target, env, set, timeout }).filter(
      ([, value]) => value !== undefined,
    );
    return given === undefined ? succeed(undefined) : usage(`--${given[0]} goes with --run`);
  }
  const seconds = readTimeout(timeout);
  if (!seconds.ok) return seconds;
  const values = readSet(set);
  if (!values.ok) return values;
  return succeed({ target, environment: env, values: values.value, timeoutMs: seconds.value });
}

function usage(message: string): Result<never, 'usage'> {
  return fail('usage', `${message}. Try runbook --help.`);
}
