/** "Do not run this on the primary:", up to the colon. */
const FORBIDS =
  /^\W*(?:please )?(?:do not|don['’]t|never|avoid)(?: ever)? (?:run|running|execute|executing|use|using|type|typing|enter|entering)(?!\w)([^.:\n]{0,80}):\W*$/i;
/** What makes it a condition, or goes on to what is to be done. */
const GOES_ON = /\b(?:instead|but|rather|unless|until|without|before|if|run|use|execute|by)\b/i;

/** Whether a lead-in says that what stands below it must not be run: it is shown, and no step. */
export function forbidsBelow(content: string): boolean {
  if (content.length > 160 || !/not|n['’]t|ever|void|NOT|NEVER|AVOID/.test(content)) return false;
  const rest = FORBIDS.exec(content)?.[1];
  return rest !== undefined && !GOES_ON.test(rest);
}
