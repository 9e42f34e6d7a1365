import { SHORTEST_SECRET } from './redaction';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A string as the bytes of its UTF-8, one character each. */
export function toByteString(text: string): string {
  return unescapePercent(encodeURIComponent(wellFormed(text)));
}

/**
 * The forms in which a secret is looked for: itself, base64 at each of the three alignments it can
 * have inside something longer, also twice (a registry's password in a Kubernetes secret) and broken
 * into lines, URL- and form-encoded, JSON-, HTML-, SQL- and shell-quoted, and hexadecimal. A secret
 * of several lines is looked for line by line.
 * @returns byte strings without duplicates, none shorter than `SHORTEST_SECRET`
 */
export function secretVariants(secret: string): string[] {
  const variants = new Set<string>();
  const add = (variant: string) => {
    for (const line of variant.split(/[\r\n]+/))
      if (line.length >= SHORTEST_SECRET) variants.add(line);
  };
  const whole = wellFormed(secret);
  for (const value of new Set([whole, whole.trim()])) {
    if (toByteString(value).length < SHORTEST_SECRET) continue;
    for (const form of [...quotedForms(value), ...urlForms(value)]) add(toByteString(form));
    for (const form of byteForms(toByteString(value))) add(form);
  }
  return [...variants];
}

function quotedForms(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[\u0080-\uffff]/g, unicodeEscape);
  return [
    value,
    json,
    ascii,
    json.replaceAll('/', '\\/'),
    json.replace(/[<>&']/g, unicodeEscape),
    json.replace(/[<>&]/g, unicodeEscape), // Go: docker, kubectl
    JSON.stringify(json).slice(1, -1),
    JSON.stringify(ascii).slice(1, -1),
    value.replaceAll("'", "'\\''"),
    value.replaceAll("'", `'"'"'`),
    // Literals, identifiers and rows of SQL, and CSV.
    value.replaceAll("'", "''"),
    value.replace(/['\\]/g, '$&$&'),
    value.replaceAll('"', '""'),
    value.replace(/["\\]/g, '$&$&'),
    value.replaceAll('\\', '\\\\'),
    // A row within an array, an array within a row.
    value.replace(/["\\]/g, '$&$&').replace(/["\\]/g, '\\$&'),
    value.replace(/["\\]/g, '\\$&').replace(/["\\]/g, '$&$&'),
    value.replace(/["$`\\]/g, '\\$&'),
    value.replace(/["$`\\]/g, '\\$&').replace(/!+/g, `"'$&'"`),
    value.replace(/[^\w@%+=:,./-]/g, '\\$&'),
    // `printf %q` of bash and of zsh.
    value.replace(/[\s!"$&'()*,;<>?[\\\]^`{|}]/g, '\\$&'),
    value.replace(/[\s!"#$&'()*;<>?[\\\]^`{|}~]/g, '\\$&'),
    value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t'),
    ...['&#39;', '&#x27;', '&apos;', "'"].map((apostrophe) => html(value, apostrophe)),
    html(value, '&#39;', '&#34;'),
  ];
}

function html(value: string, apostrophe: string, quote = '&quot;'): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe);
}

function urlForms(value: string): string[] {
  const component = encodeURIComponent(value);
  const strict = component.replace(/[!'()*]/g, (char) => percent(char.charCodeAt(0)));
  const forms = [component, strict, strict.replaceAll('%20', '+'), strict.replaceAll('~', '%7E')];
  const paths = forms.map((form) => form.replaceAll('%2F', '/'));
  const all = [...forms, ...paths, encodeURI(value)];
  const twice = [component, strict].map((form) => encodeURIComponent(form));
  return [...all, ...all.map(lowerPercent), ...twice];
}

function byteForms(bytes: string): string[] {
  const pairs = [...bytes].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0'));
  const hex = ['', ' ', ':'].map((separator) => pairs.join(separator));
  const words = pairs.join('').replace(/(.{4})(?=.)/g, '$1 ');
  const aligned = (text: string) => [0, 1, 2].map((offset) => base64At(text, offset));
  const base64 = aligned(bytes);
  const percents = pairs.map((pair) => `%${pair}`).join('');
  return [
    ...hex,
    words,
    ...[...hex, words].map((form) => form.toUpperCase()),
    pairs.map((pair) => `\\x${pair}`).join(''),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    ...base64.flatMap(aligned),
    ...LINE_WIDTHS.flatMap((width) => brokenInto(width, base64[0] ?? '')),
    ...[percents, percents.toUpperCase()],
    octal(bytes),
  ];
}

/** The lines of `base64` and of `openssl base64`, where the secret is all that they encode. */
const LINE_WIDTHS = [76, 64];
/** A shorter rest of a line stands in other texts by chance. */
const SHORTEST_REST = 8;

function brokenInto(width: number, text: string): string[] {
  if (text.length <= width) return [];
  const lines = text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  return lines.filter((line) => line.length >= SHORTEST_REST);
}

/** As git names files, and PostgreSQL writes bytes in its older way. */
function octal(bytes: string): string {
  return bytes
    .replaceAll('\\', '\\\\')
    .replace(/[^ -~]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** The characters of base64 that are determined by `bytes` alone when it stands at `offset` mod 3. */
function base64At(bytes: string, offset: number): string {
  const bits = 8 * bytes.length;
  let text = '';
  // The first whole character begins at the next multiple of six bits after the offset.
  for (let at = (6 - ((8 * offset) % 6)) % 6; at + 6 <= bits; at += 6) {
    const index = at >> 3;
    const pair = (bytes.charCodeAt(index) << 8) | (bytes.charCodeAt(index + 1) || 0);
    text += BASE64[(pair >> (10 - (at & 7))) & 63] ?? '';
  }
  return text;
}

/** Lone surrogates have no UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function percent(code: number): string {
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

function lowerPercent(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

function unescapePercent(text: string): string {
  return text.replace(/%([0-9A-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
