const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * A clean-up that is also done when this process is asked to end before anybody called it.
 *
 * @param {() => Promise<void>} cleanUp
 * @returns {() => Promise<void>} does the clean-up; after that a signal ends the process as usual
 */
export function alsoWhenInterrupted(cleanUp) {
  const onSignal = () => {
    void cleanUp().finally(() => process.exit(130));
  };
  for (const signal of signals) process.once(signal, onSignal);
  return async () => {
    for (const signal of signals) process.off(signal, onSignal);
    await cleanUp();
  };
}
