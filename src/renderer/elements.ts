/** The little of the browser that a renderer needs: no more than it is allowed to do. */
export interface Element {
  textContent: string | null;
  className: string;
  append(...children: readonly Element[]): void;
  replaceChildren(...children: readonly Element[]): void;
  setAttribute(name: string, value: string): void;
  addEventListener(type: 'click', listener: () => void): void;
}

export interface Browser {
  createElement(tag: string): Element;
  /** Rejects where the clipboard may not be written. */
  copy(text: string): Promise<void>;
}

/** An element with its text and attributes. Text is only ever set as text, never as HTML. */
export function element(
  browser: Browser,
  tag: string,
  text?: string,
  attributes: Readonly<Record<string, string>> = {},
): Element {
  const made = browser.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
