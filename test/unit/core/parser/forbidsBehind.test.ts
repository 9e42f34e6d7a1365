import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const commands = (item: string): readonly string[] =>
  parseRunbook(`# T\n\n- ${item}\n`).steps.map(({ text }) => text);

describe('a command that words forbid is no step', () => {
  it.each([
    'Do **not** run `rm -rf /srv/a`',
    '**DO NOT** run `rm -rf /srv/a`',
    'Do <b>not</b> run `rm -rf /srv/a`',
    "Don't run `rm -rf /srv/a`",
    'Don’t ever run `rm -rf /srv/a`',
    'Please do not under any circumstances run `rm -rf /srv/a`',
    'Under **no** circumstances run `rm -rf /srv/a`',
    "It's *not* safe to run `rm -rf /srv/a`",
    'You must not run `rm -rf /srv/a`',
    'Not: `rm -rf /srv/a`',
    'If unsure, do not run `rm -rf /srv/a`',
    'Do not empty the folder with `rm -rf /srv/a`',
    'Do not delete the volume (`docker volume rm a`)',
    'Nicht ausführen: `rm -rf /srv/a`',
    'Never run `rm -rf /srv/a` by hand',
  ])('%s', (item) => {
    expect(commands(item)).toEqual([]);
  });

  it('but the one that is to be used instead is', () => {
    expect(commands('Rather than `kill -9 7`, use `systemctl stop api`')).toEqual([
      'systemctl stop api',
    ]);
    expect(commands('Use `systemctl reload api`, not `systemctl restart api`')).toEqual([
      'systemctl reload api',
    ]);
  });
});

describe('a command for a case that is denied is one', () => {
  it.each([
    'If not: `systemctl start api`',
    'If it does not: `systemctl start api`',
    'When it is not running: `systemctl start api`',
    'If you do not use a cluster: `systemctl start api`',
    'Still not? `systemctl start api`',
    'Falls nicht: `systemctl start api`',
    'Do not forget to run `systemctl start api`',
    'Do not go on until it is up again: `systemctl start api`',
    'Do not touch the replica. `systemctl start api`',
    "Don't panic: `systemctl start api`",
    'Cannot connect? `systemctl start api`',
  ])('%s', (item) => {
    expect(commands(item)).toEqual(['systemctl start api']);
  });
});

describe('what a service answers to is no request', () => {
  it('as an endpoint, or with the names of its parts', () => {
    expect(commands('Endpoint `GET /v1/users` lists, `DELETE /v1/users/:id` removes')).toEqual([]);
    expect(commands('The route `POST /v1/jobs` enqueues')).toEqual([]);
    expect(commands('`POST /v1/jobs`')).toEqual(['POST /v1/jobs']);
    expect(commands('Run `DELETE /v1/users/:id`')).toEqual(['DELETE /v1/users/:id']);
  });
});
