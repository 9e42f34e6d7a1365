import type { Severity } from '../model/facts';
import { readMinutes } from './minutes';

/** A severity level and where it was found. */
export interface FoundSeverity extends Severity {
  readonly from: 'table' | 'headings' | 'words';
}

/** What is said of a level, as written; empty where nothing is. */
export interface Texts {
  readonly description: string;
  readonly response: string;
  readonly escalation: string;
  readonly after?: string;
}

/** Makes a level of what is said of it. */
export function toSeverity(
  from: FoundSeverity['from'],
  level: string,
  line: number,
  texts: Texts,
): FoundSeverity {
  const escalation = NOBODY.test(texts.escalation) ? undefined : texts.escalation;
  return {
    from,
    level,
    description: texts.description,
    responseMinutes: readMinutes(texts.response),
    response: NOBODY.test(texts.response) ? undefined : texts.response,
    escalation,
    escalationMinutes:
      escalation === undefined
        ? undefined
        : (readMinutes(escalation) ?? readMinutes(texts.after ?? '')),
    line,
  };
}

const NOBODY =
  /^(?:[-–—]*|none|n\/?a|keine?|aucune?|ninguna?|nenhuma?|nessuna?|geen|ingen|brak|нет|なし|无|없음)$/i;
