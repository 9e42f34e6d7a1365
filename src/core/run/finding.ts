import type { Classification, Intent } from './intent';
import { whatIsDone } from './whatIsDone';

/** What one command does, and why that is so. */
export interface Finding {
  readonly intent: Intent;
  readonly reason: string;
}

const ranks: Readonly<Record<Intent, number>> = { check: 0, change: 1, destructive: 2 };
const maxReasons = 12;
const maxLabel = 80;

export function check(label: string): Finding {
  return { intent: 'check', reason: `only reads: ${quote(label)}` };
}

export function change(label: string, what = whatIsDone(label)): Finding {
  return { intent: 'change', reason: `${quote(label)} ${what}` };
}

export function destructive(label: string, what: string): Finding {
  return { intent: 'destructive', reason: `${quote(label)} ${what}` };
}

/** Unknown is change (DESIGN §2). */
export function notUnderstood(text: string): Finding {
  return { intent: 'change', reason: `not understood: ${quote(text)}` };
}

/** Wraps source text for a sentence: one line, of bearable length, in backticks. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replaceAll('`', "'");
  return `\`${line.length > maxLabel ? `${line.slice(0, maxLabel - 1)}…` : line}\``;
}

/** True when `a` weighs more than `b`. */
export function isWorse(a: Intent, b: Intent): boolean {
  return ranks[a] > ranks[b];
}

/** A block takes its worst command; the reasons are those of the worst. */
export function summarize(findings: readonly Finding[]): Classification {
  let intent: Intent = 'check';
  for (const finding of findings) if (isWorse(finding.intent, intent)) intent = finding.intent;
  const reasons = new Set<string>();
  for (const finding of findings) if (finding.intent === intent) reasons.add(finding.reason);
  return { intent, reasons: [...reasons].slice(0, maxReasons) };
}
