import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { findSection } from '../../../../src/core/run/findSection';

const runbook = parseRunbook(`# Queue

## Restart

## Recovery

### Restart

### Drain > wait

## Web

### Recovery

#### Restart
`);
const lineOf = (words: string) => {
  const found = findSection(runbook, words);
  return found.ok ? found.value.range.start + 1 : found.message;
};

describe('a section named by words', () => {
  it.each([
    ['drain > wait', 7 + 2],
    ['web', 11],
    ['Drain', 9],
    ['Queue > Restart', 3],
    ['queue>recovery > restart', 7],
    ['Web > Recovery > Restart', 15],
    ['restart-1', 7],
  ])('%s is the one in line %i', (words, line) => {
    expect(lineOf(words)).toBe(line);
  });

  it('names what several are called, as short as each can be', () => {
    expect(lineOf('Restart')).toBe(
      '"Restart" can be 3 sections here. Write one of "Queue > Restart", ' +
        '"Queue > Recovery > Restart", "Web > Recovery > Restart".',
    );
    const same = parseRunbook('# A\n\n## B\n\n## B\n');
    const found = findSection(same, 'B');
    expect(found.ok ? '' : found.message).toBe('"B" can be 2 sections here. Write one of b, b-1.');
  });

  it('says when there is none', () => {
    expect(lineOf('Stop')).toBe('There is no section "Stop" in this runbook.');
  });
});
