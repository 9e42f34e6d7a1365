/**
 * Text as it stands on a screen after its carriage returns: of a line that was written over, its
 * last state. A carriage return before the line feed is a line ending and goes.
 */
export function lastState(text: string): string {
  if (!text.includes('\r')) return text;
  return text.split('\n').map(lineState).join('\n');
}

function lineState(line: string): string {
  const states = line.split('\r').filter((state) => state !== '');
  return states.reduce(overwrite, '');
}

/** What stood there shows on to the right of a shorter new state, unless it clears the line. */
function overwrite(before: string, after: string): string {
  const hasEscapes = before.includes('\u001b') || after.includes('\u001b');
  return hasEscapes ? after : after + before.slice(after.length);
}
