import * as vscode from 'vscode';
import { describeTarget, sslModeFrom, targetKey } from '../../core/run/sql/sqlTarget';
import type { PartialTarget, SqlTarget } from '../../core/run/sql/sqlTarget';
import type { ConnectionSource } from '../../session/ports';

/**
 * Connections of the user's settings, and their passwords in VS Code's secret storage. Only the
 * user's own setting counts: a workspace must not say where statements go.
 */
export function connectionSource(secrets: vscode.SecretStorage): ConnectionSource {
  return {
    named: () => {
      const setting = vscode.workspace.getConfiguration('runbook').inspect('connections');
      return connectionsOf(setting?.globalValue);
    },
    password: (target, refused) => passwordFor(secrets, target, refused),
  };
}

async function passwordFor(
  secrets: vscode.SecretStorage,
  target: SqlTarget,
  refused: boolean,
): Promise<string | undefined> {
  const key = `connection ${targetKey(target)}`;
  const kept = refused ? undefined : await secrets.get(key);
  if (kept !== undefined) return kept;
  const typed = await vscode.window.showInputBox({
    title: `Password for ${describeTarget(target)}`,
    prompt: refused
      ? 'The password was not accepted. It is kept in VS Code’s secret storage.'
      : 'It is kept in VS Code’s secret storage.',
    password: true,
    ignoreFocusOut: true,
  });
  if (typed === undefined || typed === '') return undefined;
  await secrets.store(key, typed);
  return typed;
}

function connectionsOf(value: unknown): readonly PartialTarget[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const fields = entry as Readonly<Record<string, unknown>>;
    const text = (name: string) =>
      typeof fields[name] === 'string' && fields[name] !== '' ? fields[name] : undefined;
    const name = text('name');
    if (name === undefined) return [];
    const port = fields['port'];
    return [
      {
        name,
        host: text('host'),
        port: typeof port === 'number' ? port : undefined,
        user: text('user'),
        database: text('database'),
        sslMode: sslModeFrom(text('sslmode')),
        sslRootCert: text('sslrootcert'),
      },
    ];
  });
}
