/** How far a writer's file reached when somebody looked: how many events, and the last one's hash. */
export interface WriterCheckpoint {
  readonly count: number;
  readonly hash: string;
}

/**
 * What a reader remembers of a log outside of it. A chain of hashes shows edits; only a checkpoint
 * shows that a file was cut at the end of an event, deleted, or written anew as a whole.
 */
export interface Checkpoint {
  /** The log, as `incidents/<id>`. */
  readonly log: string;
  readonly writers: Readonly<Record<string, WriterCheckpoint>>;
}

/** A checkpoint of what was read. */
export function checkpointOf(
  log: string,
  writers: readonly { readonly writer: string; readonly seq: number; readonly hash: string }[],
): Checkpoint {
  return {
    log,
    writers: Object.fromEntries(
      writers.map(({ writer, seq, hash }) => [writer, { count: seq, hash }]),
    ),
  };
}

/** Reads a checkpoint that was stored as JSON; undefined when the value is none. */
export function toCheckpoint(value: unknown): Checkpoint | undefined {
  if (!isRecord(value) || typeof value['log'] !== 'string' || !isRecord(value['writers'])) {
    return undefined;
  }
  const writers: [string, WriterCheckpoint][] = [];
  for (const [writer, head] of Object.entries(value['writers'])) {
    if (!isRecord(head)) return undefined;
    const { count, hash } = head;
    if (!Number.isSafeInteger(count) || typeof hash !== 'string') return undefined;
    writers.push([writer, { count: count as number, hash }]);
  }
  return { log: value['log'], writers: Object.fromEntries(writers) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
