import type { Step } from '../model/step';
import type { RuleContext } from './ruleContext';
import { isShell } from './words';

/** One command line of a step as the shell takes it; offsets into the step's text. */
export interface Statement {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** `&` behind it: the shell does not wait. */
  readonly background: boolean;
}

/** The top-level statements of a shell or PowerShell step in order, without comments. */
export function statementsOf(context: RuleContext, step: Step): readonly Statement[] {
  const { code } = context;
  const tree = isShell(step.language)
    ? code?.shellTree(step.text)
    : step.language === 'powershell'
      ? code?.powershellTree(step.text)
      : undefined;
  if (tree === undefined) return [];
  const { children } = tree.root;
  return children.flatMap((node, index) =>
    node.named && node.type !== 'comment' && node.type !== 'ERROR'
      ? [
          {
            text: step.text.slice(node.start, node.end),
            start: node.start,
            end: node.end,
            background: children[index + 1]?.type === '&',
          },
        ]
      : [],
  );
}

/** A step that its author offers as a list of options or examples, not as a sequence. */
export function isSequence(step: Step): boolean {
  return step.parts.every((part) => part.alternative === undefined);
}
