import type { StepLanguage } from '../model/step';
import { assertNever } from '../../util/assertNever';

/** The program that runs a step's text. */
export type Shell = 'bash' | 'sh' | 'zsh' | 'pwsh' | 'python' | 'node';

/** The shell for a language; undefined for SQL and HTTP, which no shell runs. */
export function shellFor(language: StepLanguage): Shell | undefined {
  switch (language) {
    case 'bash':
    case 'sh':
    case 'zsh':
    case 'python':
    case 'node':
      return language;
    case 'powershell':
      return 'pwsh';
    case 'sql':
    case 'psql':
    case 'http':
      return undefined;
    default:
      return assertNever(language);
  }
}
