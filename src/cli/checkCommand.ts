import { readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { isExcluded, readCheckConfig, type CheckConfig } from '../core/validation/checkConfig';
import { explanationOf } from '../core/validation/explanation';
import { kindOf } from '../core/validation/checkRun';
import type { FindingSeverity } from '../core/validation/finding';
import { MACHINE_KINDS } from '../core/validation/machine';
import { githubReport } from '../core/validation/reports/githubReport';
import { jsonReport } from '../core/validation/reports/jsonReport';
import type { FileFindings } from '../core/validation/reports/report';
import { sarifReport } from '../core/validation/reports/sarifReport';
import { textReport } from '../core/validation/reports/textReport';
import { RULES } from '../core/validation/rules';
import type { RuleSettings } from '../core/validation/validateRunbook';
import { FolderHistories } from '../session/folderHistory';
import type { WorkspaceSession } from '../session/workspaceSession';
import { assertNever } from '../util/assertNever';
import type { CheckCommand, CheckFormat } from './checkArguments';
import { checkFiles } from './checkFiles';
import { around, slashed, type Around } from './folderFiles';
import { markdownFiles } from './readFiles';
import { runFileChecks } from './runFileChecks';
import type { Terminal } from './terminal';

export interface CheckPlace {
  readonly cwd: string;
  readonly programFolder: string;
  readonly version: string;
  /** ISO date. */
  readonly today: string;
  /** A session that asks nobody anything. */
  readonly openSession: (root: string) => WorkspaceSession;
}

const RANKS: Readonly<Record<FindingSeverity, number>> = {
  error: 3,
  warning: 2,
  information: 1,
  hint: 0,
};

/**
 * `runbook check`: answers 0 for clean, 1 for findings at or above `--fail-on`, 2 for no check,
 * 130 when the run of the checks was stopped.
 */
export async function checkCommand(
  options: CheckCommand,
  place: CheckPlace,
  terminal: Terminal,
): Promise<number> {
  if (options.explain !== undefined) {
    const told = explanationOf(options.explain);
    terminal.out(`${options.explain} (${told?.severity ?? ''})\n${told?.explanation ?? ''}\n`);
    return 0;
  }
  const paths = options.paths.length === 0 ? ['.'] : options.paths;
  const reach = await around(paths.map((path) => resolve(place.cwd, path)));
  const session = place.openSession(await folderOfLog(place.cwd, reach.root));
  try {
    return await checkIn(session, reach, options, place, terminal);
  } finally {
    await session.close();
  }
}

async function checkIn(
  session: WorkspaceSession,
  reach: Around,
  options: CheckCommand,
  place: CheckPlace,
  terminal: Terminal,
): Promise<number> {
  const { cwd } = place;
  const { root } = reach;
  const config = await readConfig(root, terminal);
  const { files, failed } = await chosenFiles(options.paths, cwd, root, config, terminal);
  const runs =
    options.run === undefined
      ? undefined
      : await runFileChecks(files, options.run, { session, ...place }, terminal);
  if (runs !== undefined && !runs.ok) {
    if (runs.message !== '') terminal.err(`${runs.message}\n`);
    return runs.code === 'stopped' ? 130 : 2;
  }
  const history = await new FolderHistories(session).read();
  const checked = await checkFiles(
    files,
    {
      ...place,
      reach,
      settings: settingsOf(options.rules, config.rules),
      staleDays: config.staleDays,
      machine: session.machine,
      // Without a run the text is judged, not whether this machine could run it.
      kinds: MACHINE_KINDS.filter((kind) => kind !== 'command' || options.run !== undefined),
      historyOf: (file) => history?.[slashed(session.root, file)],
    },
    terminal,
  );
  const reported =
    runs === undefined ? checked.files : checked.files.map((file) => runs.value(file));
  terminal.out(report(options.format, reported, place.version));
  if (failed || checked.failed || isNoneRun(reported)) return 2;
  const bad = reported.some(({ findings }) =>
    findings.some(({ severity }) => RANKS[severity] >= RANKS[options.failOn]),
  );
  return bad ? 1 : 0;
}

/** Whether there were checks to run and not one could be: then nothing is known to be right. */
function isNoneRun(files: readonly FileFindings[]): boolean {
  const runs = files.flatMap((file) => file.runs ?? []);
  return runs.length > 0 && runs.every((run) => kindOf(run) === 'not-run');
}

/** Where the program was started, or the root when that lies elsewhere or has a log. */
async function folderOfLog(cwd: string, root: string): Promise<string> {
  const hasLog = await stat(join(root, '.runbook', 'journal')).then(
    () => true,
    () => false,
  );
  const isApart = isOutside(cwd, root) && isOutside(root, cwd);
  return hasLog || isApart ? root : cwd;
}

function isOutside(folder: string, path: string): boolean {
  return relative(folder, path).startsWith('..');
}

/** With `--rule` every other rule is off; a rule that the configuration switched off is on again. */
function settingsOf(only: readonly string[], configured: RuleSettings): RuleSettings {
  if (only.length === 0) return configured;
  const wanted = new Set(only);
  return Object.fromEntries(
    RULES.map(({ code, severity }) => {
      const own = configured[code];
      return [
        code,
        wanted.has(code) ? (own === undefined || own === 'off' ? severity : own) : 'off',
      ];
    }),
  );
}

async function readConfig(root: string, terminal: Terminal): Promise<CheckConfig> {
  const path = join(root, '.runbook', 'check.yaml');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const quiet = code === 'ENOENT' || code === 'ENOTDIR';
    if (!quiet) terminal.err('.runbook/check.yaml could not be read; the defaults are used.\n');
    return { rules: {}, exclude: [], problems: [] };
  }
  const config = readCheckConfig(text);
  for (const problem of config.problems) terminal.err(`.runbook/check.yaml: ${problem}.\n`);
  return config;
}

async function chosenFiles(
  paths: readonly string[],
  cwd: string,
  root: string,
  config: CheckConfig,
  terminal: Terminal,
): Promise<{ readonly files: readonly string[]; readonly failed: boolean }> {
  const files = new Set<string>();
  let failed = false;
  for (const path of paths) {
    const found = await markdownFiles(resolve(cwd, path));
    if (!found.ok) {
      terminal.err(`${found.message}\n`);
      failed = true;
      continue;
    }
    for (const file of found.value)
      if (!isExcluded(slashed(root, file), config.exclude)) files.add(file);
  }
  return { files: [...files], failed };
}

function report(format: CheckFormat, files: readonly FileFindings[], version: string): string {
  switch (format) {
    case 'text':
      return textReport(files);
    case 'json':
      return jsonReport(files);
    case 'sarif':
      return sarifReport(files, version);
    case 'github':
      return githubReport(files);
    default:
      return assertNever(format);
  }
}
