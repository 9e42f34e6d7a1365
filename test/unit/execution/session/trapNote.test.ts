import { afterAll, beforeAll, expect, test } from 'vitest';

import { bundledSupervisor, request, type BundledSupervisor } from '../bundledSupervisor';

let supervisor: BundledSupervisor;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
});
afterAll(() => supervisor.close());

let key = 0;
async function said(scripts: readonly string[], shell: 'bash' | 'sh' = 'bash'): Promise<string> {
  key += 1;
  let last = '';
  for (const script of scripts) {
    const asked = request(script, { shell, sessionKey: `trap-${key}` });
    last = (await supervisor.client.run(asked).result).output.stderr.head;
  }
  return last;
}

const NOTE = /^runbook: an earlier step has set a trap on EXIT/m;

test.each([
  ['TMP=$(mktemp -d); trap "rm -rf $TMP" EXIT; echo data > "$TMP/f"', 'cat "$TMP/f"'],
  ['TMP=$(mktemp -d); trap \'rm -rf "$TMP"\' EXIT', 'ls "${TMP}"'],
  ['D=$(mktemp -d)\nclean() { rm -rf "$D"; }\ntrap clean EXIT', 'ls "$D"'],
  ['T=$(mktemp); trap "rm -f $T" 0', 'cat "$T"'],
])('a step that reads what a trap on EXIT has removed is told: %s', async (first, second) => {
  expect(await said([first, second])).toMatch(NOTE);
  expect(await said([first, second], 'sh')).toMatch(NOTE);
});

test.each([
  ['TMP=$(mktemp -d); trap "rm -rf $TMP" EXIT; ls "$TMP"', 'echo "$HOME"'],
  ['TMP=$(mktemp -d); trap "rm -rf $TMP" EXIT', 'TMP=/tmp; ls "$TMP" >/dev/null'],
  ['D=/tmp\nclean() { echo "$HOME"; }\ntrap clean EXIT', 'echo "$HOME"'],
  ["X=kept; trap 'echo bye $X' EXIT", 'echo "$X"'],
  ['TMP=/tmp; trap - EXIT', 'ls "$TMP" >/dev/null'],
  ['TMP=/tmp; trap "echo $TMP" INT', 'ls "$TMP" >/dev/null'],
])('a step that reads nothing of it is not: %s', async (first, second) => {
  expect(await said([first, second])).not.toMatch(NOTE);
});

test('the step that sets the trap is not told', async () => {
  const step = 'TMP=$(mktemp -d); trap "rm -rf $TMP" EXIT; ls "$TMP"';
  expect(await said([step])).not.toMatch(NOTE);
  expect(await said([step, step])).not.toMatch(NOTE);
});
