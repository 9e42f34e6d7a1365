import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { CheckPool } from './checkPool';
import { answerChecks } from './checkThread';
import { openGrammars } from './grammarFiles';
import { serve } from './server';

// The same bundle is the server and its workers.
if (isMainThread) {
  const pool = new CheckPool(
    () => new Worker(__filename, { resourceLimits: { maxOldGenerationSizeMb: 512 } }),
  );
  serve(createConnection(ProposedFeatures.all), pool, () => openGrammars(__dirname));
} else if (parentPort !== null) answerChecks(parentPort, __dirname);
