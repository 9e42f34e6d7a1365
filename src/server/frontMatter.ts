import {
  CompletionItemKind,
  MarkupKind,
  type CompletionItem,
  type Hover,
} from 'vscode-languageserver';
import { cutFrontMatter } from '../core/parser/markdown';
import { canonical, KEYS } from '../core/validation/frontMatterKeys';

/** Whether an offset lies between the `---` lines at the top. */
export function isInFrontMatter(text: string, offset: number): boolean {
  const front = cutFrontMatter(text);
  return front !== undefined && front.start <= offset && offset <= front.start + front.yaml.length;
}

/** Keys that are not there yet at the start of a line, values behind one. */
export function frontMatterCompletions(text: string, offset: number): readonly CompletionItem[] {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const value = /^([\w-]+):\s*[^#]*$/.exec(line);
  if (value !== null) {
    return (KEYS.get(canonical(value[1] ?? ''))?.examples ?? []).map((label) => ({
      label,
      kind: CompletionItemKind.Value,
    }));
  }
  if (!/^[\w-]*$/.test(line)) return [];
  const there = new Set(
    [...(cutFrontMatter(text)?.yaml ?? '').matchAll(/^([\w-]+):/gm)].map((match) =>
      canonical(match[1] ?? ''),
    ),
  );
  return [...KEYS].flatMap(([label, { description }]) =>
    there.has(label)
      ? []
      : [
          {
            label,
            detail: description,
            insertText: `${label}: `,
            kind: CompletionItemKind.Property,
          },
        ],
  );
}

/** What the key on a line is for. */
export function frontMatterHover(text: string, offset: number): Hover | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const key = /^([\w-]+):/.exec(text.slice(start, start + 200))?.[1];
  const known = key === undefined ? undefined : KEYS.get(canonical(key));
  return known === undefined
    ? undefined
    : { contents: { kind: MarkupKind.Markdown, value: known.description } };
}
