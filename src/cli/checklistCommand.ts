import { writeFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { historyCsv, historyMarkdown } from '../core/checklist/historyExport';
import { plainItem } from '../core/checklist/plainItem';
import type { ChecklistState } from '../core/checklist/state';
import type { Runbook } from '../core/model/runbook';
import { parseRunbook } from '../core/parser/parseRunbook';
import { hasItems } from '../core/parser/readChecklists';
import { checklistHistories } from '../session/checklistHistory';
import { findItem } from '../session/findItem';
import { shiftHandover } from '../session/shiftHandover';
import type { WorkspaceSession } from '../session/workspaceSession';
import { assertNever } from '../util/assertNever';
import { fail, succeed, type Result } from '../util/result';
import type { ChecklistCommand } from './checklistArguments';
import { checklistJson, checklistText, historyJson } from './checklistText';
import { whyUnwritten } from './fileReasons';
import { markdownFiles, readSource } from './readFiles';
import type { Terminal } from './terminal';

type Models = ReadonlyMap<string, Runbook>;

/** `runbook checklist`: answers 0, or 2 with a sentence when it could not be done. */
export async function checklistCommand(
  command: ChecklistCommand,
  cwd: string,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<number> {
  const done = await execute(command, cwd, session, terminal);
  for (const problem of await session.ticks.problems()) terminal.err(`${problem}\n`);
  if (done.ok) {
    terminal.out(done.value);
    return 0;
  }
  terminal.err(`${done.message}\n`);
  return 2;
}

async function execute(
  command: ChecklistCommand,
  cwd: string,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<Result<string>> {
  const missing =
    'paths' in command ? await missingPath(command.paths, cwd, session.root) : undefined;
  if (missing !== undefined) return fail('no-runbook', missing);
  const models = await readModels(session.root, terminal);
  session.ticks.know(models);
  switch (command.action) {
    case 'list':
      return list(command, within(models, command.paths, cwd, session.root), session, terminal);
    case 'tick':
    case 'untick':
    case 'skip':
      return tick(command, models, cwd, session);
    case 'history':
      return history(command, within(models, command.paths, cwd, session.root), session);
    case 'handover':
      return write(command.out, await shiftHandover(session, models));
    case 'date': {
      const path = pathIn(session.root, resolve(cwd, command.file));
      if (!models.has(path)) return fail('no-runbook', `${command.file} has no checklist here.`);
      const saved = await session.ticks.setDate(path, command.at);
      return saved.ok ? succeed('') : saved;
    }
    default:
      return assertNever(command);
  }
}

async function list(
  { json }: Extract<ChecklistCommand, { action: 'list' }>,
  models: Models,
  session: WorkspaceSession,
  terminal: Terminal,
): Promise<Result<string>> {
  const lists: ChecklistState[] = [];
  for (const [path, model] of models) {
    const state = await session.ticks.state(path, model);
    lists.push(...state.lists);
    for (const { line, message } of state.problems) {
      terminal.err(`${path}:${line + 1}: ${message}\n`);
    }
    for (const { tick } of state.vanished) {
      terminal.err(`${path}: vanished item: ${plainItem(tick.itemText)}\n`);
    }
  }
  for (const path of await session.ticks.gone()) {
    terminal.err(`${path} has ticks and is no longer there. They are kept.\n`);
  }
  return succeed(json ? checklistJson(lists) : checklistText(lists, session.ticks.zone));
}

async function tick(
  command: Extract<ChecklistCommand, { action: 'tick' | 'untick' | 'skip' }>,
  models: Models,
  cwd: string,
  session: WorkspaceSession,
): Promise<Result<string>> {
  const [first = '', ...more] = command.words;
  const path = pathIn(session.root, resolve(cwd, first));
  const inFile = models.has(path) && more.length > 0;
  const where: Models = inFile ? within(models, [first], cwd, session.root) : models;
  const found = findItem(where, (inFile ? more : command.words).join(' '));
  if (!found.ok) return found;
  const { runbook, model, item } = found.value;
  const states = { tick: 'done', untick: 'open', skip: 'skipped' } as const;
  const state = states[command.action];
  const { reason, note } = command;
  const saved = await session.ticks.tick({ runbook, model, itemId: item.id, state, reason, note });
  if (!saved.ok) return fail(saved.code, `The tick is not saved: ${saved.message}`);
  if (!command.json) return succeed(`${state}: ${plainItem(item.text)} (${runbook})\n`);
  return succeed(`${JSON.stringify({ runbook, id: item.id, text: item.text, state })}\n`);
}

async function history(
  { format, out }: Extract<ChecklistCommand, { action: 'history' }>,
  models: Models,
  session: WorkspaceSession,
): Promise<Result<string>> {
  const histories = [];
  for (const [path, model] of models) {
    histories.push(...(await checklistHistories(session.ticks, path, model)));
  }
  const formats = { csv: historyCsv, markdown: historyMarkdown, json: historyJson };
  return write(out, formats[format](histories));
}

async function write(out: string | undefined, text: string): Promise<Result<string>> {
  if (out === undefined) return succeed(text);
  try {
    await writeFile(out, text, { flag: 'wx' });
    return succeed('');
  } catch (error) {
    return fail('not-written', `${out} was not written: ${whyUnwritten(error)}.`);
  }
}

/** Why a path names nothing that could have a checklist here; undefined when each may. */
async function missingPath(
  paths: readonly string[],
  cwd: string,
  root: string,
): Promise<string | undefined> {
  for (const path of paths) {
    const found = await markdownFiles(resolve(cwd, path));
    if (!found.ok) return found.message.replace(resolve(cwd, path), path);
    const inside = pathIn(root, resolve(cwd, path));
    if (inside === '..' || inside.startsWith('../'))
      return `${path} lies outside this folder, whose checklists are ticked here: start runbook there.`;
  }
  return undefined;
}

/** Every runbook below a folder that has something to tick, by its path in the folder. */
async function readModels(root: string, terminal: Terminal): Promise<Models> {
  const files = await markdownFiles(root);
  const models = new Map<string, Runbook>();
  for (const file of files.ok ? files.value : []) {
    const source = await readSource(file);
    if (!source.ok) {
      terminal.err(`${source.message}\n`);
      continue;
    }
    const model = parseRunbook(source.value.text);
    if (hasItems(model)) models.set(pathIn(root, file), model);
  }
  return models;
}

/** The runbooks that paths name, all of them when none is given. */
function within(models: Models, paths: readonly string[], cwd: string, root: string): Models {
  if (paths.length === 0) return models;
  const wanted = paths.map((path) => pathIn(root, resolve(cwd, path)));
  return new Map(
    [...models].filter(([path]) =>
      wanted.some((one) => one === '' || path === one || path.startsWith(`${one}/`)),
    ),
  );
}

function pathIn(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}
