import { endedWell } from '../core/run/outcome';
import type { NewEvent } from '../core/incident/event';
import type { BlockShare } from '../core/run/judgePart';
import { parseRunbook } from '../core/parser/parseRunbook';
import { idToBegin, itemsFrom } from '../core/run/beginAt';
import {
  sequenceOf,
  withoutWayBack,
  type SequenceItem,
  type SequenceScope,
} from '../core/run/sequence';
import { BlockOutput } from './blockOutput';
import type { LogBook } from './logBook';
import type { Gate, Questions } from './ports';
import type { Runner } from './runner';
import type { RunReport, RunRequest } from './runReport';
import type { Verdicts } from './verdicts';

/** A runbook and what to go through in it. */
export type SequenceRequest = Omit<RunRequest, 'stepId' | 'partId' | 'share'> & {
  readonly scope: SequenceScope;
  /** Begin with this step or part, leaving out what stands before it. */
  readonly from?: string | undefined;
};

export type StopCode =
  | 'failed'
  | 'not-as-expected'
  | 'cancelled'
  | 'refused'
  | 'manual'
  | 'choice'
  | 'section-not-found'
  | 'nothing-to-run';

/** What came of a sequence. `stopped` is undefined when it went through to its end. */
export interface SequenceReport {
  readonly reports: readonly RunReport[];
  readonly stopped:
    | {
        readonly code: StopCode;
        readonly message: string;
        readonly stepId: string | undefined;
        readonly partId: string | undefined;
        /**
         * What `from` takes to go on: where it stopped, or behind what a person has to do or choose;
         * undefined when nothing comes there.
         */
        readonly goOn: string | undefined;
      }
    | undefined;
  /** How many things were left when it stopped, the one it stopped at included. */
  readonly left: number;
  /** What would undo the rest, and was not part of it. */
  readonly leftOut: readonly SequenceItem[];
}

export interface SequenceParts {
  readonly runner: Runner;
  readonly questions: Questions;
  readonly gate: Gate;
  readonly verdicts: Verdicts;
  readonly log: LogBook;
  readonly newId: () => string;
}

/** What comes of a sequence while it goes on. */
interface Going {
  readonly reports: RunReport[];
  readonly wrote: BlockOutput;
  /** Where the item that is next stands in its block. */
  readonly share: BlockShare;
}

interface Waiting {
  readonly scope: SequenceScope;
  readonly items: readonly SequenceItem[];
  /** What earlier parts of the first item's block wrote. */
  readonly wrote: BlockOutput;
}

/**
 * Goes through a section or a runbook strictly in order, part by part. It stops at the first step
 * that fails or is not as expected, and at what a person has to do or choose; from there it can be
 * resumed.
 */
export class Sequences {
  readonly #parts: SequenceParts;
  readonly #waiting = new Map<string, Waiting>();
  /** Counted up by stop: a sequence that began before ends after its step. */
  #stops = 0;

  constructor(parts: SequenceParts) {
    this.#parts = parts;
  }

  /** What Resume would go on with; undefined when nothing has stopped. */
  waiting(runbook: string): SequenceItem | undefined {
    return this.#waiting.get(runbook)?.items[0];
  }

  /** Ends every sequence; the step that runs is stopped by the runner. */
  stop(): void {
    this.#stops += 1;
  }

