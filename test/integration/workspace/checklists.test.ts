import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands, Range, window, workspace } from 'vscode';
import { extensionUnderTest, loggedEvents, openRunbook, runbookOf } from '../extensionUnderTest';

describe('the memory of checklists', () => {
  it('keeps a tick with who and when, and takes it back', async () => {
    const api = await extensionUnderTest();
    const document = await openRunbook('daily.md', '# Day\n\n## Daily\n\n- [ ] One\n- [ ] Two\n');
    const placed = api.sessions.place(document.uri);
    ok(placed.ok);
    const { session, path } = placed.value;
    const model = runbookOf(document);
    const itemId = model.checklists[0]?.items[1]?.id;
    ok(itemId);
    for (const state of ['done', 'open', 'done'] as const) {
      const saved = await session.ticks.tick({ runbook: path, model, itemId, state });
      ok(saved.ok);
    }
    await commands.executeCommand('runbook.refreshChecklists');
    const [list] = await session.ticks.states(path, model);
    equal(list?.settled, 1);
    equal(list?.items[1]?.progress?.state, 'done');
    ok(list?.items[1]?.progress?.actor);
    const ticks = (await loggedEvents('checklists')).filter(({ type }) => type === 'item.ticked');
    equal(ticks.filter(({ data }) => data['itemId'] === itemId).length, 3);
  });

  it('ticks at the cursor without changing the file, and writes ticks only when asked', async () => {
    const api = await extensionUnderTest();
    const text = '# Night\n\n## Nightly checks\n\n- [ ] Lock the door\n- [ ] Light out\n';
    const document = await openRunbook('night.md', text);
    const placed = api.sessions.place(document.uri);
    ok(placed.ok);
    const { ticks } = placed.value.session;
    // Set through the window: what it still has to tell of an older cursor cannot come after it.
    await window.showTextDocument(document, { selection: new Range(5, 3, 5, 3) });
    await commands.executeCommand('runbook.toggleItemAtCursor');
    equal((await ticks.states('night.md', runbookOf(document)))[0]?.items[1]?.settled, true);
    equal(document.getText(), text);
    equal(document.isDirty, false);
    void commands.executeCommand('runbook.writeTicks');
    await new Promise<void>((done) => {
      const listening = workspace.onDidChangeTextDocument((change) => {
        if (change.document !== document || change.contentChanges.length === 0) return;
        listening.dispose();
        done();
      });
    });
    equal(document.getText(), text.replace('- [ ] Light', '- [x] Light'));
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('ticks what is below a parent, and the parent with the last of them', async () => {
    const api = await extensionUnderTest();
    const text = '# D\n\n## Daily\n\n- [ ] House\n  - [ ] Roof\n  - [ ] Cellar\n';
    const document = await openRunbook('family.md', text);
    const placed = api.sessions.place(document.uri);
    ok(placed.ok);
    const { ticks } = placed.value.session;
    const model = runbookOf(document);
    const ids = model.checklists[0]?.items.map(({ id }) => id) ?? [];
    const tick = (index: number, state: 'done' | 'open') =>
      ticks.tick({ runbook: 'family.md', model, itemId: ids[index] ?? '', state });
    const shown = async () =>
      (await ticks.states('family.md', model))[0]?.items.map(({ settled }) => settled);
    await tick(0, 'done');
    deepEqual(await shown(), [true, true, true]);
    await tick(1, 'open');
    deepEqual(await shown(), [false, false, true]);
    await tick(1, 'done');
    deepEqual(await shown(), [true, true, true]);
  });

  it('ticks an item when its check passes', async () => {
    const api = await extensionUnderTest();
    const text = '# D\n\n## Daily\n\n- [ ] `uname -s`\n- [ ] `ls /no-such-folder`\n';
    const document = await openRunbook('passes.md', text);
    const placed = api.sessions.place(document.uri);
    ok(placed.ok);
    const { session } = placed.value;
    const model = runbookOf(document);
    const ticked = new Promise((done) => session.ticks.onDidChange(done));
    for (const { id } of model.steps) {
      await session.runs.run({ runbook: 'passes.md', text, stepId: id });
    }
    equal(await ticked, 'passes.md');
    const [list] = await session.ticks.states('passes.md', model);
    deepEqual(
      list?.items.map(({ settled }) => settled),
      [true, false],
    );
    ok(list?.items[0]?.progress?.tick.runId);
  });

  it('hands over a shift as Markdown', async () => {
    await commands.executeCommand('runbook.shiftHandover');
    const text = window.activeTextEditor?.document.getText() ?? '';
    ok(text.startsWith('# Shift hand-over'));
    ok(/## Done\n\n- .*House/u.test(text) || text.includes('House'));
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
