import { isUtf8 } from 'node:buffer';
import { forPaper } from '../core/export/forPaper';
import { exportHtml } from '../core/export/html';
import { exportIpynb } from '../core/export/ipynb';
import { exportJson, type FileContent } from '../core/export/json';
import { exportMarkdown } from '../core/export/markdown';
import { tellStory } from '../core/export/tellStory';
import type { Story } from '../core/export/story';
import { checkpointOf, type Checkpoint } from '../core/incident/checkpoint';
import { describeFindings, describeVerification } from '../core/incident/describeVerification';
import type { LogEvent } from '../core/incident/event';
import type { PdfCode } from '../execution/browserPdf';
import { archiveLog } from '../storage/archiveLog';
import type { LogFolder, LogFolders } from '../storage/logFolders';
import { nodeFs } from '../storage/nodeFs';
import { OutputStore } from '../storage/outputs';
import { readLog } from '../storage/readLog';
import { verifyLog, type Verification } from '../storage/verifyLog';
import { assertNever } from '../util/assertNever';
import { fail, succeed, type Result } from '../util/result';
import type { ExportFormat } from './exportFormats';
import { logName, logReference } from './logReference';
import { aliveWriters } from './writerAlive';

export type ExportCode = 'bad-name' | 'empty' | 'unreadable' | 'too-large' | PdfCode;

/** A log in a format. The checkpoint is that of its footer. */
export interface ExportedLog {
  readonly format: ExportFormat;
  /** Text for every format but PDF. */
  readonly content: string | Uint8Array;
  readonly title: string;
  readonly checkpoint: Checkpoint;
  readonly verification: Verification;
}

/** What an export needs from its surroundings. */
export interface ExportOptions {
  readonly folders: LogFolders;
  readonly now: Date;
  /** Kept elsewhere: what they prove is said in the footer. */
  readonly checkpoints: readonly Checkpoint[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** All outputs of a JSON export together; beyond it they are named only. */
const MAX_OUTPUTS = 64 * 1024 * 1024;

/** So many findings stand in the footer; `runbook verify` has them all. */
const MAX_FINDINGS = 20;

/**
 * A log as a document. `name` as for `logReference`: a day, an incident's id, `kind/id`. The log is
 * verified on the way, and the footer says what that proves.
 */
export async function exportLog(
  name: string,
  format: ExportFormat,
  options: ExportOptions,
): Promise<Result<ExportedLog, ExportCode>> {
  const folder = logReference(options.folders, name);
  if (!folder.ok) return folder;
  const reading = await readLog(folder.value, nodeFs);
  if (reading.events.length === 0 && reading.problems.length === 0) {
    return fail('empty', `Nothing is recorded in ${logName(folder.value)}.`);
  }
  const verification = await verifyLog(folder.value, nodeFs, options.checkpoints);
  const log = logName(folder.value);
  const story = tellStory({
    log,
    events: reading.events,
    isAlive: aliveWriters(reading.events, options.now),
    exportedAt: options.now.toISOString(),
    proof: [
      ...describeVerification(verification),
      ...describeFindings(verification.findings, MAX_FINDINGS),
    ],
    checkpoint: checkpointOf(
      log,
      verification.writers.map(({ writer, count, hash }) => ({ writer, seq: count, hash })),
    ),
  });
  const content = await inFormat(story, format, {
    folder: folder.value,
    events: reading.events,
    ...options,
  });
  if (!content.ok) return content;
  const { title, checkpoint } = story;
  return succeed({ format, content: content.value, title, checkpoint, verification });
}

interface Source extends ExportOptions {
  readonly folder: LogFolder;
  readonly events: readonly LogEvent[];
}

async function inFormat(
  story: Story,
  format: ExportFormat,
  source: Source,
): Promise<Result<string | Uint8Array, ExportCode>> {
  switch (format) {
    case 'markdown':
      return succeed(exportMarkdown(story));
    case 'html':
      return succeed(exportHtml(story));
    case 'ipynb':
      return succeed(exportIpynb(story));
    case 'json':
      return asJson(story, source);
    case 'pdf':
      return (await import('../execution/browserPdf')).printPdf(
        () => exportHtml(forPaper(story)),
        source.environment,
      );
    default:
      return assertNever(format);
  }
}

async function asJson(
  story: Story,
  { folder, folders, events }: Source,
): Promise<Result<string, ExportCode>> {
  const files = await archiveLog(folder, nodeFs);
  if (!files.ok) return files;
  const { title, exportedAt, proof, checkpoint } = story;
  return succeed(
    exportJson({
      log: logName(folder),
      title,
      exportedAt,
      proof,
      checkpoint,
      files: files.value,
      ...(await outputsOf(events, folders)),
    }),
  );
}

async function outputsOf(
  events: readonly LogEvent[],
  folders: LogFolders,
): Promise<{ outputs: readonly FileContent[]; outputsLeftOut: readonly string[] }> {
  const store = new OutputStore(folders, nodeFs);
  const outputs: FileContent[] = [];
  const outputsLeftOut: string[] = [];
  let room = MAX_OUTPUTS;
  for (const name of outputNames(events)) {
    const bytes = await store.readOutput(name, room);
    if (!bytes.ok) {
      outputsLeftOut.push(name);
      continue;
    }
    room -= bytes.value.length;
    const buffer = Buffer.from(bytes.value);
    outputs.push(
      isUtf8(buffer)
        ? { name, text: buffer.toString('utf8') }
        : { name, base64: buffer.toString('base64') },
    );
  }
  return { outputs, outputsLeftOut };
}

/** Side files that events name: outputs, evidence, and the runbook as it stood. */
function outputNames(events: readonly LogEvent[]): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: unknown) => typeof name === 'string' && names.add(name);
  for (const event of events) {
    if (event.type === 'run.ended') add(event.data.output.file);
    else if (event.type === 'evidence.pinned') add(event.data.file);
    else if (
      event.type === 'incident.declared' ||
      event.type === 'run.started' ||
      event.type === 'run.refused'
    ) {
      add(event.data.runbookFile);
    }
  }
  return names;
}
