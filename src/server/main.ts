import { setFlagsFromString } from 'node:v8';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { CheckPool } from './checkPool';
import { serve } from './server';

// The grammars are few and huge functions, hot after a few lines of shell: to optimise them takes up
// to a gigabyte and a second of every core, and wins nothing on texts this short. Both are needed:
// since Node 24 `--liftoff-only` is not heard any more once V8 runs.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');
// Machine code of every pattern takes 20 MB, and most are searched with now and then: these stay as
// they are, unless a text is long.
setFlagsFromString('--regexp-tier-up-ticks=1000');
// A folder is checked once: what V8 optimises meanwhile it compiles with all that is called in it,
// mostly for the second time, and what is checked from then on is checked as fast without that.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=100');
// V8's compiler between its fast and its thorough one takes some 6 MB for code that is seldom run.
setFlagsFromString('--no-maglev');

/** A young generation of the default size holds more than all models of a folder. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 4 };

// The rules are a bundle of the worker's: the server itself never loads them.
const worker = join(__dirname, 'checkWorker.js');
const pool = new CheckPool(() => new Worker(worker, { resourceLimits: LIMITS }));
serve(createConnection(ProposedFeatures.all), pool);
