import { equal, ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands } from 'vscode';
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
});
