import * as vscode from 'vscode';
import { ASK_MACHINE, type AskedOfMachine, type ToldByMachine } from '../../protocol';
import type { FolderSessions } from '../folderSessions';
import type { StartedClient } from './startClient';

/** Asks this machine's ShellCheck, PowerShell and PATH for the server, which starts nothing. */
export function answerMachine(client: StartedClient, sessions: FolderSessions): vscode.Disposable {
  return client.onRequest<AskedOfMachine, ToldByMachine>(
    ASK_MACHINE,
    async ({ uri, questions }, signal) => {
      const placed = sessions.place(vscode.Uri.parse(uri));
      if (!placed.ok) return questions.map(() => null);
      const answers = await placed.value.session.machine.answer(questions, signal);
      return answers.map((faults) => faults ?? null);
    },
  );
}
