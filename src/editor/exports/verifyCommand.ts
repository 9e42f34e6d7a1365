import * as vscode from 'vscode';
import { describeFindings } from '../../core/incident/describeVerification';
import type { CheckpointFiles } from '../../session/checkpointFiles';
import { findLog } from '../../session/logReference';
import { verifyOneLog, type VerifiedLog } from '../../session/verifyOneLog';
import type { FolderSessions } from '../folderSessions';
import { showFailure } from '../showFailure';
import { chooseLog, chooseSession } from '../chooseLog';
import type { ExportWish } from './exportCommands';

/**
 * Verifies a log with the checkpoint kept in this editor, and shows what that proves. When nothing
 * is damaged, the checkpoint moves on to where the log stands now.
 */
export async function verifyChosenLog(
  sessions: FolderSessions,
  checkpoints: CheckpointFiles,
  wish: Pick<ExportWish, 'session' | 'log'>,
): Promise<VerifiedLog | undefined> {
  const session = wish.session ?? (await chooseSession(sessions));
  if (session === undefined) return undefined;
  const chosen = wish.log === undefined ? await chooseLog(session) : { session, log: wish.log };
  if (chosen === undefined) return undefined;
  const { folders } = session.log;
  const folder = findLog(folders, session.root, chosen.log);
  if (folder === undefined) {
    showFailure({ code: 'no-log', message: `Nothing is recorded in ${chosen.log}.` });
    return undefined;
  }
  const verified = await verifyOneLog(folder, await checkpoints.read(folders.root, chosen.log));
  await checkpoints.keep(folders.root, verified.verification);
  void show(chosen.log, verified); // stays until it is dismissed; the answer is there already
  return verified;
}

async function show(log: string, { verification, sentences }: VerifiedLog): Promise<void> {
  const [first = ''] = sentences;
  const text = `${log}: ${first}`;
  const choice = verification.intact
    ? await vscode.window.showInformationMessage(text, 'Details')
    : await vscode.window.showErrorMessage(text, 'Details');
  if (choice === undefined) return;
  const findings = describeFindings(verification.findings).map((finding) => `- ${finding}`);
  const content = [log, '', ...sentences, '', ...findings, ''].join('\n');
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
  await vscode.window.showTextDocument(document);
}
