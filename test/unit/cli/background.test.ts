import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { builtProgram, type BuiltProgram } from '../builtProgram';

let program: BuiltProgram;
let folder: string;
beforeAll(async () => {
  program = await builtProgram();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runbook-background-'));
});
afterEach(() => rm(folder, { recursive: true }));

const run = async (language: string, code: string, ...more: readonly string[]) => {
  await writeFile(join(folder, 'pier.md'), `# Pier\n\n\`\`\`${language}\n${code}\n\`\`\`\n`);
  return program.cli(folder, ['run', 'pier.md', '--all', '--yes', ...more]);
};

it.runIf(process.platform === 'linux').each([
  ['bash', 'nohup sleep 300 >/dev/null 2>&1 &\necho started'],
  ['bash', 'setsid sleep 300 >/dev/null 2>&1 &'],
  ['bash', 'sleep 300 & disown'],
  ['sh', 'sleep 300 &'],
])('says that what %s left in the background was ended: %s', async (language, code) => {
  const { code: exitCode, err } = await run(language, code);
  expect(exitCode).toBe(0);
  expect(err).toContain('1 process that ran in the background was ended with this command.');
});

it.runIf(process.platform === 'linux')('says so to programs', async () => {
  const { out } = await run('bash', 'sleep 300 &', '--json');
  expect(out).toContain('{"type":"background-ended","processes":1}');
});

it.each(['bash', 'sh'])('says nothing where nothing of %s goes on', async (language) => {
  const { err } = await run(language, 'sleep 0.1 & wait');
  expect(err).not.toContain('background');
});
