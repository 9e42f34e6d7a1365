import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isExcluded, readCheckConfig, type CheckConfig } from '../core/validation/checkConfig';
import type { RuleSettings } from '../core/validation/validateRunbook';
import { filesBelow, isMarkdown } from './folder';

/** The configuration file, and where it lies. */
const CONFIG = '.runbook/check.yaml';
const NO_CONFIG: CheckConfig = { rules: {}, exclude: [], problems: [] };

/** A folder that is open, as it was when it was last read. Texts stay on the disk. */
export class Workspace {
  /** Undefined for documents outside of every folder. */
  readonly root: string | undefined;
  /** Undefined until the folder was read: before, links are not judged. */
  #paths: ReadonlySet<string> | undefined;
  #config: CheckConfig = NO_CONFIG;
  #generation = 0;

  constructor(rootUri: string | undefined) {
    this.root = rootUri?.startsWith('file:') === true ? fileURLToPath(rootUri) : undefined;
  }

  /** Grows with every change of the folder: what was found before may no longer be so. */
  get generation(): number {
    return this.#generation;
  }

  get paths(): readonly string[] {
    return [...(this.#paths ?? [])];
  }

  /** The Markdown files that belong to the folder's documentation. */
  get markdown(): readonly string[] {
    return this.paths.filter((path) => isMarkdown(path) && !path.startsWith('.runbook/'));
  }

  /** The configuration file's rules; an editor's own settings go before them. */
  get rules(): RuleSettings {
    return this.#config.rules;
  }

  /** The configuration file's days. */
  get staleDays(): number | undefined {
    return this.#config.staleDays;
  }

  /** Reads names and configuration; answers what is wrong in the configuration. */
  async read(): Promise<readonly string[]> {
    if (this.root === undefined) return [];
    this.#paths = new Set(await filesBelow(this.root));
    this.#generation++;
    const before = this.#config.problems.join('\n');
    this.#config = await readConfig(join(this.root, CONFIG));
    const { problems } = this.#config;
    return problems.join('\n') === before ? [] : problems;
  }

  isExcluded(path: string): boolean {
    return isExcluded(path, this.#config.exclude);
  }

  /** The path of a document below the root, with `/`; undefined when it is elsewhere. */
  pathOf(uri: string): string | undefined {
    if (this.root === undefined || !uri.startsWith('file:')) return undefined;
    const path = relative(this.root, fileURLToPath(uri));
    return path.startsWith('..') || isAbsolute(path) ? undefined : path.split(sep).join('/');
  }

  uriOf(path: string): string {
    return pathToFileURL(join(this.root ?? '', path)).href;
  }

  /** The address of a file named in a document: beside it, or from the root. */
  find(from: string | undefined, path: string): string | undefined {
    const folder = from?.split('/').slice(0, -1) ?? [];
    for (const parts of [[...folder, ...path.split('/')], path.split('/')]) {
      const normal: string[] = [];
      for (const part of parts) {
        if (part === '..') normal.pop();
        else if (part !== '.' && part !== '') normal.push(part);
      }
      const candidate = normal.join('/');
      if (this.#paths?.has(candidate) === true) return this.uriOf(candidate);
    }
    return undefined;
  }
}

async function readConfig(path: string): Promise<CheckConfig> {
  try {
    return readCheckConfig(await readFile(path, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return NO_CONFIG;
    return { ...NO_CONFIG, problems: ['it could not be read; the defaults are used'] };
  }
}
