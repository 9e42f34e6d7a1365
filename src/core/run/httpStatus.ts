import { stripEscapes } from './outputText';

/** An HTTP answer found in what a client printed. */
export interface HttpAnswer {
  /** The last status seen, after redirects; undefined when none was printed. */
  readonly status: number | undefined;
  /** The output without head and status line. */
  readonly body: string;
}

const STATUS_LINE = /^[<*]?[ \t]*HTTP\/\d(?:\.\d)?[ \t]+(\d{3})\b/;
const STATUS_WORDS =
  /^(?:"?(?:http[_ -]?)?(?:status|code|response)(?:[_ -]?code)?"?|http)[ \t]*[:=]?[ \t]*(\d{3})(?:[ \t]+[A-Za-z ]{2,40})?$/i;
const BARE = /^([1-5]\d{2})(?:[ \t]+(?:OK|Created|Accepted|No Content))?$/;
const CURL_ERROR = /returned error: (\d{3})\b/;

/**
 * Finds the status in the output of an HTTP client: a head (`curl -i`, `-I`, `-v`), a last line
 * that is only a status (`-w '%{http_code}'`), or curl's own message. A status glued behind a
 * JSON body is found too.
 */
export function readHttpAnswer(stdout: string, stderr = ''): HttpAnswer {
  const lines = stripEscapes(stdout).split(/\r\n|\n|\r/);
  const head = readHeads(lines);
  const rest = lines.slice(head.end);
  while (rest.length > 0 && rest.at(-1)?.trim() === '') rest.pop();
  const last = rest.at(-1)?.trim() ?? '';
  const written = BARE.exec(last)?.[1] ?? STATUS_WORDS.exec(last)?.[1];
  if (written !== undefined) {
    // Where head and last line disagree, the last line may be the answer's own text.
    const agreed = head.status === undefined || head.status === Number(written);
    const body = rest.slice(0, -1).join('\n');
    return { status: agreed ? Number(written) : undefined, body };
  }
  const glued = /^(.*[}\]])([1-5]\d{2})$/s.exec(last);
  if (glued !== null) {
    const body = [...rest.slice(0, -1), glued[1] ?? ''].join('\n');
    return { status: Number(glued[2]), body };
  }
  return { status: head.status ?? statusIn(stderr), body: rest.join('\n') };
}

interface Heads {
  readonly status: number | undefined;
  readonly end: number;
}

/** Skips the heads at the start of an output: one per redirect, each ended by an empty line. */
function readHeads(lines: readonly string[]): Heads {
  let status: number | undefined;
  let end = 0;
  for (let i = 0; i < lines.length;) {
    const match = STATUS_LINE.exec(lines[i] ?? '');
    if (match === null) break;
    status = Number(match[1]);
    i++;
    while (i < lines.length && /^[<*]?[ \t]*[A-Za-z0-9-]+[ \t]*:/.test(lines[i] ?? '')) i++;
    while (i < lines.length && (lines[i] ?? '').trim() === '') i++;
    end = i;
  }
  return { status, end };
}

function statusIn(stderr: string): number | undefined {
  let status: number | undefined;
  for (const line of stderr.split(/\r\n|\n|\r/)) {
    const match = STATUS_LINE.exec(line.trimStart()) ?? CURL_ERROR.exec(line);
    if (match !== null) status = Number(match[1]);
  }
  return status;
}
