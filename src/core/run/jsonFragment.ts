import { compareJson } from './compareJson';
import { readJson, type JsonValue } from './json';

/** `"status": "ok"`: one member of an object, written without its braces. */
export function readFragment(text: string): JsonValue | undefined {
  const said = text.trim().replace(/,$/, '');
  return /^"[^"\n]+"\s*:/.test(said) && said.length < 2000 ? readJson(`{${said}}`) : undefined;
}

/** Whether an object itself has the member; one further inside may be of something else. */
export function hasFragment(fragment: JsonValue, value: JsonValue): boolean {
  return value.type === 'object' && compareJson(fragment, value, 'subset').length === 0;
}
