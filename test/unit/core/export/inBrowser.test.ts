import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HtmlRenderer, Parser } from 'commonmark';
import MarkdownIt from 'markdown-it';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportHtml } from '../../../../src/core/export/html';
import { exportIpynb } from '../../../../src/core/export/ipynb';
import { exportJson } from '../../../../src/core/export/json';
import { exportMarkdown } from '../../../../src/core/export/markdown';
import { launchChromium } from '../../../harness/chromium.mjs';
import { repeats } from '../../effort';
import { CASES } from './cases';
import { hostileLog, PAYLOADS } from './payloads';
import { logOf, started, ended, storyOf } from './logOf';

const folder = mkdtempSync(join(tmpdir(), 'runbook-export-'));
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 180_000);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

interface Seen {
  readonly scripts: number;
  readonly handlers: number;
  readonly hit: unknown;
  readonly dialogs: number;
  readonly requests: readonly string[];
}

/** Opens a file as a reader would, and reports everything that ran or was asked for. */
async function open(name: string, content: string): Promise<Seen> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const url = pathToFileURL(path).href;
  const page = await browser.newPage();
  const requests: string[] = [];
  let dialogs = 0;
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  await page.goto(url);
  await act(page);
  const [scripts, handlers, hit] = await page.evaluate<[number, number, unknown]>(COUNT);
  await page.close();
  return { scripts, handlers, hit, dialogs, requests };
}

/** Focus and click what there is: handlers and links must not act either. */
async function act(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  await page.mouse.click(40, 40);
  await page.evaluate(`new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))`);
}

const COUNT = `[
  document.querySelectorAll('script').length,
  [...document.querySelectorAll('*')].filter((element) =>
    [...element.attributes].some(({ name, value }) =>
      /^on/i.test(name) || /^\\s*(?:javascript|data|vbscript):/i.test(value))).length,
  window.hit ?? null,
]`;

const NOTHING: Seen = { scripts: 0, handlers: 0, hit: null, dialogs: 0, requests: [] };

/** All of them in CI, each twentieth at a desk: the places of a log are the same. */
const chosen = PAYLOADS.filter(
  (_, at) => at % Math.ceil(PAYLOADS.length / repeats(PAYLOADS.length)) === 0,
);
const hostile = hostileLog(chosen);
const story = storyOf(hostile.events);

function page(body: string): string {
  return `<!doctype html><meta charset="utf-8"><body>${body}</body>`;
}

describe(`${chosen.length} hostile texts in every place of a log, opened in Chromium`, () => {
  test('the payloads do act where they are not escaped', async () => {
    // A page that leaves for another address cannot be asked any more.
    const raw = PAYLOADS.slice(0, 30).filter((text) => !/refresh|<base/.test(text));
    const seen = await open('control.html', page(raw.join('\n')));
    expect(seen.hit).toBe(1);
    expect(seen.requests.length).toBeGreaterThan(0);
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(500);
  });

  test('HTML: nothing runs and nothing is asked for', async () => {
    expect(await open('log.html', exportHtml(story))).toEqual(NOTHING);
  });

  test('HTML without its policy: escaping alone holds', async () => {
    const html = exportHtml(story);
    const without = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
    expect(without).not.toBe(html);
    expect(await open('bare.html', without)).toEqual(NOTHING);
  });

  test('Markdown, by renderers that let all HTML through', async () => {
    const markdown = exportMarkdown(story);
    const first = new MarkdownIt('default', { html: true, linkify: false }).render(markdown);
    expect(await open('markdown-it.html', page(first))).toEqual(NOTHING);
    const second = new HtmlRenderer({ safe: false }).render(new Parser().parse(markdown));
    expect(await open('commonmark.html', page(second))).toEqual(NOTHING);
  });

  test('ipynb: its Markdown cells by a renderer that lets all HTML through', async () => {
    const notebook = JSON.parse(exportIpynb(story)) as {
      cells: { cell_type: string; source: string[] }[];
    };
    const renderer = new MarkdownIt('default', { html: true });
    const cells = notebook.cells.filter((cell) => cell.cell_type === 'markdown');
    expect(cells.length).toBeGreaterThan(chosen.length);
    const html = cells.map((cell) => renderer.render(cell.source.join(''))).join('\n');
    expect(await open('cells.html', page(html))).toEqual(NOTHING);
  });

  test('JSON', async () => {
    const json = exportJson({
      ...story,
      log: 'incidents/inc-1',
      files: [{ name: 'host-a.jsonl', text: hostile.text }],
      outputs: [],
      outputsLeftOut: [],
    });
    const seen = await open('log.json', json);
    expect({ ...seen, handlers: 0 }).toEqual(NOTHING);
  });
});

describe('the exported page for everybody', () => {
  const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
  const colours = Array.from({ length: 16 }, (_, colour) => {
    const [text, behind] = colour < 8 ? [30 + colour, 40 + colour] : [82 + colour, 92 + colour];
    return `\u001b[${text}mtext\u001b[0m \u001b[${behind}mbehind\u001b[0m \u001b[7;${text}minverse\u001b[0m`;
  }).join('\n');
  const painted = logOf([
    started('c'),
    ended('c', `${colours}\n\u001b[38;2;10;10;60mdeep\u001b[0m`),
  ]);
  const pages = [
    ...CASES.map(([name, log, events]) => [name, storyOf(events, log)] as const),
    ['colours', storyOf(painted.events)] as const,
    ['hostile', storyOf(hostileLog(PAYLOADS.slice(0, 40)).events)] as const,
  ];

  for (const [name, told] of pages) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${name}, ${colorScheme}: axe finds nothing`, async () => {
        const path = join(folder, `${name}.html`);
        writeFileSync(path, exportHtml(told));
        const opened = await browser.newPage();
        await opened.emulateMedia({ colorScheme });
        await opened.goto(pathToFileURL(path).href);
        await opened.evaluate(axe);
        const result = await opened.evaluate<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>(`axe.run(document, { resultTypes: ['violations'] })`);
        await opened.close();
        const found = result.violations.map(({ id, nodes }) => [
          id,
          nodes[0]?.html,
          nodes[0]?.failureSummary,
        ]);
        expect(found).toEqual([]);
      });
    }
  }
});
