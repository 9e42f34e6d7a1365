import { rowsInWords, tableAsCsv, tableAsJson, type TableData } from '../core/run/sql/tableCopy';
import { element, type Browser, type Element } from './elements';

const STYLE = `
.runbook-result table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.runbook-result caption { text-align: left; padding: 2px 0; color: var(--vscode-descriptionForeground); }
.runbook-result th, .runbook-result td { padding: 2px 10px; text-align: left; vertical-align: top;
  border: 1px solid var(--vscode-widget-border, currentColor); white-space: pre-wrap; }
.runbook-result th { font-weight: 600; }
.runbook-result .rows { overflow: auto; max-height: 30em; }
.runbook-result .null { font-style: italic; color: var(--vscode-descriptionForeground); }
.runbook-result button { margin: 4px 6px 0 0; padding: 2px 8px; border: 1px solid transparent;
  font: inherit; color: var(--vscode-button-secondaryForeground);
  background: var(--vscode-button-secondaryBackground); cursor: pointer; }
.runbook-result button:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
`;

/** Draws a result as a table with buttons to copy it. */
export function drawTable(browser: Browser, table: TableData, into: Element): void {
  const root = element(browser, 'div', undefined, { class: 'runbook-result' });
  // A scrolling region must be reachable by the keyboard.
  const scroller = element(browser, 'div', undefined, {
    class: 'rows',
    tabindex: '0',
    role: 'region',
    'aria-label': `Result, ${rowsInWords(table)}`,
  });
  scroller.append(drawRows(browser, table));
  const said = element(browser, 'span', '', { role: 'status', 'aria-live': 'polite' });
  const copy = (label: string, text: () => string): Element => {
    const button = element(browser, 'button', label, { type: 'button' });
    button.addEventListener('click', () => {
      browser.copy(text()).then(
        () => (said.textContent = 'Copied.'),
        () => (said.textContent = 'The clipboard cannot be written here.'),
      );
    });
    return button;
  };
  root.append(
    element(browser, 'style', STYLE),
    scroller,
    copy('Copy as CSV', () => tableAsCsv(table)),
    copy('Copy as JSON', () => tableAsJson(table)),
    said,
  );
  into.replaceChildren(root);
}

function drawRows(browser: Browser, table: TableData): Element {
  const made = element(browser, 'table');
  const head = element(browser, 'tr');
  head.append(...table.columns.map(({ name }) => element(browser, 'th', name, { scope: 'col' })));
  const top = element(browser, 'thead');
  top.append(head);
  const body = element(browser, 'tbody');
  body.append(
    ...table.rows.map((row) => {
      const line = element(browser, 'tr');
      line.append(
        ...row.map((cell) =>
          cell === null
            ? element(browser, 'td', 'null', { class: 'null' })
            : element(browser, 'td', cell),
        ),
      );
      return line;
    }),
  );
  made.append(element(browser, 'caption', rowsInWords(table)), top, body);
  return made;
}
