import type { StepLanguage } from '../core/model/step';
import type { Habits } from '../core/run/habits/habits';
import type { Classification } from '../core/run/intent';
import type { SqlGrammar } from '../core/run/sql/postgresGrammar';

export interface Classify {
  (text: string, language: StepLanguage): Classification;
  /** Whether a text, holes filled, is endless or wants a person, and what it runs as unattended. */
  readonly habits: (text: string, language: StepLanguage) => Habits;
  /** PostgreSQL's own grammar. */
  readonly sql: SqlGrammar;
}
export type Classifier = () => Promise<Classify>;

/**
 * A classifier whose grammars are read from the program's folder at its first use, once.
 *
 * @param sharedProcess whether others' code runs in this process too, as in the extension host: V8's
 *   flags must then stay as they are
 */
export function openClassifier(programFolder: string, sharedProcess = false): Classifier {
  let loading: Promise<Classify> | undefined;
  return () => (loading ??= load(programFolder, sharedProcess));
}

async function load(programFolder: string, sharedProcess: boolean): Promise<Classify> {
  const { loadClassifier } = await import('./loadClassifier');
  return loadClassifier(programFolder, sharedProcess);
}
