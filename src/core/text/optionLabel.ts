const OPTION =
  /^((?:option|alternative|method|approach|variant|way)\s+(?:\d+|[A-Za-z]))\b[\s:.)–—-]*/i;

/** "Option 1: restart" as its label and the rest; undefined for what is no option of several. */
export function optionLabel(
  title: string,
): { readonly label: string; readonly title: string } | undefined {
  const [whole, label] = OPTION.exec(title) ?? [];
  return whole === undefined || label === undefined
    ? undefined
    : { label, title: title.slice(whole.length) };
}
