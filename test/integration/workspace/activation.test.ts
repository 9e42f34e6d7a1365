import { equal, ok } from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { extensions } from 'vscode';
import { extensionUnderTest } from '../extensionUnderTest';

function extensionFolder(): string {
  const extension = extensions.getExtension('executable-runbooks.executable-runbooks');
  return extension?.extensionPath ?? '';
}

// First of its window by its name, so that nothing has run yet.
describe('activation', () => {
  it('takes less than 50 ms of our own time and spawns nothing', async function () {
    const api = await extensionUnderTest();
    // Loading is told, not asserted: it is the machine's speed at compiling, and swings; the bytes
    // that it compiles do not.
    const [loading, activating] = [api.loadingMs, api.activationMs].map((ms) => ms.toFixed(1));
    if (this.test) this.test.title += ` (activate ${activating} ms, loading ${loading} ms)`;
    ok(api.activationMs < 50, `${api.activationMs} ms`);
    const bundle = join(extensionFolder(), 'dist', 'extension.js');
    const kilobytes = statSync(bundle).size / 1000;
    ok(kilobytes < 500, `${kilobytes} kB are loaded at activation`);
    for (const session of api.sessions.all) equal(session.supervisorPid, undefined);
  });
});
