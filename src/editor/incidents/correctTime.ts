import * as vscode from 'vscode';
import { MOMENTS, toUtc, type Moment } from '../../core/incident/times';
import { showFailure } from '../showFailure';
import type { PlacedIncident } from './windowIncident';

/** Corrects a time that is shown; the one that was recorded stays in the log, with who and why. */
export async function correctTime(placed: PlacedIncident): Promise<boolean> {
  const { session, incident } = placed;
  const moment = await pickMoment(placed);
  if (moment === undefined) return false;
  const time = await vscode.window.showInputBox({
    title: `Incident: ${incident.title}`,
    prompt: `When was it ${moment}? UTC, like 2026-03-29T02:15:00Z`,
    value: incident.times[moment]?.time ?? incident.times.declared?.time ?? '',
    ignoreFocusOut: true,
    validateInput: (value) =>
      toUtc(value) === undefined ? 'Write it like 2026-03-29T02:15:00Z.' : null,
  });
  if (time === undefined) return false;
  const reason = await vscode.window.showInputBox({
    title: `Incident: ${incident.title}`,
    prompt: 'Why it is corrected (may be left empty)',
    ignoreFocusOut: true,
  });
  if (reason === undefined) return false;
  const saved = await session.incidents.correctTime(
    incident.id,
    moment,
    time,
    reason === '' ? undefined : reason,
  );
  if (!saved.ok) {
    const message = `The correction is not saved: ${saved.message}`;
    showFailure({ code: saved.code, message });
  }
  return saved.ok;
}

async function pickMoment({ incident }: PlacedIncident): Promise<Moment | undefined> {
  const items = MOMENTS.filter(
    (moment) =>
      moment === 'started' || moment === 'detected' || incident.times[moment] !== undefined,
  ).map((moment) => ({
    label: moment,
    description: incident.times[moment]?.time ?? 'not known',
    detail:
      incident.times[moment]?.source === 'corrected'
        ? `recorded as ${incident.times[moment].original}`
        : '',
  }));
  const options = { title: `Incident: ${incident.title}`, placeHolder: 'Which time was wrong?' };
  return (await vscode.window.showQuickPick(items, options))?.label;
}
