import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what is dear to make and alike for all test files. */
    readonly madeOnce: string;
  }
}

/** Gives all workers of a run one folder, and removes it in the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'runbook-tests-'));
  // Some of it is run as another user.
  await chmod(folder, 0o755);
  project.provide('madeOnce', folder);
  return () => rm(folder, { recursive: true, force: true });
}
