export const HELP = `runbook: run the Markdown runbooks your team already has

Usage
  runbook list [PATH…] [--json]           steps and checklists found in files or folders
  runbook run FILE --step ID [options]    run one step, or one part of it
  runbook run FILE --section TITLE | --all [options]
                                          run steps in order, up to the first that does not pass;
                                          of sections with one title, --section 'ABOVE > TITLE'
  runbook check [PATH…] [options]         what is wrong in runbooks, without running anything
  runbook check [PATH…] --run [options]   the same, and runs every check, never a change
  runbook export [DAY|ID] [--format markdown|html|ipynb|json|pdf] [-o FILE]
                                          the journal of a day (UTC, default today), an incident
  runbook import FILE                     puts a log exported as JSON back, byte for byte
  runbook verify DAY|ID|FOLDER [--json] [--checkpoint FILE]
                                          what the log proves and what it does not
  runbook checklist list [PATH…] [--json] what is overdue, due today, later, per incident
  runbook checklist tick | untick [FILE] ITEM [--note TEXT]
  runbook checklist skip [FILE] ITEM --reason TEXT
                                          ITEM is an id, or words that only one item has
  runbook checklist history [PATH…] [--json | --format csv|markdown] [-o FILE]
  runbook checklist handover [-o FILE]    what a shift leaves to the next one, as Markdown
  runbook checklist date FILE TIME|none   what "24 Hours Before" counts back from
  runbook incident declare TITLE [--severity S] [--runbook FILE] [--section HEADING]
                                          open an incident or a --drill; prints its ID
  runbook incident list | show ID         what happened to them, with --json for programs
  runbook incident note ID TEXT           one more line in its log
  runbook incident acknowledge | mitigate | resolve ID [TEXT] [--at TIME]
  runbook incident severity ID LEVEL | assign ID ROLE PERSON | handover ID PERSON [TEXT]
  runbook incident update ID [TEXT]       a status update; the runbook's template is filled
  runbook incident escalate ID [PERSON]   marks the escalation that is due as made
  runbook incident correct ID MOMENT TIME the time shown; the recorded one is kept
  runbook postmortem ID [-o FILE]         a draft in Markdown, written from the log
  runbook redline ID [-o FILE]            what was done differently, as a diff git apply takes
  runbook metrics [--json]                times of all incidents, use and rot of the runbooks
  runbook --version                       which version this is

Options of run
  --part ID          run only this part of the step
  --from ID          with --section or --all: begin with this step or part
  --set NAME=VALUE   value for a placeholder, by its name or as it is written; may be given
                     several times
  --target TARGET    local, docker:NAME, podman:NAME, ssh:HOST or k8s:NAMESPACE/POD[/CONTAINER]
  --env NAME         take the variables of .env.NAME
  --confirm NAME     with --yes: the name that a change in production wants typed
  --arm USER@HOST/DATABASE
                     SQL steps may write to this database; each change is still asked about
  --timeout SECONDS  stop the step after so long (default 600)
  --yes              do not ask before changes and destructive steps
  --incident ID      record it in this incident's log
  --drill            practice: checks run, changes are shown and refused with the code drill
  --armed            in a drill: changes run as well
  --json             events as JSON Lines: started, output, ended; of a sequence also left-out
                     (what is for when something is wrong) and stopped

Options of check
  --format FORMAT    text (default), json, sarif, or github for annotations
  --fail-on SEVERITY error, warning (default), information or hint: exit 1 from there on
  --rule CODE        only this rule; may be given several times
  --explain CODE     why a rule exists and what to do
  --run              run the checks as a drill, with --target, --env, --set and --timeout of run;
                     one that fails is an error, one that cannot be run is told
  .runbook/check.yaml holds rules (CODE: SEVERITY or off), exclude (paths)
  and staleDays (a step that has not passed for so long is stale, by default 92);
  <!-- runbook-ignore CODE reason --> in a runbook silences what follows it.

Exit codes
  0 passed · 1 a step failed or was not as expected · 2 refused, or wrong usage · 130 cancelled
  74 the output could not be written; what was asked for is done

An ID may be shortened to its beginning; - is the only incident that is not resolved. Times are
like 2026-03-29T02:15:00Z. More options of incident declare: --commander PERSON, --started TIME,
--detected TIME, --drill, --armed. --reason TEXT goes with severity and correct.

Lines in JSON are 1-based and endLine is inclusive. The fields of list --json:
  path, metadata, sections, steps (id, kind block|inline|row, line, endLine, language, text,
  parts, runnable, reason, intent check|change|destructive, reasons, placeholders, expectation,
  checklistItem), checklists (title, cadence, items), severities (level, description,
  responseMinutes, response in the page's words, escalation, escalationMinutes), contacts (role,
  entries), schedules, templates, links. A variable that an earlier step sets is no placeholder.

Every run is recorded in .runbook/journal below the folder it was started in, every tick in
.runbook/checklists.
`;
