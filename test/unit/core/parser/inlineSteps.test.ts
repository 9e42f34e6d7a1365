import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

/** Expects these commands to be the steps of a text, with the line breaks of Windows too. */
function expectSteps(markdown: string, expected: readonly string[]): void {
  for (const text of [markdown, markdown.replaceAll('\n', '\r\n')])
    expect(parseRunbook(text).steps.map((step) => step.text)).toEqual(expected);
}

describe('commands in lines that are numbered by hand', () => {
  it.each([
    ['a. `df -h`\nb. `systemctl restart web`\nc. Check `/etc/hosts`'],
    ['a) `df -h`\nb) `systemctl restart web`'],
    ['(a) `df -h`\n(b) then `systemctl restart web`'],
    ['i. `df -h`\nii. `systemctl restart web`'],
    ['A. `df -h`\n\nB. Restart with `systemctl restart web`\n\nC. See `web.conf`'],
    ['Step 1: `df -h`\nStep 2: `systemctl restart web`'],
    ['**Step 1:** `df -h`\n\n**Step 2** – `systemctl restart web`'],
    ['**Step 1.** `df -h`\n\n__Step 2.__ Run `systemctl restart web`'],
    ['### Step 1\n`df -h`\n\n### Step 2: Restart\n`systemctl restart web`'],
    ['??? note "Later"\n    1. `df -h`\n    2. `systemctl restart web`'],
    ['> a) `df -h`\n> b) `systemctl restart web`'],
  ])('%j', (markdown) => {
    expectSteps(markdown, ['df -h', 'systemctl restart web']);
  });

  it.each([
    'I. The chapter mentions `kubectl get pods -n web` in passing',
    'e.g. `kubectl get pods -n web`',
    'etc. `kubectl get pods -n web`',
    'In version 2. `kubectl get pods -n web` was slow',
  ])('not %j', (markdown) => {
    expectSteps(markdown, []);
  });
});

describe('commands alone on their lines', () => {
  it.each([
    ['Run:\n\n`systemctl stop web`', ['systemctl stop web']],
    [
      'Run:\n`systemctl stop web`\n`systemctl start web`.\n`uptime`',
      ['systemctl stop web', 'systemctl start web', 'uptime'],
    ],
    [
      '> Run:\n> `systemctl stop web`\n> `systemctl start web`',
      ['systemctl stop web', 'systemctl start web'],
    ],
    ['Run:\n`systemctl stop web`\n`systemctl start web` brings it back', ['systemctl stop web']],
    ['Run `systemctl stop web`\n`web.service` is the unit', ['systemctl stop web']],
  ])('%j', (markdown, expected) => {
    expectSteps(markdown, expected);
  });
});

describe('words in front of a colon', () => {
  it.each(['Command', '**Command**', 'Befehl', 'Commande ', 'Comando', 'Check', 'To restart'])(
    'tell to run: %s',
    (word) => {
      expectSteps(`${word}: \`systemctl status web\``, ['systemctl status web']);
    },
  );

  it.each(['Example', '**Example:**', 'Usage', '**Syntax**', 'Default', 'Output', 'Alias'])(
    'show what is no step: %s',
    (word) => {
      expectSteps(`${word}${word.includes(':') ? '' : ':'} \`deploy.sh --env prod\``, []);
    },
  );
});

describe('what must not be run', () => {
  it.each([
    'Do not run:\n\n`rm -rf /srv/data`',
    'Never run these on the primary:\n\n- `rm -rf /srv/data`\n- `dropdb shop`',
    "**Don't execute the following:**\n\n```bash\nrm -rf /srv/data\n```",
    'Avoid using:\n\n    rm -rf /srv/data',
    'Do not run:\n`rm -rf /srv/data`',
    '**Never run:** `rm -rf /srv/data`',
    'Instead of:\n\n`rm -rf /srv/data`',
    'Nicht ausführen:\n\n`rm -rf /srv/data`',
    'Ne jamais lancer :\n\n`rm -rf /srv/data`',
    'No ejecutar en producción:\n\n`rm -rf /srv/data`',
    'The command prints:\n\n`rm -rf /srv/data`',
  ])('is no step: %j', (markdown) => {
    expectSteps(markdown, []);
  });

  it('ends with the list, the block or the section', () => {
    expectSteps(
      'Never run:\n\n- `dropdb shop`\n\nRun `uptime`.\n\nDo not run:\n\n```\ndropdb shop\n```\n\n```\ndf -h\n```\n\nNever run:\n\n# Next\n\n1. `free -m`\n',
      ['uptime', 'df -h', 'free -m'],
    );
  });

  it.each([
    'Do not use the console; instead run:\n\n`uptime`',
    'Do not run without a backup:\n\n`uptime`',
    'Never run this if the disk is full:\n\n`uptime`',
    'Do not forget:\n\n`uptime`',
  ])('is told from a condition: %j', (markdown) => {
    expectSteps(markdown, ['uptime']);
  });
});
