import { describe, expect, test } from 'vitest';
import { rankPlaybooks } from '../../../../src/core/incident/playbookMatch';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const sources = [
  {
    path: 'docs/shop.md',
    model: parseRunbook(`# Shop runbook

## Daily database checklist

- [ ] Look at it

## Playbooks

### Database outage

1. \`docker ps\`

### Checkout is slow

1. \`curl shop/metrics\`

### Certificate expired

1. \`openssl x509\`
`),
  },
  {
    path: 'docs/mail.md',
    model: parseRunbook('# Mail\n\n## Queue stuck\n\n```bash\nqueuectl status\n```\n'),
  },
];

const first = (typed: string) => rankPlaybooks(sources, typed)[0]?.title;

describe('finding a playbook', () => {
  test.each([
    ['database', 'Database outage'],
    ['datab', 'Database outage'],
    ['the db is down', 'Database outage'],
    ['databse unreachable', 'Database outage'],
    ['latency', 'Checkout is slow'],
    ['TLS', 'Certificate expired'],
    ['queuectl', 'Queue stuck'],
    ['mail', 'Mail'],
  ])('%s finds %s', (typed, title) => expect(first(typed)).toBe(title));

  test('words that fit nothing find nothing', () => {
    expect(rankPlaybooks(sources, 'zebra crossing')).toEqual([]);
  });

  test('without words the sections for emergencies come first and everyday ones last', () => {
    const titles = rankPlaybooks(sources, '').map(({ title }) => title);
    expect(titles[0]).toBe('Database outage');
    expect(titles).not.toContain('Daily database checklist');
  });
});
