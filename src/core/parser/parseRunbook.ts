import type { CodeBlock, Runbook } from '../model/runbook';
import type { Step } from '../model/step';
import { codeOffsets, readBlock } from './blocks';
import { readInfoString } from './infoString';
import { meaningOfTag } from './language';
import { parseMarkdown } from './markdown';
import { findHeadings, toSections } from './sections';

/** Reads one runbook. Never throws: what is wrong with the text is in `problems`. */
export function parseRunbook(text: string): Runbook {
  const document = parseMarkdown(text);
  const sections = toSections(findHeadings(document), document.lines.count);
  const steps: Step[] = [];
  const blocks: CodeBlock[] = [];
  for (const token of document.tokens) {
    if (token.type !== 'fence') continue;
    const raw = readBlock(document, token);
    const { tag, attributes } = readInfoString(raw.info);
    const meaning = meaningOfTag(tag);
    const id = `step-${steps.length + 1}`;
    const isStep = meaning.kind === 'step';
    const { range, fenced, info, content } = raw;
    blocks.push({
      range,
      fenced,
      tag,
      info,
      content,
      role: isStep ? 'step' : 'data',
      stepId: isStep ? id : undefined,
    });
    if (meaning.kind !== 'step') continue;
    const section = sections.findLast((s) => s.range.start <= range.start);
    steps.push({
      id,
      kind: 'block',
      range,
      source: codeOffsets(document, raw.code),
      title: section?.title ?? '',
      language: meaning.language,
      text: content.replace(/\n$/, ''),
      parts: [],
      notRunnable: undefined,
      placeholders: [],
      expectation: undefined,
      attributes,
      sectionId: section?.id,
      itemId: undefined,
    });
  }
  return {
    title: sections.find((s) => s.level === 1)?.title,
    metadata: { other: {} },
    sections,
    steps,
    checklists: [],
    blocks,
    severities: [],
    contacts: [],
    escalations: [],
    schedules: [],
    templates: [],
    links: [],
    problems: [],
  };
}
