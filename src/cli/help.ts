export const HELP = `runbook: run the Markdown runbooks your team already has

Usage
  runbook list [PATH…] [--json]           steps and checklists found in files or folders
  runbook run FILE --step ID [options]    run one step, or one part of it
  runbook export [DAY] [-o FILE]          the journal of a day (UTC, default today) as Markdown

Options of run
  --part ID          run only this part of the step
  --set NAME=VALUE   value for a placeholder; may be given several times
  --timeout SECONDS  stop the step after so long (default 600)
  --yes              do not ask before changes and destructive steps
  --json             events as JSON Lines: started, output, ended

Exit codes
  0 passed · 1 a step failed or was not as expected · 2 refused, or wrong usage · 130 cancelled

Lines in JSON are 1-based and endLine is inclusive. The fields of list --json:
  path, metadata, sections, steps (id, kind block|inline|row, line, endLine, language, text,
  parts, runnable, reason, intent check|change|destructive, reasons, placeholders, expectation,
  checklistItem), checklists (title, cadence, items), severities, contacts, schedules,
  templates, links.

Every run is recorded in .runbook/journal below the folder it was started in.
`;
