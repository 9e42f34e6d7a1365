import * as vscode from 'vscode';
import {
  filterVerdictWords,
  type FilterChoices,
  type LogFilter,
} from '../../core/export/logFilter';

type Item = vscode.QuickPickItem & { readonly filter?: LogFilter };

/** Asks what to show: one person, step or verdict after the other; undefined when given up. */
export async function pickFilter(
  filter: LogFilter,
  choices: FilterChoices,
): Promise<LogFilter | undefined> {
  const item = await vscode.window.showQuickPick(itemsOf(filter, choices), {
    placeHolder: 'Show only…',
    matchOnDescription: true,
  });
  return item?.filter;
}

function itemsOf(filter: LogFilter, { people, steps, verdicts }: FilterChoices): Item[] {
  const { person, stepId, verdict, ...rest } = filter;
  const others = {
    person: { ...rest, ...defined({ stepId, verdict }) },
    step: { ...rest, ...defined({ person, verdict }) },
    verdict: { ...rest, ...defined({ person, stepId }) },
  };
  return [
    { label: '$(clear-all) Everything', filter: {} },
    separator('Person'),
    ...people.map((one) =>
      item(`$(person) ${one}`, one === person, { ...others.person, person: one }),
    ),
    separator('Verdict'),
    ...verdicts.map((one) =>
      item(`$(law) ${filterVerdictWords(one)}`, one === verdict, {
        ...others.verdict,
        verdict: one,
      }),
    ),
    separator('Step'),
    ...steps.map((one) =>
      item(`$(terminal) ${one.title}`, one.stepId === stepId, {
        ...others.step,
        stepId: one.stepId,
      }),
    ),
  ];
}

function item(label: string, chosen: boolean, filter: LogFilter): Item {
  return chosen ? { label, description: 'shown now', filter } : { label, filter };
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Without members that are undefined. */
function defined(filter: { [K in keyof LogFilter]: LogFilter[K] | undefined }): LogFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
