import { mergeSpans, patternSpans, SECRET_PATTERNS, type Span } from '../incident/redaction';
import { isWorth, MAY_HOLD_SECRET, secretsInCode } from './secretCommands';
import { isDummy, isLiteral, isReference } from './secretValue';

/** A longer line is data. */
const LONGEST = 2000;
/** Shorter values would be found in an output by chance. */
const SHORTEST = 6;

/** Where a command spells out a secret that only the program before it tells: `mysql -p…`. */
function spansInCode(text: string): Span[] {
  if (!MAY_HOLD_SECRET.test(text)) return [];
  // A command that goes on in the next line, as one line of the same length.
  const lines = text.replace(/\\\r?\n/g, (end) => ' '.repeat(end.length)).split('\n');
  const spans: Span[] = [];
  let start = 0;
  for (const line of lines) {
    if (line.length <= LONGEST && MAY_HOLD_SECRET.test(line))
      for (const place of secretsInCode(line))
        spans.push({ start: start + place.start, end: start + place.end });
    start += line.length + 1;
  }
  return spans;
}

/** A text with something else for each secret in it that only the command before it tells. */
export function hideInCode(text: string, mask: string): string {
  return replaced(text, spansInCode(text), () => mask);
}

/** Stands for each letter and digit of a secret. */
export const COVER = '\x01';

/** A text of the same length, with the secrets in it covered, whatever tells them. */
export function coverSecrets(text: string): string {
  return replaced(text, allSpans(text), (secret) => secret.replace(/[A-Za-z0-9]/g, COVER));
}

/**
 * The secrets that commands spell out: what is masked in them is masked in what they write, too.
 * Words of a language are left out: they would be found in most outputs.
 */
export function writtenSecrets(text: string): readonly string[] {
  if (!mayTellSecret(text)) return [];
  return allSpans(text).flatMap(({ start, end }) => {
    const value = text.slice(start, end).replace(/[)\]}`.:]+$/, '');
    if (value.length < SHORTEST || isDummy(value)) return [];
    return isLiteral(value, text[start - 1] ?? '') && isWorth(value) ? [value] : [];
  });
}

/** What a secret is called, or looks like. */
const TOLD =
  /pass|pwd|psk|secret|token|key|credential|pw[ =:]|bearer|auth|identified|log(?:in|on)|\/\/[^\s/]*:[^\s/]*@|:\S+@|A(?:KI|SI|BI|CC)A\w|eyJ|gh[pousr]_|glpat|xox|npm_|sk-|AIza|hvs\.|dop_|shp[a-z]{2}_/i;
/** What a program is given one behind, without a name. */
const GIVEN =
  /\s[-/](?:[pPwaAXcUuDkKN]|-user|pin|puk|-[a-z]+-(?:pin|puk))|\b(?:mc|samba|ejabberdctl|prosodyctl|rabbitmq\w*|wpa_|smbclient|sqlplus|sqlcl|sql|rman|dgmgrl|expd?p?|impd?p?|sqlldr|conn(?:ect)?|unseal|send|community|obscure|isql|net|etcdctl) |<<<|,p=/;

/** A cheap look at whether a text may hold one: most hold none. */
export function mayTellSecret(text: string): boolean {
  return VALUE_LIKE.test(text) && (TOLD.test(text) || (GIVEN.test(text) && /\d/.test(text)));
}

/** Letters and digits in one word, a sign within one, what is set to a word, and what is in quotes. */
const VALUE_LIKE =
  /\d[A-Za-z_]\w{3}|[A-Za-z_]\d\w{3}|\w{3}[A-Za-z_]\d|\w{3}\d[A-Za-z_]|\w[!#%^*+?~&@]|[=:]\s*["']?[A-Za-z]\w\w|["'][A-Za-z]\w\w/;

/** What is read from a variable, a file or a vault is no secret where it is named. */
function allSpans(text: string): readonly Span[] {
  const lower = text.toLowerCase();
  const patterns = SECRET_PATTERNS.filter(({ anchors }) =>
    anchors.some((anchor) => lower.includes(anchor.toLowerCase())),
  ).flatMap((pattern) => patternSpans(text, pattern));
  const literal = patterns.filter(
    ({ start, end }) => !isReference(text.slice(start, end), text[start - 1] ?? ''),
  );
  return mergeSpans([...spansInCode(text), ...literal]);
}

function replaced(text: string, spans: readonly Span[], by: (found: string) => string): string {
  if (spans.length === 0) return text;
  let result = '';
  let at = 0;
  for (const { start, end } of mergeSpans(spans)) {
    result += text.slice(at, start) + by(text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}
