import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Placeholder } from '../core/model/placeholder';
import type { Step } from '../core/model/step';
import { scanCode } from '../core/parser/scriptScan';
import { timestampFor } from '../core/parser/timestamp';
import type { Memory } from './ports';

interface Kept {
  readonly scope: string;
  readonly values: Readonly<Record<string, string>>;
}

const KEY = 'values';
const MOST_FILES = 500;
const MOST_PROPOSALS = 10;

/** What was typed into holes, for the incident or the day; a secret is never among it. */
export class RememberedValues {
  readonly #root: string;
  readonly #memory: Memory;
  readonly #now: () => Date;

  constructor(root: string, memory: Memory | undefined, now: () => Date) {
    this.#root = root;
    this.#memory = memory ?? inProcess();
    this.#now = now;
  }

  /** Keeps the values of a run; those of another incident or day are forgotten. */
  keep(scope: string, values: readonly { readonly name: string; readonly value?: string }[]): void {
    const kept = { ...this.#of(scope) };
    for (const { name, value } of values) if (value !== undefined) kept[name] = value;
    this.#memory.set(KEY, { scope, values: kept } satisfies Kept);
  }

  /** What was typed in this incident or on this day, by name of the hole. */
  known(scope: string): Readonly<Record<string, string>> {
    return this.#of(scope);
  }

  /** What a hole may be, best first: as typed before, files that fit, the time of day. */
  async proposals(
    scope: string,
    hole: Placeholder,
    step: Step,
    text: string,
  ): Promise<readonly string[]> {
    if (hole.kind === 'secret') return [];
    const before = this.#of(scope)[hole.name];
    const written = this.#timestamp(hole);
    const place = wordAround(text, step, hole);
    const files = place === undefined ? [] : await this.#files(place);
    const fresh = place?.written === true ? [...written, ...files] : [...files, ...written];
    // A timestamp typed before is over; a host is the same until the incident is.
    const all = hole.kind === 'timestamp' || before === undefined ? fresh : [before, ...fresh];
    return [...new Set(all)].slice(0, MOST_PROPOSALS);
  }

  #of(scope: string): Readonly<Record<string, string>> {
    const kept = this.#memory.get(KEY);
    return isKept(kept) && kept.scope === scope ? kept.values : {};
  }

  #timestamp(hole: Placeholder): readonly string[] {
    if (hole.kind !== 'timestamp') return [];
    const at = this.#now();
    const filled = timestampFor(hole.written, {
      year: at.getFullYear(),
      month: at.getMonth() + 1,
      day: at.getDate(),
      hour: at.getHours(),
      minute: at.getMinutes(),
      second: at.getSeconds(),
    });
    return filled === undefined ? [] : [filled];
  }

  /** What the hole would be in the names of the files that fit around it, newest first. */
  async #files({ before, after }: HoleWord): Promise<readonly string[]> {
    const folder = resolve(this.#root, before.endsWith('/') ? before : dirname(`${before}x`));
    const inside = relative(this.#root, folder);
    if (inside.startsWith('..') || isAbsolute(inside)) return [];
    const start = before.endsWith('/') ? '' : basename(`${before}x`).slice(0, -1);
    if (start === '' && after === '' && !before.endsWith('/')) return [];
    const names = (await readdir(folder).catch(() => []))
      .filter((name) => name.startsWith(start) && name.endsWith(after))
      .filter((name) => name.length > start.length + after.length)
      .slice(0, MOST_FILES);
    const dated = await Promise.all(
      names.map(async (name) => {
        const file = await stat(join(folder, name)).catch(() => undefined);
        return { name, at: file?.isFile() === true ? file.mtimeMs : undefined };
      }),
    );
    return dated
      .flatMap(({ name, at }) => (at === undefined ? [] : [{ name, at }]))
      .sort((a, b) => b.at - a.at)
      .map(({ name }) => name.slice(start.length, name.length - after.length));
  }
}

interface HoleWord {
  /** The word's text on both sides of the hole, quotes removed. */
  readonly before: string;
  readonly after: string;
  /** It is written to, so a file that exists is no good proposal. */
  readonly written: boolean;
}

/** The word a hole stands in, when it is a path or stands alone. */
function wordAround(text: string, step: Step, hole: Placeholder): HoleWord | undefined {
  const at = text.indexOf(hole.written);
  if (at < 0 || hole.variable) return undefined;
  const word = scanCode(text, step.language).words.find(
    ({ start, end }) => start <= at && at + hole.written.length <= end,
  );
  if (word === undefined) return undefined;
  const plain = (part: string): string => part.replace(/["'\\]/g, '');
  const before = plain(text.slice(word.start, at));
  const after = plain(text.slice(at + hole.written.length, word.end));
  if (/[$`*?<>|;&(){}]/.test(before + after)) return undefined;
  if (hole.kind !== 'file' && !before.includes('/') && !/\.\w+$/.test(after)) return undefined;
  const redirect = text.slice(0, word.start).trimEnd();
  return { before, after, written: word.redirected && redirect.endsWith('>') };
}

function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'scope' in value && 'values' in value;
}

function inProcess(): Memory {
  const values = new Map<string, unknown>();
  return { get: (key) => values.get(key), set: (key, value) => void values.set(key, value) };
}
