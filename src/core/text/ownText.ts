/** A text in memory of its own: V8 keeps the whole of a document for a slice of it. */
export function ownText(text: string): string {
  return `${text} `.slice(0, -1);
}
