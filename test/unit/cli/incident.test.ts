import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtProgram, type BuiltProgram } from '../builtProgram';

const RUNBOOK = `# Queue

| Severity | Meaning | Response | Escalation |
| --- | --- | --- | --- |
| P1 | nothing moves | 10 min | Within 20 min |
| P2 | it is slow | 2 hours | |

## Stuck

\`\`\`bash {id=look}
echo looked
\`\`\`

\`\`\`bash {id=drain}
touch drained
\`\`\`

## Communication templates

### First notice

\`\`\`
{severity}: {title}, hits {impact}
Next update: {time + 40min}
\`\`\`

## Post-mortem

### Root cause

Say why.

### Lessons learned

Say what.
`;

describe('runbook incident', () => {
  let program: BuiltProgram;
  let folder = '';

  beforeAll(async () => {
    program = await builtProgram();
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runbook-incident-'));
    await mkdir(join(folder, 'docs'));
    await writeFile(join(folder, 'docs/queue.md'), RUNBOOK);
    return () => rm(folder, { recursive: true, force: true });
  });

  const cli = (...args: string[]) => program.cli(folder, args);
  const incident = (...args: string[]) => cli('incident', ...args);
  const declare = async (...more: string[]) => {
    const { out, err, code } = await incident(
      'declare',
      'Queue is stuck',
      ...['--runbook', 'docs/queue.md', '--severity', 'p1', ...more],
    );
    expect(code, err).toBe(0);
    return out.trim();
  };
  const stepId = async (words: string) => {
    const { out } = await cli('list', 'docs/queue.md', '--json');
    const [listing] = JSON.parse(out) as [{ steps: { id: string; text: string }[] }];
    return listing.steps.find(({ text }) => text.includes(words))?.id ?? '';
  };
  const show = async (id: string) =>
    JSON.parse((await incident('show', id, '--json')).out) as Record<string, unknown>;

  it('declares, notes, acknowledges and resolves, and shows what happened', async () => {
    const id = await declare('--started', '2026-03-29T02:00:00+01:00', '--section', 'Stuck');
    expect((await incident('note', id, 'workers', 'are', 'idle')).code).toBe(0);
    expect((await incident('acknowledge', id.slice(0, 20))).code).toBe(0);
    expect((await incident('resolve', '-', 'a poisoned message')).code).toBe(0);
    expect(await show(id)).toMatchObject({
      title: 'Queue is stuck',
      severity: 'P1',
      phase: 'resolved',
      section: 'Stuck',
      times: { started: { time: '2026-03-29T01:00:00.000Z', source: 'given' } },
      notes: [{ text: 'workers are idle' }],
      words: { resolved: 'a poisoned message' },
      deadlines: [
        { kind: 'acknowledge', minutes: 10, status: 'met' },
        { kind: 'escalate', minutes: 20, status: 'met' },
        { kind: 'update', minutes: 40, status: 'met' },
      ],
    });
    const { out } = await incident('list');
    expect(out).toBe(`${id}  P1  resolved  Queue is stuck\n`);
    expect((await incident('show', id)).out).toContain('Cause: a poisoned message');
  });

  it('warns of a log that somebody changed, and takes any name for one that is not there', async () => {
    const id = await declare();
    await incident('note', id, 'workers are idle');
    expect((await incident('show', id)).err).toBe('');
    const log = join(folder, '.runbook/incidents', id);
    for (const name of await readdir(log)) {
      const text = await readFile(join(log, name), 'utf8');
      await writeFile(join(log, name), text.replace('are idle', 'were busy'));
    }
    const shown = await incident('show', id);
    expect(shown.out).toContain('workers were busy');
    expect(shown.err).toBe(`This log is damaged: runbook verify ${id} says where.\n`);
    expect((await cli('verify', id)).code).toBe(1);
    await cli('export', id, '-o', 'log.json');
    const look = ['run', 'docs/queue.md', '--step', await stepId('looked'), '--incident', id];
    const uses = [['incident', 'list'], ['metrics'], ['postmortem', id], ['redline', id], look];
    for (const args of [...uses, ['incident', 'note', id, 'x']])
      expect((await cli(...args)).err, args.join(' ')).toContain(shown.err);
    await rm(log, { recursive: true });
    const imported = await cli('import', 'log.json');
    expect(imported.err).toBe(`This log is damaged: runbook verify incidents/${id} says where.\n`);
    expect((await cli('export', id)).err).toBe(imported.err);
    for (const name of ['../x', 'CON', 'x'.repeat(300), '\u00e9']) {
      expect(await cli('verify', name)).toMatchObject({ code: 2 });
    }
  });

  it('does not call a folder right that holds no log of its own', async () => {
    const id = await declare();
    for (const path of ['.runbook', '.runbook/incidents', '.runbook/']) {
      const { code, out, err } = await cli('verify', path);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('There is no log in');
      expect(err).toMatch(new RegExp(`one by one: \\.runbook/incidents/${id}\\.\n$`));
    }
    expect(await cli('verify', 'docs')).toMatchObject({
      code: 2,
      err: 'There is no log in "docs".\n',
    });
  });

  it('changes severity and roles, hands over and corrects a time', async () => {
    const id = await declare();
    await incident('severity', id, 'P2', '--reason', 'it moves again');
    await incident('assign', id, 'Scribe', 'kim', 'lee');
    await incident('handover', id, 'bo', 'drain it next');
    await incident('correct', id, 'detected', '2026-03-29T02:05:00Z', '--reason', 'the pager');
    expect(await show(id)).toMatchObject({
      severity: 'P2',
      commander: 'bo',
      roles: [{ role: 'commander' }, { role: 'Scribe', person: 'kim lee' }],
      times: {
        detected: { time: '2026-03-29T02:05:00.000Z', corrections: [{ reason: 'the pager' }] },
      },
      deadlines: [{ minutes: 40 }, { minutes: 120 }],
    });
  });

  it('refuses moments and times that cannot be', async () => {
    const id = await declare('--started', '2026-03-29T02:00:00Z');
    const said = async (...args: string[]) => {
      const { code, err } = await incident(...args);
      expect(code).toBe(2);
      return err;
    };
    expect(await said('correct', id, 'nonsense', '2026-03-29T02:05:00Z')).toMatch(
      /"nonsense" is no moment of an incident: it is one of started, detected, .*resolved, or/,
    );
    expect(await said('correct', id, 'resolved', '2026-03-29T02:05:00Z')).toMatch(
      /not resolved yet/,
    );
    expect(await said('acknowledge', id, '--at', '2130-01-01T00:00:00Z')).toMatch(/not come yet/);
    expect(await said('resolve', id, '--at', '2020-01-01T00:00:00Z')).toMatch(/before .* started/);
    expect(await said('correct', id, 'detected', '2020-01-01T00:00:00Z')).toMatch(/before/);
    expect(await said('declare', 'x', '--started', '2130-01-01T00:00:00Z')).toMatch(/not come yet/);
    const backwards = ['--started', '2026-03-29T02:00:00Z', '--detected', '2026-03-29T01:00:00Z'];
    expect(await said('declare', 'x', ...backwards)).toMatch(/before the incident started/);
    expect((await show(id))['phase']).toBe('open');
    expect((await incident('resolve', id, '--at', '2026-03-29T03:00:00Z')).code).toBe(0);
    expect((await incident('correct', id, 'resolved', '2026-03-29T03:01:00Z')).code).toBe(0);
    expect(await said('correct', id, 'started', '2026-03-29T03:30:00Z')).toMatch(
      /after .*(?:decl|res)/,
    );
    for (const action of ['resolve', 'acknowledge', 'mitigate'])
      expect(await said(action, id)).toMatch(/is resolved already \(2026-/);
    expect((await incident('note', id, 'afterwards')).code).toBe(0);
  });

  it('fills the template of the runbook and marks an escalation as made', async () => {
    const id = await declare();
    const { out, err } = await incident('update', id);
    expect(out).toMatch(/^P1: Queue is stuck, hits \{impact\}\nNext update: \d{4}-/);
    expect(err).toContain('Still to be filled by hand: impact');
    expect(await incident('escalate', id, 'bo')).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^Recorded: escalated to bo \(due within 20 minutes: /) as string,
    });
    expect((await incident('escalate', id)).err).toBe(
      'Recorded: escalated, to nobody by name (no escalation was due).\n',
    );
    expect(await show(id)).toMatchObject({
      updates: [{ template: 'First notice' }],
      deadlines: [{ kind: 'acknowledge' }, { kind: 'escalate', status: 'escalated' }, {}],
    });
    expect((await show(id))['nextUpdateAt']).toBeDefined();
  });

  it('records a run in the incident, and only there', async () => {
    const id = await declare();
    const ran = await cli(
      'run',
      'docs/queue.md',
      '--step',
      await stepId('looked'),
      '--incident',
      id,
    );
    expect(ran).toMatchObject({ code: 0, out: 'looked\n' });
    const [file] = (await readdir(join(folder, '.runbook/incidents', id))).reverse();
    expect(file).toBeDefined();
    const names = await readdir(join(folder, '.runbook'));
    expect(names).not.toContain('journal');
  });

  it('records a run of a runbook elsewhere where the person is', async () => {
    const work = join(folder, 'work');
    await mkdir(work);
    const there = (...args: string[]) => program.cli(work, args);
    const id = (await there('incident', 'declare', 'Elsewhere')).out.trim();
    const look = ['run', '../docs/queue.md', '--step', await stepId('looked')];
    expect(await there(...look, '--incident', '-')).toMatchObject({ code: 0, out: 'looked\n' });
    expect((await there('export', id)).out).toContain('../docs/queue.md');
    expect((await there(...look)).code).toBe(0);
    expect((await there('export')).out).toContain('echo looked');
    expect(await readdir(join(folder, 'docs'))).toEqual(['queue.md']);
  });

  it('a drill runs checks, and shows and refuses changes unless it is armed', async () => {
    const id = await declare('--drill');
    const run = async (words: string, ...more: string[]) =>
      cli(
        'run',
        'docs/queue.md',
        '--step',
        await stepId(words),
        '--incident',
        id,
        '--yes',
        ...more,
      );
    expect((await run('looked')).code).toBe(0);
    const refused = await run('touch');
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/Drill: this change was not run.*touch drained/);
    expect(await readdir(folder)).not.toContain('drained');
    expect((await run('touch', '--armed')).code).toBe(0);
    expect(await readdir(folder)).toContain('drained');
    await incident('resolve', id, 'practised');
    expect((await incident('list')).out).toContain('(drill)');
    expect(JSON.parse((await cli('metrics', '--json')).out)).toMatchObject({
      incidents: { incidents: 0, drills: 1, all: { resolve: { n: 0 } } },
    });
  });

  it('drafts a post-mortem with the headings of the runbook, and does not overwrite a file', async () => {
    const id = await declare();
    await incident('resolve', id, 'a poisoned message');
    expect((await cli('postmortem', id, '-o', 'pm.md')).code).toBe(0);
    const text = await readFile(join(folder, 'pm.md'), 'utf8');
    const headings = [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect(headings.slice(0, 2)).toEqual(['Root cause', 'Lessons learned']);
    expect(text).toContain('a poisoned message');
    const again = await cli('postmortem', id, '-o', 'pm.md');
    expect(again.code).toBe(2);
    expect(again.err).toMatch(/exists already/);
    expect((await cli('postmortem', id, '-o', 'none/pm.md')).err).toBe(
      'none/pm.md was not written: its folder does not exist; make it first.\n',
    );
  });

  it('gives what was done differently as a diff that git apply takes', async () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const id = await declare();
    const file = join(folder, 'docs/queue.md');
    const edited = RUNBOOK.replace('touch drained', 'touch drained slowly');
    await writeFile(file, edited);
    const step = await stepId('slowly');
    await cli('run', 'docs/queue.md', '--step', step, '--incident', id, '--yes');
    await writeFile(file, RUNBOOK);
    const { out, err } = await cli('redline', id);
    expect(err).toMatch(/1 step was done differently/);
    execFileSync('git', ['apply', '-'], { cwd: folder, input: out });
    expect(await readFile(file, 'utf8')).toBe(edited);
    const applied = await cli('redline', id);
    expect(applied.out).toBe(out);
  });

  it('calls the time of one incident no mean', async () => {
    const id = await declare();
    await incident('resolve', id, 'x');
    const one = (await cli('metrics')).out;
    expect(one).toMatch(/Time to resolve: .*\(one incident\)/);
    expect(one).not.toMatch(/mean/);
    await incident('resolve', await declare(), 'y');
    expect((await cli('metrics')).out).toMatch(/Time to resolve: mean .*\(2 incidents\)/);
  });

  it.each([
    [['incident'], /needs an action/],
    [['incident', 'declare'], /needs a TITLE/],
    [['incident', 'note', 'x'], /TEXT/],
    [['incident', 'dance', 'x'], /no action "dance"/],
    [['incident', 'show', 'nothing'], /There is no incident/],
    [['incident', 'show', '../x'], /There is no incident/],
    [['incident', 'declare', 'x', '--severity', 'P9'], /one of the severities here: SEV1/],
    [['incident', 'declare', 'x', '--detected', 'noon'], /no time like/],
    [['incident', 'declare', 'x', '--runbook', 'gone.md'], /could not be read/],
    [['incident', 'declare', 'x', '--section', 'Stuck'], /goes with --runbook/],
    [
      ['incident', 'declare', 'x', '--runbook', 'docs/queue.md', '--section', 'Nope'],
      /There is no section "Nope"/,
    ],
    [['postmortem'], /needs one ID/],
    [['export', '2026-13-45'], /^The calendar has no 2026-13-45\.\n$/],
    [['export', '2026-02'], /^Nothing is recorded for 2026-02\.\n$/],
    [['verify', 'today'], /^There is no log "today": name a day like /],
    [['import', 'nope.json'], /^nope\.json could not be read: there is no such file; /],
  ])('%j is refused with a sentence and the code 2', async (args, words) => {
    const { code, err } = await cli(...args);
    expect(code).toBe(2);
    expect(err).toMatch(words);
    expect(await readdir(folder)).toEqual(['docs']);
  });
});
