import type { Runbook } from '../model/runbook';
import type { Finding, FindingSeverity } from './finding';
import { findNotRunnable } from './notRunnable';
import { findUnsafePlaceholders } from './unsafePlaceholder';

type Rule = (runbook: Runbook) => readonly Finding[];

const RULES: readonly Rule[] = [findNotRunnable, findUnsafePlaceholders];

/**
 * Everything the rules find, in document order, together with what the parser noticed. Rules the
 * user switched `off` are left out, others take the severity the user gave them.
 */
export function validateRunbook(
  runbook: Runbook,
  severities: Readonly<Record<string, FindingSeverity | 'off'>>,
): readonly Finding[] {
  const problems = runbook.problems.map((problem) => ({
    ...problem,
    severity: 'warning' as const,
  }));
  const seen = new Set<string>();
  return [...problems, ...RULES.flatMap((rule) => rule(runbook))]
    .flatMap((finding) => {
      const severity = severities[finding.code] ?? finding.severity;
      return severity === 'off' ? [] : [{ ...finding, severity }];
    })
    .filter(({ code, range }) => {
      const key = `${code} ${range.start}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.range.start - b.range.start);
}
