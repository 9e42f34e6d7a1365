import { readScript } from './sqlScript';

const EXPLAINED = /^(?:explain|show|set|reset|begin|start|commit|end|rollback|copy)\b/i;

/**
 * A script that asks for the plans of its statements and executes none of them. What cannot be
 * explained is left out; undefined when nothing is left.
 * @param holesAway the same text with its holes replaced by letters, offset for offset
 */
export function explainScript(template: string, holesAway: string): string | undefined {
  const explained = readScript(holesAway).flatMap((item) => {
    if (item.kind === 'meta' || EXPLAINED.test(item.text)) return [];
    return [`EXPLAIN ${template.slice(item.range.start, item.range.end)};`];
  });
  return explained.length === 0 ? undefined : explained.join('\n');
}
