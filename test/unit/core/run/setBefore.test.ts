import { expect, it } from 'vitest';
import { toListing } from '../../../../src/core/export/listing';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const block = (code: string, language = 'bash'): string => `\`\`\`${language}\n${code}\n\`\`\`\n\n`;

function list(...blocks: readonly string[]) {
  const runbook = parseRunbook(`# A\n\n${blocks.join('')}`);
  const { steps } = toListing(runbook, 'a.md', () => ({ intent: 'check', reasons: [] }));
  return steps.map(({ runnable, placeholders }) => [
    runnable,
    placeholders.map(({ name }) => name),
  ]);
}

it('a variable that an earlier step sets is no hole of the runbook', () => {
  expect(list(block('export HUB=a'), block('ping "$HUB"'))).toEqual([
    [true, []],
    [true, []],
  ]);
  expect(
    list(block('$hub = "a"', 'powershell'), block('Test-Connection $Hub', 'powershell')),
  ).toEqual([
    [true, []],
    [true, []],
  ]);
});

it('one that is set later, elsewhere or not at all is one', () => {
  expect(list(block('ping "$HUB"'), block('export HUB=a'))[0]).toEqual([false, ['HUB']]);
  expect(list(block('export HUBS=a'), block('ping "$HUB"'))[1]).toEqual([false, ['HUB']]);
  expect(list(block('export HUB=<hub>'), block('ping "$HUB" <port>'))).toEqual([
    [false, ['hub']],
    [false, ['port']],
  ]);
});
