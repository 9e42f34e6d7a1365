/**
 * A JSON value that keeps its numbers as written: `JSON.parse` would make 9007199254740993 and
 * 9007199254740992 the same number.
 */
export type JsonValue =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly raw: string }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'array'; readonly items: readonly JsonValue[] }
  | { readonly type: 'object'; readonly entries: ReadonlyMap<string, JsonValue> };

/** Reads RFC 8259 JSON; undefined when the text is not JSON or nests deeper than 500. */
export function readJson(text: string): JsonValue | undefined {
  const reader = new JsonReader(text);
  return reader.document();
}

const STRING_OR_HOLE =
  /"(?:[^"\\\n]|\\.)*"|\{(?:int|integer|number|float|duration|timestamp|datetime|date|time|uuid|word)(?: ?(?:<=|>=|!=|==|=|<|>) ?[^{}\s"]{1,20})?\}/g;

/**
 * `{"nodes": {int}}`, with holes in the place of values, as JSON with the holes in quotes. A hole
 * for a number that stands without quotes becomes `"{json-int}"`: the string "41" is none.
 */
export function quoteHoles(text: string): string | undefined {
  if (text.length > 100_000 || !/[[:,]\s*\{[a-z]/.test(text)) return undefined;
  const quoted = text.replace(STRING_OR_HOLE, (part) =>
    part.startsWith('{')
      ? `"${part.replace(BARE_NUMBER, (_, kind = 'number') => `{json-${kind}`)}"`
      : part,
  );
  return quoted !== text && readJson(quoted) !== undefined ? quoted : undefined;
}

const BARE_NUMBER = /^\{(int|number)(?:eger)?(?![a-z])|^\{float(?![a-z])/;

/** The text when it is JSON, or as JSON when only holes stand in its place. */
export function asJson(text: string): string | undefined {
  return readJson(text) === undefined ? quoteHoles(text) : text;
}

/** Equal as numbers, decided on the digits where a double would round. */
export function sameNumber(a: string, b: string): boolean {
  if (a === b) return true;
  if (Number(a) !== Number(b)) return false;
  return significantDigits(a) <= 15 && significantDigits(b) <= 15;
}

/** One line of JSON for a message, cut after 80 characters. */
export function showJson(value: JsonValue): string {
  const text = render(value, 0);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function significantDigits(raw: string): number {
  return raw
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '').length;
}

function render(value: JsonValue, depth: number): string {
  switch (value.type) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return value.raw;
    case 'string':
      return JSON.stringify(value.value.slice(0, 100));
    case 'array':
      if (depth > 2) return '[…]';
      return `[${value.items
        .slice(0, 20)
        .map((item) => render(item, depth + 1))
        .join(', ')}]`;
    case 'object': {
      if (depth > 2) return '{…}';
      const entries = [...value.entries].slice(0, 20);
      return `{${entries.map(([k, v]) => `${JSON.stringify(k)}: ${render(v, depth + 1)}`).join(', ')}}`;
    }
  }
}

const MAX_DEPTH = 500;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\r\n]*/y;

/** Thrown nowhere: a failed read is `undefined` all the way up. */
class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonValue | undefined {
    const value = this.#value(0);
    this.#space();
    return value !== undefined && this.#at === this.#text.length ? value : undefined;
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.#text);
    this.#at = SPACE.lastIndex;
  }

  #value(depth: number): JsonValue | undefined {
    this.#space();
    if (depth > MAX_DEPTH) return undefined;
    switch (this.#text.charAt(this.#at)) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"': {
        const value = this.#string();
        return value === undefined ? undefined : { type: 'string', value };
      }
      case 't':
        return this.#word('true', { type: 'boolean', value: true });
      case 'f':
        return this.#word('false', { type: 'boolean', value: false });
      case 'n':
        return this.#word('null', { type: 'null' });
      default: {
        const raw = this.#match(NUMBER);
        return raw === undefined ? undefined : { type: 'number', raw };
      }
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #word(word: string, value: JsonValue): JsonValue | undefined {
    if (!this.#text.startsWith(word, this.#at)) return undefined;
    this.#at += word.length;
    return value;
  }

  #string(): string | undefined {
    const raw = this.#match(STRING);
    return raw === undefined ? undefined : (JSON.parse(raw) as string);
  }

  /** Eats one of the given characters and tells which. */
  #take(characters: string): string | undefined {
    this.#space();
    const next = this.#text[this.#at];
    if (next === undefined || !characters.includes(next)) return undefined;
    this.#at++;
    return next;
  }

  #array(depth: number): JsonValue | undefined {
    this.#take('[');
    const items: JsonValue[] = [];
    if (this.#take(']') !== undefined) return { type: 'array', items };
    for (;;) {
      const item = this.#value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      const next = this.#take(',]');
      if (next === ']') return { type: 'array', items };
      if (next === undefined) return undefined;
    }
  }

  #object(depth: number): JsonValue | undefined {
    this.#take('{');
    const entries = new Map<string, JsonValue>();
    if (this.#take('}') !== undefined) return { type: 'object', entries };
    for (;;) {
      this.#space();
      const key = this.#string();
      if (key === undefined || this.#take(':') === undefined) return undefined;
      const value = this.#value(depth + 1);
      if (value === undefined) return undefined;
      entries.set(key, value);
      const next = this.#take(',}');
      if (next === '}') return { type: 'object', entries };
      if (next === undefined) return undefined;
    }
  }
}
