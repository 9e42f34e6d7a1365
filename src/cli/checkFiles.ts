import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeBytes } from '../core/cells/bytes';
import { parseRunbook } from '../core/parser/parseRunbook';
import { loadGrammars } from '../core/run/grammars';
import { LINK_RULES, readLinksOnly } from '../core/validation/checkLinks';
import { CodeReader } from '../core/validation/codeReader';
import { FolderIndex } from '../core/validation/folderIndex';
import { MachineAnswers, type MachineKind, type MachineQuestion } from '../core/validation/machine';
import type { FileFindings } from '../core/validation/reports/report';
import { keepSafeFixes } from '../core/validation/safeFixes';
import type { FolderHistory } from '../core/validation/stepHistory';
import { rulesOn, validateRunbook, type RuleSettings } from '../core/validation/validateRunbook';
import type { MachineChecks } from '../session/machineChecks';
import { readGrammarFiles } from '../session/grammarFiles';
import { filesAround, slashed, type Around } from './folderFiles';
import { readSource } from './readFiles';
import type { Terminal } from './terminal';

/** What files are checked against. */
export interface CheckedAgainst {
  /** The folders that links may reach. */
  readonly reach: Around;
  readonly cwd: string;
  readonly programFolder: string;
  /** ISO date. */
  readonly today: string;
  readonly settings: RuleSettings;
  readonly staleDays: number | undefined;
  /** What this machine may be asked, and who asks it. */
  readonly kinds: readonly MachineKind[];
  readonly machine: Pick<MachineChecks, 'answer'>;
  /** What the log says of a file's steps; undefined when it says nothing. */
  readonly historyOf: (file: string) => FolderHistory[string] | undefined;
}

/** Applies the rules to files. `failed` when one of them could not be read. */
export async function checkFiles(
  files: readonly string[],
  against: CheckedAgainst,
  terminal: Terminal,
): Promise<{ readonly files: readonly FileFindings[]; readonly failed: boolean }> {
  const { reach, settings, today, staleDays } = against;
  const { root } = reach;
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
  const around = await filesAround(reach);
  for (const problem of around.problems) terminal.err(`${problem}\n`);
  await readLinked(around.paths, root, texts);
  const index = new FolderIndex(around.paths, texts);
  const chosen = new Set(files.map((file) => slashed(root, file)));
  const code = await openCode(against.programFolder, terminal);
  const linksOnly = rulesOn(settings).every(([rule]) => LINK_RULES.has(rule.code));
  const machine = new MachineAnswers(against.kinds);
  const findings = (path: string, text: string) =>
    validateRunbook(
      linksOnly ? readLinksOnly(text) : parseRunbook(text),
      text,
      {
        code,
        path,
        files: index,
        machine,
        today,
        staleDays,
        history: against.historyOf(join(root, path)),
      },
      settings,
    );
  const check = (path: string, text: string): FileFindings => ({
    path: slashed(against.cwd, join(root, path)),
    text,
    findings: keepSafeFixes(findings(path, text), text, (fixed) => findings(path, fixed)),
  });
  const checked = new Map<string, FileFindings>();
  const asking = new Map<string, readonly MachineQuestion[]>();
  for (const [path, text] of texts) {
    if (!chosen.has(path)) continue;
    checked.set(path, check(path, text));
    const open = machine.takeOpen();
    if (open.length > 0) asking.set(path, open);
  }
  // The machine is asked once for all files, and once for each text.
  const questions = [
    ...new Map(
      [...asking.values()]
        .flat()
        .map((question) => [`${question.kind} ${question.text}`, question]),
    ).values(),
  ];
  const answers = questions.length === 0 ? [] : await against.machine.answer(questions);
  machine.learn(questions, answers);
  for (const [path, own] of asking)
    if (own.some(({ kind, text }) => (machine.ask(kind, text)?.length ?? 0) > 0))
      checked.set(path, check(path, texts.get(path) ?? ''));
  return { failed, files: [...checked.values()] };
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
