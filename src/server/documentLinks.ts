import type { DocumentLink } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Runbook } from '../core/model/runbook';
import { toRange } from './names';

const PATH =
  /(?<![\w/\\.:$-])(?:\.{1,2}[\\/])?(?:[\w.-]+[\\/])+[\w.-]+\.[A-Za-z]\w{0,5}(?![\w/\\])/g;

/**
 * Links for paths in commands that name a file of the folder: Markdown's own support knows links
 * only. `find` gives the address of a file that is there.
 */
export function documentLinks(
  runbook: Runbook,
  document: TextDocument,
  find: (path: string) => string | undefined,
): readonly DocumentLink[] {
  const text = document.getText();
  return runbook.steps.flatMap(({ source }) =>
    [...text.slice(source.start, source.end).matchAll(PATH)].flatMap((match) => {
      const target = find(match[0].replaceAll('\\', '/'));
      const start = source.start + match.index;
      return target === undefined
        ? []
        : [{ range: toRange(document, { start, end: start + match[0].length }), target }];
    }),
  );
}
