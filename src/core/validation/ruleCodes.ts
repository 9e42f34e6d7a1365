/**
 * The codes of all rules, as settings, `runbook-ignore` and reports name them. Kept apart from the
 * rules, so that who only reads settings does not load these.
 */
export const RULE_CODES = [
  'binary',
  'broken-anchor',
  'broken-data',
  'broken-link',
  'check-without-expected',
  'checklist-cadence',
  'command-in-info-string',
  'command-not-found',
  'comments-only',
  'dated-file-name',
  'dead-todo',
  'destructive-unguarded',
  'duplicate-heading',
  'duplicate-step-name',
  'empty-section',
  'escalation-contact',
  'expectation-vague',
  'fence-cut-short',
  'fence-in-html',
  'fence-in-indented-code',
  'fence-in-site-block',
  'fence-language',
  'fence-runaway',
  'fence-unclosed',
  'follow-in-sequence',
  'front-matter-broken',
  'front-matter-value',
  'interactive-command',
  'last-updated',
  'missing-file',
  'mojibake',
  'nested-too-deep',
  'no-rollback',
  'numbering-broken',
  'placeholder-style',
  'powershell-syntax',
  'prompt-with-output',
  'review-passed',
  'secret',
  'severity-response',
  'shell-syntax',
  'shellcheck',
  'sql-in-shell',
  'sql-syntax',
  'step-never-run',
  'step-not-as-expected',
  'step-stale',
  'suppression-reason',
  'table-cell-cut',
  'too-large',
  'typographic-characters',
  'undeclared-variable',
  'unfilled-contact',
  'unfilled-placeholder',
  'unknown-playbook',
  'unsafe-placeholder',
] as const;

export type RuleCode = (typeof RULE_CODES)[number];

/** Whether a setting names a rule that there is. */
export function isRuleCode(code: string): code is RuleCode {
  return (RULE_CODES as readonly string[]).includes(code);
}
