import type { StepLanguage } from '../model/step';

/** The editor's language id of a step. */
export function languageId(language: StepLanguage): string {
  switch (language) {
    case 'bash':
    case 'sh':
    case 'zsh':
      return 'shellscript';
    case 'psql':
      return 'sql';
    case 'node':
      return 'javascript';
    case 'powershell':
    case 'sql':
    case 'python':
    case 'http':
      return language;
  }
}

/** The tag for a fence of an editor's language. */
export function fenceTag(language: string): string {
  switch (language) {
    case 'shellscript':
      return 'bash';
    case 'plaintext':
      return 'text';
    default:
      return /^[\w+#.-]+$/.test(language) ? language : 'text';
  }
}
