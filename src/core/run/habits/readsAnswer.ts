import { texts } from '../commands/arguments';
import type { FoundCall } from './calls';

/**
 * True when a script asks its person with the shell's own `read`, which nothing is fed to: from an
 * empty input it goes on with no answer at all. What is read in a pipe, from a file or from a
 * here-document is data.
 */
export function readsAnswer(calls: readonly FoundCall[], text: string): boolean {
  return calls.some(({ call, parent }) => {
    if (call.name !== 'read' || parent !== undefined) return false;
    if (call.input?.kind === 'file') return call.input.name === '/dev/tty';
    if (call.input !== undefined) return false;
    const flags = texts(call).filter((word) => /^-\w/.test(word));
    // `-u 3`: of a descriptor that was opened before.
    if (flags.some((flag) => /^-[a-z]*u/.test(flag))) return false;
    // What is fed to a function is not seen where it reads; that it prompts is.
    return flags.some((flag) => /^-[a-z]*[ps]/.test(flag)) || !HAS_FED_PLACE.test(text);
  });
}

/** Functions, and an input that is changed for all that follows (`exec < file`). */
const HAS_FED_PLACE = /\w\s*\(\)|\bfunction\s+\w|\bexec\s+(?:\d*<|[^\n;]*\s<)/;
