import type { StepLanguage } from '../model/step';
import type { OffsetRange } from '../text/range';
import { assertNever } from '../../util/assertNever';
import { classifyBash } from './bash/classifyBash';
import { splitPsql } from './bash/splitPsql';
import { mongoLosses } from './commands/mongo';
import { classifyCall } from './commands/registry';
import { classifyHttp } from './http/classifyHttp';
import { check, notUnderstood, summarize, type Finding } from './finding';
import type { Grammars } from './grammars';
import type { Classification } from './intent';
import { neutralise, withHoles } from './neutralise';
import { classifyPowershell } from './powershell/classifyPowershell';
import { classifyPython } from './python/classifyPython';
import type { Scope } from './scope';
import { classifySql } from './sql/classifySql';

const maxDepth = 6;
/** Scripts inside scripts, all together: bounds the work a hostile text can ask for. */
const maxNested = 400;
const maxLength = 300_000;

/**
 * Says whether a step only reads, alters something or loses something, and why (DESIGN §2,
 * intent). Never throws; unknown is change.
 * @param text the step as it would run before substitution
 * @param holes where placeholders stand in it, in UTF-16 code units; without them the ones that
 *   are plain to see are found
 */
export function classify(
  text: string,
  language: StepLanguage,
  grammars: Grammars,
  holes: readonly OffsetRange[] = [],
): Classification {
  if (text.length > maxLength) return summarize([notUnderstood(text.slice(0, 200))]);
  const clean = neutralise(text, language, holes);
  const findings = classifyText(
    clean,
    text,
    language,
    new NestedScope(grammars, 0, { left: maxNested }),
  );
  const { intent, reasons } = summarize(findings.length === 0 ? [check(text)] : findings);
  return { intent, reasons: reasons.map((reason) => withHoles(reason, text, clean)) };
}

function classifyText(
  clean: string,
  original: string,
  language: StepLanguage,
  scope: NestedScope,
): readonly Finding[] {
  switch (language) {
    case 'bash':
    case 'sh':
    case 'zsh':
      return classifyShellBlock(clean, original, scope);
    case 'powershell':
      return classifyPowershell(clean, original, scope, classifyCall);
    case 'sql':
    case 'psql':
      return classifySql(clean, scope);
    case 'python':
      return classifyPython(clean, scope);
    case 'node':
      return classifyNode(original);
    case 'http':
      return classifyHttp(original);
    default:
      return assertNever(language);
  }
}

/** Of JavaScript only what takes something away in MongoDB's shell is understood. */
function classifyNode(original: string): readonly Finding[] {
  const losses = mongoLosses(original);
  return losses.length > 0 ? losses : [notUnderstood(original)];
}

/** A shell block, in which `psql …` may go on in bare SQL as a person would type it. */
function classifyShellBlock(clean: string, original: string, scope: Scope): readonly Finding[] {
  const segments = splitPsql(clean);
  if (segments === undefined) return classifyBash(clean, original, scope, classifyCall);
  return segments.flatMap((segment) => {
    const { start, end } = segment.range;
    if (segment.kind === 'psql') return scope.sql(segment.sql);
    return classifyBash(clean.slice(start, end), original.slice(start, end), scope, classifyCall);
  });
}

/** One level of scripts inside scripts. */
class NestedScope implements Scope {
  readonly grammars: Grammars;
  readonly #depth: number;
  readonly #budget: { left: number };

  constructor(grammars: Grammars, depth: number, budget: { left: number }) {
    this.grammars = grammars;
    this.#depth = depth;
    this.#budget = budget;
  }

  shell(text: string): readonly Finding[] {
    return this.#nested(text, (scope) => classifyBash(text, text, scope, classifyCall));
  }

  powershell(text: string): readonly Finding[] {
    return this.#nested(text, (scope) => classifyPowershell(text, text, scope, classifyCall));
  }

  sql(text: string): readonly Finding[] {
    return this.#nested(text, (scope) => classifySql(text, scope));
  }

  python(text: string): readonly Finding[] {
    return this.#nested(text, (scope) => classifyPython(text, scope));
  }

  run(...[words, input]: Parameters<Scope['run']>): readonly Finding[] {
    const [name, ...args] = words;
    if (name === undefined) return [];
    const label = words.map((word) => word.text).join(' ');
    if (!name.known) return [notUnderstood(label)];
    return this.#nested(label, (scope) =>
      classifyCall({ name: name.text, args, label, input }, scope),
    );
  }

  #nested(text: string, classifyIn: (scope: Scope) => readonly Finding[]): readonly Finding[] {
    this.#budget.left -= 1;
    if (this.#depth >= maxDepth || this.#budget.left < 0) return [notUnderstood(text)];
    return classifyIn(new NestedScope(this.grammars, this.#depth + 1, this.#budget));
  }
}
