import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isExcluded, readCheckConfig } from '../core/validation/checkConfig';
import type { RuleSettings } from '../core/validation/validateRunbook';
import { readFolder, type FolderContent } from './folder';

/** The folder that is open, as it was when it was last read. */
export class Workspace {
  readonly root: string | undefined;
  #content: FolderContent = { paths: [], texts: [] };
  #paths: ReadonlySet<string> = new Set();
  #rules: RuleSettings = {};
  #exclude: readonly string[] = [];
  #staleDays: number | undefined;
  #generation = 0;

  constructor(rootUri: string | undefined) {
    this.root = rootUri?.startsWith('file:') === true ? fileURLToPath(rootUri) : undefined;
  }

  /** Grows with every reading: what was found before may no longer be so. */
  get generation(): number {
    return this.#generation;
  }

  get content(): FolderContent {
    return this.#content;
  }

  /** The configuration file's rules; an editor's own settings go before them. */
  get rules(): RuleSettings {
    return this.#rules;
  }

  /** The configuration file's days. */
  get staleDays(): number | undefined {
    return this.#staleDays;
  }

  async read(): Promise<void> {
    if (this.root === undefined) return;
    this.#content = await readFolder(this.root);
    this.#paths = new Set(this.#content.paths);
    this.#generation++;
    try {
      const text = await readFile(join(this.root, '.runbook', 'check.yaml'), 'utf8');
      const config = readCheckConfig(text);
      this.#rules = config.rules;
      this.#exclude = config.exclude;
      this.#staleDays = config.staleDays;
    } catch {
      this.#rules = {};
      this.#exclude = [];
      this.#staleDays = undefined;
    }
  }

  isExcluded(path: string): boolean {
    return isExcluded(path, this.#exclude);
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
      if (this.#paths.has(candidate)) return this.uriOf(candidate);
    }
    return undefined;
  }
}
