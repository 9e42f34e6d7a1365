import { dirname, basename } from 'node:path';
import type { FileStatus, FolderEntry, Fs, FsFile } from '../../../src/storage/ports';

/** A file system error as Node reports it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly size: number };

interface FileNode {
  readonly kind: 'file';
  data: Buffer;
  /** What a power cut leaves for certain, and what it may or may not leave besides. */
  durable: Buffer;
  unsynced: Change[];
  links: number;
}

interface FolderNode {
  readonly kind: 'folder';
  entries: Map<string, Node>;
  durable: Map<string, Node>;
  /** Changes of names since the last sync of the folder; each happens whole or not at all. */
  unsynced: ((entries: Map<string, Node>) => void)[];
}

interface LinkNode {
  readonly kind: 'link';
}

type Node = FileNode | FolderNode | LinkNode;

/**
 * A file system in memory that remembers what was synced. `powerCut` gives what is left of it:
 * names and bytes that were not synced vanish, stay, or stay in part, as chance has it.
 */
export class MemoryFs implements Fs {
  readonly #root: FolderNode = newFolder();
  /** Called before each operation; may throw, and nothing happens then. */
  before: (operation: string) => void = () => {};
  /** How many bytes of a write really go in. */
  accept: (length: number) => number = (length) => length;

  constructor(root?: FolderNode) {
    if (root !== undefined) this.#root = root;
  }

  async createFile(path: string): Promise<FsFile> {
    this.before('createFile');
    const folder = this.#folder(dirname(path));
    const name = basename(path);
    if (folder.entries.has(name)) throw systemError('EEXIST');
    const node: FileNode = newFile();
    change(folder, (entries) => entries.set(name, node));
    return new MemoryFile(this, node);
  }

  async openFile(path: string): Promise<FsFile> {
    this.before('openFile');
    const node = this.#node(path);
    if (node.kind === 'link') throw systemError('ELOOP');
    if (node.kind === 'folder') throw systemError('EISDIR');
    return new MemoryFile(this, node);
  }

  async createFolder(path: string): Promise<void> {
    this.before('createFolder');
    const parent = this.#folder(dirname(path));
    if (parent.entries.has(basename(path))) throw systemError('EEXIST');
    const node = newFolder();
    change(parent, (entries) => entries.set(basename(path), node));
  }

