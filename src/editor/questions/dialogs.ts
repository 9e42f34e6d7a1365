import * as vscode from 'vscode';
import type { Placeholder } from '../../core/model/placeholder';
import { timestampFor } from '../../core/parser/timestamp';
import type { Questions } from '../../session/ports';

const TITLES = {
  check: 'Run this check?',
  change: 'Run this change?',
  destructive: 'Run this destructive step?',
} as const;

/** Asks by VS Code's own dialogs: the exact text in a modal, the values one after the other. */
export const dialogs: Questions = {
  async consent({ plan, shownText, detail }) {
    const choice = await vscode.window.showWarningMessage(
      TITLES[plan.intent],
      { modal: true, detail: `${shownText}\n\n${detail}` },
      'Run',
    );
    return choice === 'Run';
  },

  async values(title, holes) {
    const values: Record<string, string> = {};
    for (const [index, hole] of holes.entries()) {
      const value = await askValue(title, hole, index + 1, holes.length);
      if (value === undefined) return undefined;
      values[hole.name] = value;
    }
    return values;
  },
};

async function askValue(
  title: string,
  hole: Placeholder,
  step: number,
  of: number,
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: `${title} (${step} of ${of})`,
    prompt: `Value for ${hole.written}`,
    value:
      hole.kind === 'timestamp' ? (timestampFor(hole.written, localParts(new Date())) ?? '') : '',
    password: hole.kind === 'secret',
    ignoreFocusOut: true,
    validateInput: (value) =>
      value === '' ? `Give a value for ${hole.written}, or press Escape to leave the step.` : null,
  });
}

function localParts(at: Date) {
  return {
    year: at.getFullYear(),
    month: at.getMonth() + 1,
    day: at.getDate(),
    hour: at.getHours(),
    minute: at.getMinutes(),
    second: at.getSeconds(),
  };
}
