import type { CapturedOutput } from '../command';

/** What programs say when they want a person and get the end of input, or no terminal. */
const COMPLAINTS = [
  /\b(?:input|stdin|standard input|stdout) (?:device )?is not a (?:tty|terminal)/i,
  /\ba terminal is required to (?:read|authenticate)/i,
  /\bno tty present\b/i,
  /\bmust be (?:run|connected) (?:from|to) a (?:tty|terminal)/i,
  /\bEOFError: EOF when reading a line/,
  /\bcould not read (?:Username|Password) for\b/i,
  /\bterminal prompts disabled\b/i,
  /\bcannot prompt\b.*\bnon-?interactive\b/i,
  /\/dev\/tty: (?:No such device or address|Device not configured)/i,
  /\binappropriate ioctl for device/i,
  /\bUser force closed the prompt\b/i,
  /^Host key verification failed\./m,
];

/** The last line of an output that ends without a line feed, as prompts do. */
const PROMPT =
  /(?:pass(?:word|phrase|code)?[^\n]{0,60}:|\?|\[y(?:es)?\/no?\]\)?:?|\(y(?:es)?\/no?\)\??:?|(?:enter|type|select|choose|continue|confirm|username|login)\b[^\n]{0,80}[:>?])[ \t]*$/i;

/** Best effort: whether a command that got no input wanted some. */
export function asksForInput(exitCode: number | undefined, output: CapturedOutput): boolean {
  const texts = [output.stderr, output.stdout].map(({ head, tail }) => (tail === '' ? head : tail));
  if (texts.some((text) => PROMPT.test(text.slice(-200)))) return true;
  if (exitCode === 0) return false;
  return texts.some((text) => COMPLAINTS.some((complaint) => complaint.test(text.slice(-4_000))));
}
