import { join } from 'node:path';
import { WorkspaceSession } from '../../../src/session/workspaceSession';
import type { Listen } from '../../../src/util/emitter';
import { succeed } from '../../../src/util/result';
import { builtProgram, sharedClassifier } from '../builtProgram';

/** Sessions as windows open them, on real files and with the real supervisor. */
export interface SessionTools {
  /** A window on a folder; it agrees to every change. */
  open(root: string): WorkspaceSession;
  closeAll(): Promise<void>;
}

export async function sessionTools(): Promise<SessionTools> {
  const program = await builtProgram();
  const sessions = new Set<WorkspaceSession>();
  return {
    open(root) {
      const session = new WorkspaceSession({
        root,
        logDirectory: join(root, '.runbook'),
        programFolder: program.folder,
        classifier: sharedClassifier(program.folder),
        app: 'test',
        version: '0',
        questions: {
          consent: () => Promise.resolve(true),
          values: () => Promise.resolve(undefined),
        },
        gate: { check: () => succeed(undefined) },
        settings: () => ({ timeoutMs: 60_000, confirm: 'changes' }),
        environment: () => process.env,
      });
      sessions.add(session);
      return session;
    },
    async closeAll() {
      for (const session of sessions) await session.close();
      sessions.clear();
    },
  };
}

/** Resolves when an event with what is awaited comes. */
export function firstEvent<T>(listen: Listen<T>, wanted: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const listener = listen((value) => {
      if (!wanted(value)) return;
      listener.dispose();
      resolve(value);
    });
  });
}
