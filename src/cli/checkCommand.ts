import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { decodeBytes } from '../core/cells/bytes';
import { parseRunbook } from '../core/parser/parseRunbook';
import { loadGrammars } from '../core/run/grammars';
import { isExcluded, readCheckConfig, type CheckConfig } from '../core/validation/checkConfig';
import { LINK_RULES, readLinksOnly } from '../core/validation/checkLinks';
import { CodeReader } from '../core/validation/codeReader';
import type { FindingSeverity } from '../core/validation/finding';
import { FolderIndex } from '../core/validation/folderIndex';
import { githubReport } from '../core/validation/reports/githubReport';
import { jsonReport } from '../core/validation/reports/jsonReport';
import type { FileFindings } from '../core/validation/reports/report';
import { sarifReport } from '../core/validation/reports/sarifReport';
import { textReport } from '../core/validation/reports/textReport';
import { keepSafeFixes } from '../core/validation/safeFixes';
import { RULES, ruleOf } from '../core/validation/rules';
import { rulesOn, validateRunbook, type RuleSettings } from '../core/validation/validateRunbook';
import { readGrammarFiles } from '../session/grammarFiles';
import { assertNever } from '../util/assertNever';
import type { CheckCommand, CheckFormat } from './checkArguments';
import { filesBelow, rootAround, slashed } from './folderFiles';
import { markdownFiles, readSource } from './readFiles';
import type { Terminal } from './terminal';

export interface CheckPlace {
  readonly cwd: string;
  readonly programFolder: string;
  readonly version: string;
  /** ISO date. */
  readonly today: string;
}

const RANKS: Readonly<Record<FindingSeverity, number>> = { error: 2, warning: 1, information: 0 };

/** `runbook check`: answers 0 for clean, 1 for findings at or above `--fail-on`, 2 for no check. */
export async function checkCommand(
  options: CheckCommand,
  place: CheckPlace,
  terminal: Terminal,
): Promise<number> {
  if (options.explain !== undefined) {
    const rule = ruleOf(options.explain);
    terminal.out(`${options.explain} (${rule?.severity ?? ''})\n${rule?.explanation ?? ''}\n`);
    return 0;
  }
  const root = await rootAround(resolve(place.cwd, options.paths[0] ?? '.'));
  const config = await readConfig(root, terminal);
  const { files, failed } = await chosenFiles(options.paths, place.cwd, root, config, terminal);
  const checked = await check(
    files,
    root,
    settingsOf(options.rules, config.rules),
    place,
    terminal,
  );
  terminal.out(report(options.format, checked.files, place.version));
  if (failed || checked.failed) return 2;
  const bad = checked.files.some(({ findings }) =>
    findings.some(({ severity }) => RANKS[severity] >= RANKS[options.failOn]),
  );
  return bad ? 1 : 0;
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

async function check(
  files: readonly string[],
  root: string,
  settings: RuleSettings,
  place: CheckPlace,
  terminal: Terminal,
): Promise<{ readonly files: readonly FileFindings[]; readonly failed: boolean }> {
  let failed = false;
  const texts = new Map<string, string>();
  for (const file of files) {
    const source = await readSource(file);
    if (source.ok) texts.set(slashed(root, file), source.value.text);
    else {
      terminal.err(`${source.message}\n`);
      failed = true;
    }
  }
  const around = await filesBelow(root);
  for (const problem of around.problems) terminal.err(`${problem}\n`);
  await readLinked(around.paths, root, texts);
  const index = new FolderIndex(around.paths, texts);
  const chosen = new Set(files.map((file) => slashed(root, file)));
  const code = await openCode(place.programFolder, terminal);
  const linksOnly = rulesOn(settings).every(([rule]) => LINK_RULES.has(rule.code));
  const findings = (path: string, text: string) =>
    validateRunbook(
      linksOnly ? readLinksOnly(text) : parseRunbook(text),
      text,
      { code, path, files: index, today: place.today },
      settings,
    );
  return {
    failed,
    files: [...texts]
      .filter(([path]) => chosen.has(path))
      .map(([path, text]) => ({
        path: slashed(place.cwd, join(root, path)),
        text,
        findings: keepSafeFixes(findings(path, text), text, (fixed) => findings(path, fixed)),
      })),
  };
}

/** Markdown that links may lead to; a file that cannot be read has no known anchors. */
async function readLinked(
  paths: readonly string[],
  root: string,
  texts: Map<string, string>,
): Promise<void> {
  for (const path of paths) {
    if (texts.has(path) || !/\.(?:md|markdown)$/i.test(path)) continue;
    try {
      texts.set(path, decodeBytes(await readFile(join(root, path))));
    } catch {
      continue;
    }
  }
}

/** Without its grammars the check still finds what needs none. */
async function openCode(
  programFolder: string,
  terminal: Terminal,
): Promise<CodeReader | undefined> {
  try {
    return new CodeReader(await loadGrammars(await readGrammarFiles(programFolder)));
  } catch {
    terminal.err('The grammars could not be read, so commands were not looked into.\n');
    return undefined;
  }
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
