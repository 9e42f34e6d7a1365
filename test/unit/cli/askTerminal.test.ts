import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { askTerminal } from '../../../src/cli/askTerminal';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** Standard input as a terminal gives it. */
function terminal(): PassThrough & { isTTY: boolean } {
  return Object.assign(new PassThrough(), { isTTY: true });
}

describe('a question on the terminal', () => {
  let shown = '';
  const watch = () =>
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      shown += String(text);
      return true;
    });
  afterEach(() => {
    shown = '';
    vi.restoreAllMocks();
  });
  const never = new AbortController().signal;

  it('gives what is typed', async () => {
    watch();
    const input = terminal();
    const answer = askTerminal(input, 'Host: ', { stopped: never });
    input.write('db-1\n');
    expect(await answer).toBe('db-1');
    expect(shown).toBe('Host: ');
  });

  it('does not show a secret while it is typed', async () => {
    watch();
    const input = terminal();
    const answer = askTerminal(input, 'Password: ', { stopped: never, hidden: true });
    input.write('quiet\r');
    expect(await answer).toBe('quiet');
    expect(shown).toBe('Password: \n');
  });

  it('has no answer without a terminal', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: false });
    expect(await askTerminal(input, 'Host: ', { stopped: never })).toBeUndefined();
  });

  it.each([
    ['Ctrl+C', CTRL_C, true],
    ['Ctrl+D', CTRL_D, false],
  ])('has no answer after %s, which may be told', async (_name, key, tells) => {
    watch();
    const input = terminal();
    let told = false;
    const onInterrupt = () => (told = true);
    const answer = askTerminal(input, 'Password: ', { stopped: never, hidden: true, onInterrupt });
    input.write(key);
    expect(await answer).toBeUndefined();
    expect(told).toBe(tells);
  });

  it.each([false, true])(
    'has no answer once the terminal is closed (hidden: %s)',
    async (hidden) => {
      watch();
      const input = terminal();
      const answer = askTerminal(input, 'Host: ', { stopped: never, hidden });
      input.end();
      expect(await answer).toBeUndefined();
      expect(shown.endsWith('\n')).toBe(true);
    },
  );

  it('is taken back when the program is stopped', async () => {
    watch();
    const stop = new AbortController();
    const answer = askTerminal(terminal(), 'Host: ', { stopped: stop.signal });
    stop.abort();
    expect(await answer).toBeUndefined();
    expect(await askTerminal(terminal(), 'Port: ', { stopped: stop.signal })).toBeUndefined();
  });
});
