import { scanCode } from '../../parser/scriptScan';
import { variablesSetBy } from '../../parser/setVariables';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isShell } from '../words';

/** A variable that no step sets and no line explains. */
export const undeclaredVariable: Rule = {
  code: 'undeclared-variable',
  severity: 'information',
  explanation:
    'A shell puts nothing where a variable is not set, so `rm -rf $DIR/` removes everything. Set it in an earlier step, or say in the text what it is.',
  find: (context) => {
    const declared = declaredIn(context);
    const told = new Set<string>();
    let sourced = false;
    return context.runbook.steps.flatMap((step) => {
      if (!isShell(step.language)) return [];
      // What a file sets nobody can tell from here.
      sourced ||= SOURCES.test(step.text);
      if (sourced) return [];
      return step.placeholders.flatMap(({ variable, name, places }) => {
        const place = places[0];
        if (!variable || place === undefined || declared.has(name) || told.has(name)) return [];
        // `${X:?what it is}` says it itself, and the shell stops without it.
        if (/^\$\{\w+:?\?./.test(step.text.slice(place.start, place.end))) return [];
        told.add(name);
        return [
          {
            span: context.place(step, place.start, place.end),
            message: `Nothing here sets or explains ${step.text.slice(place.start, place.end)}; it will be asked for before running, and a shell would put nothing there.`,
          },
        ];
      });
    });
  },
};

const SOURCES = /(?:^|[;&|]\s*)(?:source|\.)\s+["']?[\w./~$<(-]|\bset -a\b/m;

/** Names that a step sets, or that the prose speaks of. */
function declaredIn(context: RuleContext): ReadonlySet<string> {
  const names = new Set<string>();
  for (const step of context.runbook.steps) {
    if (isShell(step.language) && /=|\bread\b|\bfor\b/.test(step.text))
      for (const name of variablesSetBy(scanCode(step.text, step.language))) names.add(name);
  }
  for (const passage of context.passages) {
    if (passage.kind === 'code') continue;
    const text =
      passage.kind === 'table' ? context.linesText(passage.start, passage.end) : passage.content;
    for (const match of text.matchAll(/\b[A-Za-z_]\w{2,}\b|(?<![$\w{])[A-Z]{2}\b/g))
      names.add(match[0]);
  }
  for (const block of context.runbook.blocks) {
    for (const match of block.content.matchAll(
      /^\s*(?:#.*?\b|export\s+)?([A-Z_][A-Z0-9_]{2,})\s*[=:]/gm,
    ))
      names.add(match[1] ?? '');
  }
  return names;
}
