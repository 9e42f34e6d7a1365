import type { LineRange } from '../text/range';

/** How often a checklist starts anew. */
export type CadenceUnit =
  | 'shift'
  | 'hourly'
  | 'daily'
  | 'weekly'
  | 'monthly'
  | 'quarterly'
  | 'yearly'
  | 'incident'
  | 'once';

export interface Cadence {
  readonly unit: CadenceUnit;
  /** How many units make one period: 6 for "every 6 hours", 2 for "every two weeks", else 1. */
  readonly every: number;
  /** How often within a period: 2 for "twice a week", else 1. */
  readonly times: number;
  /** The author's words it was read from: "Morning Health Check (09:00 UTC)". */
  readonly source: string;
  /** Minutes after midnight, when the author gave a time of day. */
  readonly minuteOfDay: number | undefined;
  /** IANA zone or UTC, when the author gave one. */
  readonly timeZone: string | undefined;
  /** ISO day of week, 1 Monday to 7 Sunday. */
  readonly weekday: number | undefined;
  /** Which such weekday of the month, 1 first to 5, -1 last ("First Monday"). */
  readonly weekOfMonth: number | undefined;
  /** Minutes before a date that one sets ("24 Hours Before"). */
  readonly minutesBefore: number | undefined;
}

/** One task of a checklist. */
export interface ChecklistItem {
  readonly id: string;
  readonly range: LineRange;
  /** As Markdown, without the list marker and the box. */
  readonly text: string;
  readonly checkedInFile: boolean;
  /** 0 for a top-level item. */
  readonly depth: number;
  readonly parentId: string | undefined;
  /** Steps it carries; for a task written as comments in a block, the ids of the block's parts. */
  readonly stepIds: readonly string[];
}

/** A task list under a heading, or the tasks written as comments in a block. */
export interface Checklist {
  readonly id: string;
  readonly title: string;
  readonly range: LineRange;
  readonly sectionId: string | undefined;
  readonly cadence: Cadence | undefined;
  /** What an annotation says of it, `<!-- cadence: cron 0 9 * * 1 -->`: `cron 0 9 * * 1`. */
  readonly cadenceNote?: string;
  readonly items: readonly ChecklistItem[];
}
