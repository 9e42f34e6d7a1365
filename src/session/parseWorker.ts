import { parentPort } from 'node:worker_threads';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { ParseAnswer, ParseRequest } from './parseDeadline';

// The entry point of the thread that ParseDeadline starts; it is bundled by itself.
parentPort?.on('message', ({ id, text }: ParseRequest) => {
  parentPort?.postMessage({ id, runbook: parseRunbook(text) } satisfies ParseAnswer);
});
