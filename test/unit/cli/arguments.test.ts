import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/cli/arguments';

const refused = (...argv: string[]) => {
  const read = readArguments(argv);
  return read.ok ? read.value : read.message.replace(' Try runbook --help.', '');
};

describe('arguments', () => {
  it.each([
    ['list t.md --format json', 'list takes no --format; it takes --json.'],
    ['list --yes', 'list takes no --yes; it takes --json.'],
    ['export --json', 'export takes no --json; it takes --format, --output.'],
    ['metrics --format json', 'metrics takes no --format; it takes --json.'],
    ['metrics extra', 'metrics takes options only, not "extra".'],
    ['import log.json --json', 'import takes no --json; it takes no options.'],
    ['incident list open', 'incident list takes options only, not "open".'],
    ['incident show a b', 'incident show takes one ID.'],
    ['incident note x y --at z', 'incident note takes no --at; it takes no options.'],
    ['incident ack x --reason y', 'incident ack takes no --reason; it takes --at.'],
    ['checklist handover t.md', 'checklist handover takes options only, not "t.md".'],
  ])('%s is more than the command takes', (line, words) => {
    expect(refused(...line.split(' '))).toBe(words);
  });

  it.each(['run t.md --all --note x', 'run t.md --all --rule x', 'checklist tick a --incident b'])(
    '%s is more than the command takes, too',
    (line) => {
      expect(refused(...line.split(' '))).toMatch(/ takes no --/);
    },
  );

  it.each([
    ['--bogus', 'there is no option --bogus.'],
    ['list --bogus=1', 'there is no option --bogus.'],
    ['list -x', 'there is no option -x; words that begin with "-" stand behind "--".'],
    ['run t.md --step', '--step needs a value.'],
    ['run t.md --step --yes', '--step needs a value; write --step=--yes if that is it.'],
    ['list --json=no', '--json takes no value.'],
    ['run t.md --all --timeout -1', '--timeout needs a number of seconds greater than 0.'],
    ['incident dance x', 'incident has no action "dance".'],
  ])('%s is told in one sentence', (line, words) => {
    expect(refused(...line.split(' '))).toBe(words);
  });

  it('takes options before, between and after words, joined and short', () => {
    expect(refused('-y', 'run', '--set=a=b', 't.md', '--set', 'c=d', '--all')).toMatchObject({
      file: 't.md',
      values: { a: 'b', c: 'd' },
      yes: true,
    });
    expect(refused('incident', 'note', '-', '--', '--force', 'it')).toMatchObject({
      incident: { id: '-', text: '--force it' },
    });
  });
});
