import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { window, workspace, type TextDocument } from 'vscode';
import {
  answering,
  extensionUnderTest,
  loggedEvents,
  runStep,
  workspaceFile,
} from '../extensionUnderTest';
import type { RunReport } from '../../../src/session/runReport';
import { practiceSystem } from '../practiceSystem';

function wordsOf({ verdict, message }: RunReport): string {
  return [verdict?.message, message].filter((words) => words !== undefined).join(' ');
}

describe('the playbook "Database outage", step by step', () => {
  let document: TextDocument;
  const runIds: string[] = [];

  before(async () => {
    const api = await extensionUnderTest();
    api.questions.use(answering(true).questions);
    document = await workspace.openTextDocument(workspaceFile('operations.md'));
    await window.showTextDocument(document);
  });

  const run = async (text: string) => {
    const report = await runStep(document, text);
    runIds.push(report.runId);
    return report;
  };

  const healthCheck = async () => {
    const quickReference = await workspace.openTextDocument(workspaceFile('quick-reference.md'));
    const report = await runStep(quickReference, '/health');
    runIds.push(report.runId);
    return report;
  };

  it('sees the health check pass, then fail once the database is stopped', async () => {
    const unoc = await practiceSystem();
    const healthy = await healthCheck();
    equal(healthy.verdict?.kind, 'pass', wordsOf(healthy));
    await unoc.break('database-stopped');
    const broken = await healthCheck();
    equal(broken.verdict?.kind, 'fail', wordsOf(broken));
  });

  it('restarts the database and sees the health check pass', async () => {
    equal((await run('docker ps -a | grep unoc-postgres')).outcome, 'succeeded');
    equal((await run('docker compose restart postgres')).outcome, 'succeeded');
    equal((await run('pg_isready')).outcome, 'succeeded');
    const healthy = await healthCheck();
    equal(healthy.verdict?.kind, 'pass', wordsOf(healthy));
  });

  it('restores lost data from the newest backup', async () => {
    const unoc = await practiceSystem();
    await unoc.break('data-lost');
    equal((await healthCheck()).verdict?.kind, 'fail');
    const restored = await run('cat backups/unoc_latest.sql');
    equal(restored.outcome, 'succeeded', restored.output?.head);
    equal((await healthCheck()).verdict?.kind, 'pass');
    const counted = await run('SELECT COUNT(*) FROM devices');
    match(counted.output?.head ?? '', /\b[1-9]\d*\b/);
  });

  it('finds every step in the log, started before it ended', async () => {
    const events = await loggedEvents('journal');
    for (const runId of runIds) {
      const types = events.filter(({ data }) => data['runId'] === runId).map(({ type }) => type);
      deepEqual(types, ['run.started', 'run.ended']);
    }
    const texts = events.map(({ data }) => data['text']);
    ok(texts.includes('docker compose restart postgres'));
  });
});
