import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { classify } from '../../../../src/core/run/classify';
import type { Grammars } from '../../../../src/core/run/grammars';
import type { Intent } from '../../../../src/core/run/intent';
import type { StepLanguage } from '../../../../src/core/model/step';
import { loadTestGrammars } from './loadTestGrammars';

interface Labelled {
  readonly intent: Intent;
  readonly language: StepLanguage;
  readonly text: string;
}

const folder = join(import.meta.dirname, '../../../fixtures/intents');
const labelled: readonly Labelled[] = [
  'commands.tsv',
  'moreCommands.tsv',
  'widerCommands.tsv',
  'rareTools.tsv',
  'requestsAndScripts.tsv',
  'rareForms.tsv',
  'runbookTools.tsv',
  'shownAndTried.tsv',
  'toldByFlags.tsv',
  'losingWords.tsv',
]
  .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [intent, language, command = ''] = line.split('\t');
    const text = command.replaceAll('\\n', '\n');
    return { intent: intent as Intent, language: language as StepLanguage, text };
  });

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadTestGrammars();
});

describe('labelled commands', () => {
  test('are at least 400', () => {
    expect(labelled.length).toBeGreaterThanOrEqual(400);
  });

  test.each(labelled)('$intent: $text', ({ intent, language, text }) => {
    const found = classify(text, language, grammars);
    expect(found.intent, found.reasons.join('; ')).toBe(intent);
    expect(found.reasons.length).toBeGreaterThan(0);
  });
});

describe('writers in the clothes of readers', () => {
  const disguised = readFileSync(join(folder, 'disguised.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t') as [StepLanguage, string]);

  test('are never a check', () => {
    expect(disguised.length).toBeGreaterThan(1480);
    const checks = disguised.filter(
      ([language, command]) =>
        classify(command.replaceAll('\\n', '\n'), language, grammars).intent === 'check',
    );
    expect(checks).toEqual([]);
  });
});
