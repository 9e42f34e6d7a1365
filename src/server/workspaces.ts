import { Workspace } from './workspace';

/** All folders of a window. */
export class Workspaces {
  readonly #outside = new Workspace(undefined);
  #folders: readonly Workspace[] = [];

  get all(): readonly Workspace[] {
    return this.#folders;
  }

  /** Answers the folders that came. */
  change(added: readonly string[], removed: readonly string[] = []): readonly Workspace[] {
    const gone = new Set(removed.map((uri) => new Workspace(uri).root));
    const fresh = added.map((uri) => new Workspace(uri)).filter(({ root }) => root !== undefined);
    this.#folders = [...this.#folders.filter(({ root }) => !gone.has(root)), ...fresh];
    return fresh;
  }

  /** The innermost folder that holds a document; one without a root for all others. */
  of(uri: string): Workspace {
    const around = this.#folders.filter((folder) => folder.pathOf(uri) !== undefined);
    return around.sort((a, b) => (b.root?.length ?? 0) - (a.root?.length ?? 0))[0] ?? this.#outside;
  }

  /** Every folder that holds a document: one may lie within another. */
  around(uri: string): Workspace[] {
    return this.#folders.filter((folder) => folder.pathOf(uri) !== undefined);
  }
}
