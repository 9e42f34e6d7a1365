import type { Runbook } from '../model/runbook';
import type { Finding, FindingSeverity } from './finding';
import type { Rule } from './rule';
import { RuleContext } from './ruleContext';
import { RULES } from './rules';
import { findSuppressions, type Suppression } from './suppressions';
import type { Surroundings } from './surroundings';

/** Severity of a rule by its code, or `off`. The code `*` speaks of all that are not named. */
export type RuleSettings = Readonly<Record<string, FindingSeverity | 'off'>>;

/** The rules that are on, with the severity the settings give them. */
export function rulesOn(settings: RuleSettings): readonly (readonly [Rule, FindingSeverity])[] {
  return RULES.flatMap((rule) => {
    const severity = settings[rule.code] ?? settings['*'] ?? rule.severity;
    return severity === 'off' ? [] : [[rule, severity] as const];
  });
}

/**
 * Everything the rules find in a runbook, in document order, without what the author suppressed
 * with a reason. Never throws and does no I/O; with every rule off it does no work.
 */
export function validateRunbook(
  runbook: Runbook,
  text: string,
  around: Surroundings,
  settings: RuleSettings,
): readonly Finding[] {
  const rules = rulesOn(settings);
  if (rules.length === 0) return [];
  around.recall?.begin();
  const context = new RuleContext(runbook, text, around);
  const suppressions = findSuppressions(context);
  const seen = new Set<string>();
  const found: Finding[] = [];
  for (const [rule, severity] of rules) {
    for (const { span, message, fix } of rule.find(context)) {
      const range = {
        start: context.lines.lineAt(span.start),
        end: context.lines.lineAt(Math.max(span.start, span.end - 1)) + 1,
      };
      const key = `${rule.code} ${span.start}`;
      if (seen.has(key) || isSuppressed(rule.code, range.start, suppressions)) continue;
      seen.add(key);
      const bare = { code: rule.code, severity, message, range, span };
      found.push(fix === undefined ? bare : { ...bare, fix });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start || (a.code < b.code ? -1 : 1));
}

function isSuppressed(code: string, line: number, all: readonly Suppression[]): boolean {
  return all.some(
    ({ codes, reason, range }) =>
      reason !== '' && codes.includes(code) && range.start <= line && line < range.end,
  );
}
