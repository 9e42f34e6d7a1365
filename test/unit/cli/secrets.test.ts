import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { secretVariants, toByteString } from '../../../src/core/incident/secretVariants';
import type { Listing } from '../../../src/core/export/listing';
import { builtProgram, type BuiltProgram } from '../builtProgram';

/** A secret hole in every kind of quotes, echoed by the shell as it reads and traces it. */
const RUNBOOK = `# Trial

\`\`\`bash
set -x; echo "login <password> done"; echo <password> '<password>' >&2; set +x
ls "/nowhere/<password>"; bash -c 'echo "inner <password>"'
cat <<END
here <password>
END
\`\`\`

\`\`\`bash
touch "changed <password>"
\`\`\`

\`\`\`sql
SELECT '<password>' FROM nowhere;
\`\`\`
`;

/** Quotes, and a `!`, which has to be quoted apart within double quotes. */
const SECRETS = ['hunter2!!', `it's "so" $PECIAL!`, '密码!горизонт'];

let program: BuiltProgram;
let folder: string;
beforeAll(async () => {
  program = await builtProgram();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-cli-'));
  writeFileSync(join(folder, 'trial.md'), RUNBOOK);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A piece of it that stands between what has to be quoted. */
function pieceOf(secret: string): string {
  return toByteString(secret.split(/["'!$ ]+/).toSorted((a, b) => b.length - a.length)[0] ?? '');
}

function written(): string {
  const files = readdirSync(join(folder, '.runbook'), { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');
}

test.each(SECRETS)('%s, once typed, is in nothing that is written', async (secret) => {
  const list = await program.cli(folder, ['list', 'trial.md', '--json']);
  const steps = (JSON.parse(list.out) as Listing[])[0]?.steps ?? [];
  expect(steps).toHaveLength(3);
  const said: string[] = [];
  const [check, change, query] = steps.map(({ id }) => id);
  const runs: [id: string | undefined, hows: string[][]][] = [
    [check, [['--json'], []]],
    [change, [['--yes', '--json'], ['--drill', '--json'], []]],
    [query, [['--json']]],
  ];
  for (const [id = '', hows] of runs) {
    for (const how of hows) {
      const args = ['run', 'trial.md', '--step', id, '--set', `password=${secret}`, ...how];
      const { out, err } = await program.cli(folder, args);
      said.push(out, err);
    }
  }
  for (const format of ['markdown', 'ipynb']) {
    said.push((await program.cli(folder, ['export', '--format', format])).out);
  }
  expect(said.join('')).toContain('login ***');
  expect(said.join('')).toMatch(/Run it\?|not-confirmed|--yes/);
  const all = `${written()}\n${Buffer.from(said.join('\n')).toString('latin1')}`;
  for (const variant of [...secretVariants(secret), pieceOf(secret)]) {
    expect(all.includes(variant), variant).toBe(false);
  }
});
