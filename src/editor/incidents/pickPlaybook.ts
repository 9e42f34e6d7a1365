import * as vscode from 'vscode';
import { rankPlaybooks, type Playbook } from '../../core/incident/playbookMatch';
import type { PlaybookFile } from './playbookFiles';

/** What an incident is declared from: a playbook, or nothing but the words typed. */
export interface PickedPlaybook {
  readonly file: PlaybookFile | undefined;
  readonly section: string | undefined;
  readonly title: string;
}

interface PlaybookItem extends vscode.QuickPickItem {
  readonly choice: PickedPlaybook;
}

/** Most entries that are shown; typing one more word brings up the others. */
const MOST = 100;

/** Lists the playbooks by how well they fit what is typed; undefined when the person gave up. */
export function pickPlaybook(
  files: AsyncIterable<readonly PlaybookFile[]>,
  title: string,
): Promise<PickedPlaybook | undefined> {
  const pick = vscode.window.createQuickPick<PlaybookItem>();
  pick.title = title;
  pick.placeholder = 'What is wrong? Type a few words, choose the playbook to follow';
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.busy = true;
  const known: PlaybookFile[] = [];
  const show = () => {
    pick.items = itemsFor(known, pick.value);
  };
  pick.onDidChangeValue(show);
  return new Promise((resolve) => {
    let closed = false;
    const load = async () => {
      for await (const found of files) {
        if (closed) return;
        known.push(...found);
        show();
      }
      pick.busy = false;
    };
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.choice);
      pick.hide();
    });
    pick.onDidHide(() => {
      closed = true;
      resolve(undefined);
      pick.dispose();
    });
    show();
    pick.show();
    void load(); // a file that cannot be read is left out; it never rejects
  });
}

function itemsFor(files: readonly PlaybookFile[], typed: string): PlaybookItem[] {
  const items = rankPlaybooks(files, typed)
    .slice(0, MOST)
    .map((playbook) => itemFor(playbook, files));
  const words = typed.trim();
  return [
    ...items,
    {
      label: words === '' ? 'No playbook' : words,
      description: words === '' ? 'declare the incident by itself' : 'without a playbook',
      iconPath: new vscode.ThemeIcon('flame'),
      alwaysShow: true,
      choice: { file: undefined, section: undefined, title: words },
    },
  ];
}

function itemFor(playbook: Playbook, files: readonly PlaybookFile[]): PlaybookItem {
  const file = files.find((one) => one.path === playbook.path);
  return {
    label: playbook.title,
    description: playbook.path,
    iconPath: new vscode.ThemeIcon(playbook.section === undefined ? 'book' : 'list-ordered'),
    // The order is ours: VS Code would leave out what fits by its meaning.
    alwaysShow: true,
    choice: { file, section: playbook.section?.title, title: incidentTitle(playbook.title) },
  };
}

/** "3.3 Database Connection Errors" and "Scenario 1: Database Outage" without their numbers. */
export function incidentTitle(heading: string): string {
  return heading
    .replace(/^\s*(?:\d+[.)]?)+\s+/, '')
    .replace(/^\s*(?:scenario|playbook|step|procedure)\s*\d+\s*[:.–-]\s*/i, '')
    .trim();
}
