import * as vscode from 'vscode';
import type { Questions } from '../../session/ports';
import { askValues } from './valuesForm';

const TITLES = {
  check: 'Run this check?',
  change: 'Run this change?',
  destructive: 'Run this destructive step?',
} as const;

/** Asks by VS Code's own dialogs: the exact text in a modal, the values in one form. */
export const dialogs: Questions = {
  async consent({ plan, shownText, detail, typeToConfirm }) {
    const choice = await vscode.window.showWarningMessage(
      TITLES[plan.intent],
      { modal: true, detail: `${shownText}\n\n${detail}` },
      'Run',
    );
    if (choice !== 'Run') return false;
    return typeToConfirm === undefined || typed(typeToConfirm, plan.title);
  },

  values: askValues,

  async manual(title) {
    const choice = await vscode.window.showInformationMessage(
      'A step for you',
      { modal: true, detail: title },
      'Done',
      'Skip',
    );
    return choice === 'Done' ? 'done' : choice === 'Skip' ? 'skip' : 'stop';
  },

  async choose(title, options) {
    const items = options.map((label, index) => ({ label, index }));
    const choice = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: 'Choose the alternative to run',
      ignoreFocusOut: true,
    });
    return choice?.index;
  },

  async verdict(_runId, message) {
    const choice = await vscode.window.showInformationMessage(
      `Does it look right? ${message}`,
      'Looks right',
      'Does not',
    );
    return choice === 'Looks right' ? 'pass' : choice === 'Does not' ? 'fail' : undefined;
  },
};

/** In production a change runs only when its target's name has been typed. */
async function typed(name: string, title: string): Promise<boolean> {
  const answer = await vscode.window.showInputBox({
    title,
    prompt: `This is production. Type ${name} to run it.`,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === name ? null : `Type ${name}, or press Escape.`),
  });
  return answer?.trim() === name;
}
