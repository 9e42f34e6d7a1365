import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

/** Title, holes and lines of each template, with the line breaks of Windows too. */
function templates(markdown: string): readonly string[] {
  const read = (text: string): readonly string[] =>
    parseRunbook(text).templates.map(
      ({ title, holes, range, text: words }) =>
        `${range.start + 1}-${range.end} ${title} (${holes.join(', ')}) ${words.replaceAll('\n', ' / ')}`,
    );
  const found = read(markdown);
  expect(read(markdown.replaceAll('\n', '\r\n'))).toEqual(found);
  return found;
}

describe('a message to send in a block quote', () => {
  it('is read without the marks of the quote', () => {
    expect(
      templates(
        '## Status update\n\n> **Subject:** [SEV-{level}] {service}\n>\n>We look into {summary}.\n\nThen wait.\n',
      ),
    ).toEqual([
      '3-5 Status update (level, service, summary) **Subject:** [SEV-{level}] {service} /  / We look into {summary}.',
    ]);
  });

  it('has the title of its lead-in or its list item', () => {
    expect(
      templates(
        '# Communication\n\nTo the status page:\n\n> [service] is slow since HH:MM.\n\n1. **All clear**\n\n   > {id} is over.\n',
      ),
    ).toEqual([
      '5-5 To the status page (service, HH:MM) [service] is slow since HH:MM.',
      '9-9 All clear (id) {id} is over.',
    ]);
  });

  it('stands in the order of the document, beside fences', () => {
    expect(
      templates('# Templates\n\n> First {a}\n> > and {b}\n\n```\nSecond {c}\n```\n\n> Third {d}\n'),
    ).toEqual([
      '3-4 Templates (a, b) First {a} / > and {b}',
      '6-8 Templates (c) Second {c}',
      '10-10 Templates (d) Third {d}',
    ]);
  });

  it('is known by its subject under any heading', () => {
    expect(templates('# Steps\n\n> Subject: Maintenance of [service]\n')).toHaveLength(1);
  });

  it.each([
    '## Communication\n\n> Tell the customer the truth.\n',
    '## Restore\n\n> Wait until {service} is up.\n',
    '## Notify\n\n> **Note**: replace [service] with the name.\n',
    '## Notify\n\n> [!TIP]\n> Replace [service] with the name.\n',
    '## Notify\n\n> Run `kubectl get pods -n {namespace}`.\n',
    '## Notify\n\n> kubectl get pods -n {namespace}\n',
    '## Notify\n\n> ```sh\n> kubectl get pods -n {namespace}\n> ```\n',
  ])('is none in %j', (markdown) => {
    expect(templates(markdown)).toEqual([]);
  });
});
