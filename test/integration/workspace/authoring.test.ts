import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'mocha';
import {
  CancellationTokenSource,
  commands,
  languages,
  Position,
  Range,
  TestRunRequest,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type CompletionList,
  type Hover,
  type InlayHint,
  type Location,
  type TextDocument,
} from 'vscode';
import { answering, extensionUnderTest, openRunbook, runStep, until } from '../extensionUnderTest';

const LAMP = `# Lamp

See [the wiring](wires.md).

\`\`\`
docker ps
\`\`\`

\`\`\`bash name=look
kubectl get pod <pod> -n lamp
kubectl logs <pod> -n lamp
\`\`\`

After [that](#step-look):

- [ ] Burns: \`ls greeting.md\`
- [ ] Fails: \`ls no-such-lamp\`

\`\`\`bash 
true
\`\`\`
`;

describe('writing a runbook', () => {
  let document: TextDocument;
  const place = (text: string) => document.positionAt(document.getText().indexOf(text) + 1);
  const codes = () =>
    languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === 'runbook')
      .map(({ code }) => (typeof code === 'string' ? code : ''));

  before(async () => {
    const { questions } = await extensionUnderTest();
    questions.use(answering(true).questions);
    document = await openRunbook('lamp.md', LAMP);
  });

  it('shows what is wrong though nothing was edited', async () => {
    await until('a finding', () => codes().includes('broken-link'));
    ok(codes().includes('fence-language'), codes().join());
  });

  it('applies a quick fix, and the finding is gone', async () => {
    await until('a finding', () => codes().includes('fence-language'));
    const at = place('```\ndocker');
    const offered = async () => {
      const asked = commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new Range(at, at),
        'quickfix',
      );
      // VS Code gives the question up, or answers with nothing, when findings come meanwhile.
      const actions = await Promise.resolve(asked).catch(() => []);
      return actions.find(({ title }) => title === 'Mark the block as bash')?.edit;
    };
    let edit = await offered();
    await until('a quick fix', async () => (edit ??= await offered()) !== undefined);
    ok(edit !== undefined && (await workspace.applyEdit(edit)));
    match(document.getText(), /```bash\ndocker ps/);
    await until('no finding', () => !codes().includes('fence-language'));
  });

  it('explains a command and a placeholder', async () => {
    const hover = async (text: string) =>
      (
        await commands.executeCommand<Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          place(text),
        )
      )
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === 'string' ? content : content.value))
        .join('\n');
    match(await hover('docker ps'), /\*\*Check\*\*/);
    match(await hover('<pod>'), /Used 2 times/);
  });

  it('completes the info string', async () => {
    const { line } = document.positionAt(document.getText().indexOf('```bash \ntrue'));
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new Position(line, document.lineAt(line).text.length),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    ok(labels.includes('timeout') && labels.includes('target'), labels.join());
  });

  it('finds and renames a placeholder and a step in all their places', async () => {
    const found = await commands.executeCommand<Location[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      place('#step-look').translate(0, 7),
    );
    deepEqual(
      found
        .filter(({ uri }) => uri.toString() === document.uri.toString())
        .map(({ range }) => range.start.line),
      [document.positionAt(document.getText().indexOf('name=look')).line],
    );
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      place('<pod>'),
      'lamp-pod',
    );
    ok(await workspace.applyEdit(edit));
    equal(document.getText().split('<lamp-pod>').length, 3);
    ok(!document.getText().includes('<pod>'));
  });

  it('shows the latest run beside the step when the setting says so', async () => {
    const settings = workspace.getConfiguration('runbook', document.uri);
    await settings.update('inlayHints.enabled', true);
    await document.save();
    await runStep(document, 'ls greeting.md');
    const whole = new Range(0, 0, document.lineCount, 0);
    const hints = await commands.executeCommand<InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      whole,
    );
    deepEqual(
      hints.map(({ label }) => (typeof label === 'string' ? label.slice(0, 1) : '')),
      ['✓'],
    );
    await settings.update('inlayHints.enabled', undefined);
  });

  it('runs the checks of a runbook as tests, and nothing else', async () => {
    const { testing, sessions } = await extensionUnderTest();
    await testing.readAll();
    const suite = testing.controller.items.get(document.uri.toString());
    ok(suite, 'the runbook is a suite');
    const [session] = sessions.all;
    ok(session);
    const outcomes: string[] = [];
    const listening = session.runs.onEvent((event) => {
      if (event.kind === 'ended' && event.request.shownInPlace === true)
        outcomes.push(event.report.outcome);
    });
    const checks = [...suite.children].map(([, item]) => item);
    const shown = checks.filter(({ label }) => /Burns|Fails/.test(label));
    equal(shown.length, 2, checks.map(({ label }) => label).join());
    await testing.run(new TestRunRequest(shown), new CancellationTokenSource().token);
    listening.dispose();
    deepEqual(outcomes, ['succeeded', 'failed']);
    match(shown[0]?.description ?? '', /^✓/);
    match(shown[1]?.description ?? '', /^✗/);
  });

  it('runs watched checks again when their runbook is saved, until nobody watches', async () => {
    const { testing, sessions } = await extensionUnderTest();
    const suite = testing.controller.items.get(document.uri.toString());
    const [session] = sessions.all;
    ok(suite && session);
    const outcomes: string[] = [];
    const listening = session.runs.onEvent((event) => {
      if (event.kind === 'ended' && event.request.shownInPlace === true)
        outcomes.push(event.report.outcome);
    });
    const watch = async (label: RegExp) => {
      const checks = [...suite.children].map(([, item]) => item);
      const shown = checks.filter((item) => label.test(item.label));
      const watching = new CancellationTokenSource();
      await testing.run(new TestRunRequest(shown, undefined, undefined, true), watching.token);
      return watching;
    };
    const saveAgain = async () => {
      const edit = new WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(document.getText().length), '\nMore.\n');
      await workspace.applyEdit(edit);
      await document.save();
    };
    const first = await watch(/Burns/);
    await saveAgain();
    await until('a run of what is watched', () => outcomes.length === 1);
    first.cancel();
    // One that is watched yet: had the first still been, it would have run before this one.
    const second = await watch(/Fails/);
    await saveAgain();
    await until('a run of what is watched now', () => outcomes.includes('failed'));
    second.cancel();
    listening.dispose();
    deepEqual(outcomes, ['succeeded', 'failed']);
  });

  it('names a program that this machine does not have', async () => {
    const text = '# Lamp\n\n```bash\nno-such-lampctl on\n```\n';
    const lamp = await openRunbook('lamp-3.md', text);
    await until('what the machine says', () =>
      languages.getDiagnostics(lamp.uri).some(({ code }) => code === 'command-not-found'),
    );
  });

  it('has not made the grammars faster at the price of all memory', function () {
    if (process.platform !== 'linux') return this.skip();
    // Both have read shell by now: optimised, its grammar took 0.6 GB, all of them 1.1 GB and more.
    const [server, host] = [serverPid(), process.pid].map(peakMb);
    ok(server !== undefined && server < 250, `the server took ${server} MB`);
    ok(host !== undefined && host < 450, `the extension host took ${host} MB`);
  });

  it('goes on when the server is killed, and its findings come back', async () => {
    process.kill(serverPid(), 'SIGKILL');
    const report = await runStep(document, 'ls greeting.md');
    equal(report.outcome, 'succeeded');
    await until('a new server', () => {
      try {
        return serverPid() > 0;
      } catch {
        return false;
      }
    });
    const again = await openRunbook('lamp-2.md', '# Lamp\n\n[gone](gone.md)\n');
    await until('a finding of the new server', () =>
      languages.getDiagnostics(again.uri).some(({ code }) => code === 'broken-link'),
    );
  });
});

/** The language server of this window: a child of this process. */
function serverPid(): number {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  for (const line of list.split('\n')) {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === process.pid && /dist[\\/]server\.js/.test(args)) return Number(pid);
  }
  throw new Error('no server');
}

/** The most resident memory of a process so far, in MB (Linux). */
function peakMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
