import { assertNever } from '../../util/assertNever';
import type { Expectation } from '../model/expectation';
import { describeDifference } from './difference';
import { readHttpAnswer } from './httpStatus';
import { judgeJson, judgeJsonShape } from './judgeJson';
import { judgeTable } from './judgeTable';
import { answerLines, judgeText } from './judgeText';
import { judgePlainWords } from './plainWords';
import { withoutLeadIn } from './leadIn';
import { comparableLines } from './outputText';
import { expectsBadEnding } from './saidOfEnding';
import { judgeSaying } from './saidOfOutput';
import type { RunResult, Verdict } from './outcome';
import { failed, needsEyes, passed } from './verdicts';

/**
 * Compares what came out of a run with what the runbook expects. A pass is certain: what only
 * resembles the expectation, what a cut output may hide, and prose are for a person's eyes. A
 * run that did not end by itself, or ended with another code than 0 where no code is expected,
 * fails whatever it printed.
 */
export function judge(expectation: Expectation, result: RunResult): Verdict {
  const ending = judgeEnding(expectation, result);
  if (ending === undefined) return judgeOutput(expectation, result);
  return judgeBadEnding(expectation, result) ?? ending;
}

/** What expects a bad ending by its words (`inactive`, "the login fails") is judged by them. */
function judgeBadEnding(expectation: Expectation, result: RunResult): Verdict | undefined {
  const { kind, source } = expectation;
  if (result.outcome !== 'failed' || result.exitCode === undefined) return undefined;
  if (kind === 'prose') return expectsBadEnding(source) ? judgeProse(source, result) : undefined;
  if (kind !== 'text' || !expectsBadEnding(expectation.template)) return undefined;
  const { kind: found } = judgeText(expectation, result);
  if (found === 'fail') return undefined;
  const lines = [...comparableLines(result.stdout), ...comparableLines(result.stderr)];
  return found === 'pass' && lines.length <= comparableLines(expectation.template).length
    ? passed(source)
    : needsEyes(source, `it came out, but with exit code ${result.exitCode}`);
}

function judgeEnding(expectation: Expectation, result: RunResult): Verdict | undefined {
  const { outcome, exitCode } = result;
  if (outcome !== 'succeeded' && outcome !== 'failed') {
    return failed(expectation.source, `the run was ${outcome}`);
  }
  if (expectsCode(expectation)) return undefined;
  if (exitCode !== undefined && exitCode !== 0) {
    const said = comparableLines(result.stderr)[0];
    const got = said === undefined ? `exit code ${exitCode}` : `exit code ${exitCode}: ${said}`;
    return failed(expectation.source, got);
  }
  return outcome === 'failed' ? failed(expectation.source, 'the run failed') : undefined;
}

function expectsCode(expectation: Expectation): boolean {
  if (expectation.kind === 'all') return expectation.of.some((part) => expectsCode(part));
  return expectation.kind === 'exit';
}

function judgeOutput(expectation: Expectation, result: RunResult): Verdict {
  switch (expectation.kind) {
    case 'exit':
      return judgeCode(expectation, result);
    case 'text':
      return judgeText(expectation, result);
    case 'json':
      return judgeJson(expectation, result);
    case 'json-shape':
      return judgeJsonShape(expectation, result);
    case 'http-status':
      return judgeStatus(expectation.source, expectation.status, result);
    case 'table':
      return judgeRows(expectation, result);
    case 'all':
      return judgeAll(expectation.source, expectation.of, result);
    case 'prose':
      return judgeProse(expectation.source, result);
    default:
      return assertNever(expectation);
  }
}

function judgeCode(
  { source, code }: Extract<Expectation, { kind: 'exit' }>,
  { exitCode }: RunResult,
): Verdict {
  if (exitCode === undefined) return needsEyes(source, 'the run has no exit code');
  const holds = code === 'nonzero' ? exitCode !== 0 : exitCode === code;
  return holds ? passed(source) : failed(source, `exit code ${exitCode}`);
}

function judgeStatus(source: string, status: number, result: RunResult): Verdict {
  const answer = readHttpAnswer(result.stdout, result.stderr);
  if (answer.status === undefined) {
    return needsEyes(source, 'the output does not show the HTTP status (`curl -i` would)');
  }
  return answer.status === status ? passed(source) : failed(source, `HTTP ${answer.status}`);
}

function judgeRows(
  expectation: Extract<Expectation, { kind: 'table' }>,
  result: RunResult,
): Verdict {
  const verdict = judgeTable(expectation.source, expectation.conditions, result.stdout);
  // "`read_only` = `OFF`" may be said of a line as well as of a column.
  if (verdict.kind === 'needs-eyes') return judgeSaying(expectation.source, result) ?? verdict;
  return result.truncated
    ? needsEyes(expectation.source, 'the middle of the output was not kept')
    : verdict;
}

function judgeAll(source: string, parts: readonly Expectation[], result: RunResult): Verdict {
  const verdicts = parts.map((part) => judgeOutput(part, result));
  const failure = verdicts.find((verdict) => verdict.kind === 'fail');
  const unclear = verdicts.find((verdict) => verdict.kind === 'needs-eyes');
  return failure ?? unclear ?? passed(source);
}

/** Prose passes only when the output is these very words, or says as much beyond doubt. */
function judgeProse(source: string, result: RunResult): Verdict {
  const lines = answerLines(result);
  const words = comparableLines(source);
  const ended = (line = ''): string => line.replace(/(?<=[a-z]{2})\.$/, '');
  const same =
    words.length === lines.length && words.every((line, i) => ended(line) === ended(lines[i]));
  if (same && words.length > 0 && !result.truncated) return passed(source);
  const bare = withoutLeadIn(source).replace(/\.$/, '');
  const plain =
    judgePlainWords(source, result) ??
    judgeSaying(source, result) ??
    (bare === source ? undefined : judgeSaying(bare, result));
  if (plain !== undefined) return plain;
  const difference = words.length > 1 ? describeDifference(source, lines) : undefined;
  return needsEyes(source, 'a person has to compare', difference);
}
