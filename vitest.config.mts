import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Real processes on a shared machine: one more try there, none at a desk. Retries are printed.
    retry: process.env['CI'] === undefined ? 0 : 1,
  },
});
