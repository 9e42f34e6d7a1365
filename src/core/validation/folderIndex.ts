import { parseMarkdown } from '../parser/markdown';
import { findHeadings, toSections } from '../parser/sections';
import { anchorsOfText } from './anchors';
import { foldWords } from './rules/unknownPlaybook';
import type { KnownFiles } from './surroundings';

/** The Markdown of a folder by path; a `Map` is one. */
export interface FolderTexts {
  get(path: string): string | undefined;
  keys(): Iterable<string>;
}

/** What is in a folder: its paths, and of its Markdown files the anchors, read when asked for. */
export class FolderIndex implements KnownFiles {
  readonly #paths: ReadonlySet<string>;
  readonly #texts: FolderTexts;
  readonly #headings = new Map<string, Headings>();
  #titles: ReadonlySet<string> | undefined;
  #others: boolean | undefined;

  /**
   * @param paths files relative to the root, with `/`; their folders are known by them
   * @param texts the Markdown files among them whose text is known
   */
  constructor(paths: Iterable<string>, texts: FolderTexts) {
    const all = new Set<string>(['', '.']);
    for (const path of paths) {
      all.add(path);
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        const folder = path.slice(0, at);
        if (all.has(folder)) break;
        all.add(folder);
      }
    }
    this.#paths = all;
    this.#texts = texts;
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  hasOtherFiles(below?: string): boolean {
    if (below !== undefined)
      return [...this.#paths].some((path) => path.startsWith(below) && CODE.test(path));
    this.#others ??= [...this.#paths].some((path) => OTHER.test(path));
    return this.#others;
  }

  anchors(path: string): ReadonlySet<string> | undefined {
    return this.#read(path)?.anchors;
  }

  /** Folded titles of all documents and sections. */
  hasTitle(title: string): boolean {
    this.#titles ??= new Set(
      [...this.#texts.keys()].flatMap((path) => this.#read(path)?.titles ?? []),
    );
    return this.#titles.has(foldWords(title));
  }

  /** Forgets what was read of a file that changed. */
  forget(path: string): void {
    this.#headings.delete(path);
    this.#titles = undefined;
  }

  #read(path: string): Headings | undefined {
    const known = this.#headings.get(path);
    if (known !== undefined) return known;
    const text = this.#texts.get(path);
    if (text === undefined) return undefined;
    const headings = readHeadings(text);
    this.#headings.set(path, headings);
    return headings;
  }
}

const CODE =
  /\.(?!mdx?$|markdown$|html?$|css$|png$|jpe?g$|gif$|svg$|webp$|pdf$|drawio$|docx?$|xlsx?$|pptx?$)[a-z]\w{0,9}$/i;
const OTHER = /\.(?!mdx?$|markdown$)[a-z]\w{0,5}$/i;

interface Headings {
  readonly anchors: ReadonlySet<string>;
  readonly titles: readonly string[];
}

function readHeadings(text: string): Headings {
  const document = parseMarkdown(text);
  const sections = toSections(findHeadings(document), document.lines.count);
  return {
    anchors: anchorsOfText({ sections }, text),
    titles: sections.map(({ title }) => foldWords(title)),
  };
}
