/**
 * How often a test repeats what it does: the full number where it counts (CI, or when asked for
 * with RUNBOOK_TORTURE), a tenth at a desk, where `npm test` is to stay short.
 */
export function repeats(full: number): number {
  const thorough = process.env['CI'] !== undefined || process.env['RUNBOOK_TORTURE'] !== undefined;
  return thorough ? full : Math.ceil(full / 10);
}
