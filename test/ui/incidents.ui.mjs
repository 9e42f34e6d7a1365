import { ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { repoRoot } from '../harness/repoPaths.mjs';
import { codeCell, waitForOutput } from './workbench/notebook.mjs';
import { waitForNotification } from './workbench/notifications.mjs';
import { practiceWindow } from './workbench/practiceWindow.mjs';
import { pickEntry, runCommand } from './workbench/quickInput.mjs';

const execute = promisify(execFile);

const LIFTS = `# Lifts

| Severity | Meaning | Response time |
| --- | --- | --- |
| P1 | somebody is in it | 15 min |
`;

/** @param {import('../harness/runUi.mjs').UiTest} uiTest */
export function register(uiTest) {
  uiTest(
    'the notebook of an incident tells it live, and is filtered',
    practiceWindow,
    async (ui) => {
      const { page, workspaceFolder, screenshot } = ui;
      const runbook = commandLine(workspaceFolder);
      const id = await runbook('incident', 'declare', 'Greetings are late', '--severity', 'SEV2');
      const [listed] = JSON.parse(await runbook('list', 'greeting.md', '--json'));
      const [step] = listed.steps;
      await runbook('run', 'greeting.md', '--step', step.id, '--yes', '--incident', id);
      await runbook('incident', 'note', id, 'The **first** greeting came after a minute');
      await runCommand(page, 'Runbook: Open Incident Notebook');
      await pickEntry(page, 'Greetings are late');
      await codeCell(page, step.text.slice(0, 10)).first().waitFor();
      await page
        .locator('.cell-statusbar-container', { hasText: /succeeded|as expected/u })
        .waitFor();
      await runbook('incident', 'note', id, 'Written in another window');
      const rendered = page.frameLocator('iframe.webview.ready >> visible=true');
      const prose = rendered.frameLocator('iframe#active-frame').locator('.markup');
      // Prose is drawn by a web view above its row, which therefore may count as hidden.
      const drawn = { state: /** @type {const} */ ('attached') };
      await prose.filter({ hasText: 'Written in another window' }).first().waitFor(drawn);
      ok((await page.locator('.tab.active.dirty').count()) === 0);
      await screenshot('incident-notebook');
      await waitForOutput(page, /\w/u);
      await page.locator('.notebook-toolbar-container').getByText('Filter Log').first().click();
      await pickEntry(page, /succeeded|without a verdict|as expected/u);
      await prose.filter({ hasText: 'Only shown' }).first().waitFor(drawn);
      await screenshot('incident-notebook-filtered');
      await runbook('incident', 'resolve', id);
    },
  );

  const name = 'a deadline that passes is told, also of an incident that is not the active one';
  uiTest(name, practiceWindow, async (ui) => {
    const { page, workspaceFolder } = ui;
    await writeFile(join(workspaceFolder, 'lifts.md'), LIFTS);
    const runbook = commandLine(workspaceFolder);
    const declare = (title) =>
      runbook('incident', 'declare', title, '--severity', 'P1', '--runbook', 'lifts.md');
    const first = await declare('A lift is stuck');
    const second = await declare('No lift comes');
    const clock = page.locator('.part.statusbar', { hasText: 'No lift comes' });
    for (const title of ['A lift is stuck', 'No lift comes']) {
      await runCommand(page, 'Runbook: Work on Incident');
      await pickEntry(page, title);
      await page.locator('.part.statusbar', { hasText: title }).waitFor();
    }
    const past = new Date(Date.now() - 20 * 60_000).toISOString();
    await runbook('incident', 'correct', first, 'declared', past);
    await waitForNotification(page, /15 minutes without acknowledgement of "A lift is stuck"/u);
    for (const id of [first, second]) await runbook('incident', 'resolve', id);
    await clock.waitFor({ state: 'detached' });
  });
}

/** The command `runbook` in a folder, as another window would write. @param {string} folder */
function commandLine(folder) {
  const cli = join(repoRoot, 'dist', 'cli.js');
  return async (/** @type {string[]} */ ...words) => {
    const { stdout } = await execute(process.execPath, [cli, ...words], { cwd: folder });
    return stdout.trim();
  };
}