  async run(request: SequenceRequest): Promise<SequenceReport> {
    const { text, scope } = request;
    const runbook = parseRunbook(text);
    const found = sequenceOf(runbook, scope);
    if (!found.ok) return stoppedAt([], found, []);
    const { items, leftOut } = withoutWayBack(found.value, runbook, scope, text);
    const { from } = request;
    const wanted = from === undefined ? items : itemsFrom(items, from);
    if (wanted === undefined) {
      const message =
        itemsFrom(leftOut, from ?? '') === undefined
          ? 'The step to begin with is not part of what is to be run.'
          : 'The step to begin with is for when something is wrong, and left out here. Run it by itself, or its own section.';
      return stoppedAt([], { code: 'nothing-to-run', message }, []);
    }
    const before = items[items.length - wanted.length - 1];
    const begun = before?.stepId === wanted[0]?.stepId ? before?.stepId : undefined;
    return { ...(await this.#go(request, wanted, new BlockOutput(begun))), leftOut };
  }

  /** Goes on where the last sequence of this runbook stopped, with that step again. */
  async resume(request: Omit<SequenceRequest, 'scope' | 'from'>): Promise<SequenceReport> {
    const waiting = this.#waiting.get(request.runbook);
    if (waiting === undefined) {
      const message = 'Nothing has stopped in this runbook, so there is nothing to resume.';
      return stoppedAt([], { code: 'nothing-to-run', message }, []);
    }
    return this.#go({ ...request, scope: waiting.scope }, waiting.items, waiting.wrote);
  }

  async #go(
    request: SequenceRequest,
    items: readonly SequenceItem[],
    wrote: BlockOutput,
  ): Promise<SequenceReport> {
    const gate = this.#parts.gate.check();
    if (!gate.ok) {
      const refused = { code: 'refused', message: gate.message } as const;
      return stoppedAt([], refused, items);
    }
    const reports: RunReport[] = [];
    const stops = this.#stops;
    let left = items;
    for (let item = left[0]; item !== undefined; item = left[0]) {
      this.#waiting.set(request.runbook, { scope: request.scope, items: left, wrote });
      if (stops !== this.#stops) {
        const stopped = { code: 'cancelled', message: 'It was stopped.' } as const;
        return stoppedAt(reports, stopped, left);
      }
      const share = wrote.shareOf(left);
      const done = await this.#item(request, item, { reports, wrote, share });
      if ('code' in done) return stoppedAt(reports, done, left);
      left = [...done.next, ...left.slice(1)];
    }
    this.#waiting.delete(request.runbook);
    return { reports, stopped: undefined, left: 0, leftOut: [] };
  }

  /** Why the sequence ends at this item, else what it brings to be done next. */
  async #item(request: SequenceRequest, item: SequenceItem, going: Going): Promise<Stop | Done> {
    switch (item.kind) {
      case 'run':
        return (await this.#run(request, item.stepId, item.partId, going)) ?? DONE;
      case 'manual':
        return (await this.#manual(request, item)) ?? DONE;
      case 'choice':
        return this.#choice(item);
    }
  }

  async #choice(item: Extract<SequenceItem, { kind: 'choice' }>): Promise<Stop | Done> {
    const labels = item.options.map(({ label, title }) =>
      title === '' || title === label ? label : `${label}: ${title}`,
    );
    const chosen = await this.#parts.questions.choose?.(item.title, labels);
    const option = chosen === undefined ? undefined : item.options[chosen];
    if (option !== undefined) return { next: option.items };
    const message = `"${item.title}" offers ${labels.length} alternatives. Choose one to go on.`;
    return { code: 'choice', message };
  }

  async #run(
    request: SequenceRequest,
    stepId: string,
    partId: string | undefined,
    going: Going,
  ): Promise<Stop | undefined> {
    const { runbook, values, target, current, place } = request;
    const { share, wrote } = going;
    const text = current?.() ?? request.text;
    const where = { runbook, text, stepId, partId, target, place };
    const about: RunRequest = { ...where, values, current, share };
    const listening = this.#listenTo(about, wrote);
    const ended = this.#parts.runner.run(about);
    const report = await Promise.race([ended, this.#inBackground(about)]);
    // What goes on beside the next parts writes nothing of theirs.
    listening.dispose();
    if (report === undefined) return undefined;
    going.reports.push(report);
    const stopped = stopOf(report) ?? (await this.#lookedAt(report));
    if (stopped === undefined) wrote.keep();
    return stopped;
  }

  /** Resolves once the request is running in the background; never when it is not. */
  #inBackground(request: RunRequest): Promise<undefined> {
    return new Promise((resolve) => {
      const listening = this.#parts.runner.onEvent((event) => {
        if (event.request !== request) return;
        if (event.kind === 'started' && event.plan.background) resolve(undefined);
        if (event.kind === 'ended') listening.dispose();
      });
    });
  }

  #listenTo(request: RunRequest, wrote: BlockOutput) {
    return this.#parts.runner.onEvent((event) => {
      if (event.request === request && event.kind === 'output' && event.stream === 'stdout')
        wrote.hear(event.text);
    });
  }

  async #lookedAt(report: RunReport): Promise<Stop | undefined> {
    if ((await this.#parts.verdicts.ask(report)) !== 'fail') return undefined;
    return { code: 'not-as-expected', message: 'You said that it does not look right.' };
  }

  async #manual(
    request: SequenceRequest,
    item: Extract<SequenceItem, { kind: 'manual' }>,
  ): Promise<Stop | undefined> {
    const answer = (await this.#parts.questions.manual?.(item.title)) ?? 'stop';
    if (answer === 'stop') {
      return { code: 'manual', message: `"${item.title}" is for a person to do.` };
    }
    const said = answer === 'done' ? 'Done by hand' : 'Skipped';
    const event: NewEvent = {
      type: 'note.added',
      data: { noteId: this.#parts.newId(), text: `${said}: ${item.title} (${request.runbook})` },
    };
    const saved = await this.#parts.log.recordRun(event, request.place?.incident);
    return saved.ok ? undefined : { code: 'refused', message: saved.message };
  }
}

interface Stop {
  readonly code: StopCode;
  readonly message: string;
}

interface Done {
  readonly next: readonly SequenceItem[];
}

const DONE: Done = { next: [] };

function stopOf({ outcome, verdict, message }: RunReport): Stop | undefined {
  if (endedWell(outcome, verdict?.kind)) return undefined;
  switch (outcome) {
    case 'succeeded':
      return { code: 'not-as-expected', message: verdict?.message ?? 'It is not as expected.' };
    case 'cancelled':
      return { code: 'cancelled', message: 'It was stopped.' };
    case 'refused':
      return { code: 'refused', message: message ?? 'It was not run.' };
    case 'failed':
    case 'timed-out':
    case 'interrupted':
      return {
        code: 'failed',
        message: message ?? verdict?.message ?? `The step ${outcome.replace('-', ' ')}.`,
      };
  }
}

function stoppedAt(
  reports: readonly RunReport[],
  { code, message }: Stop,
  left: readonly SequenceItem[],
): SequenceReport {
  const [item, next] = left;
  const partId = item !== undefined && 'partId' in item ? item.partId : undefined;
  const onward = code === 'manual' || code === 'choice' ? next : item;
  const goOn = onward && idToBegin(onward);
  const stopped = { code, message, stepId: item?.stepId, partId, goOn };
  return { reports, stopped, left: left.length, leftOut: [] };
}
