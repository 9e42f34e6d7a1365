import { appendFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import type Mocha from 'mocha';

/** What the launcher asks for; see `test/harness/testRun.mjs`. */
export interface TestRunOptions {
  /** Absolute path of the folder whose `*.test.js` files are run. */
  readonly testFolder: string;
  /** Only tests whose full title contains this text or matches this regular expression. */
  readonly grep?: string;
  readonly colour: boolean;
  /** The printed report is appended to this file while the tests run. */
  readonly outputFile: string;
  /** Appears, complete, when everything is over. */
  readonly resultFile: string;
}

interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  readonly crash?: string;
}

const generousTimeoutMs = 60_000;

/** Runs the tests of one suite inside the extension host. Never rejects: the result file tells. */
export async function run(options: TestRunOptions): Promise<void> {
  let result: TestResult;
  try {
    result = await runMocha(options);
  } catch (error) {
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    result = { passed: 0, failed: 0, pending: 0, crash };
  }
  // Renamed into place, so that the launcher never reads half a result.
  const unfinished = `${options.resultFile}.unfinished`;
  writeFileSync(unfinished, JSON.stringify(result));
  renameSync(unfinished, options.resultFile);
}

async function runMocha(options: TestRunOptions): Promise<TestResult> {
  const { default: MochaClass } = await import('mocha');
  // The report goes where the launcher reads it; the console belongs to the extension host.
  MochaClass.reporters.Base.consoleLog = (...parts: unknown[]) => {
    appendFileSync(options.outputFile, `${format(...parts)}\n`);
  };
  const mocha = new MochaClass({
    ui: 'bdd',
    reporter: 'spec',
    color: options.colour,
    timeout: generousTimeoutMs,
    slow: 2_000,
    retries: process.env['CI'] === undefined ? 0 : 1,
    forbidOnly: process.env['CI'] !== undefined,
    ...(options.grep === undefined ? {} : { grep: options.grep }),
  });
  for (const file of testFiles(options.testFolder)) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner: Mocha.Runner = mocha.run(() => {
      const stats = runner.stats;
      resolve({
        passed: stats?.passes ?? 0,
        failed: stats?.failures ?? 0,
        pending: stats?.pending ?? 0,
      });
    });
  });
}

function testFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => join(folder, name));
}
