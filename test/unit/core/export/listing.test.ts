import { describe, expect, it } from 'vitest';
import { toListing } from '../../../../src/core/export/listing';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const TEXT = `# Restart

## Daily

- [x] Look at the queue: \`redis-cli llen jobs\`

\`\`\`bash
kubectl rollout restart deploy/<name>
\`\`\`
`;

describe('the listing of a runbook', () => {
  const runbook = parseRunbook(TEXT);
  const listing = toListing(runbook, 'ops/restart.md', (step) => ({
    intent: step.kind === 'block' ? 'change' : 'check',
    reasons: ['because'],
  }));

  it('counts lines from 1, the last one included', () => {
    const block = listing.steps.find((step) => step.kind === 'block');
    expect(block).toMatchObject({ line: 7, endLine: 9, language: 'bash', intent: 'change' });
    expect(
      listing.sections.map(({ title, line, endLine }) => ({ title, line, endLine })),
    ).toMatchObject([
      { title: 'Restart', line: 1 },
      { title: 'Daily', line: 3 },
    ]);
  });

  it('says why a step cannot be run and what is missing', () => {
    const block = listing.steps.find((step) => step.kind === 'block');
    expect(block).toMatchObject({
      text: 'kubectl rollout restart deploy/<name>',
      runnable: false,
      reasonCode: 'unfilled-hole',
      reasons: ['because'],
    });
    expect(block?.reason).toBeTruthy();
    expect(block?.placeholders).toEqual([
      {
        name: 'name',
        kind: 'text',
        written: '<name>',
        variable: false,
        places: [{ start: 31, end: 37 }],
      },
    ]);
  });

  it('ties checklist items to the steps they carry', () => {
    const [list] = listing.checklists;
    const [item] = list?.items ?? [];
    expect(item).toMatchObject({ line: 5, checkedInFile: true });
    const inline = listing.steps.find((step) => step.kind === 'inline');
    expect(inline?.checklistItem).toBe(item?.id);
    expect(item?.steps).toEqual([inline?.id]);
    expect(list?.cadence).toBe('daily');
  });

  it('is plain JSON with nothing left out', () => {
    const keys = ['path', 'metadata', 'sections', 'steps', 'checklists', 'severities', 'contacts'];
    const json: unknown = JSON.parse(JSON.stringify(listing));
    expect(json).toEqual(listing);
    expect(Object.keys(listing)).toEqual(
      expect.arrayContaining([...keys, 'schedules', 'templates', 'links']),
    );
    const undefinedFields = JSON.stringify(listing, (_, value: unknown) =>
      value === undefined ? '!' : value,
    );
    expect(undefinedFields).not.toContain('"!"');
  });
});
