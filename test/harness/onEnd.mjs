const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * From now on Ctrl+C, `kill` and the terminal's closing no longer end this process at once: whoever
 * awaits `asked()` goes on then, and can clean up.
 *
 * @returns {{ asked: () => Promise<void> }}
 */
export function watchForEnd() {
  /** @type {Promise<void>} */
  const received = new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve());
  });
  return {
    asked: async () => {
      // Neither a promise nor a signal handler keeps a process alive.
      const hold = setInterval(() => {}, 2 ** 30);
      await received;
      clearInterval(hold);
    },
  };
}
