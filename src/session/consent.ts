import { createHash } from 'node:crypto';
import type { Plan } from '../core/run/plan';
import { showDeceptive } from '../core/text/escapes';
import type { ConsentQuestion, Questions, RunSettings } from './ports';

/** SHA-256 (hex) of the exact bytes that run. */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Remembers what was agreed to. A change is asked about once for each text and day, a destructive
 * step every time, a check never (unless every step is to be asked about).
 */
export class Consent {
  readonly #given = new Set<string>();
  readonly #questions: Questions;

  constructor(questions: Questions) {
    this.#questions = questions;
  }

  /** True when the plan may run: agreed to now, agreed to before, or nothing to ask. */
  async agree(plan: Plan, settings: RunSettings, day: string): Promise<boolean> {
    const key = `${day} ${plan.target} ${textHash(plan.text)}`;
    if (!this.#mustAsk(plan, settings, key)) return true;
    const agreed = await this.#questions.consent(consentQuestion(plan));
    if (agreed) this.#given.add(key);
    return agreed;
  }

  #mustAsk(plan: Plan, settings: RunSettings, key: string): boolean {
    if (showDeceptive(plan.text) !== plan.text) return true;
    if (plan.intent === 'destructive') return true;
    if (plan.intent === 'check' && settings.confirm === 'changes') return false;
    return !this.#given.has(key);
  }
}

function consentQuestion(plan: Plan): ConsentQuestion {
  return {
    plan,
    shownText: showDeceptive(plan.text),
    detail: [`on ${plan.target}`, `in ${plan.cwd}`, ...plan.reasons].join(' · '),
  };
}
