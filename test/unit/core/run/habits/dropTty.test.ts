import { beforeAll, expect, test } from 'vitest';
import type { Grammars } from '../../../../../src/core/run/grammars';
import { dropTty } from '../../../../../src/core/run/habits/dropTty';
import { loadTestGrammars } from '../loadTestGrammars';

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadTestGrammars();
});

test.each([
  ['docker exec -it db psql -c "SELECT 1"', 'docker exec -i db psql -c "SELECT 1"'],
  ['docker exec -ti -u app db ls -t', 'docker exec -i -u app db ls -t'],
  ['docker exec -t db ls', 'docker exec db ls'],
  ['docker exec --tty --interactive db ls', 'docker exec --interactive db ls'],
  ['sudo docker exec -it db ls && ls -t', 'sudo docker exec -i db ls && ls -t'],
  ['kubectl exec -it api-0 -n shop -- ls -t', 'kubectl exec -i api-0 -n shop -- ls -t'],
  ['kubectl exec api-0 -it -- ls -t', 'kubectl exec api-0 -i -- ls -t'],
  ['docker run --rm -it alpine ls', 'docker run --rm -i alpine ls'],
  ['docker compose exec db psql -c "x"', 'docker compose exec -T db psql -c "x"'],
  ['x=$(docker exec -it db date)', 'x=$(docker exec -i db date)'],
])('%s becomes %s', (before, after) => {
  const { text, reason } = dropTty(before, 'bash', grammars);
  expect(text).toBe(after);
  expect(reason).toMatch(/no terminal/);
});

test.each([
  'docker exec db ls -t',
  'docker compose exec -T db ls',
  'echo "docker exec -it db"',
  'ls -t',
  "ssh web-1 'docker exec -it db ls'",
  'docker exec -e T=-it db ls',
  'docker compose up -d --timeout 5',
])('%s stays', (text) => {
  expect(dropTty(text, 'bash', grammars)).toEqual({ text, reason: undefined });
});
