import type { Runbook } from '../core/model/runbook';
import { findingOf, kindOf, type CheckRun } from '../core/validation/checkRun';
import type { FileFindings } from '../core/validation/reports/report';
import { formatDuration } from '../core/export/duration';
import { runChecks } from '../session/checkRuns';
import type { WorkspaceSession } from '../session/workspaceSession';
import { fail, succeed, type Result } from '../util/result';
import type { CheckRunOptions } from './checkArguments';
import { slashed } from './folderFiles';
import { parseFile } from './parseFile';
import { readSource } from './readFiles';
import { setValues } from './setValues';
import type { Terminal } from './terminal';

interface RunPlace {
  readonly session: WorkspaceSession;
  readonly cwd: string;
  readonly programFolder: string;
}

const SIGNS = { passed: '✓', failed: '✗', 'needs-eyes': '?', 'not-run': '–' } as const;

/**
 * `runbook check --run`: runs the checks of files one after the other, never a change, and says on
 * standard error what came of each. Answers what adds the runs to a file's findings.
 */
export async function runFileChecks(
  files: readonly string[],
  options: CheckRunOptions,
  { session, cwd, programFolder }: RunPlace,
  terminal: Terminal,
): Promise<Result<(file: FileFindings) => FileFindings, 'stopped' | 'no-environment' | 'usage'>> {
  const { environment, target } = options;
  if (environment !== undefined && !(await session.environments.choose(environment))) {
    return fail(
      'no-environment',
      `There is no environment "${environment}": no .env file has its name.`,
    );
  }
  const values = await valuesIn(files, options.values, programFolder);
  if (!values.ok) return values;
  const runs = new Map<string, readonly CheckRun[]>();
  for (const file of files) {
    const source = await readSource(file);
    if (!source.ok) continue; // said when it is checked
    const { text } = source.value;
    const path = slashed(cwd, file);
    const done: CheckRun[] = [];
    runs.set(path, done);
    const request = { runbook: slashed(session.root, file), text, values: values.value, target };
    for await (const run of runChecks(session, await parseFile(text, programFolder), request)) {
      done.push(run);
      terminal.err(`${inWords(path, run)}\n`);
      if (run.outcome === 'cancelled') return fail('stopped', 'Stopped.');
    }
  }
  return succeed((file) => withRuns(file, runs.get(file.path) ?? []));
}

/** A value may be for any of the files; without `--set` none has to be read for it. */
async function valuesIn(
  files: readonly string[],
  given: CheckRunOptions['values'],
  programFolder: string,
): Promise<Result<CheckRunOptions['values'], 'usage'>> {
  if (Object.keys(given).length === 0) return succeed(given);
  const runbooks: Runbook[] = [];
  for (const file of files) {
    const source = await readSource(file);
    if (source.ok) runbooks.push(await parseFile(source.value.text, programFolder));
  }
  return setValues(given, runbooks);
}

function inWords(path: string, run: CheckRun): string {
  const took = run.outcome === 'refused' ? '' : `  ${formatDuration(run.durationMs)}`;
  const why = run.message === '' ? '' : `  ${run.message.split('\n', 1)[0] ?? ''}`;
  return `${SIGNS[kindOf(run)]} ${path}:${run.range.start + 1}  ${run.title}${took}${why}`;
}

/** A run that failed just now says more than the log does of it. */
function withRuns(file: FileFindings, runs: readonly CheckRun[]): FileFindings {
  const found = runs.flatMap((run) => findingOf(run, file.text) ?? []);
  const told = found.filter(({ code }) => code === 'check-failed').map(({ range }) => range);
  const findings = file.findings.filter(
    ({ code, range: { start: line } }) =>
      code !== 'step-not-as-expected' ||
      !told.some(({ start, end }) => start <= line && line < end),
  );
  return {
    ...file,
    runs,
    findings: [...findings, ...found].sort((a, b) => a.span.start - b.span.start),
  };
}
