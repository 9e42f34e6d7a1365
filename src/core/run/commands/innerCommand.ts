import type { Word } from '../scope';

/** The command another one starts: behind its flags, their values and assignments. */
export function innerCommand(
  args: readonly Word[],
  valueFlags: ReadonlySet<string>,
  skip: number,
): readonly Word[] {
  let left = skip;
  for (let at = 0; at < args.length; at += 1) {
    const text = args[at]?.text ?? '';
    if (text === '--') return args.slice(at + 1 + left);
    if (text.startsWith('-') && text !== '-') {
      if (valueFlags.has(text)) at += 1;
      continue;
    }
    if (/^[A-Za-z_]\w*=[^\s;&|]*$/.test(text)) continue;
    if (left > 0) {
      left -= 1;
      continue;
    }
    return args.slice(at);
  }
  return [];
}
