import { equal, ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extensionUnderTest } from '../extensionUnderTest';

// First of its window by its name, so that nothing has run yet.
describe('activation', () => {
  it('takes less than 50 ms of our own time and spawns nothing', async function () {
    const api = await extensionUnderTest();
    // Loading is told, not asserted: it is the machine's speed at compiling, and swings.
    const [loading, activating] = [api.loadingMs, api.activationMs].map((ms) => ms.toFixed(1));
    if (this.test) this.test.title += ` (activate ${activating} ms, loading ${loading} ms)`;
    ok(api.activationMs < 50, `${api.activationMs} ms`);
    for (const session of api.sessions.all) equal(session.supervisorPid, undefined);
  });
});
