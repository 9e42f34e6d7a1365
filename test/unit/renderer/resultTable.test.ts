import { describe, expect, test } from 'vitest';
import type { Browser, Element } from '../../../src/renderer/elements';
import { drawTable } from '../../../src/renderer/resultTable';

/** As much of a browser as the renderer uses; a text is a text here as there. */
class FakeElement implements Element {
  textContent: string | null = null;
  className = '';
  readonly children: FakeElement[] = [];
  readonly attributes: Record<string, string> = {};
  click: () => void = () => undefined;
  readonly tag: string;

  constructor(tag: string) {
    this.tag = tag;
  }

  append(...children: readonly Element[]): void {
    this.children.push(...(children as FakeElement[]));
  }

  replaceChildren(...children: readonly Element[]): void {
    this.children.splice(0, Infinity, ...(children as FakeElement[]));
  }

  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }

  addEventListener(_type: 'click', listener: () => void): void {
    this.click = listener;
  }

  all(tag: string): readonly FakeElement[] {
    return this.children.flatMap((child) => [
      ...(child.tag === tag ? [child] : []),
      ...child.all(tag),
    ]);
  }
}

const TABLE = {
  columns: [
    { name: 'id', type: 23 },
    { name: '<b>ship</b>', type: 25 },
    { name: 'id', type: 23 },
  ],
  rows: [
    ['1', '<img src=x onerror=alert(1)>', null],
    ['2', 'a "quoted", cell\nof two lines', '7'],
  ],
  rowCount: 3,
  more: false,
};

function draw(copy: (text: string) => Promise<void>): FakeElement {
  const into = new FakeElement('div');
  const browser: Browser = { createElement: (tag) => new FakeElement(tag), copy };
  drawTable(browser, TABLE, into);
  return into;
}

describe('the table of a result', () => {
  test('shows every cell as text, names its columns and says how much is shown', () => {
    const drawn = draw(() => Promise.resolve());
    expect(drawn.all('th').map(({ textContent }) => textContent)).toEqual([
      'id',
      '<b>ship</b>',
      'id',
    ]);
    expect(drawn.all('th').every(({ attributes }) => attributes['scope'] === 'col')).toBe(true);
    const cells = drawn.all('td').map(({ textContent }) => textContent);
    expect(cells).toEqual([...(TABLE.rows[0] ?? []).slice(0, 2), 'null', ...(TABLE.rows[1] ?? [])]);
    expect(drawn.all('caption')[0]?.textContent).toBe('3 rows, the first 2 are shown');
    expect(drawn.all('img')).toEqual([]);
  });

  test('is copied as CSV and as JSON, and says so', async () => {
    const copied: string[] = [];
    const drawn = draw((text) => {
      copied.push(text);
      return Promise.resolve();
    });
    for (const button of drawn.all('button')) button.click();
    await Promise.resolve();
    expect(copied[0]).toBe(
      'id,<b>ship</b>,id\n1,<img src=x onerror=alert(1)>,\n2,"a ""quoted"", cell\nof two lines",7\n',
    );
    expect(JSON.parse(copied[1] ?? '')).toEqual([
      { id: '1', '<b>ship</b>': '<img src=x onerror=alert(1)>', id_2: null },
      { id: '2', '<b>ship</b>': 'a "quoted", cell\nof two lines', id_2: '7' },
    ]);
    expect(drawn.all('span')[0]?.textContent).toBe('Copied.');
  });

  test('says when the clipboard is closed', async () => {
    const drawn = draw(() => Promise.reject(new Error('no')));
    drawn.all('button')[0]?.click();
    await new Promise((resolve) => setImmediate(resolve));
    expect(drawn.all('span')[0]?.textContent).toMatch(/cannot be written/);
  });
});
