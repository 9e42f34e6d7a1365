import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from './openCheck';

/** One rule: faults in ways that people write them, and texts that only look like them. */
export interface Kind {
  readonly code: string;
  readonly faults: readonly string[];
  readonly sound: readonly string[];
}

export const fence = (tag: string, ...code: readonly string[]): string =>
  `\`\`\`${tag}\n${code.join('\n')}\n\`\`\``;

/** A table of rows whose cells are set apart by bars. */
export const table = (...rows: readonly string[]): string => {
  const [header = '', ...rest] = rows;
  const columns = header.split('|').length;
  const row = (cells: string): string => `| ${cells} |`;
  return [row(header), row(Array(columns).fill('---').join(' | ')), ...rest.map(row)].join('\n');
};

/** A runbook that has nothing wrong but what is put into it. */
export const page = (...lines: readonly string[]): string =>
  `# Page cache\n\n${lines.join('\n\n')}\n\n## Look\n\nSay hello.`;

/** Each fault is found by its rule, and nothing that is sound. */
export function describeWordings(kinds: readonly Kind[], files: readonly string[] = []): void {
  describe('faults in other words', () => {
    let check: Check;
    beforeAll(async () => {
      check = await openCheck(files);
    });

    const codesOf = (text: string): readonly string[] =>
      check(/^(?:#|---\n)/.test(text) ? text : page(text)).map(({ code }) => code);

    it.each(kinds)('finds every $code', ({ code, faults }) => {
      expect(faults.filter((fault) => !codesOf(fault).includes(code))).toEqual([]);
    });

    it.each(kinds)('leaves alone what only looks like $code', ({ code, sound }) => {
      expect(sound.filter((text) => codesOf(text).includes(code))).toEqual([]);
    });
  });
}
