import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from './repoPaths.mjs';

/**
 * One run of one suite inside an extension host, as the launcher sees it: a module VS Code is told
 * to run, and the files that module writes.
 *
 * @typedef {object} TestRun
 * @property {string} entry absolute path for `extensionTestsPath`
 * @property {() => Promise<string>} newOutput what was printed since the last call
 * @property {() => Promise<TestResult | undefined>} result undefined while the run goes on
 * @property {() => Promise<void>} remove
 *
 * @typedef {object} TestResult
 * @property {number} passed
 * @property {number} failed
 * @property {number} pending
 * @property {string} [crash] why the runner itself could not do its work
 */

/**
 * The parameters go to the runner by value, in a small generated module; so they work alike in
 * the server's extension host, whose environment is shared, and in desktop VS Code.
 *
 * @param {{ suite: string, grep?: string, colour: boolean }} parameters
 * @returns {Promise<TestRun>}
 */
export async function prepareTestRun({ suite, grep, colour }) {
  const folder = await mkdtemp(join(tmpdir(), 'runbook-testrun-'));
  const outputFile = join(folder, 'output.txt');
  const resultFile = join(folder, 'result.json');
  const entry = join(folder, 'index.js');
  const compiled = join(repoRoot, 'dist', 'test', 'integration');
  const options = {
    testFolder: join(compiled, suite),
    ...(grep === undefined ? {} : { grep }),
    colour,
    outputFile,
    resultFile,
  };
  const runner = JSON.stringify(join(compiled, 'index.js'));
  const script = `exports.run = () => require(${runner}).run(${JSON.stringify(options)});\n`;
  await writeFile(entry, script);

  let printed = 0;
  return {
    entry,
    newOutput: async () => {
      const bytes = await readIfThere(outputFile);
      const text = bytes.subarray(printed).toString('utf8');
      printed = bytes.length;
      return text;
    },
    result: async () => {
      const bytes = await readIfThere(resultFile);
      return bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8'));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * @param {TestResult} result
 * @param {boolean} chosenByTitle then a suite in which no test has the title is all right
 * @returns {string | undefined} undefined: everything passed
 */
export function whatIsWrong(result, chosenByTitle) {
  if (result.crash !== undefined) return `FAILED: the test runner broke off: ${result.crash}`;
  if (result.failed > 0) return `FAILED: ${result.failed} of ${result.failed + result.passed}`;
  const nothingRan = result.passed + result.pending === 0;
  return nothingRan && !chosenByTitle ? 'FAILED: the suite has no tests' : undefined;
}

/** @param {string} file */
async function readIfThere(file) {
  try {
    return await readFile(file);
  } catch (error) {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
