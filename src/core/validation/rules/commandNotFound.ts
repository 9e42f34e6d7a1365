import type { Step } from '../../model/step';
import type { CodeReader } from '../codeReader';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { statementsOf } from '../statements';
import { isCode, isShell } from '../words';

/** A program that this machine does not have. */
export const commandNotFound: Rule = {
  code: 'command-not-found',
  severity: 'information',
  explanation:
    'This machine has no program of that name on its PATH, so the step would fail here. Install it, choose a target that has it, or correct the name. The command line asks the machine only with --run.',
  find: (context) => {
    const { machine } = context.around;
    if (context.code === undefined || machine?.answers('command') !== true) return [];
    const own = ownNames(context);
    const told = new Set<string>();
    return context.runbook.steps.flatMap((step) =>
      namesOf(context, step).flatMap(({ name, start }) => {
        if (own.has(name) || told.has(name)) return [];
        const [fault] = machine.ask('command', name) ?? [];
        if (fault === undefined) return [];
        told.add(name);
        return [
          {
            span: context.place(step, start, start + name.length),
            message: `This machine has no program "${name}". Install it, or correct the name.`,
          },
        ];
      }),
    );
  },
};

interface Named {
  readonly name: string;
  readonly start: number;
}

/** The programs a step starts on this machine, not in what it enters. */
function namesOf(context: RuleContext, step: Step): readonly Named[] {
  const { code } = context;
  if (code === undefined || !isShell(step.language)) return [];
  if ((step.attributes.target ?? 'local') !== 'local') return [];
  if (!isCode(step)) return [];
  return code.once('programs', step.text, step.language, () => namesIn(context, step, code));
}

function namesIn(context: RuleContext, step: Step, code: CodeReader): readonly Named[] {
  const found: Named[] = [];
  for (const { text, start } of statementsOf(context, step)) {
    for (const { call, parent } of code.calls(text, step.language)) {
      const carried = parent === undefined || parent.call.name === 'sudo';
      if (!carried || !NAME.test(call.name) || BUILT_IN.has(call.name)) continue;
      const at = text.search(new RegExp(`(?<![\\w./-])${call.name}(?![\\w-])`));
      // Not as it stands there: a path, or a name with a hole in it.
      if (at >= 0) found.push({ name: call.name, start: start + at });
    }
    // What comes after this is typed somewhere else.
    if (code.isInteractive(text, step.language)) break;
  }
  return found;
}

const NAME = /^[A-Za-z][A-Za-z0-9_-]+$/;

/** Functions and aliases that the runbook itself makes. */
function ownNames({ runbook }: RuleContext): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { content } of runbook.blocks) {
    for (const match of content.matchAll(
      /^\s*(?:function\s+)?([\w-]+)\s*\(\)|\balias\s+([\w-]+)=/gm,
    ))
      names.add(match[1] ?? match[2] ?? '');
  }
  return names;
}

const BUILT_IN: ReadonlySet<string> = new Set(
  'alias bg bind break builtin caller case cd command compgen complete compopt continue coproc declare dirs disown do done echo elif else enable esac eval exec exit export false fc fg fi for function getopts hash help history if in jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return select set shift shopt source suspend test then time times trap true type typeset ulimit umask unalias unset until wait while'.split(
    ' ',
  ),
);
