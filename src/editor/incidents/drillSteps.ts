import * as vscode from 'vscode';
import type { RunEvent } from '../../session/runReport';
import type { WorkspaceSession } from '../../session/workspaceSession';
import type { FolderSessions } from '../folderSessions';

/** In a drill a change is shown and not run: whoever walks through it marks it as done. */
export function followDrillSteps(sessions: FolderSessions): void {
  const follow = (session: WorkspaceSession) => {
    session.runs.onEvent((event) => {
      if (event.kind === 'ended' && event.report.code === 'drill') offer(session, event);
    });
  };
  for (const session of sessions.all) follow(session);
  sessions.onDidOpen(follow);
}

function offer(
  session: WorkspaceSession,
  { runId, report }: Extract<RunEvent, { kind: 'ended' }>,
): void {
  const incident = session.incidents.active.incident;
  if (incident === undefined || report.message === undefined) return;
  const done = 'Mark Done';
  // The notification stays until it is answered; nobody waits for it.
  void vscode.window.showInformationMessage(report.message, done).then(async (choice) => {
    if (choice === done) await session.incidents.markDone(incident.id, runId);
  });
}
