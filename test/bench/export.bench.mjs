// An incident of 500 events in every format. Usage: node test/bench/export.bench.mjs
import { build } from 'esbuild';
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from '../harness/chromium.mjs';

const repo = path.resolve(import.meta.dirname, '..', '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'export-bench-'));
const RUNS = 199;
const BAR_MS = 5000;
const MB = 1024 * 1024;

/** What fills outputs: log lines with colours, tables, JSON (also all on one line), traces, progress, Markdown. */
const LINES = [
  (n, i) =>
    `\u001b[90m2026-03-29T01:${60 - (n % 50)}:07.${n}Z\u001b[0m \u001b[${n % 7 ? '32mINFO ' : '1;31mERROR'}\u001b[0m [\u001b[36mworker-${n % 12}\u001b[0m] \u001b[38;5;${n % 256}mGET\u001b[39m /orders/${i}${n}?a=1&b=<2> \u001b[${n % 9 ? 32 : 33}m${n % 9 ? 200 : 503}\u001b[0m ${n} ms\n`,
  (n, i) =>
    `service-${i}-7d9f8b6c5d-${n}  ${n % 5}/1  \u001b[${n % 5 ? '32mRunning' : '31mCrashLoopBackOff'}\u001b[0m  ${n}  ${n % 40}d\n`,
  (n, i) =>
    `  {"id": ${n}, "name": "unit ${i}", "state": "\u00fcberf\u00e4llig \u2713", "tags": ["a", "<b>"], "nested": {"at": "2026-03-29T01:00:00Z"}},${i % 2 ? '\n' : ''}`,
  (n) =>
    `\u001b[31m    at Shipper.<anonymous> (/srv/app/dist/shipper.js:${n}:17) & ${n % 3} more\u001b[39m\n`,
  (n) =>
    `\u001b[2K\r\u001b[1mPulling\u001b[22m ${n % 100}% [${'='.repeat(n % 40)}>]${n % 100 === 99 ? '\n' : ''}`,
  (n) => `| ${n} | **bold** | \`code ${n}\` |\n${n % 20 === 0 ? '```sh\nls\n```\n' : ''}`,
  (n, i) =>
    `/dev/sd${n % 9}  ${n}G  ${i}G  \u001b[48;2;${n % 256};90;10m${n % 100}%\u001b[0m  /srv/${n}\n`,
];

try {
  const program = await load();
  const { LogFolders, exportLog, EXPORT_FORMATS } = program;
  const folders = new LogFolders(path.join(folder, 'log'));
  await fill(folders, program);
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
  console.log(`${isFast ? 'ok  ' : 'MISS'} 500 events to all formats  ${all} ms  bar ${BAR_MS} ms`);
  if (!isFast) process.exitCode = 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function load() {
  const contents = [
    'storage/logFolders',
    'storage/openLog',
    'storage/nodeClock',
    'storage/nodeFs',
    'storage/outputs',
    'execution/capture/outputCapture',
    'session/runRecord',
    'session/exportFormats',
    'session/exportLog',
  ]
    .map((name) => `export * from './src/${name}';`)
    .join('\n');
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

/** Runs as responders make them, with a note after every second one. */
async function fill(folders, program) {
  const { OutputStore, nodeFs, nodePorts, openLog } = program;
  const info = {
    writer: 'bench',
    actor: 'ada',
    host: 'h',
    user: 'ada',
    pid: 1,
    app: 'b',
    version: '1',
  };
  const { value: writer } = await openLog(folders.incident('bench').value, info, nodePorts());
  const store = new OutputStore(folders, nodeFs);
  await writer.append({
    type: 'incident.declared',
    data: { title: 'Five hundred events', severity: 'SEV2' },
  });
  let bytes = 0;
  for (let i = 0; i < RUNS; i++) {
    const text = outputOf(i);
    bytes += text.length;
    await writer.appendGroup(await runEvents(i, text, store, program));
  }
  await writer.close();
  console.log(`     ${RUNS} runs with ${Math.round(bytes / RUNS / 1024)} KB of output on average`);
}

/** The output takes the way of a real one: captured, cut, and its whole beside the log. */
async function runEvents(i, text, store, { OutputCapture, commandEnding, endedEvent }) {
  const runId = `run-${i}`;
  const capture = new OutputCapture({ folder, name: runId, limitBytes: 8 * MB });
  for (let at = 0; at < text.length; at += 64 * 1024) {
    capture.add('stdout', Buffer.from(text.slice(at, at + 64 * 1024)));
  }
  const output = await capture.end(Buffer.byteLength(text));
  const kept = output.file && (await store.adoptOutput(output.file, output.sha256)).value.file;
  const result = { outcome: 'succeeded', exitCode: 0, durationMs: 100 + i, output };
  const verdict = { kind: i % 9 === 0 ? 'fail' : 'pass', message: 'as written' };
  return [
    { type: 'run.started', data: startOf(i, runId) },
    endedEvent(runId, commandEnding(result, kept), verdict),
    ...(i % 2 === 0
      ? [{ type: 'note.added', data: { noteId: `n${i}`, text: `Saw **${i}** in the graph` } }]
      : []),
  ];
}

function startOf(i, runId) {
  return {
    runId,
    runbook: 'docs/a.md',
    runbookHash: 'x',
    stepId: `step-${i % 20}`,
    title: `Step ${i}`,
    line: i,
    text: `kubectl logs deploy/service-${i} --since=10m`,
    textHash: 'x',
    language: 'bash',
    target: 'local',
    cwd: '/',
    intent: 'check',
    reasons: [],
  };
}

/** From one line to 60 KB, 17 KB on average without the few of 1 MB. */
function outputOf(i) {
  const line = LINES[i % LINES.length];
  const size = i % 50 === 25 ? MB : [200, 2_000, 60_000, 9_000, 20_000, 800, 26_000][i % 7];
  let text = '';
  for (let n = 0; text.length < size; n++) text += line(n, i);
  return text;
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
