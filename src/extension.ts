import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerChecklists } from './editor/checklists/register';
import { registerCodeLens } from './editor/codeLens/register';
import { registerCommands } from './editor/commands/register';
import { registerConnections } from './editor/connections/register';
import { registerCursorContext } from './editor/cursor/register';
import { registerEnvironments } from './editor/environments/register';
import { registerExports } from './editor/exports/register';
import { FolderSessions } from './editor/folderSessions';
import { registerInlayHints } from './editor/inlayHints/register';
import { registerIncidentNotebook } from './editor/incidentNotebook/register';
import { registerIncidents, type IncidentsInEditor } from './editor/incidents/register';
import { registerLanguageClient } from './editor/languageClient/register';
import { registerNewRunbook } from './editor/newRunbook/register';
import { registerNotebook } from './editor/notebook/register';
import { dialogs } from './editor/questions/dialogs';
import { QuestionSwitch } from './editor/questions/questionSwitch';
import { registerRunPanel } from './editor/runPanel/register';
import { registerTesting, type RunbookTests } from './editor/testing/register';
import { shellTerminals } from './editor/terminals/shellTerminals';
import { RunbookDocuments } from './editor/runbookDocuments';

/** What a test can reach; nothing in any other mode. */
export interface TestApi {
  readonly sessions: FolderSessions;
  readonly questions: QuestionSwitch;
  readonly incidents: IncidentsInEditor;
  readonly testing: RunbookTests;
  /** Milliseconds of this thread's processor time for loading the bundle. */
  readonly loadingMs: number;
  /** The same for `activate`. */
  readonly activationMs: number;
}

let closing: (() => Promise<void>) | undefined;

/** Processor time of this thread, and what it was when the bundle began to load: set by the build. */
declare const __processor: (since?: NodeJS.CpuUsage) => NodeJS.CpuUsage;
declare const __loadStartedAt: NodeJS.CpuUsage;

export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const loadingMs = processorMs(__loadStartedAt);
  const startedAt = __processor();
  const questions = new QuestionSwitch(dialogs);
  const sessions = new FolderSessions(context, questions, shellTerminals);
  const documents = new RunbookDocuments();
  closing = () => sessions.close();
  const incidents = registerIncidents(sessions, documents, context.workspaceState);
  const testing = registerTesting(sessions);
  context.subscriptions.push(
    sessions,
    registerRunPanel(sessions),
    registerCodeLens(sessions, documents),
    registerCommands(sessions, documents),
    registerEnvironments(sessions),
    registerConnections(sessions),
    registerCursorContext(documents),
    registerChecklists(sessions, documents),
    incidents,
    registerInlayHints(sessions, documents),
    testing,
    registerNewRunbook(),
    registerNotebook(sessions),
    registerExports(context, sessions),
    registerIncidentNotebook(sessions),
    registerLanguageClient(join(context.extensionPath, 'dist', 'server.js'), sessions),
  );
  const activationMs = processorMs(startedAt);
  if (context.extensionMode !== vscode.ExtensionMode.Test) return undefined;
  return { sessions, questions, incidents, testing, activationMs, loadingMs };
}

/** The host waits up to five seconds: runs are stopped and the logs are closed. */
export async function deactivate(): Promise<void> {
  await closing?.();
}

/** Processor time since then, in milliseconds: what else the machine does takes no part in it. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = __processor(since);
  return (user + system) / 1000;
}
