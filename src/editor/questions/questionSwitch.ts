import type { ConsentQuestion, Questions } from '../../session/ports';
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

  values(title: string, holes: readonly Placeholder[]) {
    return this.#answers.values(title, holes);
  }
}
