import * as vscode from 'vscode';
import { severityChoices } from '../../core/incident/deadlines';
import type { Incident } from '../../core/incident/incident';
import type { Runbook } from '../../core/model/runbook';
import type { Declaration } from '../../session/incidents';
import type { WorkspaceSession } from '../../session/workspaceSession';
import type { FolderSessions } from '../folderSessions';
import type { RunbookDocuments } from '../runbookDocuments';
import { showFailure } from '../showFailure';
import { pickPlaybook, type PickedPlaybook } from './pickPlaybook';
import { findPlaybooks, openPlaybook } from './playbookFiles';

/** What a caller (a lens, a keybinding, a test) may have decided already; the rest is asked. */
export interface DeclareOptions {
  readonly uri?: string | undefined;
  readonly section?: string | undefined;
  readonly title?: string | undefined;
  readonly severity?: string | undefined;
  readonly runId?: string | undefined;
  readonly drill?: boolean | undefined;
  readonly armed?: boolean | undefined;
}

/** Asks for playbook, severity and title, one Enter each, and declares the incident. */
export async function declareIncident(
  sessions: FolderSessions,
  documents: RunbookDocuments,
  options: DeclareOptions,
): Promise<{ session: WorkspaceSession; incident: Incident } | undefined> {
  const what = options.drill === true ? 'Start Drill' : 'Declare Incident';
  const picked = await choosePlaybook(sessions, documents, options, what);
  if (picked === undefined) return undefined;
  const session = picked.file?.session ?? (await chooseSession(sessions));
  if (session === undefined) return undefined;
  const severity = options.severity ?? (await chooseSeverity(picked.file?.model, what));
  if (severity === undefined) return undefined;
  const title = options.title ?? (await askTitle(picked.title, what));
  if (title === undefined) return undefined;
  const check = failedCheck(session, picked, options.runId);
  const declaration: Declaration = {
    title,
    severity,
    runbook: picked.file,
    section: picked.section,
    runId: options.runId,
    detectedAt: check,
    drill: options.drill,
    armed: options.armed,
  };
  const declared = await session.incidents.declare(declaration);
  if (!declared.ok) {
    showFailure({ code: declared.code, message: `Not declared: ${declared.message}` });
    return undefined;
  }
  if (picked.file !== undefined) await showPlaybook(picked.file, picked.section);
  return { session, incident: declared.value };
}

async function choosePlaybook(
  sessions: FolderSessions,
  documents: RunbookDocuments,
  options: DeclareOptions,
  what: string,
): Promise<PickedPlaybook | undefined> {
  if (options.uri !== undefined) {
    const file = await openPlaybook(vscode.Uri.parse(options.uri, true), sessions, documents);
    const known = file?.model.sections.find(({ title }) => title === options.section);
    if (file !== undefined && (options.section !== undefined || options.title !== undefined)) {
      const heading = known?.title ?? file.model.title ?? '';
      return { file, section: known?.title, title: heading };
    }
    if (file !== undefined) return pickPlaybook(only(file), what);
  }
  if (options.title !== undefined) {
    return { file: undefined, section: undefined, title: options.title };
  }
  return pickPlaybook(findPlaybooks(sessions, documents), what);
}

async function* only<T>(file: T): AsyncGenerator<readonly T[]> {
  await Promise.resolve();
  yield [file];
}

async function chooseSession(sessions: FolderSessions): Promise<WorkspaceSession | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === 'file',
  );
  if (folders.length === 0) {
    showFailure({
      code: 'no-folder',
      message:
        'No folder is open, so an incident could not be recorded. Open the folder of your runbooks.',
    });
    return undefined;
  }
  const folder = folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick();
  return folder === undefined ? undefined : sessions.inFolder(folder);
}

async function chooseSeverity(
  model: Runbook | undefined,
  what: string,
): Promise<string | undefined> {
  const items = severityChoices(model).map(({ level, description, responseMinutes }) => ({
    label: level,
    description: responseMinutes === undefined ? '' : `respond within ${responseMinutes} min`,
    detail: description,
  }));
  const own = (model?.severities.length ?? 0) > 0;
  const choice = await vscode.window.showQuickPick(items, {
    title: what,
    placeHolder: own ? 'Severity, from this runbook' : 'Severity',
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return choice?.label;
}

function askTitle(proposed: string, what: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: what,
    prompt: 'Title: what is wrong, in a few words',
    value: proposed,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'Say in a few words what is wrong.' : null),
  });
}

/** When the failed check ended: that is when the trouble was noticed. */
function failedCheck(
  session: WorkspaceSession,
  { file }: PickedPlaybook,
  runId: string | undefined,
): string | undefined {
  if (file === undefined || runId === undefined) return undefined;
  const run = file.model.steps
    .flatMap((step) => [
      session.lastRuns.get(file.path, step.id),
      ...step.parts.map((part) => session.lastRuns.get(file.path, step.id, part.id)),
    ])
    .find((one) => one?.runId === runId);
  return run === undefined ? undefined : new Date(run.at).toISOString();
}

async function showPlaybook(
  file: { uri: vscode.Uri; model: Runbook },
  section: string | undefined,
) {
  const line = file.model.sections.find(({ title }) => title === section)?.range.start ?? 0;
  const selection = new vscode.Range(line, 0, line, 0);
  const editor = await vscode.window.showTextDocument(file.uri, { selection, preview: false });
  editor.revealRange(selection, vscode.TextEditorRevealType.AtTop);
}
