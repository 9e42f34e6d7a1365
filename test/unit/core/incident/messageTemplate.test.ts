import { describe, expect, test } from 'vitest';
import {
  chooseTemplate,
  fillTemplate,
  plainUpdate,
} from '../../../../src/core/incident/messageTemplate';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { at, declared } from './eventsOf';

const RUNBOOK = parseRunbook(`# Mail

## Communication templates

### First notice

\`\`\`
[P{severity}] {title}
State: {status}, since {start time}
Who is hit: {impact}
Incident commander: {name}
Scribe: {name}
Next update: {time + 30min}
\`\`\`

### Resolved

\`\`\`
Resolved: {{title}} after {duration}
Cause: <root cause>
\`\`\`
`);
const [first, resolved] = RUNBOOK.templates;
if (first === undefined || resolved === undefined) throw new Error('the templates are not found');

function incident() {
  const events = declared({
    severity: 'P1 - Critical',
    title: 'Mail is held back',
    commander: 'bo',
  });
  events.add('incident.assigned', { role: 'Scribe', person: 'kim' }, at(1));
  return events;
}

describe('message templates', () => {
  test.each([
    ['Since: {start time} UTC', 'Since: 2026-03-29 02:00 UTC', []],
    ['Since: {start time} (UTC)', 'Since: 2026-03-29 02:00 (UTC)', []],
    ['Since {start time}: bad', 'Since 2026-03-29 02:00 UTC: bad', []],
    ['Since: {start time} CEST', 'Since: {start time} CEST', ['start time']],
  ])('%s tells a zone once, and none that is not its own', (line, text, open) => {
    const page = `# M\n\n## Communication templates\n\n### First notice\n\n\`\`\`\n${line}\n\`\`\`\n`;
    const [template] = parseRunbook(page).templates;
    if (template === undefined) throw new Error('no template');
    expect(fillTemplate(template, incident().incident(), Date.parse(at(7)))).toMatchObject({
      text,
      open,
    });
  });

  test('are filled with what the incident knows; the rest stays and is named', () => {
    const filled = fillTemplate(first, incident().incident(), Date.parse(at(7)));
    expect(filled.text.split('\n')).toEqual([
      '[P1] Mail is held back',
      'State: investigating, since 2026-03-29 02:00 UTC',
      'Who is hit: {impact}',
      'Incident commander: bo',
      'Scribe: kim',
      'Next update: 2026-03-29 02:37 UTC',
    ]);
    expect(filled).toMatchObject({ open: ['impact'], nextMinutes: 30 });
  });

  test('the one for the end is chosen at the end, with the cause', () => {
    const events = incident();
    expect(chooseTemplate(RUNBOOK.templates, events.incident())).toBe(first);
    events.add('incident.resolved', { text: 'a full disk' }, at(61));
    expect(chooseTemplate(RUNBOOK.templates, events.incident())).toBe(resolved);
    const { text, open } = fillTemplate(resolved, events.incident(), Date.parse(at(90)));
    expect(text).toBe('Resolved: Mail is held back after 1 h 01 min\nCause: a full disk');
    expect(open).toEqual([]);
  });

  test('values are put in as they are, whatever they contain', () => {
    const events = declared({ title: '$& {status} $1', severity: 'SEV2' });
    const { text } = fillTemplate(resolved, events.incident(), Date.parse(at(5)));
    expect(text).toContain('Resolved: $& {status} $1 after');
  });

  test('without a template there is a plain update, marked in a drill', () => {
    const text = plainUpdate(declared({ drill: true }).incident(), Date.parse(at(5)));
    expect(text).toMatch(
      /^\[DRILL\] SEV2: Queue is stuck\nStatus: investigating \(for 5 min 00 s\)/,
    );
  });
});
