import { afterAll, beforeAll, expect, test } from 'vitest';

import { bundledSupervisor, request, type BundledSupervisor } from '../bundledSupervisor';

let supervisor: BundledSupervisor;
beforeAll(async () => {
  supervisor = await bundledSupervisor();
});
afterAll(() => supervisor.close());

test('a command runs and reports its output and exit code', async () => {
  const run = supervisor.client.run(request('echo out; echo err >&2; exit 3'));
  const seen: string[] = [];
  run.onOutput((piece) => seen.push(`${piece.stream}:${piece.text}`));
  const result = await run.result;
  expect(result).toMatchObject({ outcome: 'failed', exitCode: 3 });
  expect(result.output.stdout.head).toBe('out\n');
  expect(result.output.stderr.head).toBe('err\n');
  expect(seen.sort()).toEqual(['stderr:err\n', 'stdout:out\n']);
});

test('a cancelled command ends as cancelled', async () => {
  const run = supervisor.client.run(request('echo ready; sleep 100'));
  run.onOutput(() => run.cancel());
  expect(await run.result).toMatchObject({ outcome: 'cancelled' });
});
