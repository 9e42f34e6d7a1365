/** A trap for the end of the shell, by its name or its number. */
const SETS_TRAP = /\btrap\b[^]*?(?:\bEXIT\b|[ \t]0\b)/i;

/** Whether a text may set a trap for the end of its shell, or take it away. */
export function setsExitTrap(text: string): boolean {
  return SETS_TRAP.test(text);
}
