const AMOUNT =
  /(\d+(?:\.\d+)?)(?: ?(?:-|–|to) ?(\d+(?:\.\d+)?))?[ -]?(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|seconds?|secs?|s)\b/g;
const NOT_THE_CLOCK = /\b(?:business|working|office)\b/;
const AT_ONCE = /\b(?:immediate(?:ly)?|asap|at once|instant(?:ly)?|right away|straight away)\b/;

/**
 * Minutes a text names: "15 minutes", "< 1 hour", "1h 30m", "15-30 min" (the later), 0 for
 * "immediate". Undefined for anything else, business hours and days among it: they do not count
 * on the clock.
 */
export function readMinutes(text: string): number | undefined {
  const line = text.slice(0, 300).toLowerCase();
  if (NOT_THE_CLOCK.test(line)) return undefined;
  let total: number | undefined;
  let end = -1;
  for (const match of line.matchAll(AMOUNT)) {
    if (total !== undefined && line.slice(end, match.index).trim() !== '') break;
    total = (total ?? 0) + Number(match[2] ?? match[1]) * minutesOf(match[3] ?? '');
    end = match.index + match[0].length;
  }
  if (total !== undefined) return total;
  return AT_ONCE.test(line) ? 0 : undefined;
}

function minutesOf(unit: string): number {
  switch (unit.charAt(0)) {
    case 's':
      return 1 / 60;
    case 'h':
      return 60;
    case 'd':
      return 1440;
    case 'w':
      return 10_080;
    default:
      return 1;
  }
}
