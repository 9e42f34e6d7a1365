import * as vscode from 'vscode';
import type { Placeholder } from '../../core/model/placeholder';
import { showDeceptive } from '../../core/text/escapes';
import type { ValuesHelp } from '../../session/ports';

type Values = Readonly<Record<string, string>>;
type Answer = { readonly kind: 'value'; readonly value: string } | 'back' | undefined;

/**
 * One form for all holes of a step: a page for each with a way back, and at the end the text as
 * it would run. Undefined when the person leaves it.
 */
export async function askValues(
  title: string,
  holes: readonly Placeholder[],
  help?: ValuesHelp,
): Promise<Values | undefined> {
  const values: Record<string, string> = {};
  for (let page = 0; ;) {
    const hole = holes[page];
    if (hole === undefined) {
      const choice = await review(title, holes, values, help);
      if (choice === undefined) return undefined;
      if (choice === 'use') return values;
      page = choice;
      continue;
    }
    const answer = await askValue(`${title} (${page + 1} of ${holes.length})`, hole, {
      before: values[hole.name],
      hasBack: page > 0,
      proposals: help?.proposals[hole.name] ?? [],
      setBy: help?.setBy[hole.name],
    });
    if (answer === undefined) return undefined;
    if (answer === 'back') page -= 1;
    else {
      values[hole.name] = answer.value;
      page =
        holes.length > page + 1 && !isFilled(holes, values) ? page + 1 : nextPage(holes, values);
    }
  }
}

function isFilled(holes: readonly Placeholder[], values: Values): boolean {
  return holes.every((hole) => values[hole.name] !== undefined);
}

function nextPage(holes: readonly Placeholder[], values: Values): number {
  const open = holes.findIndex((hole) => values[hole.name] === undefined);
  return open < 0 ? holes.length : open;
}

interface Page {
  readonly before: string | undefined;
  readonly hasBack: boolean;
  readonly proposals: readonly string[];
  readonly setBy: string | undefined;
}

function askValue(title: string, hole: Placeholder, page: Page): Promise<Answer> {
  const hint = page.setBy === undefined ? '' : `. The step "${page.setBy}" sets it; run it first?`;
  const prompt = `Value for ${hole.written}${hint}`;
  return hole.kind === 'secret' || page.proposals.length === 0
    ? askTyped(title, prompt, hole, page)
    : askPicked(title, prompt, page);
}

function askTyped(title: string, prompt: string, hole: Placeholder, page: Page): Promise<Answer> {
  const box = vscode.window.createInputBox();
  Object.assign(box, {
    title,
    prompt,
    value: page.before ?? '',
    password: hole.kind === 'secret',
    ignoreFocusOut: true,
    buttons: page.hasBack ? [vscode.QuickInputButtons.Back] : [],
  });
  return new Promise((resolve) => {
    box.onDidTriggerButton(() => finish('back'));
    box.onDidAccept(() => {
      if (box.value === '') box.validationMessage = 'Give a value, or press Escape to leave.';
      else finish({ kind: 'value', value: box.value });
    });
    box.onDidHide(() => finish(undefined));
    const finish = (answer: Answer): void => {
      resolve(answer);
      box.dispose();
    };
    box.show();
  });
}

function askPicked(title: string, prompt: string, page: Page): Promise<Answer> {
  const pick = vscode.window.createQuickPick();
  const items = (written: string): vscode.QuickPickItem[] => [
    ...(written === '' || page.proposals.includes(written)
      ? []
      : [{ label: written, description: 'as typed', alwaysShow: true }]),
    ...page.proposals.map((label, index) => ({
      label,
      ...(index === 0 ? { description: 'proposed' } : {}),
    })),
  ];
  Object.assign(pick, {
    title,
    placeholder: prompt,
    ignoreFocusOut: true,
    items: items(page.before ?? ''),
    buttons: page.hasBack ? [vscode.QuickInputButtons.Back] : [],
  });
  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => (pick.items = items(value)));
    pick.onDidTriggerButton(() => finish('back'));
    pick.onDidAccept(() => {
      const value = pick.activeItems[0]?.label ?? pick.value;
      if (value !== '') finish({ kind: 'value', value });
    });
    pick.onDidHide(() => finish(undefined));
    const finish = (answer: Answer): void => {
      resolve(answer);
      pick.dispose();
    };
    pick.show();
  });
}

/** The last page: the text as it would run; a value can be chosen to be changed. */
async function review(
  title: string,
  holes: readonly Placeholder[],
  values: Values,
  help: ValuesHelp | undefined,
): Promise<'use' | number | undefined> {
  const resolved = help?.resolve(withoutSecrets(holes, values));
  const text = resolved === undefined || !resolved.ok ? undefined : showDeceptive(resolved.value);
  const wrong = resolved?.ok === false ? resolved.message : undefined;
  const use = {
    label: wrong === undefined ? '$(check) Use these values' : `$(warning) ${wrong}`,
    ...(text === undefined ? {} : { detail: text.replaceAll('\n', ' ⏎ ') }),
    page: wrong === undefined ? ('use' as const) : 0,
  };
  const changes = holes.map((hole, page) => ({
    label: `$(edit) ${hole.written}`,
    description: hole.kind === 'secret' ? '••••' : (values[hole.name] ?? ''),
    page,
  }));
  const choice = await vscode.window.showQuickPick([use, ...changes], {
    title: `${title}: what will run`,
    ignoreFocusOut: true,
  });
  return choice?.page;
}

function withoutSecrets(holes: readonly Placeholder[], values: Values): Values {
  const shown: Record<string, string> = { ...values };
  for (const hole of holes) if (hole.kind === 'secret') shown[hole.name] = 'xxxx';
  return shown;
}
