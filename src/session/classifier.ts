import type { StepLanguage } from '../core/model/step';
import { findPlaceholders } from '../core/parser/placeholders';
import { classify } from '../core/run/classify';
import { loadGrammars } from '../core/run/grammars';
import type { Classification } from '../core/run/intent';
import { readGrammarFiles } from './grammarFiles';

export type Classify = (text: string, language: StepLanguage) => Classification;
export type Classifier = () => Promise<Classify>;

/** A classifier whose grammars are read from the program's folder at its first use, once. */
export function openClassifier(programFolder: string): Classifier {
  let loading: Promise<Classify> | undefined;
  return () => (loading ??= load(programFolder));
}

async function load(programFolder: string): Promise<Classify> {
  const grammars = await loadGrammars(await readGrammarFiles(programFolder));
  return (text, language) => classify(text, language, grammars, holesOf(text, language));
}

function holesOf(text: string, language: StepLanguage) {
  return findPlaceholders(text, language).flatMap((hole) => (hole.variable ? [] : hole.places));
}
