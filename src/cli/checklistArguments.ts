import { fail, succeed, type Result } from '../util/result';

/** `runbook checklist …`. `words` name an item, after a file when the first of them is one. */
export type ChecklistCommand =
  | { readonly action: 'list'; readonly paths: readonly string[]; readonly json: boolean }
  | {
      readonly action: 'tick' | 'untick' | 'skip';
      readonly words: readonly string[];
      readonly reason: string | undefined;
      readonly note: string | undefined;
      readonly json: boolean;
    }
  | {
      readonly action: 'history';
      readonly paths: readonly string[];
      readonly format: 'json' | 'csv' | 'markdown';
      readonly out: string | undefined;
    }
  | { readonly action: 'handover'; readonly out: string | undefined }
  | { readonly action: 'date'; readonly file: string; readonly at: Date | undefined };

export interface ChecklistValues {
  readonly json?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  readonly format?: string | undefined;
  readonly output?: string | undefined;
}

/** Reads what stands behind `runbook checklist`. A wrong one is a failure with a sentence. */
export function readChecklist(
  rest: readonly string[],
  values: ChecklistValues,
): Result<ChecklistCommand, 'usage'> {
  const [action, ...words] = rest;
  const { reason, note, output: out } = values;
  const json = values.json ?? false;
  switch (action) {
    case 'list':
      return succeed({ action, paths: words, json });
    case 'tick':
    case 'untick':
    case 'skip':
      if (words.length === 0) return usage(`checklist ${action} needs an ITEM`);
      if (action === 'skip' && (reason ?? '').trim() === '') {
        return usage('checklist skip needs --reason TEXT: the next person wants to know why');
      }
      return succeed({ action, words, reason, note, json });
    case 'history': {
      const format = json ? 'json' : (values.format ?? formatOf(out));
      if (format !== 'json' && format !== 'csv' && format !== 'markdown') {
        return usage(`--format of a history is json, csv or markdown, not "${format}"`);
      }
      return succeed({ action, paths: words, format, out });
    }
    case 'handover':
      if (words[0] !== undefined)
        return usage(`checklist handover takes options only, not "${words[0]}"`);
      return succeed({ action, out });
    case 'date':
      return readDate(words);
    case undefined:
      return usage(
        'checklist needs an action: list, tick, untick, skip, history, handover or date',
      );
    default:
      return usage(`checklist has no action "${action}"`);
  }
}

function formatOf(out: string | undefined): string {
  if (out?.endsWith('.csv') === true) return 'csv';
  return out?.endsWith('.json') === true ? 'json' : 'markdown';
}

function readDate([file, time, more]: readonly string[]): Result<ChecklistCommand, 'usage'> {
  if (file === undefined || time === undefined || more !== undefined) {
    return usage('checklist date needs a FILE and a TIME like 2026-03-29T02:15:00Z, or none');
  }
  const at = time === 'none' ? undefined : new Date(time);
  if (at !== undefined && Number.isNaN(at.getTime())) return usage(`"${time}" is not a time`);
  return succeed({ action: 'date', file, at });
}

function usage(message: string): Result<never, 'usage'> {
  return fail('usage', `${message}. Try runbook --help.`);
}
