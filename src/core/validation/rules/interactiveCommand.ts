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
    if (step.kind !== 'block' || !isSequence(step)) return [];
    const automated = isAutomated(context, step.sectionId);
    if (!automated && !step.text.trimEnd().includes('\n')) return [];
    const statements = statementsOf(context, step);
    const scripted = /^#!|^\s*set -[a-z]*e/m.test(step.text) || automated;
    return statements.flatMap((statement, index) => {
      if (index === statements.length - 1 && !scripted) return [];
      if (!scripted && !isEntering(statement.text)) return [];
      const waits =
        asks(statement.text) ||
        (code.isInteractive(statement.text, step.language) &&
          !/\bpsql\b.*\s-\w*c\s/.test(statement.text));
      if (!waits && !(scripted && needsPerson(statement.text))) return [];
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

/** Asks for a password, opens an editor or a pager, or wants a yes. */
function needsPerson(text: string): boolean {
  return (
    /\|\s*(?:less|more|most|vim?|nano|fzf)\b/.test(text) ||
    /\b(?:crontab\s+(?:-u\s+\S+\s+)?-e|visudo|vipw|sudoedit|vi|vim|nano|emacs|(?:kubectl|oc) edit|systemctl edit|git rebase -i|git commit(?!.*\s-(?:\w*m|F|-message|-file)))\b/.test(
      text,
    ) ||
    /\s(?:--ask-(?:become-|vault-)?pass(?:word)?|-K|--step|--interactive|--prompt|--confirm)(?:\s|$)/.test(
      text,
    ) ||
    /^\s*(?:sudo )?(?:passwd|ssh-keygen(?!.*-N)|ssh-copy-id|(?:az|gcloud auth|aws sso|gh auth|docker|vault|oc|tsh) login)(?=\s|$)(?!.*(?:--password-stdin|--service-principal|--identity|--token|-p ))/.test(
      text,
    ) ||
    /^\s*(?:sudo )?(?:terraform|tofu) (?:apply|destroy)(?!.*(?:-auto-approve|\.tfplan|\bplan\b|-input=false))/.test(
      text,
    ) ||
    /^\s*(?:sudo )?(?:apt|apt-get|dnf|yum|zypper) (?:install|upgrade|remove|dist-upgrade)(?!.*\s(?:-\w*y|--yes|--assume-?yes|--non-interactive))/.test(
      text,
    ) ||
    /^\s*(?:sudo )?(?:rm|mv|cp) -\w*i\b/.test(text)
  );
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
    /\b(?:automat(?:ed|ion)|cron(?:job)?|unattended|nightly (?:job|run|task)|ci job|scheduled (?:job|run|task)|pipeline|timer|no(?:body| operator| one)(?: is)? (?:present|there)|automati(?:sch\w*|que|c[ao]|zzat[ao]|sch)|automátic[ao]|autom[aá]tiqu\w+|zeitgesteuert|planifiée?|programad[ao]|cron)\b|自動|定时|自动|定期実行/i.test(
      section.title,
    )
  )
    return true;
  return context.passages.some(
    ({ kind, start, content }) =>
      kind === 'paragraph' &&
      start >= section.range.start &&
      start < section.range.end &&
      /\b(?:cron runs|(?:timer|job|cron|schedule|pipeline|runner)\W? (?:runs|starts|executes|calls) (?:this|it|these)|(?:la|lo|le|les) (?:ejecuta|lance|exécute|esegue|executa)\b[^.]{0,20}\bcron|(?:wird|werden) (?:von|per|durch) (?:cron|einen? timer|systemd)|automate (?:these|this|the)|(?:runs?|executed|scheduled|triggered|started) (?:this |it )?(?:automatically|unattended|nightly|by cron|via cron|from cron|in (?:ci|the pipeline))|(?:as|via|by|from|in) (?:a )?cron)\b/i.test(
        content,
      ),
  );
}
