import type { Placeholder } from '../core/model/placeholder';
import type { Runbook } from '../core/model/runbook';
import { placeholderName, UNNAMED } from '../core/parser/placeholderName';
import { fail, succeed, type Result } from '../util/result';

/** As many names are told when one does not fit. */
const MOST_NAMES = 20;

/**
 * The values of `--set` under the names that the placeholders of runbooks have. A placeholder may
 * also be called as it is written, with or without its brackets, in any case. A name that none has
 * is wrong usage: its value would be lost without a word.
 */
export function setValues(
  given: Readonly<Record<string, string>>,
  runbooks: readonly Runbook[],
): Result<Readonly<Record<string, string>>, 'usage'> {
  const holes = runbooks.flatMap(({ steps }) => steps.flatMap((step) => step.placeholders));
  const values = new Map<string, string>();
  for (const [written, value] of Object.entries(given)) {
    const names = namesOf(written, holes);
    if (names.length === 0) return fail('usage', unknown(written, holes));
    for (const name of names) values.set(name, value);
  }
  return succeed(Object.fromEntries(values));
}

/** What fits exactly goes first: `$POD` and `<pod>` are two placeholders. */
const WAYS: readonly ((written: string, hole: Placeholder) => boolean)[] = [
  (written, hole) => written === hole.name || written === hole.written,
  (written, hole) => bare(written) === bare(hole.written),
  (written, hole) =>
    [hole.name, bare(hole.written)].some((name) => name.toLowerCase() === lower(written)) ||
    // `<your-name>` and `<my-name>` are one placeholder, written as the first of them.
    (hole.name !== UNNAMED && placeholderName(written) === hole.name),
];

function namesOf(written: string, holes: readonly Placeholder[]): readonly string[] {
  for (const fits of WAYS) {
    const found = holes.filter((hole) => fits(written, hole));
    if (found.length > 0) return [...new Set(found.map(({ name }) => name))];
  }
  return [];
}

function lower(written: string): string {
  return bare(written).toLowerCase();
}

/** Without the brackets, dollar and per cent signs around it. */
function bare(written: string): string {
  return written.replace(/^[$%{[<(\s]+|[%}\]>)\s]+$/g, '');
}

function unknown(written: string, holes: readonly Placeholder[]): string {
  const names = [...new Set(holes.map(({ name }) => name))];
  if (names.length === 0)
    return `--set ${written}: there is no placeholder here to give a value to.`;
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
  return `--set ${written}: no placeholder has this name. The names here: ${names.slice(0, MOST_NAMES).join(', ')}${more}.`;
}
