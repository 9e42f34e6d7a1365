import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what is dear to make and alike for all test files. */
    readonly madeOnce: string;
  }
}

/** How the name of a database server's folder begins, see `postgresUnderTest.ts`. */
export const POSTGRES_FOLDER = 'runbook-postgres-';

/** Gives all workers of a run one folder, and removes it in the end with what runs in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'runbook-tests-'));
  // Some of it is run as another user.
  await chmod(folder, 0o755);
  project.provide('madeOnce', folder);
  return async () => {
    await endDatabases(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** Nobody asks them any more: they need not save anything. */
async function endDatabases(folder: string): Promise<void> {
  const servers = (await readdir(folder)).filter((name) => name.startsWith(POSTGRES_FOLDER));
  for (const name of servers) {
    const mark = join(folder, name, 'data', 'postmaster.pid');
    const pid = Number.parseInt(await readFile(mark, 'utf8').catch(() => ''), 10);
    if (!(pid > 0)) continue;
    process.kill(pid, 'SIGQUIT');
    const deadline = Date.now() + 10_000;
    while (existsSync(mark) && Date.now() < deadline) await delay(10);
  }
}
