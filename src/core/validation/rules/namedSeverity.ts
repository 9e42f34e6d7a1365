import type { RuleContext } from '../ruleContext';

/** A level that the runbook gives to what it is about: "Severity: SEV2", "treat red as P1". */
export interface NamedSeverity {
  /** As written: "SEV2". */
  readonly level: string;
  /** The clause that names it. */
  readonly clause: string;
  readonly line: number;
}

const LEVEL =
  '(?:(?:sev(?:erity)?|prio(?:rity)?|schweregrad|priorität|gravité|priorité|gravedad|severidad|prioridad|gravità|priorità|prioriteit)[ -]?(?:[0-5]|I{1,3})|[PS][ -]?[0-5])(?![\\w-]*[\\w.]\\w)';
const KEY =
  '(?:(?:default|alert|incident|usual|typical) )?(?:severity|sev|priority|prio|schweregrad|priorität|dringlichkeit|gravité|priorité|gravedad|severidad|prioridad|gravità|priorità|prioriteit)';
/** Where a level is the runbook's own, and not that of an example, a command or a ticket elsewhere. */
const GIVEN: readonly RegExp[] = [
  new RegExp(`^[\\s#*_>|-]*${KEY}[*_]*\\s*[:：|][*_]*\\s*[*_\`]*(${LEVEL}|[0-5](?![\\d.]))`, 'iu'),
  new RegExp(
    `^[\\s#*_>-]*(${LEVEL})[*_]*(?: (?:when|if|as soon as|because|by default)\\b|[.]?\\s*$)`,
    'iu',
  ),
  new RegExp(
    `\\b(?:treat(?:ed)? [^.;]{0,40}?as|counts? as|is (?:always |handled as )?|are |handled as|opened? as|declare|page as|we call (?:it|this))\\s+(?:an? |an incident of )?[*_]*(${LEVEL})`,
    'iu',
  ),
];
const MAY_NAME = /sev|prio|schwere|dringlich|grav|[PS][ -]?[0-5]\b/i;

/** The levels that sentences and headings name; in the front matter a level is a tag among others. */
export function namedSeverities(context: RuleContext): readonly NamedSeverity[] {
  const found: NamedSeverity[] = [];
  const look = (clause: string, line: number): void => {
    if (!MAY_NAME.test(clause)) return;
    for (const pattern of GIVEN) {
      const level = pattern.exec(clause)?.[1];
      if (level !== undefined) return void found.push({ level, clause, line });
    }
  };
  for (const { kind, content, start } of context.passages) {
    if (kind !== 'paragraph' && kind !== 'heading') continue;
    if (!MAY_NAME.test(content)) continue;
    let at = 0;
    for (const clause of content.split(/(?<=[.;])\s+|\n(?=[\s>]*[-*_])/)) {
      const from = content.indexOf(clause, at);
      at = from + clause.length;
      look(clause, start + content.slice(0, from).split('\n').length - 1);
    }
  }
  return found;
}

/** The digit of a level, whatever it is called; so "P1" and "severity 1" are the same. */
export function rankOf(level: string): string {
  return /[0-5]|I{1,3}$/i.exec(level)?.[0] ?? level;
}
