import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { shortHash } from '../../../../src/core/model/hash';
import type { Runbook } from '../../../../src/core/model/runbook';
import type { Step } from '../../../../src/core/model/step';

/** Compares a value with a golden file; rewritten only when UPDATE_GOLDEN=1, never made up. */
export function expectGolden(path: string, value: unknown): void {
  const text = `${JSON.stringify(value, undefined, 2)}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  expect(existsSync(path), `${path} is missing; make it with UPDATE_GOLDEN=1`).toBe(true);
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
}

/** The shape of a runbook's steps without the words of its author. Lines count from 1. */
export function shapeOf(step: Step): object {
  const words = step.text
    .replace(/^\s*(?:#|--).*\n/gm, '')
    .trim()
    .split(/\s+/);
  return {
    line: step.range.start + 1,
    endLine: step.range.end,
    kind: step.kind,
    language: step.language,
    reason: step.notRunnable?.code ?? null,
    parts: step.parts.map((part) => {
      const lines = `${part.range.start + 1}-${part.range.end}`;
      return `${lines}${part.manual ? ' manual' : ''}${part.alternative === undefined ? '' : ' alternative'}`;
    }),
    placeholders: step.placeholders.map((hole) => hole.name),
    expectation: step.expectation?.kind ?? null,
    item: step.itemId !== undefined,
    command: words.slice(0, 2).join(' ').slice(0, 40),
    hash: shortHash(step.text),
  };
}

/** What is in a runbook besides its steps: roles of its other blocks, and its problems. */
export function restOf(runbook: Runbook): object {
  return {
    blocks: runbook.blocks
      .filter((block) => block.role !== 'step')
      .map((block) => `${block.range.start + 1}-${block.range.end} ${block.role}`),
    problems: runbook.problems.map((problem) => `${problem.range.start + 1} ${problem.code}`),
  };
}
