import * as vscode from 'vscode';
import type { ServerSettings } from '../../protocol';

/** The settings as the server wants them. */
export function serverSettings(uri: vscode.Uri): ServerSettings {
  const settings = vscode.workspace.getConfiguration('runbook', uri);
  return {
    rules: settings.get('check.rules', {}),
    staleDays: settings.get<number | null>('check.staleDays') ?? undefined,
  };
}
