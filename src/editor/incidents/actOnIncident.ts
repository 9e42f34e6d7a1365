import * as vscode from 'vscode';
import { severityChoices } from '../../core/incident/deadlines';
import { chooseTemplate, fillTemplate, plainUpdate } from '../../core/incident/messageTemplate';
import type { MessageTemplate } from '../../core/model/facts';
import type { Result } from '../../util/result';
import { showFailure } from '../showFailure';
import type { PlacedIncident } from './windowIncident';

/** Each asks what it needs (unless it is given) and records it; true when it is on the device. */

export async function addNote(placed: PlacedIncident, given?: string): Promise<boolean> {
  const text = given ?? (await ask(placed, 'Note: what you see, think or decide'));
  if (text === undefined) return false;
  return told(await placed.session.incidents.note(placed.incident.id, text), 'The note');
}

export async function changeSeverity(placed: PlacedIncident, given?: string): Promise<boolean> {
  const { session, incident } = placed;
  const runbook = await session.incidents.runbookOf(incident);
  const items = severityChoices(runbook?.model).map(({ level, description, responseMinutes }) => ({
    label: level,
    description: [
      ...(level === incident.severity ? ['as it is now'] : []),
      ...(responseMinutes === undefined ? [] : [`respond within ${responseMinutes} min`]),
    ].join(', '),
    detail: description,
  }));
  const options = { title: heading(placed), placeHolder: 'Severity from now on' };
  const level = given ?? (await vscode.window.showQuickPick(items, options))?.label;
  if (level === undefined) return false;
  const reason = given === undefined ? await ask(placed, 'Why (may be left empty)', '') : '';
  if (reason === undefined) return false;
  return told(await session.incidents.setSeverity(incident.id, level, reason), 'The severity');
}

export async function acknowledge(placed: PlacedIncident): Promise<boolean> {
  const { session, incident } = placed;
  return told(await session.incidents.reach(incident.id, 'acknowledged'), 'The acknowledgement');
}

export async function mitigate(placed: PlacedIncident, given?: string): Promise<boolean> {
  const { session, incident } = placed;
  const text = given ?? (await ask(placed, 'What makes it bearable now (may be left empty)', ''));
  if (text === undefined) return false;
  return told(await session.incidents.reach(incident.id, 'mitigated', { text }), 'The mitigation');
}

export async function resolve(placed: PlacedIncident, given?: string): Promise<boolean> {
  const { session, incident } = placed;
  const text = given ?? (await ask(placed, 'Cause, in one line'));
  if (text === undefined) return false;
  return told(await session.incidents.reach(incident.id, 'resolved', { text }), 'The resolution');
}

export async function handOver(placed: PlacedIncident, given?: string): Promise<boolean> {
  const { session, incident } = placed;
  const to = given ?? (await ask(placed, 'Who takes over as commander?'));
  if (to === undefined) return false;
  const words =
    given === undefined ? await ask(placed, 'What they need to know (may be left empty)', '') : '';
  if (words === undefined) return false;
  return told(await session.incidents.handOver(incident.id, to, words), 'The hand-over');
}

export async function assignRole(
  placed: PlacedIncident,
  given?: { readonly role: string; readonly person: string },
): Promise<boolean> {
  const { session, incident } = placed;
  const chosen = given ?? (await askRole(placed));
  if (chosen === undefined) return false;
  const { role, person } = chosen;
  return told(await session.incidents.assign(incident.id, role, person), 'The role');
}

