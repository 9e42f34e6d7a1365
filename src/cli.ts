#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { main } from './cli/main';

declare const RUNBOOK_VERSION: string;

// A command is over before optimised grammars pay: V8 would spend a second and a half on them,
// and the process waits for it to finish. Long checks still reach the budget.
setFlagsFromString('--wasm-tiering-budget=500000000');

// Who reads may leave early (`| head`): what was asked for is still done, and recorded.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  programFolder: __dirname,
  version: RUNBOOK_VERSION,
  environment: process.env,
  terminal: {
    input: process.stdin,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  },
  onInterrupt: (stop) => {
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  },
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `runbook: a bug: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 70;
  },
);
