import type { Reporter } from 'vitest/node';

/**
 * Prints why a test failed at first that passed at a further try. Vitest itself says nothing of
 * it, and the failure may not come again.
 */
export const tellRetries: Reporter = {
  onTestCaseResult(testCase) {
    const result = testCase.result();
    if (result.state !== 'passed') return;
    for (const { message, stack } of result.errors ?? []) {
      const why = stack?.includes(message) === true ? stack : `${message}\n${stack ?? ''}`;
      process.stdout.write(`\npassed at a further try: ${testCase.fullName}\n${why}\n`);
    }
  },
};
