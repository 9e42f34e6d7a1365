import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const people = (text: string) =>
  parseRunbook(`# Till\n\n${text}\n`).contacts.map(({ role, entries }) =>
    [role, ...Object.values(entries)].join(' | '),
  );

describe('the contacts of a page', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      '## Who to call\n\n- Store duty (#stores)\n- Card vendor: +49 30 5550100',
      ['Store duty | #stores', 'Card vendor | +49 30 5550100'],
    ],
    [
      '## People\n\nStore desk ..... ext. 4410\nCard vendor ..... +49 30 5550100',
      ['Store desk | ext. 4410', 'Card vendor | +49 30 5550100'],
    ],
    [
      '## Escalation\n\n1. Store on-call (pager)\n2. after 15 min: Store lead (@storelead)\n3. Head of sales',
      ['Store on-call | pager', 'Store lead | @storelead', 'Head of sales'],
    ],
    [
      '## Escalation\n\nStore on-call → (15 min) → store lead → head of sales',
      ['Store on-call', 'store lead', 'head of sales'],
    ],
    ['Escalate to: store lead, then head of sales.', ['store lead', 'head of sales']],
    ['Contact: Store desk (#stores)', ['Store desk | #stores']],
    [
      '**Contacts:** store on-call (#stores), card support, shop lead (owner)',
      ['store on-call | #stores', 'card support', 'shop lead (owner)'],
    ],
    [
      '## Ping\n\n| Name | Tag |\n|--|--|\n| Store lead | @storelead |',
      ['Store lead | @storelead'],
    ],
    [
      '## Escalate\n\n| Step | After | Who |\n|--|--|--|\n| 1 | 0 min | Store duty |\n| 2 | 20 min | Store lead (#lead) |',
      ['Store duty', 'Store lead | #lead'],
    ],
    ['## Who\n\n| Role | Who |\n|--|--|\n| Store duty | see rota |', ['Store duty | see rota']],
    [
      '## Contacts\n\nShop on-call: +49 30 5550100 / Shop manager: +49 30 5550101',
      ['Shop on-call | +49 30 5550100', 'Shop manager | +49 30 5550101'],
    ],
    [
      '## Eskalation\n\n1. Kassenbereitschaft (+49 30 5550100)\n2. Filialleiter',
      ['Kassenbereitschaft | +49 30 5550100', 'Filialleiter'],
    ],
    ['**Who else:**\n\n- Shop lead – @shoplead', ['Shop lead | @shoplead']],
    [
      '## Escalate\n\nIf it lasts for 20 minutes: store secondary (PagerDuty), then the shop lead.',
      ['store secondary | PagerDuty', 'shop lead'],
    ],
    [
      '## Who else\n\n- Card pool: @cards\n- Letters: press office',
      ['Card pool | @cards', 'Letters | press office'],
    ],
    ['**Escalation:** Slack #stores', ['Escalation | Slack #stores']],
  ])('are read from %j', (text, expected) => {
    expect(people(text)).toEqual(expected);
  });

  it.each([
    '**Owner:** Store team',
    '## Escalation\n\n1. Restart the till\n2. Write the time down',
    '## Escalation\n\nIf it lasts, look again.',
    'Contact: see the wiki',
    '## Call the API\n\n- Status (200)\n- Body – json',
    '## Flow\n\nbrowser → proxy → shop',
    'Escalation: wait for 10 minutes before you do',
    '## People\n\n| Name | Age |\n|--|--|\n',
  ])('are not found in %j', (text) => {
    expect(people(text)).toEqual([]);
  });
});
