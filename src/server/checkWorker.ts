import { parentPort } from 'node:worker_threads';
import { answerChecks } from './checkThread';

if (parentPort !== null) answerChecks(parentPort, __dirname);
