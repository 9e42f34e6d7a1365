import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CommandRequest } from '../../../src/execution/command';
import { startSupervisor, type SupervisorClient } from '../../../src/execution/supervisor/client';
import { programFolder } from '../builtProgram';

export const REPO = join(import.meta.dirname, '../../..');

export interface BundledSupervisor {
  readonly client: SupervisorClient;
  readonly folder: string;
  readonly scriptPath: string;
  close(): void;
}

/** A client for the supervisor as it ships, with a folder of its own. */
export async function bundledSupervisor(): Promise<BundledSupervisor> {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-execution-'));
  const scriptPath = join(await programFolder(), 'supervisor.js');
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
