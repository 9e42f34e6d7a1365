import type { Rule } from './rule';
import { brokenAnchor, brokenLink } from './rules/brokenLink';
import { brokenData } from './rules/brokenData';
import { checklistCadence } from './rules/checklistCadence';
import { checkTable } from './rules/checkTable';
import { commandNotFound } from './rules/commandNotFound';
import { commentsOnly } from './rules/commentsOnly';
import { datedFileName } from './rules/datedFileName';
import { deadTodo } from './rules/deadTodo';
import { destructiveUnguarded } from './rules/destructiveUnguarded';
import { duplicateHeading } from './rules/duplicateHeading';
import { duplicateStepName } from './rules/duplicateStepName';
import { emptySection } from './rules/emptySection';
import { escalationContact } from './rules/escalationContact';
import { expectationVague } from './rules/expectationVague';
import { fenceLanguage } from './rules/fenceLanguage';
import { followInSequence } from './rules/followInSequence';
import { frontMatterValue } from './rules/frontMatterValue';
import { interactiveCommand } from './rules/interactiveCommand';
import { lastUpdated } from './rules/lastUpdated';
import { missingFile } from './rules/missingFile';
import { mojibake } from './rules/mojibake';
import { noRollback } from './rules/noRollback';
import { numberingBroken } from './rules/numberingBroken';
import { PARSER_RULES } from './rules/parserProblems';
import { placeholderStyle } from './rules/placeholderStyle';
import { powershellSyntax } from './rules/powershellSyntax';
import { promptWithOutput } from './rules/promptWithOutput';
import { reviewPassed } from './rules/reviewPassed';
import { secret } from './rules/secret';
import { severityResponse } from './rules/severityResponse';
import { shellcheck } from './rules/shellcheck';
import { shellSyntax } from './rules/shellSyntax';
import { sqlInShell } from './rules/sqlInShell';
import { sqlSyntax } from './rules/sqlSyntax';
import { stepNeverRun } from './rules/stepNeverRun';
import { stepNotAsExpected } from './rules/stepNotAsExpected';
import { stepStale } from './rules/stepStale';
import { suppressionReason } from './rules/suppressionReason';
import { tableCellCut } from './rules/tableCellCut';
import { typographicCharacters } from './rules/typographicCharacters';
import { undeclaredVariable } from './rules/undeclaredVariable';
import { unfilledContact } from './rules/unfilledContact';
import { unfilledPlaceholder } from './rules/unfilledPlaceholder';
import { unknownPlaybook } from './rules/unknownPlaybook';
import { unsafePlaceholder } from './rules/unsafePlaceholder';

/** Every rule there is. */
export const RULES: readonly Rule[] = [
  ...PARSER_RULES,
  brokenAnchor,
  brokenData,
  brokenLink,
  checklistCadence,
  checkTable,
  commandNotFound,
  commentsOnly,
  datedFileName,
  deadTodo,
  destructiveUnguarded,
  duplicateHeading,
  duplicateStepName,
  emptySection,
  escalationContact,
  expectationVague,
  fenceLanguage,
  followInSequence,
  frontMatterValue,
  interactiveCommand,
  lastUpdated,
  missingFile,
  mojibake,
  noRollback,
  numberingBroken,
  placeholderStyle,
  powershellSyntax,
  promptWithOutput,
  reviewPassed,
  secret,
  severityResponse,
  shellcheck,
  shellSyntax,
  sqlInShell,
  sqlSyntax,
  stepNeverRun,
  stepNotAsExpected,
  stepStale,
  suppressionReason,
  tableCellCut,
  typographicCharacters,
  undeclaredVariable,
  unfilledContact,
  unfilledPlaceholder,
  unknownPlaybook,
  unsafePlaceholder,
];

/** The rule with a code. */
export function ruleOf(code: string): Rule | undefined {
  return RULES.find((rule) => rule.code === code);
}
