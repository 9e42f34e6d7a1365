import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, succeed, type Result } from '../../util/result';
import { inspect, type InspectCode, type Inspection } from './inspect';

/** A remark as ShellCheck makes it; lines and columns from 1. */
export interface ShellRemark {
  readonly code: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

/** Files in one call: some systems take no longer command lines. */
const BATCH = 200;

/**
 * Lets ShellCheck read texts, each as a file that nobody else can read and that is gone afterwards:
 * one process for all of them. It runs nothing and takes no configuration.
 */
export async function shellcheckTexts(
  texts: readonly string[],
  how: Omit<Inspection, 'args' | 'input' | 'cwd'>,
): Promise<Result<readonly (readonly ShellRemark[])[], InspectCode>> {
  const folder = await mkdtemp(join(tmpdir(), 'runbook-shellcheck-'));
  try {
    const found = texts.map((): ShellRemark[] => []);
    for (let from = 0; from < texts.length; from += BATCH) {
      const batch = texts.slice(from, from + BATCH);
      const names = batch.map((_, index) => `${from + index}.sh`);
      await Promise.all(
        batch.map((text, index) => writeFile(join(folder, names[index] ?? ''), text)),
      );
      const args = ['--norc', '--shell=bash', '--format=json1', '--severity=info', ...names];
      const printed = await inspect({ ...how, args, cwd: folder, input: '' });
      if (!printed.ok) return printed;
      for (const remark of readRemarks(printed.value)) {
        found[Number.parseInt(remark.file, 10)]?.push(remark);
      }
    }
    return succeed(found);
  } catch (error) {
    return fail('failed', error instanceof Error ? error.message : String(error));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readRemarks(json: string): readonly (ShellRemark & { readonly file: string })[] {
  const { comments } = JSON.parse(json) as {
    readonly comments: readonly (ShellRemark & { readonly file: string })[];
  };
  return comments;
}
