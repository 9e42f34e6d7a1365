import type { StepLanguage } from '../core/model/step';
import { findPlaceholders } from '../core/parser/placeholders';
import { classify } from '../core/run/classify';
import { loadGrammars } from '../core/run/grammars';
import { habitsOf } from '../core/run/habits/habits';
import { readGrammarFiles } from './grammarFiles';
import { warmGrammars } from './warmGrammars';

/** Reads the grammars from the program's folder. A bundle of its own: most windows never need it. */
export async function loadClassifier(programFolder: string, sharedProcess: boolean) {
  const grammars = await loadGrammars(await readGrammarFiles(programFolder));
  if (sharedProcess) warmGrammars(grammars);
  return Object.assign(
    (text: string, language: StepLanguage) =>
      classify(text, language, grammars, holesOf(text, language)),
    {
      habits: (text: string, language: StepLanguage) => habitsOf(text, language, grammars),
      sql: grammars.sql,
    },
  );
}

function holesOf(text: string, language: StepLanguage) {
  return findPlaceholders(text, language).flatMap((hole) => (hole.variable ? [] : hole.places));
}
