import type { Rule } from '../scope';
import { listOf } from './arguments';

/** The same rule for several names, written in one string. */
export function named(names: string, rule: Rule): Readonly<Record<string, Rule>> {
  return Object.fromEntries(listOf(names).map((name) => [name, rule]));
}
