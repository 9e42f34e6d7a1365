/**
 * A node of a syntax tree as plain data, so that the walk needs no wasm memory and no clean-up.
 * `start` and `end` are offsets in UTF-16 code units.
 */
export interface SyntaxNode {
  readonly type: string;
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly named: boolean;
  readonly children: readonly SyntaxNode[];
}

/** A tree, and whether the grammar had to skip or invent something to build it. */
export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly broken: boolean;
}

/** The children that carry meaning, without brackets and operators. */
export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named);
}

/** The first child that stands in the given field. */
export function fieldOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}
