// An incident of 500 events in every format. Usage: node test/bench/export.bench.mjs
import { build } from 'esbuild';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from '../harness/chromium.mjs';

const repo = path.resolve(import.meta.dirname, '..', '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'export-bench-'));
const EVENTS = 500;
const BAR_MS = 5000;

try {
  const { LogFolders, openLog, nodePorts, exportLog, EXPORT_FORMATS } = await load();
  const folders = new LogFolders(path.join(folder, 'log'));
  await fill(folders.incident('bench').value, openLog, nodePorts());
  const environment = { ...process.env, ...(await browser()) };
  const started = performance.now();
  for (const format of EXPORT_FORMATS) {
    const at = performance.now();
    const made = await exportLog('bench', format, {
      folders,
      now: new Date(),
      checkpoints: [],
      environment,
    });
    const took = `${Math.round(performance.now() - at)} ms`;
    const size = made.ok ? `${Math.round(made.value.content.length / 1024)} KB` : made.code;
    console.log(`     ${format.padEnd(10)} ${took.padStart(8)}  ${size}`);
    if (!made.ok && made.code !== 'no-browser') process.exitCode = 1;
  }
  const all = Math.round(performance.now() - started);
  const isFast = all <= BAR_MS;
  console.log(
    `${isFast ? 'ok  ' : 'MISS'} ${EVENTS} events to all formats  ${all} ms  bar ${BAR_MS} ms`,
  );
  if (!isFast) process.exitCode = 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function load() {
  const contents = [
    ['storage/logFolders', 'storage/openLog', 'storage/nodeClock', 'session/exportLog']
      .map((name) => `export * from './src/${name}';`)
      .join('\n'),
  ].join('\n');
  const outfile = path.join(folder, 'exports.cjs');
  await build({
    stdin: { contents, resolveDir: repo, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: { 'import.meta.url': '__moduleUrl' },
    banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
    outfile,
  });
  return (await import(pathToFileURL(outfile).href)).default;
}

/** Runs with outputs from a line to 17 KB, with colours; notes between. */
async function fill(log, openLog, ports) {
  const info = {
    writer: 'bench',
    actor: 'ada',
    host: 'h',
    user: 'ada',
    pid: 1,
    app: 'b',
    version: '1',
  };
  const opened = await openLog(log, info, ports);
  const { value: writer } = opened;
  await writer.append({
    type: 'incident.declared',
    data: { title: 'Five hundred events', severity: 'SEV2' },
  });
  for (let i = 0; i < (EVENTS - 2) / 3; i++) await writer.appendGroup(entries(i));
  await writer.close();
}

function entries(i) {
  const runId = `run-${i}`;
  const line = `\u001b[3${i % 8}m${'request served '.repeat(4)}\u001b[0m <b>${i}</b>\n`;
  const head = line.repeat([1, 10, 40, 3, 110, 20, 210, 8][i % 8]);
  return [
    {
      type: 'run.started',
      data: {
        runId,
        runbook: 'docs/a.md',
        runbookHash: 'x',
        stepId: `step-${i % 20}`,
        title: `Step ${i}`,
        line: i,
        text: `curl -fsS https://service-${i}.test/health`,
        textHash: 'x',
        language: 'bash',
        target: 'local',
        cwd: '/',
        intent: 'check',
        reasons: [],
      },
    },
    {
      type: 'run.ended',
      data: {
        runId,
        outcome: 'succeeded',
        exitCode: 0,
        durationMs: 100 + i,
        output: { head, tail: '', bytes: head.length, lines: 1, sha256: 'x', truncated: false },
        verdict: { kind: 'pass', message: 'as written' },
      },
    },
    { type: 'note.added', data: { noteId: `n${i}`, text: `Saw **${i}** in the graph` } },
  ];
}

/** The browser of the tests as one program, fonts and libraries included. */
async function browser() {
  const { executablePath, env } = await findChromium();
  const script = path.join(folder, 'browser');
  const settings = Object.entries(env).map(([name, value]) => `export ${name}="${value}"\n`);
  fs.writeFileSync(script, `#!/bin/sh\n${settings.join('')}exec "${executablePath}" "$@"\n`, {
    mode: 0o755,
  });
  return { RUNBOOK_BROWSER: script };
}
