import { notUnderstood, type Finding } from '../finding';
import type { Scope } from '../scope';

export function classifyPython(source: string, _scope: Scope): readonly Finding[] {
  return [notUnderstood(source)];
}
