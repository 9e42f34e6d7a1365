/**
 * Keeps the process from ending by itself until the work is done. Node ends once nothing that it
 * waits for is left, and forgets to wait for WebAssembly that is being compiled
 * (https://github.com/nodejs/node/issues/36616): a check would then say nothing, and answer 0.
 */
export async function holdOpen<T>(work: Promise<T>): Promise<T> {
  const held = setInterval(() => undefined, LONGEST);
  try {
    return await work;
  } finally {
    clearInterval(held);
  }
}

/** The longest time that a timer takes, in milliseconds. */
const LONGEST = 2 ** 31 - 1;
