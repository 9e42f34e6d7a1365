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
  find: (context) => {
    const known = new Map<string | undefined, boolean>();
    const automated: IsAutomated = (sectionId) => {
      const told = known.get(sectionId) ?? isAutomated(context, sectionId);
      known.set(sectionId, told);
      return told;
    };
    return [...inSequence(context, automated), ...inAutomation(context, automated)];
  },
};

/** Whether a section runs by itself, asked once of each. */
type IsAutomated = (sectionId: string | undefined) => boolean;

function inSequence(context: RuleContext, isOn: IsAutomated): readonly Found[] {
  const { code } = context;
  if (code === undefined) return [];
  return context.runbook.steps.flatMap((step) => {
    if (step.kind !== 'block' || !isSequence(step)) return [];
    const automated = isOn(step.sectionId);
    if (!automated && !step.text.trimEnd().includes('\n')) return [];
    const statements = statementsOf(context, step);
    const scripted = /^#!|^\s*set -[a-z]*e/m.test(step.text) || automated;
    return statements.flatMap((statement, index) => {
      if (index === statements.length - 1 && !scripted) return [];
      if (!scripted && !isEntering(statement.text)) return [];
      // Fed by what stands below it.
      if (/<<-?\s*['"]?\w/.test(statement.text)) return [];
      const waits =
        asks(statement.text) ||
        (code.isInteractive(statement.text, step.language) &&
          !/\bpsql\b.*\s-\w*[cfl](?:\s|$)/.test(statement.text));
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
    /\b(?:mysql|mariadb|mysqldump|mysqladmin)\s[^|;]*(?:\s-p|--password)(?=\s|$)/.test(text) ||
    /\bpsql\s[^|;]*\s-W\b/.test(text) ||
    /^\s*(?:(?:sudo )?(?:less|more|most|top(?!\s(?:.*\s)?-\w*b)|htop|k9s|mc|tmux|screen|fzf|dialog|whiptail)(?=\s|$)|\$\w+\s*=\s*(?:Read-Host|Get-Credential)|Read-Host|Get-Credential|Enter-PSSession|Out-GridView|pause\b)/i.test(
      text,
    ) ||
    /\bOut-GridView\b|\s-Confirm(?!:)\b/.test(text) ||
    /\b(?:crontab\s+(?:-u\s+\S+\s+)?-e|visudo|vipw|sudoedit|vi|vim|nano|emacs|(?:kubectl|oc) edit|systemctl edit)\b/.test(
      text,
    ) ||
    opensOwnEditor(text) ||
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

/** Programs that open an editor or a menu of their own for some of their commands. */
function opensOwnEditor(text: string): boolean {
  const git =
    /\bgit\s+(?:-[Cc]\s+\S+\s+|--[\w-]+(?:=\S+)?\s+)*(?:(rebase|add|checkout|restore|reset|stash|clean)\b[^|;&]*\s(?:-i|-p|--interactive|--patch)(?=\s|$)|(commit)\b(?![^|;&]*\s(?:-\w*m|-\w*F|-C|--message|--file|--no-edit|--reuse-message|--fixup))|(mergetool|citool|gui|config\b[^|;&]*\s(?:-e|--edit)|branch --edit-description|notes edit)(?=\s|$))/;
  return (
    git.test(text) ||
    /\b(?:chsh|chfn|dpkg-reconfigure|raspi-config|nmtui|cfdisk|menuconfig|aptitude|alsamixer|etckeeper edit|ansible-vault (?:edit|create)|sops(?! -[de]\b| --(?:de|en)crypt| exec)(?: edit)?|hg histedit|docker attach|screen -r|tmux attach|npm init(?!.*-y)|gh pr create(?!.*--(?:fill|title|body))|helm edit|virsh (?:edit|console)|crm configure edit|pass edit|pg_top|redis-cli --(?:intrinsic-latency|stat)|(?:mysql|psql) --pager)(?=\s|$)/.test(
      text,
    ) ||
    /^\s*(?:sudo )?(?:fdisk|gdisk|parted) \/dev\/\S+\s*$/.test(text)
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

function inAutomation(context: RuleContext, isOn: IsAutomated): readonly Found[] {
  return context.runbook.steps.flatMap((step) => {
    if (!isShell(step.language)) return [];
    const match = TERMINAL.exec(step.text);
    if (match === null || !isOn(step.sectionId)) return [];
    const [start, end] = match.indices?.groups?.['flag'] ?? [];
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
  if (IN_TITLE.test(section.title)) return true;
  return context.passages.some(
    ({ kind, start, content }) =>
      kind === 'paragraph' &&
      start >= section.range.start &&
      start < section.range.end &&
      MAY_RUN.test(content) &&
      content
        .split(/(?<=[.;!?])\s/)
        .some((sentence) => RUNS.test(sentence) && !BY_HAND.test(sentence)),
  );
}

const IN_TITLE =
  /\b(?:automat(?:ed|ion)|cron(?:job|tab)?s?|unattended|(?:nightly|night|hourly|weekly|monthly) (?:job|run|task|script)|job of the night|ci job|scheduled (?:job|run|task|script)s?|pipeline|timer|no(?:body| operator| one)(?: is)? (?:present|there)|hands[- ]off|automati(?:sch\w*|que|c[ao]|zzat[ao]|sch)|automátic[ao]|autom[aá]tiqu\w+|zeitgesteuert|nachtlauf|planifiée?|programad[ao])\b|自動|定时|自动|定期実行/i;

const WHO =
  '(?:(?:the |a |our |an )?(?:[\\w-]+ )?(?:timer|cron(?:job| job|tab)?|scheduler|scheduled (?:task|job)|task scheduler|pipeline|runner|bot|robot|ci|ci job|jenkins|github actions?|gitlab(?: ci)?|systemd(?: timer)?|rundeck|awx|ansible|night(?:ly)? (?:job|run)|workflow|automation|controller|job))';
const MAY_RUN =
  /timer|cron|schedul|pipeline|runner|\bro?bot|\bci\b|jenkins|github|gitlab|systemd|rundeck|awx|ansible|night|workflow|automat|automát|controller|\bjob|unattended|hands.off|by itself|on its own|without|nobody|no one|no operator|no human|niemand|läuft|laufen|wird|werden|ejecuta|exécut|esegue|executa|lancée?/i;
/** Sentences that say that a machine runs what stands here. */
const RUNS = new RegExp(
  [
    `\\b${WHO}\\W{0,2} (?:then )?(?:runs?|starts?|executes?|calls?|does|triggers?|launch(?:es)?)\\b(?! (?:out|into|late|long|again|every))`,
    `\\b(?:run|runs|executed?|started?|starts|scheduled|triggered|called|launched) (?:this |it |them )?(?:\\w+ ){0,3}?(?:by|from|via|as|in|through) ${WHO}(?!\\w)`,
    `\\b(?:as|via|by|from|in|inside|within) ${WHO}\\s*[:.]`,
    '\\b(?:unattended|hands[- ]off|on its own|by itself|automatically)\\b[^.;]{0,40}:\\s*$',
    '\\b(?:runs?|executed|scheduled|triggered|started|executes) (?:\\w+ ){0,3}?(?:unattended|automatically|nightly|by itself|on its own|without (?:supervision|supervisor))\\b',
    '\\bwithout (?:an? )?(?:any(?:body|one)|operator|person|human|somebody|supervision)\\b',
    '\\b(?:nobody|no one|no operator|no human) (?:is |sits |watches|looks|will be |has to be )',
    '\\bautomate (?:these|this|the)\\b|\\bcron runs\\b|\\b(?:timer|job|cron|schedule|pipeline|runner)\\W? (?:runs|starts|executes|calls) (?:this|it|these)\\b',
    '\\b(?:wird|werden|läuft|laufen)\\b[^.;]{0,40}\\b(?:automatisch|von (?:cron|einem timer|systemd|selbst)|per cron|durch (?:cron|den timer)|unbeaufsichtigt|zeitgesteuert)\\b|\\bniemand (?:ist|sitzt|schaut)\\b',
    "\\b(?:la|lo|le|les) (?:ejecuta|lance|exécute|esegue|executa)\\b[^.]{0,20}\\bcron|\\b(?:se ejecuta|s['’]exécute|si esegue|executa-se|é executado|est exécutée?|lancée?)\\b[^.]{0,40}\\b(?:automátic\\w*|automatiquement|automaticamente|cron|sola|solo)\\b",
  ].join('|'),
  'iu',
);
const BY_HAND =
  /\b(?:by hand|manually|yourself|if (?:the|it|this|a)|when (?:the|it)[^.;]{0,30}(?:fails?|failed|does not)|fails|failed|instead of|not (?:run|started|executed) by|von hand|à la main|a mano)\b/i;
