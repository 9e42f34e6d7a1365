import { parse } from 'yaml';
import type { FindingSeverity } from './finding';
import { isRuleCode } from './ruleCodes';
import type { RuleSettings } from './validateRunbook';

/** What `.runbook/check.yaml` says, and what is wrong with it, a sentence each. */
export interface CheckConfig {
  readonly rules: RuleSettings;
  /** Paths below the root that are not checked; `*` stands for anything. */
  readonly exclude: readonly string[];
  /** Days without a run that passed, after which a step is stale. */
  readonly staleDays?: number;
  readonly problems: readonly string[];
}

const KEYS: ReadonlySet<string> = new Set(['rules', 'exclude', 'staleDays']);
const SEVERITIES: ReadonlySet<unknown> = new Set([
  'error',
  'warning',
  'information',
  'hint',
  'off',
]);

/** Reads the configuration. What is wrong in it is told, the rest counts. */
export function readCheckConfig(yaml: string): CheckConfig {
  let value: unknown;
  try {
    value = parse(yaml);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
    return {
      rules: {},
      exclude: [],
      problems: [`it is not YAML (${why ?? ''}); the defaults are used`],
    };
  }
  if (value === null || value === undefined) return { rules: {}, exclude: [], problems: [] };
  if (typeof value !== 'object' || Array.isArray(value))
    return {
      rules: {},
      exclude: [],
      problems: ['it must hold `rules:` or `exclude:`; the defaults are used'],
    };
  const problems: string[] = [];
  const entries = new Map(Object.entries(value));
  for (const key of entries.keys())
    if (!KEYS.has(key)) problems.push(`"${key}" means nothing here`);
  const settings = readRuleSettings(entries.get('rules') ?? {});
  const exclude: unknown = entries.get('exclude') ?? [];
  const valid = Array.isArray(exclude) && exclude.every((path) => typeof path === 'string');
  if (!valid) problems.push('`exclude` must be a list of paths');
  const staleDays: unknown = entries.get('staleDays');
  const counted = typeof staleDays === 'number' && staleDays > 0;
  if (staleDays !== undefined && !counted)
    problems.push('`staleDays` must be a number of days greater than 0');
  return {
    rules: settings.rules,
    exclude: valid ? exclude : [],
    ...(counted ? { staleDays } : {}),
    problems: [...problems, ...settings.problems],
  };
}

/** Takes the rules and severities that exist out of a value from outside. */
export function readRuleSettings(value: unknown): Pick<CheckConfig, 'rules' | 'problems'> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { rules: {}, problems: ['`rules` must name rules and their severities'] };
  const rules: Record<string, FindingSeverity | 'off'> = {};
  const problems: string[] = [];
  for (const [code, severity] of Object.entries(value)) {
    if (code !== '*' && !isRuleCode(code)) problems.push(`there is no rule "${code}"`);
    // YAML 1.1 habits: off without quotes may arrive as false.
    else if (severity === false) rules[code] = 'off';
    else if (SEVERITIES.has(severity)) rules[code] = severity as FindingSeverity | 'off';
    else problems.push(`the severity of ${code} must be error, warning, information, hint or off`);
  }
  return { rules, problems };
}

/** True when a path is excluded by one of the patterns, or lies below one. */
export function isExcluded(path: string, exclude: readonly string[]): boolean {
  return exclude.some((pattern) => {
    const source = pattern
      .replace(/^\.?\//, '')
      .replace(/\/+$/, '')
      .split(/(\*\*|\*)/)
      .map((piece) =>
        piece === '**'
          ? '.*'
          : piece === '*'
            ? '[^/]*'
            : piece.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'),
      )
      .join('');
    return new RegExp(`^${source}(?:/|$)`).test(path);
  });
}
