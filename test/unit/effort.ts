/**
 * How often a test repeats what it does: the full number in CI, a twentieth at a desk, where `npm test`
 * is to stay short, and `byHand` when asked for with RUNBOOK_TORTURE.
 */
export function repeats(full: number, byHand = full): number {
  if (process.env['RUNBOOK_TORTURE'] !== undefined) return byHand;
  return process.env['CI'] === undefined ? Math.ceil(full / 20) : full;
}

/** All of some cases that are alike in CI, each `step`th at a desk. */
export function sample<T>(cases: readonly T[], step: number): readonly T[] {
  return process.env['CI'] === undefined ? cases.filter((_, at) => at % step === 0) : cases;
}
