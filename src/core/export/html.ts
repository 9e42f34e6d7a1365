import { assertNever } from '../../util/assertNever';
import type { VerdictKind } from '../run/outcome';
import { pageStyle } from './htmlStyle';
import { escapeHtml, outputHtml } from './htmlText';
import { isWeb } from './markdown';
import { PersonsHtml } from './personsMarkdown';
import type { Story, StoryEntry, StoryPiece, StoryTone } from './story';
import { CHECKPOINT_WORDS, FOOTER_TITLE } from './story';
import { verdictWords } from './tellEntry';

/** Nothing is loaded and nothing runs; the page's own style is all there is. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A log as one page without scripts. Every text is escaped at the place where it is put in, and
 * nothing is changed after that.
 */
export function exportHtml(story: Story): string {
  const persons = new PersonsHtml();
  const days = story.days.map(
    ({ day, entries }) =>
      `<h2>${day === '' ? 'Day unknown' : `${escapeHtml(day)} (UTC)`}</h2>\n` +
      entries.map((entry) => entryHtml(entry, persons)).join(''),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(story.title) || 'Log'}</title>
<style>${pageStyle()}</style>
</head>
<body${story.watermark === undefined ? '' : ' class="drill"'}>
${headerHtml(story)}
<main>
${days.length === 0 ? '<p>Nothing was recorded.</p>' : days.join('')}</main>
${footerHtml(story)}
</body>
</html>
`;
}

function headerHtml({ title, watermark, summary, details }: Story): string {
  const rows = details.map(
    ({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>\n`,
  );
  return `<header>
<h1><bdi>${escapeHtml(title) || 'Log'}</bdi></h1>
${watermarkHtml(watermark)}<p>${escapeHtml(summary)}</p>
${rows.length === 0 ? '' : `<dl>\n${rows.join('')}</dl>\n`}</header>`;
}

function watermarkHtml(watermark: string | undefined): string {
  return watermark === undefined ? '' : `<p class="watermark">${escapeHtml(watermark)}</p>\n`;
}

function footerHtml({ proof, checkpoint, exportedAt, watermark }: Story): string {
  const rows = Object.entries(checkpoint.writers).map(
    ([writer, { count, hash }]) =>
      `<tr><td>${escapeHtml(writer)}</td><td>${Number(count)}</td><td><code>${escapeHtml(hash)}</code></td></tr>\n`,
  );
  const table = `<table>\n<thead><tr><th scope="col">Writer</th><th scope="col">Events</th><th scope="col">Hash of the last</th></tr></thead>\n<tbody>\n${rows.join('')}</tbody>\n</table>\n`;
  const lines = proof.map((line) => `<li>${escapeHtml(line)}</li>\n`).join('');
  return `<footer>
<h2>${FOOTER_TITLE}</h2>
${lines === '' ? '' : `<ul>\n${lines}</ul>\n`}<p>${escapeHtml(CHECKPOINT_WORDS)}</p>
${rows.length === 0 ? '' : table}${watermarkHtml(watermark)}<p>Exported ${escapeHtml(exportedAt)} from <code>${escapeHtml(checkpoint.log)}</code>.</p>
</footer>`;
}

function entryHtml(entry: StoryEntry, persons: PersonsHtml): string {
  const pieces = entry.pieces.map((piece) => pieceHtml(piece, persons)).join('');
  return `<article class="${entry.tone}">\n${headHtml(entry)}${pieces}</article>\n`;
}

function headHtml({ kind, time, clock, title, actor, tone, box }: StoryEntry): string {
  const when = `<time datetime="${escapeHtml(time)}">${escapeHtml(clock)}</time>`;
  // Apart from what stands beside it: a title may be written from right to left.
  const words = `<bdi>${escapeHtml(title)}</bdi>`;
  switch (kind) {
    case 'run':
    case 'refusal':
      return `<h3>${when} ${toneHtml(tone)}${words}</h3>\n`;
    case 'tick': {
      const sign = box === 'done' ? '☑' : '☐';
      const state = box ?? 'open';
      return `<p>${when} <span aria-hidden="true">${sign}</span> ${words} (${state}) ${whoHtml(actor)}</p>\n`;
    }
    case 'note':
    case 'fact':
    case 'evidence':
      return `<p>${when} ${words} ${whoHtml(actor)}</p>\n`;
    default:
      return assertNever(kind);
  }
}

/** The title says it in words as well. */
function toneHtml(tone: StoryTone): string {
  switch (tone) {
    case 'passed':
      return '<span class="good" aria-hidden="true">✓</span> ';
    case 'failed':
      return '<span class="bad" aria-hidden="true">✗</span> ';
    case 'needs-eyes':
      return '<span class="eyes" aria-hidden="true">?</span> ';
    case 'neutral':
      return '';
    default:
      return assertNever(tone);
  }
}

function whoHtml(actor: string): string {
  return `<span class="who">· <bdi>${escapeHtml(actor)}</bdi></span>`;
}

function pieceHtml(piece: StoryPiece, persons: PersonsHtml): string {
  switch (piece.kind) {
    case 'sentence':
      return `<p>${escapeHtml(piece.text)}</p>\n`;
    case 'command':
      return `<pre class="command"><code>${escapeHtml(piece.text)}</code></pre>\n`;
    case 'verdict':
      return `<p>Verdict: <strong class="${VERDICT_CLASS[piece.verdict] ?? 'eyes'}">${escapeHtml(verdictWords(piece.verdict))}</strong>. ${escapeHtml(piece.text)}</p>\n`;
    case 'difference':
      return `<pre class="difference">${escapeHtml(piece.text)}</pre>\n`;
    case 'output':
      return `<pre class="output">${outputHtml(piece.text)}</pre>\n`;
    case 'words':
      return `<blockquote dir="auto">${persons.render(piece.text)}</blockquote>\n`;
    case 'link':
      return isWeb(piece.url)
        ? `<p><a href="${escapeHtml(piece.url)}" rel="noreferrer noopener">${escapeHtml(piece.url)}</a></p>\n`
        : `<p>${escapeHtml(piece.url)}</p>\n`;
    default:
      return assertNever(piece);
  }
}

const VERDICT_CLASS: Readonly<Record<VerdictKind, string>> = {
  pass: 'good',
  fail: 'bad',
  'needs-eyes': 'eyes',
};
