import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isSequence, statementsOf } from '../statements';
import { isShell } from '../words';

/** A command that waits for a person where nobody is. */
export const interactiveCommand: Rule = {
  code: 'interactive-command',
  severity: 'warning',
  explanation:
    'An editor, a prompt or `-it` waits for somebody at a keyboard. In a script, a scheduled job or in the middle of a block it hangs. Pass what it should do (`-c`, `-T`, `< file`), or put it into a block of its own.',
  find: (context) => [...inSequence(context), ...inAutomation(context)],
};

function inSequence(context: RuleContext): readonly Found[] {
  const { code } = context;
  if (code === undefined) return [];
  return context.runbook.steps.flatMap((step) => {
    if (step.kind !== 'block' || !isSequence(step) || !step.text.trimEnd().includes('\n'))
      return [];
    const statements = statementsOf(context, step);
    const scripted =
      /^#!|^\s*set -[a-z]*e/m.test(step.text) || isAutomated(context, step.sectionId);
    return statements.flatMap((statement, index) => {
      if (index === statements.length - 1 && !scripted) return [];
      if (!scripted && !isEntering(statement.text)) return [];
      if (!code.isInteractive(statement.text, step.language) && !asks(statement.text)) return [];
      const next = statements[index + 1];
      if (next !== undefined && /^[A-Z]{4,} |^\\/.test(next.text)) return [];
      return [
        {
          span: context.place(step, statement.start, statement.end),
          message:
            'This command waits for a person, so the commands below it do not run where they seem to. Pass it what to do, or put it into a block of its own.',
        },
      ];
    });
  });
}

/** The shell's own question, unless it is fed or gives up by itself. */
function asks(text: string): boolean {
  return /^(?:read|select)\s/.test(text) && !/<|\s-\w*t/.test(text);
}

/** Opens a session on another machine or in a pod: what follows was meant to run in there. */
function isEntering(text: string): boolean {
  return /\b(?:exec|ssh|rsh|debug|bash|sh|psql|mysql|mongo(?:sh)?|redis-cli|vi|vim|nano|top|htop|less|more|k9s|Enter-PSSession|etsn)\b/.test(
    text,
  );
}

const TERMINAL =
  /\b(?:docker|podman|nerdctl|kubectl|oc)\b[^|;&\n]*\s(?:exec|run)\s+(?:-\S+\s+)*?(?<flag>-(?:it|ti|t|tty)\b|--tty\b)/d;

function inAutomation(context: RuleContext): readonly Found[] {
  return context.runbook.steps.flatMap((step) => {
    if (!isShell(step.language) || !isAutomated(context, step.sectionId)) return [];
    const match = TERMINAL.exec(step.text);
    const [start, end] = match?.indices?.groups?.['flag'] ?? [];
    if (start === undefined || end === undefined) return [];
    return [
      {
        span: context.place(step, start, end),
        message:
          'This asks for a terminal, and the section is meant to run by itself, where there is none. Leave -t out.',
      },
    ];
  });
}

/** A section whose own words say that nobody sits in front of it. */
function isAutomated(context: RuleContext, sectionId: string | undefined): boolean {
  const section = context.section(sectionId);
  if (section === undefined) return false;
  if (
    /\b(?:automat(?:ed|ion)|cron(?:job)?|unattended|nightly job|ci job|scheduled job|pipeline)\b/i.test(
      section.title,
    )
  )
    return true;
  return context.passages.some(
    ({ kind, start, content }) =>
      kind === 'paragraph' &&
      start >= section.range.start &&
      start < section.range.end &&
      /\b(?:automate (?:these|this|the)|(?:runs?|executed|scheduled|triggered) (?:automatically|unattended|nightly|by cron|via cron|from cron|in (?:ci|the pipeline))|(?:as|via|by|from|in) (?:a )?cron)\b/i.test(
        content,
      ),
  );
}
