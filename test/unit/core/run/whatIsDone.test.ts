import { expect, it } from 'vitest';
import { whatIsDone } from '../../../../src/core/run/whatIsDone';

it.each([
  ['docker compose -f stack.yml restart web', 'restarts something'],
  ['Start-Service Spooler', 'starts something'],
  ['aws rds create-db-snapshot --db-instance-identifier shop', 'makes something new'],
  ['zpool frobnicate tank', 'changes something'],
  ['tool -- constructor', 'changes something'],
  ['tool one two three four restart', 'changes something'],
])('%s %s', (command, deed) => {
  expect(whatIsDone(command)).toBe(deed);
});
