import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import {
  commands,
  languages,
  Range,
  workspace,
  type CodeAction,
  type CompletionList,
  type DocumentLink,
  type Hover,
  type Location,
  type SemanticTokens,
  type TextDocument,
  type WorkspaceEdit,
} from 'vscode';
import { answering, extensionUnderTest, openRunbook, until } from '../extensionUnderTest';

const BEACON = `# Beacon

| Severity | Meaning | Response time |
| --- | --- | --- |
| SEV1 | dark | 5 minutes |
| SEV2 | dim | 1 hour |

If it is dark, follow the **Relight** playbook.

## Relight

\`\`\`bash name=ignite target=docker:
kubectl rollout restart deploy/beacon -n <namespace>
\`\`\`

After [that](#step-ignite), look: \`cat ./greeting.md\` and say the severity:

\`\`\`bash after=ig
kubectl get pods -n <namespace>
kubectl logs -n <na
\`\`\`

See **Rel

Severity: S

\`\`\`bash
psql -d beacon
SELECT 1;
\`\`\`

\`\`\`bash
$ uptime
 10:00:00 up 3 days
\`\`\`

1. Look at the lamp: \`ls greeting.md\`

- Turn it off: \`docker stop beacon\`
`;

describe('help while a runbook is written', () => {
  let document: TextDocument;
  const offset = (text: string, at = 0) =>
    document.positionAt(document.getText().indexOf(text) + at);

  before(async () => {
    const { questions } = await extensionUnderTest();
    questions.use(answering(true).questions);
    document = await openRunbook('beacon.md', BEACON);
    await until('the server', () =>
      languages.getDiagnostics(document.uri).some(({ source }) => source === 'runbook'),
    );
  });

  async function completed(text: string): Promise<readonly string[]> {
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      offset(text, text.length),
    );
    return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  }

  async function hovered(text: string): Promise<string> {
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      offset(text, 1),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
  }

  async function offered(text: string, to = text): Promise<readonly CodeAction[]> {
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new Range(offset(text), offset(to, to === text ? 0 : to.length)),
      'refactor',
    );
    return actions;
  }

  it('completes names, holes, places and levels where they are written', async () => {
    const cases: readonly (readonly [typed: string, label: string])[] = [
      ['target=docker:', 'docker:'],
      ['after=ig', 'ignite'],
      ['kubectl logs -n <na', '<namespace>'],
      ['See **Rel', 'Relight'],
      ['Severity: S', 'SEV1'],
      ['Severity: S', 'SEV2'],
    ];
    for (const [typed, label] of cases) {
      const labels = await completed(typed);
      ok(labels.includes(label), `${typed} offers ${labels.join()}`);
    }
  });

  it('tells of a playbook by its name, and of the target of a step', async () => {
    match(await hovered('Relight** playbook'), /line 10: \d+ steps/);
    const step = await hovered('rollout restart');
    match(step, /\*\*Change\*\*/);
    match(step, /docker:/);
  });

  it('finds all places of a hole and renames a step with its links', async () => {
    const places = await commands.executeCommand<Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      offset('<namespace>', 2),
    );
    equal(places.filter(({ uri }) => uri.toString() === document.uri.toString()).length, 2);
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      offset('name=ignite', 6),
      'light-up',
    );
    ok(await workspace.applyEdit(edit));
    match(document.getText(), /name=light-up/);
    match(document.getText(), /\(#step-light-up\)/);
  });

  it('marks holes as tokens, and links a path in a command', async () => {
    const tokens = await commands.executeCommand<SemanticTokens | undefined>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    ok(tokens !== undefined && tokens.data.length >= 10);
    const links = await commands.executeCommand<DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    await until('a link', () => Promise.resolve(links.length > 0));
    ok(links.some(({ range }) => document.getText(range) === './greeting.md'));
  });

  it('offers each rewriting where it makes sense', async () => {
    const titles = async (text: string, to?: string) =>
      (await offered(text, to)).map(({ title }) => title);
    deepEqual(
      {
        rollback: (await titles('kubectl rollout')).some((title) => /undone|rollback/i.test(title)),
        expectation: (await titles('kubectl get pods')).some((title) => /come out/.test(title)),
        sql: (await titles('psql -d')).some((title) => /SQL/.test(title)),
        transcript: (await titles('$ uptime')).some((title) => /print|output|part/i.test(title)),
        extract: (await titles('docker stop')).some((title) => /block/i.test(title)),
      },
      { rollback: true, expectation: true, sql: true, transcript: true, extract: true },
    );
  });
});
