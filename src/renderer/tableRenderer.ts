import type { TableData } from '../core/run/sql/tableCopy';
import type { Browser, Element } from './elements';
import { drawTable } from './resultTable';

declare const document: { createElement(tag: string): Element };
declare const navigator: { readonly clipboard: { writeText(text: string): Promise<void> } };

const browser: Browser = {
  createElement: (tag) => document.createElement(tag),
  copy: (text) => navigator.clipboard.writeText(text),
};

/** Called by VS Code in the notebook's own frame (Notebook Renderer API). */
export function activate(): {
  renderOutputItem(item: { json(): unknown }, into: Element): void;
} {
  return {
    renderOutputItem: (item, into) => drawTable(browser, item.json() as TableData, into),
  };
}
