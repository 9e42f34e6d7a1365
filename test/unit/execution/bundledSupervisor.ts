import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

import type { CommandRequest } from '../../../src/execution/command';
import { startSupervisor, type SupervisorClient } from '../../../src/execution/supervisor/client';

export const REPO = join(import.meta.dirname, '../../..');

export interface BundledSupervisor {
  readonly client: SupervisorClient;
  readonly folder: string;
  readonly scriptPath: string;
  close(): void;
}

/** Bundles the supervisor as it ships and gives a client for it, in a folder of its own. */
export async function bundledSupervisor(): Promise<BundledSupervisor> {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-execution-'));
  const scriptPath = join(folder, 'supervisor.js');
  await build({
    entryPoints: [join(REPO, 'src/execution/supervisor/main.ts')],
    outfile: scriptPath,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  });
  const client = startSupervisor({
    scriptPath,
    nodePath: process.execPath,
    env: process.env,
    outputDir: join(folder, 'outputs'),
  });
  return {
    client,
    folder,
    scriptPath,
    close: () => {
      client.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let count = 0;

/** A request with a fresh run id and the test's own environment. */
export function request(script: string, more: Partial<CommandRequest> = {}): CommandRequest {
  count += 1;
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LANG: 'C.UTF-8' };
  return {
    runId: `run-${process.pid}-${count}`,
    script,
    shell: 'bash',
    cwd: tmpdir(),
    env,
    secrets: [],
    ...more,
  };
}

/**
 * Waits for a condition; fails when it has not come true in time. What takes long to look at is
 * looked at less often, and does not keep what it waits for from the processor.
 */
export async function eventually(condition: () => boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const lookedAt = performance.now();
    if (condition()) return;
    const now = performance.now();
    if (now > deadline) throw new Error(`not within ${withinMs} ms`);
    const pauseMs = Math.max(5, Math.min(4 * (now - lookedAt), 50));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
