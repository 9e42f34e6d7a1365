import type { Step } from '../../model/step';
import { Wordings } from '../../text/wordings';
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
    const automated = isOn(step.sectionId) || saysSo(step.text);
    if (!automated && !step.text.trimEnd().includes('\n')) return [];
    const statements = statementsOf(context, step);
    const scripted = /^#!|^\s*set -[a-z]*e/m.test(step.text) || automated;
    return statements.flatMap((statement, index) => {
      const { text } = statement;
      if (index === statements.length - 1 && !scripted) return [];
      if (!scripted && !isEntering(text)) return [];
      // Fed by what stands below it.
      if (/<<-?\s*['"]?\w/.test(text)) return [];
      // Who logs in on the first line types the others there.
      if (index === 0 && !scripted && isLogin(text)) return [];
      const waits =
        code.isInteractive(text, step.language) && !/\bpsql\b.*\s-\w*[cfl](?:\s|$)/.test(text);
      if (!waits && !(automated && asksSomething(context, step, text))) return [];
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

/** `ssh host` and nothing else, or what opens a page to sign in with. */
function isLogin(text: string): boolean {
  return (
    /^(?:ssh|mosh)\s(?:<[\w.-]+>|[^;&|<>])*$/.test(text) ||
    /^(?:aws sso|az|tsh|oc|vault|gcloud auth|doctl auth|flyctl auth|gh auth|heroku) (?:application-default )?(?:login|init)\b/.test(
      text,
    )
  );
}

/** "# crontab of the backup user", at the top of a block. */
function saysSo(text: string): boolean {
  return /^#(?!!).*\b(?:cron(?:tab|job)?|crontab|systemd timer|scheduled task|unattended|scheduler|pipeline|ci job|nightly job|zeitgesteuert|unbeaufsichtigt)\b/im.test(
    text.split('\n', 2).join('\n'),
  );
}

function asksSomething({ code }: RuleContext, step: Step, text: string): boolean {
  if (step.language === 'powershell' && ASKS_IN_POWERSHELL.test(text)) return true;
  if (/noninteractive/i.test(text) && /\bdpkg-reconfigure\b/.test(text)) return false;
  return (
    reads(text) ||
    /\s--(?:ask-[\w-]+|interactive|prompt)(?=\s|$)/.test(text) ||
    code?.isAsking(text, step.language) === true
  );
}

const ASKS_IN_POWERSHELL =
  /\s-Confirm(?!:)\b|\$Host\.UI\.\w*(?:Prompt|Read)|\[(?:System\.)?Console\]::Read|\b(?:Read-Host|Get-Credential|Out-GridView)\b/i;

/** The shell's own question, unless it is fed or gives up by itself. */
function reads(text: string): boolean {
  if (!/\b(?:read|select)\s/.test(text)) return false;
  const bare = text.replace(/'[^']*'|"(?:[^"\\]|\\.)*"/g, (quoted) => 'q'.repeat(quoted.length));
  if (/(?:^|[\n;]\s*)select\s+\w+\s+in\b/.test(bare)) return true;
  return [...bare.matchAll(READ)].some(([, before = '', options = ''], index, all) => {
    if (/\s-\w*[tu]|<</.test(options)) return false;
    if (/\s-\w*p/.test(options)) return true;
    const fed = /\||<\(/.test(before) || /\bdone\s*<|\}\s*</.test(bare) || options.includes('<');
    return !fed && index < all.length && !/\|\s*(?:while|\{|\()/.test(bare);
  });
}

/** `read` where a command begins, what stands before it, and its words. */
const READ =
  /(^|[;&|({\n]|\b(?:do|then|else|while|until|if|!)\s)[ \t]*(?:IFS=\S*\s+)?read(?![\w-])([^;&|\n)]*)/g;

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

/** A section whose own words, or those above it, say that nobody sits in front of it. */
function isAutomated(context: RuleContext, sectionId: string | undefined): boolean {
  const [own, ...outer] = context.sectionsFrom(sectionId);
  if (own === undefined) return false;
  if (saysAutomated(context, own.title, own.range.start, own.range.end)) return true;
  return outer.some(({ title, level, range }) => {
    // What stands above the first of its parts is of all of them.
    const part = context.runbook.sections.find(
      (one) => one.level > level && one.range.start > range.start,
    );
    return level > 1 && saysAutomated(context, title, range.start, part?.range.start ?? range.end);
  });
}

function saysAutomated(context: RuleContext, title: string, start: number, end: number): boolean {
  if (IN_TITLE.test(title) && !BY_HAND.test(title) && !TROUBLE.test(title)) return true;
  return context
    .passagesIn(start, end)
    .some(
      ({ kind, content }) =>
        kind === 'paragraph' && context.once('runs by itself', content, tellsOfRunning),
    );
}

function tellsOfRunning(content: string): boolean {
  return (
    MAY_RUN.test(content) &&
    content
      .split(/(?<=[.;!?])\s/)
      .some((sentence) => RUNS.test(sentence) && !BY_HAND.test(sentence))
  );
}

/** A title that tells of the machine what went wrong with it. */
const TROUBLE =
  /\b(?:is|are|fails?|failed|failing|failure|broken|stuck|red|not|hangs?|hanging|slow|late|missing|stopped|backlog|disabled?)\b/i;

const IN_TITLE =
  /\b(?:automat(?:ed|ion)|cron(?:job|tab)?(?=)s?|unattended|(?:nightly|night|hourly|weekly|monthly)(?=) (?:job|run|task|script)|job of the night|ci job|scheduled (?:job|run|task|script)(?=)s?|pipeline|timer|no(?:body| operator| one)(?=)(?: is)?(?=) (?:present|there)|hands[- ]off|automati(?:sch\w*|que|c[ao]|zzat[ao]|sch)|automátic[ao]|autom[aá]tiqu\w+|zeitgesteuert|nachtlauf|planifiée?|programad[ao])(?=)\b|自動|定时|自动|定期実行/i;

const JOB =
  '(?:timer|cron(?:job| job|tab)?|scheduler|scheduled (?:task|job)|task scheduler|pipeline|runner|bot|robot|ci|ci job|jenkins|github actions?|gitlab(?: ci)?|systemd(?: timer)?|rundeck|awx|ansible|night(?:ly)? (?:job|run)|workflow|automation|controller|job)';
const WHO = `(?:(?:the |a |our |an )?(?:[\\w-]+ )?${JOB})`;
const MAY_RUN =
  /timer|cron|schedul|pipeline|runner|\bro?bot|\bci\b|jenkins|github|gitlab|systemd|rundeck|awx|ansible|night|workflow|automat|automát|controller|\bjob|unattended|hands.off|by itself|on its own|without|nobody|no one|no operator|no human|niemand|läuft|laufen|wird|werden|startet|ohne|terminal|\btty|console|ExecStart|viene|vengono|ejecuta|sin |sem |sans |senza |exécut|esegue|executa|lancée?/i;
/** Sentences that say that a machine runs what stands here; "In Jenkins: Manage nodes" sends a person there. */
const RUNS = new Wordings(
  new RegExp(
    [
      `(?<!\\b(?:no|any|other|another) )\\b${JOB}\\W{0,2} (?:then )?(?:runs?|starts?|executes?|calls?|does|triggers?|launch(?:es)?)\\b(?! (?:out|into|late|long|again|every))`,
      `\\b(?:run|runs|executed?|started?|starts|scheduled|triggered|called|launched) (?:this |it |them )?(?:\\w+ ){0,3}?(?:by|from|via|as|in|through) ${WHO}(?!\\w)`,
      `\\b(?:as|via|by|from|inside|within) ${WHO}\\s*\\.|\\b(?:as|via|by|from|in|inside|within) ${WHO}:\\s*(?:$|\`)`,
      '\\b(?:unattended|hands[- ]off|on its own(?! \\w+ ?:)|by itself|automatically)\\b[^.;]{0,40}:\\s*$',
      '\\b(?:runs?|executed|scheduled|triggered|started|executes) (?:\\w+ ){0,3}?(?:unattended|automatically|nightly|by itself|on its own|without (?:supervision|supervisor))\\b',
      '\\bwithout (?:an? )?(?:any(?:body|one)|operator|person|human|somebody|supervision)\\b',
      '\\b(?:nobody|no one|no operator|no human) (?:is (?:there|present|around|near|awake|watching|at|in|on duty|logged)\\b|sits |watches|looks|will be |has to be )',
      '\\b(?:no|without (?:a|any)|has no|have no) (?:terminal|tty|console)\\b',
      `\\b(?:part|step|stage|task) of ${WHO}(?!\\w)`,
      '\\b(?:lines?|script|stands?|is|are|lives?|content|contents|file)\\b[^.;]{0,30} (?:in|of) `?/etc/cron\\.|\\bExecStart\\b',
      '\\b(?:startet|ruft|führt)\\b[^.;]{0,12} (?:der|die|das|ein|eine) (?:[\\w-]+ )?(?:Timer|Cron\\w*|Scheduler|Zeitplan\\w*|Pipeline|Runner|Job|Aufgabenplanung)\\b|\\bsitzt niemand\\b|\\bohne (?:Aufsicht|Terminal|Bediener)\\b',
      '\\b(?:viene|vengono|è|sono|se|est|sont|são|wordt|worden) (?:\\w+ )?(?:eseguit[oaie]|avviat[oaie]|lanciat[oaie]|lancé\\w*|exécuté\\w*|démarré\\w*|executad\\w+|uitgevoerd|gestart|lanza|ejecuta)\\b[^.;]{0,40}\\b(?:timer|cron|pipeline|scheduler|ordonnanceur|planificateur|planificador|systemd|jenkins)\\b|\\b(?:sin|sem|sans|senza) (?:operador|opérateur|operatore|terminal|terminale|supervisi\\w+|surveillance|sorveglianza)\\b',
      '\\bautomate (?:these|this|the)\\b|\\bcron runs\\b|\\b(?:timer|job|cron|schedule|pipeline|runner)\\W? (?:runs|starts|executes|calls) (?:this|it|these)\\b',
      '\\b(?:wird|werden|läuft|laufen)\\b[^.;]{0,40}\\b(?:automatisch|von (?:cron|einem timer|systemd|selbst)|per cron|durch (?:cron|den timer)|unbeaufsichtigt|zeitgesteuert)\\b|\\bniemand (?:ist|sitzt|schaut)\\b',
      "\\b(?:la|lo|le|les) (?:ejecuta|lance|exécute|esegue|executa)\\b[^.]{0,20}\\bcron|\\b(?:se ejecuta|s['’]exécute|si esegue|executa-se|é executado|est exécutée?|lancée?)\\b[^.]{0,40}\\b(?:automátic\\w*|automatiquement|automaticamente|cron|sola|solo)\\b",
    ].join('|'),
    'i',
  ),
);
const BY_HAND =
  /\b(?:by hand|manually|yourself|(?:while|until|before|after|as long as) (?:a|an|the|another|any) |if (?:the|it|this|a)|when (?:the|it)[^.;]{0,30}(?:fails?|failed|does not)|fails|failed|instead of|not (?:run|started|executed) by|von hand|à la main|a mano)\b/i;
