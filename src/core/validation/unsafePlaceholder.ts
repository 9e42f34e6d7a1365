import type { Runbook } from '../model/runbook';
import type { Finding } from './finding';

const SHELLS: ReadonlySet<string> = new Set(['bash', 'sh', 'zsh']);

/** A hole written as `<name>`, which a shell that gets the line by hand reads as a redirection. */
export function findUnsafePlaceholders(runbook: Runbook): readonly Finding[] {
  return runbook.steps.flatMap((step) => {
    const hole = step.placeholders.find((candidate) => candidate.written.startsWith('<'));
    if (hole === undefined || !SHELLS.has(step.language)) return [];
    return [
      {
        code: 'unsafe-placeholder',
        severity: 'information' as const,
        message:
          `Placeholder ${hole.written} will be asked for before running. ` +
          'As written, a shell would read it as a redirection.',
        range: step.range,
      },
    ];
  });
}
