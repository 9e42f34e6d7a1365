#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { holdOpen } from './cli/holdOpen';
import { main } from './cli/main';
import { UNWRITTEN, watchOutput } from './cli/watchOutput';
import { openClassifier } from './session/classifier';

declare const RUNBOOK_VERSION: string;

// Optimising the few, huge functions of the grammars takes V8 most of a second, for which the process
// waits at its end, and wins nothing on texts this short.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');
// Most patterns are used more than once: to build each for V8's interpreter first, and again as
// machine code, takes a tenth of the time in which a folder of runbooks is read.
setFlagsFromString('--no-regexp-tier-up');
// What V8 optimises in so short a run it compiles with all that is called in it, mostly for the
// second time: an eighth of the processor time of listing or checking a folder.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=100');

let isUnwritten = false;
watchOutput(process.stdout, (sentence) => {
  isUnwritten = true;
  process.exitCode = UNWRITTEN;
  process.stderr.write(`runbook: ${sentence}\n`);
});
// Nothing is left to say it with.
watchOutput(process.stderr, () => undefined);

holdOpen(
  main({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    programFolder: __dirname,
    classifier: openClassifier(__dirname),
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
  }),
).then(
  (code) => {
    process.exitCode = isUnwritten ? UNWRITTEN : code;
  },
  (error: unknown) => {
    process.stderr.write(
      `runbook: a bug: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 70;
  },
);
