import { createHash } from 'node:crypto';
import type { Plan } from '../core/run/plan';
import { readTarget, targetName } from '../core/run/target';
import { showDeceptive } from '../core/text/escapes';
import { maskText } from './maskText';
import type { ConsentQuestion, Questions, RunSettings } from './ports';

/** SHA-256 (hex) of a text's bytes. */
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
  async agree(
    plan: Plan,
    settings: RunSettings,
    day: string,
    production = false,
  ): Promise<boolean> {
    const key = `${day} ${plan.environmentName ?? ''} ${plan.target} ${textHash(plan.text)}`;
    const guarded = production && plan.intent !== 'check';
    if (!guarded && !this.#mustAsk(plan, settings, key)) return true;
    const agreed = await this.#questions.consent(consentQuestion(plan, guarded));
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

function consentQuestion(plan: Plan, guarded: boolean): ConsentQuestion {
  const { environmentName: environment, target, cwd, reasons } = plan;
  return {
    plan,
    shownText: showDeceptive(plan.masked),
    detail: showDeceptive(
      [
        `on ${target}`,
        ...(environment === undefined ? [] : [`environment ${environment}`]),
        `in ${cwd}`,
        ...reasons.map((reason) => maskText(reason, plan.secrets)),
      ].join(' · '),
    ),
    typeToConfirm: guarded ? nameToType(plan) : undefined,
  };
}

/** The name of the machine or container; here, where the machine is no help, the environment's. */
function nameToType({ target, environmentName }: Plan): string {
  const read = readTarget(target);
  if (!read.ok || read.value.kind === 'local') return environmentName ?? target;
  return targetName(read.value);
}
