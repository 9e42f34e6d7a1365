/** Reads jobs: `wait`, `jobs`, `fg`, `bg`, `disown`, `%1`, `$!`. */
const READS_JOBS = /(?:^|[;&|({]|\bdo|\bthen)[ \t]*(?:wait|jobs|fg|bg|disown)\b|\$\{?!|[ \t]%\d/m;
/** Starts jobs of its own, which it does see. */
const STARTS_JOBS = /(?<![&|<>\\])&(?![&>])|\bcoproc\b/;

/** Said in the output: otherwise `wait` would return at once, as if all had ended. */
const NOTE =
  'runbook: what earlier steps started in the background still runs; wait, jobs and $! do not see it from this step.\n';

/** What to say before a step that asks for the jobs of an earlier one; most have nothing to hear. */
export async function jobsNote(
  script: string,
  session: { leftRunning?(): Promise<boolean> },
): Promise<string | undefined> {
  if (!READS_JOBS.test(script) || STARTS_JOBS.test(script)) return undefined;
  return (await session.leftRunning?.()) === true ? NOTE : undefined;
}
