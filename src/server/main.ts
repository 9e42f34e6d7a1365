import { setFlagsFromString } from 'node:v8';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { CheckPool } from './checkPool';
import { answerChecks } from './checkThread';
import { serve } from './server';

// The grammars are few and huge functions, hot after a few lines of shell: to optimise them takes up
// to a gigabyte and a second of every core, and wins nothing on texts this short. Both are needed:
// since Node 24 `--liftoff-only` is not heard any more once V8 runs.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');
// Nor are patterns built twice, for V8's interpreter first and then as machine code.
setFlagsFromString('--no-regexp-tier-up');

/** A young generation of the default size holds more than all models of a folder. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 };

// The same bundle is the server and its workers.
if (isMainThread) {
  const pool = new CheckPool(() => new Worker(__filename, { resourceLimits: LIMITS }));
  serve(createConnection(ProposedFeatures.all), pool);
} else if (parentPort !== null) answerChecks(parentPort, __dirname);