  async readFolder(path: string): Promise<readonly FolderEntry[]> {
    this.before('readFolder');
    return [...this.#folder(path).entries].map(([name, { kind }]) => ({ name, kind }));
  }

  async status(path: string): Promise<FileStatus> {
    this.before('status');
    return statusOf(this.#node(path));
  }

  async rename(from: string, to: string): Promise<void> {
    this.before('rename');
    const node = this.#node(from);
    const source = this.#folder(dirname(from));
    const target = this.#folder(dirname(to));
    const move = (entries: Map<string, Node>): void => {
      if (source === target) entries.delete(basename(from));
      entries.set(basename(to), node);
    };
    change(target, move);
    if (source !== target) change(source, (entries) => entries.delete(basename(from)));
  }

  async unlink(path: string): Promise<void> {
    this.before('unlink');
    const node = this.#node(path);
    if (node.kind === 'file') node.links = 0;
    change(this.#folder(dirname(path)), (entries) => entries.delete(basename(path)));
  }

  async syncFile(path: string): Promise<void> {
    this.before('syncFile');
    const node = this.#node(path);
    if (node.kind === 'file') settle(node);
  }

  async syncFolder(path: string): Promise<void> {
    this.before('syncFolder');
    const folder = this.#folder(path);
    folder.durable = new Map(folder.entries);
    folder.unsynced = [];
  }

  watch(): { dispose(): void } {
    throw systemError('ENOSYS');
  }

  /** Puts a symbolic link there. */
  link(path: string): void {
    change(this.#folder(dirname(path)), (entries) => entries.set(basename(path), { kind: 'link' }));
  }

  /** Another program writes a file: the bytes are there and on the device. */
  put(path: string, bytes: Uint8Array): void {
    const node: FileNode = { ...newFile(), data: Buffer.from(bytes), durable: Buffer.from(bytes) };
    const folder = this.#folder(dirname(path));
    folder.entries.set(basename(path), node);
    folder.durable.set(basename(path), node);
  }

  /** The bytes of a file. */
  get(path: string): Buffer {
    const node = this.#node(path);
    if (node.kind !== 'file') throw systemError('EISDIR');
    return node.data;
  }

  /** What is left after the power was cut now. */
  powerCut(random: () => number): MemoryFs {
    return new MemoryFs(survivor(this.#root, random, new Map()) as FolderNode);
  }

  #folder(path: string): FolderNode {
    const node = this.#node(path);
    if (node.kind !== 'folder') throw systemError('ENOTDIR');
    return node;
  }

  #node(path: string): Node {
    let node: Node = this.#root;
    for (const name of path.split('/').filter((part) => part !== '')) {
      if (node.kind !== 'folder') throw systemError('ENOTDIR');
      const next = node.entries.get(name);
      if (next === undefined) throw systemError('ENOENT');
      node = next;
    }
    return node;
  }
}

class MemoryFile implements FsFile {
  readonly #fs: MemoryFs;
  readonly #node: FileNode;

  constructor(fs: MemoryFs, node: FileNode) {
    this.#fs = fs;
    this.#node = node;
  }

  async write(bytes: Uint8Array): Promise<number> {
    this.#fs.before('write');
    const taken = bytes.slice(0, this.#fs.accept(bytes.length));
    const at = this.#node.data.length;
    this.#node.data = Buffer.concat([this.#node.data, taken]);
    this.#node.unsynced.push({ kind: 'write', at, bytes: taken });
    return taken.length;
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    this.#fs.before('read');
    const part = this.#node.data.subarray(position, position + into.length);
    into.set(part);
    return part.length;
  }

  async datasync(): Promise<void> {
    this.#fs.before('datasync');
    settle(this.#node);
  }

  async truncate(size: number): Promise<void> {
    this.#fs.before('truncate');
    this.#node.data = this.#node.data.subarray(0, size);
    this.#node.unsynced.push({ kind: 'truncate', size });
  }

  async status(): Promise<FileStatus> {
    this.#fs.before('fileStatus');
    return statusOf(this.#node);
  }

  async close(): Promise<void> {
    this.#fs.before('close');
  }
}

function newFile(): FileNode {
  return {
    kind: 'file',
    data: Buffer.alloc(0),
    durable: Buffer.alloc(0),
    unsynced: [],
    links: 1,
  };
}

function newFolder(): FolderNode {
  return { kind: 'folder', entries: new Map(), durable: new Map(), unsynced: [] };
}

function change(folder: FolderNode, apply: (entries: Map<string, Node>) => void): void {
  apply(folder.entries);
  folder.unsynced.push(apply);
}

function settle(node: FileNode): void {
  node.durable = Buffer.from(node.data);
  node.unsynced = [];
}

function statusOf(node: Node): FileStatus {
  if (node.kind !== 'file') return { kind: node.kind, size: 0, links: 1 };
  return { kind: 'file', size: node.data.length, links: node.links };
}

function survivor(node: Node, random: () => number, done: Map<Node, Node>): Node {
  const known = done.get(node);
  if (known !== undefined) return known;
  if (node.kind === 'link') return node;
  if (node.kind === 'file') {
    const file: FileNode = { ...newFile(), durable: leftBytes(node, random) };
    file.data = Buffer.from(file.durable);
    done.set(node, file);
    return file;
  }
  const names = new Map(node.durable);
  for (const apply of node.unsynced) if (random() < 0.5) apply(names);
  const folder = newFolder();
  done.set(node, folder);
  for (const [name, child] of names) folder.entries.set(name, survivor(child, random, done));
  folder.durable = new Map(folder.entries);
  return folder;
}

/** Each unsynced change is lost, kept, or (a write) kept up to some byte; holes read as zeros. */
function leftBytes(node: FileNode, random: () => number): Buffer {
  let left = Buffer.from(node.durable);
  for (const item of node.unsynced) {
    const chance = random();
    if (chance < 0.4) continue;
    if (item.kind === 'truncate') {
      left = left.subarray(0, item.size);
      continue;
    }
    const kept = chance < 0.7 ? item.bytes.length : Math.floor(random() * item.bytes.length);
    const grown = Buffer.alloc(Math.max(left.length, item.at + kept));
    left.copy(grown);
    grown.set(item.bytes.subarray(0, kept), item.at);
    left = grown;
  }
  return left;
}
