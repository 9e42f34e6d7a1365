import type { FindingSeverity } from '../core/validation/finding';
import { ruleOf } from '../core/validation/rules';
import { fail, succeed, type Result } from '../util/result';

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
}

interface CheckValues {
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
  readonly 'fail-on'?: string | undefined;
  readonly rule?: readonly string[] | undefined;
  readonly explain?: string | undefined;
}

const FORMATS: readonly CheckFormat[] = ['text', 'json', 'sarif', 'github'];
const SEVERITIES: readonly FindingSeverity[] = ['error', 'warning', 'information'];

/** Reads `check [PATH…] [--format F] [--fail-on SEVERITY] [--rule CODE]… [--explain CODE]`. */
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
  for (const code of [...rules, ...(values.explain === undefined ? [] : [values.explain])])
    if (ruleOf(code) === undefined) return usage(`there is no rule "${code}"`);
  return succeed({
    command: 'check',
    paths: paths.length === 0 ? ['.'] : paths,
    format,
    failOn,
    rules,
    explain: values.explain,
  });
}

function usage(message: string): Result<never, 'usage'> {
  return fail('usage', `${message}. Try runbook --help.`);
}
