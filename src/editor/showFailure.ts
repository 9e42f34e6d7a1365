import * as vscode from 'vscode';
import type { Failure } from '../util/result';

/** What a person can do about a failure: a button beside the sentence. */
const ACTIONS: Readonly<Record<string, { title: string; command: string }>> = {
  untrusted: { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
  'no-folder': { title: 'Open Folder', command: 'vscode.openFolder' },
  'not-saved': { title: 'Save', command: 'workbench.action.files.save' },
};

/** Shows an expected failure once, with the button that helps where there is one. */
export function showFailure(failure: Pick<Failure, 'code' | 'message'>): void {
  const action = ACTIONS[failure.code];
  const shown =
    action === undefined
      ? vscode.window.showErrorMessage(failure.message)
      : vscode.window.showErrorMessage(failure.message, action.title);
  // The message stays until it is dismissed; nobody waits for it.
  void shown.then((choice) => {
    if (action !== undefined && choice === action.title) {
      return vscode.commands.executeCommand(action.command);
    }
    return undefined;
  });
}
