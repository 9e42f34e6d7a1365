import { randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { Clock, Ids, StoragePorts } from './ports';
import { nodeFs } from './nodeFs';

export const nodeClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    // Waiting to save again must not keep a finished process alive.
    timer.unref();
    return { dispose: () => clearTimeout(timer) };
  },
};

/** ULIDs that grow even within one millisecond and when the wall clock goes back. */
export function nodeIds(clock: Clock): Ids {
  const ulid = monotonicFactory(randomFractions());
  return { next: () => ulid(clock.now().getTime()) };
}

/** The library by itself asks the system anew for each of an identifier's 16 random characters. */
function randomFractions(): () => number {
  const pool = new Uint8Array(1024);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    return (pool[used++] ?? 0) / 256;
  };
}

/** The ports of a real process. */
export function nodePorts(): StoragePorts {
  return { fs: nodeFs, clock: nodeClock, ids: nodeIds(nodeClock) };
}
