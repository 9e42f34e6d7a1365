import type { ConsentQuestion, ManualAnswer, Questions, ValuesHelp } from '../../session/ports';
import type { Placeholder } from '../../core/model/placeholder';

/** Questions that a test can answer: VS Code refuses modal dialogs while a test runs. */
export class QuestionSwitch implements Questions {
  #answers: Questions;

  constructor(answers: Questions) {
    this.#answers = answers;
  }

  use(answers: Questions): void {
    this.#answers = answers;
  }

  consent(question: ConsentQuestion): Promise<boolean> {
    return this.#answers.consent(question);
  }

  values(title: string, holes: readonly Placeholder[], help?: ValuesHelp) {
    return this.#answers.values(title, holes, help);
  }

  async manual(title: string): Promise<ManualAnswer> {
    return (await this.#answers.manual?.(title)) ?? 'stop';
  }

  async choose(title: string, options: readonly string[]): Promise<number | undefined> {
    return this.#answers.choose?.(title, options);
  }

  async verdict(runId: string, message: string): Promise<'pass' | 'fail' | undefined> {
    return this.#answers.verdict?.(runId, message);
  }
}
