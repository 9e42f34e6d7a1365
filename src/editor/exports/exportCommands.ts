import { join } from 'node:path';
import * as vscode from 'vscode';
import { EXPORT_ENDINGS, type ExportFormat } from '../../session/exportFormats';
import type { ExportedLog } from '../../session/exportLog';
import type { CheckpointFiles } from '../../session/checkpointFiles';
import type { WorkspaceSession } from '../../session/workspaceSession';
import type { FolderSessions } from '../folderSessions';
import { showFailure } from '../showFailure';
import { chooseIncident, chooseJournal, chooseSession, type ChosenLog } from '../chooseLog';

/** What another part of the program, or a test, can say in advance; the rest is asked. */
export interface ExportWish {
  /** The folder the log is in; the only one, or asked for, when left out. */
  readonly session?: WorkspaceSession;
  /** As `incidents/<id>` or `journal/<day>`. */
  readonly log?: string;
  readonly format?: ExportFormat;
  /** Where to write; without it Markdown opens as an unsaved document, other formats ask. */
  readonly file?: vscode.Uri;
}

const FORMATS: readonly { label: string; description: string; format: ExportFormat }[] = [
  { label: '$(markdown) Markdown', description: 'for a repository or a wiki', format: 'markdown' },
  {
    label: '$(globe) HTML',
    description: 'one page without scripts, to read or print',
    format: 'html',
  },
  {
    label: '$(notebook) Jupyter Notebook',
    description: 'commands and outputs as cells',
    format: 'ipynb',
  },
  { label: '$(json) JSON', description: 'the log itself, can be imported again', format: 'json' },
  {
    label: '$(file-pdf) PDF',
    description: 'printed by the browser of this machine',
    format: 'pdf',
  },
];

/** Exports a journal or an incident; answers the text of a text format. */
export class Exporter {
  readonly #sessions: FolderSessions;
  readonly #checkpoints: CheckpointFiles;

  constructor(sessions: FolderSessions, checkpoints: CheckpointFiles) {
    this.#sessions = sessions;
    this.#checkpoints = checkpoints;
  }

  async exportJournal(wish: ExportWish): Promise<string | undefined> {
    const session = wish.session ?? (await chooseSession(this.#sessions));
    if (session === undefined) return undefined;
    const log = wish.log === undefined ? await chooseJournal(session) : { session, log: wish.log };
    return log && this.#export(log, wish);
  }

  async exportIncident(wish: ExportWish): Promise<string | undefined> {
    const session = wish.session ?? (await chooseSession(this.#sessions));
    if (session === undefined) return undefined;
    const log = wish.log === undefined ? await chooseIncident(session) : { session, log: wish.log };
    return log && this.#export(log, wish);
  }

  async #export(chosen: ChosenLog, wish: ExportWish): Promise<string | undefined> {
    const format = wish.format ?? (await chooseFormat());
    if (format === undefined) return undefined;
    const opens = wish.format === 'markdown' && wish.file === undefined;
    const file = opens ? undefined : (wish.file ?? (await askFile(chosen, format)));
    if (file === undefined && !opens) return undefined;
    const exported = await this.#make(chosen, format);
    if (exported === undefined) return undefined;
    const { content, verification } = exported;
    if (file === undefined) await openUnsaved(String(content));
    else if (!(await write(file, content))) return undefined;
    await this.#checkpoints.keep(chosen.session.log.folders.root, verification);
    if (!verification.intact) {
      const message = `${chosen.log} is damaged; the export says so. Verify Log shows where.`;
      void vscode.window.showWarningMessage(message);
    }
    return typeof content === 'string' ? content : undefined;
  }

  #make({ session, log }: ChosenLog, format: ExportFormat): Thenable<ExportedLog | undefined> {
    const { folders } = session.log;
    const options = { location: vscode.ProgressLocation.Notification, title: 'Exporting the log' };
    return vscode.window.withProgress(options, async () => {
      const { exportLog } = await import('../../session/exportLog');
      const exported = await exportLog(log, format, {
        folders,
        now: session.now(),
        checkpoints: await this.#checkpoints.read(folders.root, log),
        environment: process.env,
      });
      if (exported.ok) return exported.value;
      showFailure(exported);
      return undefined;
    });
  }
}

async function chooseFormat(): Promise<ExportFormat | undefined> {
  const choice = await vscode.window.showQuickPick(FORMATS, { placeHolder: 'Format' });
  return choice?.format;
}

function askFile(
  { session, log }: ChosenLog,
  format: ExportFormat,
): Thenable<vscode.Uri | undefined> {
  const ending = EXPORT_ENDINGS[format];
  const name = `${log.replace('/', '-')}.${ending}`;
  return vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(join(session.root, name)),
    filters: { [ending.toUpperCase()]: [ending] },
    title: 'Export Log',
  });
}

async function openUnsaved(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}

async function write(file: vscode.Uri, content: string | Uint8Array): Promise<boolean> {
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    await vscode.workspace.fs.writeFile(file, bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    showFailure({ code: 'not-written', message: `The export was not written: ${why}` });
    return false;
  }
  // Nobody waits for the button.
  void vscode.window.showInformationMessage(`Exported to ${file.fsPath}`, 'Open').then((choice) => {
    if (choice === 'Open') return vscode.env.openExternal(file);
    return undefined;
  });
  return true;
}
