import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/node';

const CI = process.env['CI'] !== undefined;

// Node reads these at every start, which takes as long as the rest of the start. No test talks to
// another machine.
delete process.env['NODE_EXTRA_CA_CERTS'];

/**
 * Prints why a test failed at first that passed at a further try. Vitest itself says nothing of
 * it, and the failure may not come again.
 */
const tellRetries: Reporter = {
  onTestCaseResult(testCase) {
    const result = testCase.result();
    if (result.state !== 'passed') return;
    for (const { message, stack } of result.errors ?? []) {
      const why = stack?.includes(message) === true ? stack : `${message}\n${stack ?? ''}`;
      process.stdout.write(`\npassed at a further try: ${testCase.fullName}\n${why}\n`);
    }
  },
};

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    // No mocks and no state at module level: a worker may keep its modules from file to file.
    isolate: false,
    // The default leaves a core idle, which on two cores doubles the time.
    maxWorkers: '100%',
    globalSetup: ['test/unit/madeOnce.ts'],
    // Optimised code of the grammars takes longer to compile than it is used. Their memory makes
    // Node collect garbage all the time; with room for it, and on no core that another worker
    // needs, that takes a sixth less.
    // What is optimised after so short a run as V8 takes for a sign is mostly not run that long.
    execArgv: [
      '--liftoff-only',
      '--initial-old-space-size=1000',
      '--single-threaded-gc',
      '--interrupt-budget=500000',
    ],
    // What is transformed is kept by its contents, from run to run.
    experimental: { fsModuleCache: true },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Real processes on a shared machine: one more try there, none at a desk. A property is not
    // tried again: that would try other values, and lose the one that it failed with.
    retry: CI ? { count: 1, condition: /^(?!Property failed)/ } : 0,
    reporters: [
      'default',
      ...(process.env['GITHUB_ACTIONS'] === 'true' ? ['github-actions'] : []),
      tellRetries,
    ],
  },
});
