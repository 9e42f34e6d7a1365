import { deepEqual, match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extensionHosts } from '../harness/extensionHosts.mjs';
import { repoRoot } from '../harness/repoPaths.mjs';
import { clickLens } from './workbench/codeLens.mjs';
import { practiceWindow } from './workbench/practiceWindow.mjs';
import { openFile } from './workbench/quickInput.mjs';

/** Long enough that it cannot end by itself, and found by nobody else's number. */
const seconds = String(900_000 + process.pid);

/** @param {import('../harness/runUi.mjs').UiTest} uiTest */
export function register(uiTest) {
  uiTest(
    'killing the extension host leaves no process and a log that reads interrupted',
    practiceWindow,
    async ({ page, workspaceFolder, server }) => {
      // What is waited for is a check, which runs unasked.
      const step = `sleep ${seconds} & (sleep ${seconds} &) ; sleep ${seconds}; wait`;
      await writeFile(join(workspaceFolder, 'long.md'), `\`\`\`bash\n${step}\n\`\`\`\n`);
      await openFile(page, 'long.md');
      await clickLens(page, 'Run');
      await until('three processes', async () => (await sleepers()).length === 3);
      const hosts = await extensionHosts(server);
      for (const pid of hosts) process.kill(pid, 'SIGKILL');
      await until('no process', async () => (await sleepers()).length === 0);
      deepEqual(await sleepers(), []);

      const cli = join(repoRoot, 'dist', 'cli.js');
      const { stdout } = await promisify(execFile)(process.execPath, [cli, 'export'], {
        cwd: workspaceFolder,
      });
      match(stdout, /: interrupted/);
      // VS Code starts another one, for the tests that are given this window next.
      await until('an extension host', async () =>
        (await extensionHosts(server)).some((pid) => !hosts.includes(pid)),
      );
    },
  );
}

/** The pids of the step's commands that live now. */
async function sleepers() {
  const found = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/u.test(pid)) continue;
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line === `sleep\0${seconds}\0`) found.push(pid);
  }
  return found;
}

/**
 * @param {string} what
 * @param {() => Promise<boolean>} holds
 */
async function until(what, holds) {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
