import type { Step } from '../model/step';
import { isShell } from './words';

/** A variable of psql that is used and not set; offsets into the step's text. */
export interface PsqlVariable {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** `psql … <<'SQL'` with the lines up to its end. */
const FED = /\bpsql\b[^\n|;&]*?<<-?\s*(['"]?)(\w+)\1[^\n]*\n([\s\S]*?\n)?[ \t]*\2[ \t]*(?=\n|$)/dg;
/** `:name`, `:'name'`, `:"name"`, but no cast, slice or time. */
const USED = /(?<![\w:\]])(?<!\[[^\]\n]*):(?:'([A-Za-z_]\w*)'|"([A-Za-z_]\w*)"|([A-Za-z_]\w*))/g;
const SETS =
  /\\set\s+(\w+)|\\prompt\s+(?:'[^']*'\s+|\S+\s+)?(\w+)\s*$|(?:-v|--set|--variable)[ =]*['"]?(\w+)(?==)/gm;
/** A query that sets what it is not told. */
const SETS_ANY = /\\gset\b/;

/** What psql is fed by a here-document. */
export function fedToPsql({
  text,
}: Step): readonly { readonly sql: string; readonly start: number }[] {
  if (!/\bpsql\b[^\n]*<</.test(text)) return [];
  return [...text.matchAll(FED)].flatMap((match) => {
    const [start] = match.indices?.[3] ?? [];
    return start === undefined ? [] : [{ sql: match[3] ?? '', start }];
  });
}

/** What each call of psql is fed and not told. */
export function unsetPsqlVariables(
  step: Step,
  setElsewhere: ReadonlySet<string>,
): readonly PsqlVariable[] {
  if (!step.text.includes(':')) return [];
  if (step.language === 'sql' || step.language === 'psql') {
    // Without any of them set, `:name` is a hole to be filled in.
    if (setElsewhere.size === 0 && !/\\set\s/.test(step.text)) return [];
    return usesIn(step.text, 0, new Set([...setElsewhere, ...namesSet(step.text)]));
  }
  if (!isShell(step.language) || !/\bpsql\b[^\n]*<</.test(step.text)) return [];
  return [...step.text.matchAll(FED)].flatMap((match) => {
    const [whole] = match;
    const [start] = match.indices?.[3] ?? [];
    if (start === undefined || /\s(?:"?\$[@*]|-f\b|--file)/.test(whole.split('\n', 1)[0] ?? ''))
      return [];
    return usesIn(match[3] ?? '', start, new Set(namesSet(whole)));
  });
}

/** Names that a text sets for psql. */
export function namesSet(text: string): readonly string[] {
  if (!/\\set|\\prompt|-v|--set|--variable/.test(text)) return [];
  return [...text.matchAll(SETS)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function usesIn(sql: string, offset: number, known: ReadonlySet<string>): readonly PsqlVariable[] {
  if (SETS_ANY.test(sql)) return [];
  const bare = sql.replace(
    /(?<!:)'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|^\s*\\.*$|\$\w*\$[\s\S]*?\$\w*\$/gm,
    (part) => part.replace(/[^\n]/g, ' '),
  );
  return [...bare.matchAll(USED)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    if (known.has(name)) return [];
    const start = offset + match.index;
    return [{ name, start, end: start + match[0].length }];
  });
}