async function askRole(placed: PlacedIncident) {
  const { session, incident } = placed;
  const runbook = await session.incidents.runbookOf(incident);
  const contacts = runbook?.model.contacts ?? [];
  const items = [
    { label: 'commander', detail: `now ${incident.commander ?? 'nobody'}`, ways: [] as string[] },
    ...contacts.map(({ role, entries }) => ({
      label: role,
      detail: Object.entries(entries)
        .map(([name, way]) => `${name}: ${way}`)
        .join(' · '),
      ways: Object.values(entries),
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: heading(placed),
    placeHolder: 'Role, from the contact table of the runbook',
  });
  if (picked === undefined) return undefined;
  const known = picked.ways.find((way) => !/^(?:tbd|n\/?a|-|\[.*\])$/i.test(way)) ?? '';
  const person = await ask(placed, `Who is ${picked.label}?`, known);
  return person === undefined ? undefined : { role: picked.label, person };
}

/** The text selected in the editor, else what is typed or pasted. */
export async function pinEvidence(placed: PlacedIncident, given?: string): Promise<boolean> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  const text = given ?? (selected || (await ask(placed, 'Evidence: a text or a link')));
  if (text === undefined || text === '') return false;
  const lines = editor && selected === text ? `, line ${editor.selection.start.line + 1}` : '';
  const source =
    lines === '' || editor === undefined
      ? (text.split('\n')[0] ?? '').slice(0, 80)
      : `${vscode.workspace.asRelativePath(editor.document.uri)}${lines}`;
  const title = given === undefined ? await ask(placed, 'What it shows', source) : source;
  if (title === undefined) return false;
  const isLink = /^https?:\/\/\S+$/.test(text.trim());
  const evidence = isLink ? { title, url: text.trim() } : { title, text };
  const { session, incident } = placed;
  return told(await session.incidents.pin(incident.id, evidence), 'The evidence');
}

/** Fills a template of the runbook, asks for what the incident does not know, records and copies. */
export async function postUpdate(placed: PlacedIncident, given?: string): Promise<boolean> {
  const { session, incident } = placed;
  const runbook = await session.incidents.runbookOf(incident);
  const templates = runbook?.model.templates ?? [];
  const best = chooseTemplate(templates, incident);
  const template =
    given === undefined && templates.length > 1
      ? await pickTemplate(placed, templates, best)
      : best;
  if (template === undefined && templates.length > 1 && given === undefined) return false;
  const now = session.now().getTime();
  const filled = template && fillTemplate(template, incident, now);
  let text = given ?? filled?.text ?? plainUpdate(incident, now);
  for (const name of given === undefined ? (filled?.open ?? []) : []) {
    const value = await ask(placed, `Status update: ${name} (may be left empty)`, '');
    if (value === undefined) return false;
    if (value !== '') text = fillHole(text, name, value);
  }
  const saved = await session.incidents.postUpdate(incident.id, {
    text,
    template: template?.title,
    nextMinutes: filled?.nextMinutes,
  });
  if (!told(saved, 'The update')) return false;
  await vscode.env.clipboard.writeText(text);
  const next = filled?.nextMinutes;
  const due = next === undefined ? '' : `; the next is due in ${next} minutes`;
  vscode.window.setStatusBarMessage(`$(copy) Update recorded and copied${due}`, 5000);
  return true;
}

function fillHole(text: string, name: string, value: string): string {
  for (const written of [`{{${name}}}`, `{${name}}`, `[${name}]`, `<${name}>`]) {
    if (text.includes(written)) return text.replaceAll(written, () => value);
  }
  return text;
}

async function pickTemplate(
  placed: PlacedIncident,
  templates: readonly MessageTemplate[],
  best: MessageTemplate | undefined,
): Promise<MessageTemplate | undefined> {
  const ordered = [...templates].sort((a, b) => Number(b === best) - Number(a === best));
  const items = ordered.map((template) => ({
    label: template.title,
    detail: template.text.split('\n').slice(0, 2).join(' '),
    template,
  }));
  const options = { title: heading(placed), placeHolder: 'Message template of the runbook' };
  return (await vscode.window.showQuickPick(items, options))?.template;
}

function ask(placed: PlacedIncident, prompt: string, value = ''): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: heading(placed),
    prompt,
    value,
    ignoreFocusOut: true,
  });
}

function heading({ incident }: PlacedIncident): string {
  return `${incident.drill ? 'Drill' : 'Incident'}: ${incident.title}`;
}

function told(result: Result<unknown, string>, what: string): boolean {
  if (!result.ok) {
    showFailure({ code: result.code, message: `${what} is not saved: ${result.message}` });
  }
  return result.ok;
}
