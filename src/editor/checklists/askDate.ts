import * as vscode from 'vscode';
import { dayNumberOf, type Zone } from '../../core/checklist/zone';

const FORM = /^(\d{4})-(\d\d?)-(\d\d?)(?:[ T](\d\d?):(\d\d))?$/;

/**
 * Asks for the date maintenance lists count back from, in the checklists' zone. Undefined when
 * the person gave up; `value` is undefined when the date is taken back.
 */
export async function askDate(
  zone: Zone,
  title: string | undefined,
): Promise<{ readonly value: Date | undefined } | undefined> {
  const written = await vscode.window.showInputBox({
    title: `Date of ${title ?? 'the maintenance'}`,
    prompt: `When it begins, ${zone.name}: 2026-03-29 02:00. Empty takes the date back.`,
    validateInput: (text) =>
      text.trim() === '' || readDate(text, zone) !== undefined
        ? undefined
        : 'Write it like 2026-03-29 02:00.',
  });
  if (written === undefined) return undefined;
  return { value: readDate(written, zone) };
}

function readDate(written: string, zone: Zone): Date | undefined {
  const match = FORM.exec(written.trim());
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return undefined;
  return new Date(zone.instantOf(dayNumberOf(year, month, day), hour * 60 + minute));
}
