import type { RunEnded } from './eventData';

/**
 * A run's end with less of its output in the event, for when the line would be too long: escaped
 * control bytes take six characters each. The hash and the size stay those of the whole output.
 */
export function halveOutput(ended: RunEnded): RunEnded {
  const { output } = ended;
  const head = output.head.slice(0, Math.floor(output.head.length / 2));
  const tail = output.tail.slice(Math.ceil(output.tail.length / 2));
  return { ...ended, output: { ...output, head, tail, truncated: true } };
}
