import { parseAllDocuments } from 'yaml';
import type { CodeBlock } from '../../model/runbook';
import type { Rule } from '../rule';

/** A block that says it is JSON or YAML and is not. */
export const brokenData: Rule = {
  code: 'broken-data',
  severity: 'warning',
  explanation:
    'A block marked as JSON or YAML that cannot be read as such fails where it is pasted. Where something is left out on purpose, write `...`; mark JSON with comments as `jsonc`.',
  find: ({ runbook, lines }) =>
    runbook.blocks.flatMap((block) => {
      const line = block.fenced ? wrongLine(block) : undefined;
      if (line === undefined) return [];
      const at = Math.min(block.range.start + 1 + line, block.range.end - 1);
      return [
        {
          span: { start: lines.start(at), end: lines.end(at) },
          message: `This block is marked as ${block.tag} and cannot be read as such. Mend it, or name what it is.`,
        },
      ];
    }),
};

/** Something the author left out or has still to fill in. */
const TEMPLATED = /\.\.\.|…|\{\{|\{%|<%|\$\{|<[A-Za-z][\w .:/-]*>|\[[A-Z][\w -]+\](?!\s*\()/;
const MAX = 100_000;

/** Line of the first error (0-based, in the block), undefined when there is none. */
function wrongLine({ tag, content }: CodeBlock): number | undefined {
  if (content.trim() === '' || content.length > MAX || TEMPLATED.test(content)) return undefined;
  if (tag === 'json') return isJson(content.trim()) ? undefined : jsonErrorLine(content);
  if (tag === 'yaml' || tag === 'yml') return yamlErrorLine(content);
  return undefined;
}

function isJson(text: string): boolean {
  return (
    parses(text) ||
    parses(`{${text.replace(/,\s*$/, '')}}`) ||
    parses(`[${text.replace(/,\s*$/, '')}]`) ||
    text.split('\n').every((line) => line.trim() === '' || parses(line)) ||
    parses(`[${text.replace(/\}\s*\n\s*\{/g, '},{')}]`)
  );
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The first line that cannot belong to JSON, else the first. */
function jsonErrorLine(content: string): number {
  const line = content
    .split('\n')
    .findIndex(
      (text) =>
        /^\s*(?:#|\/\/|[A-Za-z]\w*\s)/.test(text) && !/^\s*(?:true|false|null)\b/.test(text),
    );
  return Math.max(0, line);
}

function yamlErrorLine(content: string): number | undefined {
  const documents = parseAllDocuments(content, { logLevel: 'silent', uniqueKeys: true });
  if (!Array.isArray(documents)) return undefined;
  for (const { errors } of documents) {
    const [error] = errors;
    if (error === undefined) continue;
    return (error.linePos?.[0].line ?? 1) - 1;
  }
  return undefined;
}
