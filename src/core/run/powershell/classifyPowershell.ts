import { notUnderstood, type Finding } from '../finding';
import type { CallClassifier } from '../bash/classifyBash';
import type { Scope } from '../scope';

export function classifyPowershell(
  _source: string,
  original: string,
  _scope: Scope,
  _classifyCall: CallClassifier,
): readonly Finding[] {
  return [notUnderstood(original)];
}
