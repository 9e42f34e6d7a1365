const COLUMN_TITLES =
  /^\s*[A-Z][A-Z0-9_()%/#-]*(?: [A-Z0-9_()%/#-]+)*(?:(?:\s{2,}|\t)[A-Z][A-Z0-9_()%/#-]*(?: [A-Z0-9_()%/#-]+)*)+\s*$/;

/** True for the line of column titles above a command's table: `NAME   READY   STATUS`. */
export function isColumnTitles(line: string): boolean {
  return !/[a-z]/.test(line) && COLUMN_TITLES.test(line) && !/[`$;|]/.test(line);
}
