import { escapePattern } from '../core/text/escapePattern';
import type { Location, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Runbook } from '../core/model/runbook';
import type { OffsetRange } from '../core/text/range';
import { RuleContext } from '../core/validation/ruleContext';

/** A name that stands in several places: a step's own name, or a placeholder. */
export interface NamedThing {
  readonly kind: 'step' | 'placeholder';
  readonly name: string;
  /** Where it is given, then every other place; offsets of the name alone. */
  readonly places: readonly OffsetRange[];
}

/** The step name or placeholder at an offset, with all its places in the document. */
export function namedAt(runbook: Runbook, text: string, offset: number): NamedThing | undefined {
  return [...stepNames(runbook, text), ...placeholders(runbook, text)].find(({ places }) =>
    places.some(({ start, end }) => start <= offset && offset <= end),
  );
}

/** Names given with `name=`, and where `#step-name` links refer to them. */
export function stepNames(runbook: Runbook, text: string): readonly NamedThing[] {
  return runbook.steps.flatMap(({ attributes: { name }, range }) => {
    if (name === undefined) return [];
    const lines = new RuleContext(runbook, text, {}).lines;
    const from = lines.start(range.start);
    const at = text
      .slice(from, lines.end(range.start))
      .search(new RegExp(`(?<=name["']?\\s*[=:]\\s*["']?)${escapePattern(name)}`));
    if (at < 0) return [];
    const places = [{ start: from + at, end: from + at + name.length }];
    for (const match of text.matchAll(
      new RegExp(`(?<=\\]\\(#step-)${escapePattern(name)}(?![\\w-])`, 'g'),
    ))
      places.push({ start: match.index, end: match.index + name.length });
    return [{ kind: 'step' as const, name, places }];
  });
}

/** Every written form of a placeholder with its places. */
export function placeholders(runbook: Runbook, text: string): readonly NamedThing[] {
  const context = new RuleContext(runbook, text, {});
  const byName = new Map<string, OffsetRange[]>();
  for (const step of runbook.steps) {
    for (const { variable, places } of step.placeholders) {
      if (variable) continue;
      for (const place of places) {
        const written = step.text.slice(place.start, place.end);
        const span = context.place(step, place.start, place.end);
        if (text.slice(span.start, span.end) !== written) continue;
        byName.set(written, [...(byName.get(written) ?? []), span]);
      }
    }
  }
  return [...byName].map(([name, places]) => ({ kind: 'placeholder', name, places }));
}

export function toRange(document: TextDocument, { start, end }: OffsetRange): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function locationsOf(document: TextDocument, thing: NamedThing): Location[] {
  return thing.places.map((place) => ({ uri: document.uri, range: toRange(document, place) }));
}

/**
 * The edit that renames a thing everywhere. Undefined for a name that would not be one: a step's
 * name takes letters, digits and `-_.`; a placeholder keeps its brackets, which may be left out.
 */
export function renameEdit(
  document: TextDocument,
  thing: NamedThing,
  newName: string,
): WorkspaceEdit | undefined {
  const name = thing.kind === 'step' ? newName.trim() : withBrackets(thing.name, newName.trim());
  if (thing.kind === 'step' && !/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(name)) return undefined;
  if (thing.kind === 'placeholder' && !/^[^\s`|][^\n`|]{0,80}$/.test(name)) return undefined;
  const edits: TextEdit[] = thing.places.map((place) => ({
    range: toRange(document, place),
    newText: name,
  }));
  return { changes: { [document.uri]: edits } };
}

const BRACKETS = /^(<<?|\[|\{\{?\s*)(.*?)(\s*>>?|\]|\s*\}\}?)$/s;

function withBrackets(old: string, name: string): string {
  const match = BRACKETS.exec(old);
  if (match === null || BRACKETS.test(name)) return name;
  return `${match[1] ?? ''}${name}${match[3] ?? ''}`;
}
