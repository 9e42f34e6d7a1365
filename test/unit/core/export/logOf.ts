import { createHash } from 'node:crypto';
import type { UnsealedEvent } from '../../../../src/core/incident/encode';
import { decodeLine, encodeEvent } from '../../../../src/core/incident/encode';
import type { LogEvent, NewEvent } from '../../../../src/core/incident/event';
import type { RecordedOutput, RunStarted } from '../../../../src/core/incident/eventData';
import { GENESIS } from '../../../../src/core/incident/chain';
import { checkpointOf } from '../../../../src/core/incident/checkpoint';
import { tellStory } from '../../../../src/core/export/tellStory';
import type { Story } from '../../../../src/core/export/story';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An event to be, with who wrote it when. Minutes count from 2026-03-29 01:00 UTC. */
export type Planned = NewEvent & { readonly minute?: number; readonly time?: string };

/** Sealed events of one writer, and the lines of its file. */
export function logOf(planned: readonly Planned[], writer = 'host-a') {
  const events: LogEvent[] = [];
  const lines: string[] = [];
  let prev = GENESIS;
  for (const [index, { minute, time, actor, type, data }] of planned.entries()) {
    const at = new Date(Date.UTC(2026, 2, 29, 1, minute ?? index, 0)).toISOString();
    const unsealed = {
      v: 1,
      id: `01EXPORT${String(index + 1).padStart(18, '0')}`,
      writer,
      seq: index + 1,
      clock: index + 1,
      time: time ?? at,
      actor: actor ?? 'ada',
      type,
      data,
      prev,
    } as unknown as UnsealedEvent;
    const { line, hash } = encodeEvent(unsealed, sha256);
    const read = decodeLine(line);
    if (!read.ok) throw new Error(read.message);
    events.push(read.value.event);
    lines.push(line);
    prev = hash;
  }
  return { events, lines, text: lines.map((line) => `${line}\n`).join('') };
}

export function storyOf(events: readonly LogEvent[], log = 'incidents/inc-1'): Story {
  const last = events.at(-1);
  return tellStory({
    log,
    events,
    isAlive: () => false,
    exportedAt: '2026-03-30T08:00:00.000Z',
    proof: ['Proven with 1 checkpoint: all events.', 'Who the people named are is not proven.'],
    checkpoint: checkpointOf(
      log,
      last === undefined ? [] : [{ writer: last.writer, seq: last.seq, hash: last.hash }],
    ),
  });
}

export function output(text: string, more: Partial<RecordedOutput> = {}): RecordedOutput {
  return {
    head: text,
    tail: '',
    bytes: Buffer.byteLength(text),
    lines: text.split('\n').length - 1,
    sha256: sha256(text),
    truncated: false,
    ...more,
  };
}

export function started(runId: string, more: Partial<RunStarted> = {}): Planned {
  return {
    type: 'run.started',
    data: {
      runId,
      runbook: 'docs/orders.md',
      runbookHash: sha256('runbook'),
      stepId: `step-${runId}`,
      title: 'Look at the queue',
      section: 'Orders are late',
      line: 11,
      text: 'queuectl depth orders',
      textHash: sha256('queuectl depth orders'),
      language: 'bash',
      target: 'local',
      cwd: '/srv/app',
      intent: 'check',
      reasons: [],
      ...more,
    },
  };
}

export function ended(runId: string, text: string, more: object = {}): Planned {
  return {
    type: 'run.ended',
    data: {
      runId,
      outcome: 'succeeded',
      exitCode: 0,
      durationMs: 312,
      output: output(text),
      ...more,
    },
  };
}
