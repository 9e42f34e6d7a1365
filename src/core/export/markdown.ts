import { assertNever } from '../../util/assertNever';
import { fence, inlineCode, plain } from './markdownText';
import { personsMarkdown } from './personsMarkdown';
import type { Story, StoryEntry, StoryPiece } from './story';
import { CHECKPOINT_WORDS, FOOTER_TITLE } from './story';
import { verdictWords } from './tellEntry';
import { visible } from './visible';

/** A log as one Markdown document that reads well on GitHub. Output is always inside a fence. */
export function exportMarkdown(story: Story): string {
  const days = story.days.flatMap(({ day, entries }) => [
    `## ${day === '' ? 'Day unknown' : `${day} (UTC)`}\n`,
    ...entries.map(entryMarkdown),
  ]);
  return [
    frameMarkdown(story),
    ...(days.length === 0 ? ['Nothing was recorded.\n'] : days),
    footerMarkdown(story),
  ].join('\n');
}

/** Title, drill mark, summary and details. */
export function frameMarkdown(
  story: Pick<Story, 'title' | 'watermark' | 'summary' | 'details'>,
): string {
  const [first, ...others] = story.details.map(
    ({ label, value }) => `| ${plain(label)} | ${plain(value)} |`,
  );
  return [
    `# ${plain(story.title)}\n`,
    ...(story.watermark === undefined ? [] : [`> **${plain(story.watermark)}**\n`]),
    `${plain(story.summary)}\n`,
    // A table must have a head, and an empty one is drawn as an empty row.
    ...(first === undefined ? [] : [[first, '| --- | --- |', ...others, ''].join('\n')]),
  ].join('\n');
}

/** What the log proves, with the checkpoint to prove it by. */
export function footerMarkdown(story: Story): string {
  const { writers } = story.checkpoint;
  const rows = Object.entries(writers).map(
    ([writer, { count, hash }]) => `| ${plain(writer)} | ${count} | ${inlineCode(hash)} |`,
  );
  const table = ['| Writer | Events | Hash of the last |', '| --- | ---: | --- |', ...rows, ''];
  return [
    `## ${FOOTER_TITLE}\n`,
    [...story.proof.map((line) => `- ${plain(line)}`), ''].join('\n'),
    `${plain(CHECKPOINT_WORDS)}\n`,
    ...(rows.length === 0 ? [] : [table.join('\n')]),
    ...(story.watermark === undefined ? [] : [`**${plain(story.watermark)}**\n`]),
    `Exported ${plain(story.exportedAt)} from ${inlineCode(story.checkpoint.log)}.\n`,
  ].join('\n');
}

/** One entry; runs and what was not run have a heading of their own. */
export function entryMarkdown(entry: StoryEntry): string {
  return [headMarkdown(entry), ...entry.pieces.map(pieceMarkdown)].join('\n');
}

function headMarkdown(entry: StoryEntry): string {
  const { clock, actor, title, box } = entry;
  switch (entry.kind) {
    case 'run':
    case 'refusal':
      return `### ${plain(clock)} ${plain(title)}\n`;
    case 'tick':
      return `- [${box === 'done' ? 'x' : ' '}] ${plain(title)} · ${plain(clock)} ${plain(actor)}\n`;
    case 'note':
    case 'fact':
    case 'evidence':
      return `**${plain(clock)}** ${plain(title)} · ${plain(actor)}\n`;
    default:
      return assertNever(entry.kind);
  }
}

function pieceMarkdown(piece: StoryPiece): string {
  switch (piece.kind) {
    case 'sentence':
      return `${plain(piece.text)}\n`;
    case 'command':
      return fence(visible(piece.text), piece.language);
    case 'verdict':
      return `Verdict: **${verdictWords(piece.verdict)}**. ${plain(piece.text)}\n`;
    case 'difference':
      return fence(visible(piece.text), 'diff');
    case 'output':
      return fence(visible(piece.text), 'text');
    case 'words':
      return `> ${personsMarkdown(piece.text).replaceAll('\n', '\n> ')}\n`;
    case 'link':
      return isWeb(piece.url) ? `<${piece.url}>\n` : `${plain(piece.url)}\n`;
    default:
      return assertNever(piece);
  }
}

/** An address that can stand between angle brackets and leads to the web. */
export function isWeb(url: string): boolean {
  return /^https?:\/\/[\w.~:/?#@!$&'()*+,;=%-]+$/i.test(url);
}
