#!/usr/bin/env node
// Verifies an event log without any of the product's code. Needs nothing but Node.
// Usage: node verifyLog.mjs FOLDER [CHECKPOINT.json]
//
// A log is a folder. Each writer has a file `<writer>.jsonl`, continued in `<writer>.2.jsonl`, …
// Each line is a JSON object that ends in `,"hash":"<64 hex>"}`; the hash is the SHA-256 of the
// bytes before `,"hash":`. `prev` is the hash of the writer's previous line (64 zeros at first),
// `seq` counts 1, 2, 3, …, `heads` tells where other writers' files stood. A last line without a
// line feed was never acknowledged. A checkpoint is
// {"log": "incidents/<id>", "writers": {"<writer>": {"count": n, "hash": "<of event n>"}}}.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SEAL = /,"hash":"([0-9a-f]{64})"\}$/;

/** Answers what is wrong (`findings`), what is odd (`notes`) and how much is proven. */
export function verifyFolder(folder, checkpoint) {
  const state = { findings: [], notes: [], writers: new Map(), claims: [] };
  for (const file of logFiles(folder, state)) readFile(folder, file, state);
  for (const { where, writer, seq, hash } of state.claims) {
    if (!known(state, writer, seq, hash)) {
      finding(state, writer, `${where}: event ${seq} of ${writer} was seen and is gone or changed`);
    }
  }
  const proven = compareCheckpoint(checkpoint, state);
  const events = [...state.writers.values()].reduce((sum, writer) => sum + writer.count, 0);
  const findings = state.findings.map(({ message }) => message);
  return { intact: findings.length === 0, events, proven, findings, notes: state.notes };
}

function logFiles(folder, state) {
  const files = [];
  for (const name of readdirSync(folder).sort()) {
    const match = /^([a-z0-9-]+)(?:\.([1-9]\d{0,5})|(.+))?\.jsonl$/.exec(name);
    if (match === null || !lstatSync(join(folder, name)).isFile()) {
      state.notes.push(`${name}: not a file of this log`);
      continue;
    }
    const copy = match[3] !== undefined;
    if (copy) state.notes.push(`${name}: a copy set aside; its events were added`);
    files.push({ name, writer: match[1], part: Number(match[2] ?? 1), copy });
  }
  const order = (a, b) => (a < b ? -1 : Number(a > b));
  files.sort((a, b) => order(a.writer, b.writer) || a.copy - b.copy || a.part - b.part);
  const perWriter = new Map();
  for (const { writer } of files) perWriter.set(writer, (perWriter.get(writer) ?? 0) + 1);
  return files.map((file) => ({ ...file, mayRepeat: perWriter.get(file.writer) > 1 }));
}

function readFile(folder, file, state) {
  const bytes = readFileSync(join(folder, file.name));
  let start = 0;
  for (let number = 1; start < bytes.length; number++) {
    const feed = bytes.indexOf(0x0a, start);
    const line = bytes.subarray(start, feed < 0 ? bytes.length : feed);
    start += line.length + 1;
    const where = `${file.name}:${number}`;
    if (feed >= 0) readLine(line, where, file, state);
    else if (sealOf(line).intact) {
      state.notes.push(`${where}: the last line feed is missing`);
      readLine(line, where, file, state);
    } else state.notes.push(`${where}: ${line.length} bytes of an event never acknowledged`);
  }
}

function readLine(bytes, where, file, state) {
  let line = bytes;
  if (line.at(-1) === 0x0d) {
    line = line.subarray(0, -1);
    state.notes.push(`${where}: a carriage return was added`);
  }
  const text = line.toString('utf8');
  if (!Buffer.from(text).equals(line)) return finding(state, file.writer, `${where}: not UTF-8`);
  let event;
  try {
    event = JSON.parse(text);
  } catch {
    return finding(state, file.writer, `${where}: not JSON`);
  }
  if (!isEvent(event)) return finding(state, file.writer, `${where}: not an event`);
  if (!sealOf(line).intact) finding(state, file.writer, `${where}: event ${event.seq} was changed`);
  if (event.writer !== file.writer) finding(state, file.writer, `${where}: of another writer`);
  addToChain(event, where, file, state);
  for (const [writer, head] of Object.entries(event.heads ?? {})) {
    if (typeof head?.seq === 'number' && typeof head.hash === 'string') {
      state.claims.push({ where, writer, seq: head.seq, hash: head.hash });
    }
  }
}

function isEvent(event) {
  const counts = ['v', 'seq', 'clock'];
  const texts = ['id', 'writer', 'time', 'actor', 'type', 'prev', 'hash'];
  return (
    isObject(event) &&
    counts.every((name) => Number.isSafeInteger(event[name]) && event[name] >= 1) &&
    texts.every((name) => typeof event[name] === 'string') &&
    isObject(event.data)
  );
}

/** Puts an event into its writer's chain. */
function addToChain(event, where, file, state) {
  const { writer, seq, prev, hash } = event;
  const empty = { count: 0, last: 0, head: '0'.repeat(64), hashes: new Map() };
  const chain = state.writers.get(writer) ?? empty;
  state.writers.set(writer, chain);
  if (seq !== chain.last + 1 && chain.hashes.get(seq)?.has(hash)) {
    if (!file.mayRepeat) finding(state, writer, `${where}: event ${seq} stands here again`);
    return;
  }
  if (seq !== chain.last + 1) finding(state, writer, `${where}: event ${seq} after ${chain.last}`);
  else if (prev !== chain.head) finding(state, writer, `${where}: event ${seq} does not follow`);
  chain.count += 1;
  chain.hashes.set(seq, (chain.hashes.get(seq) ?? new Set()).add(hash));
  if (seq > chain.last) Object.assign(chain, { last: seq, head: hash });
}

function compareCheckpoint(checkpoint, state) {
  let proven = 0;
  for (const [writer, { count, hash }] of Object.entries(checkpoint?.writers ?? {})) {
    if (count === 0) continue;
    if (!known(state, writer, count, hash)) {
      finding(state, writer, `${writer}: event ${count} of the checkpoint is gone or changed`);
    } else if (!state.findings.some((found) => found.writer === writer)) proven += count;
  }
  return proven;
}

function sealOf(bytes) {
  const match = SEAL.exec(bytes.subarray(-75).toString('latin1'));
  if (match === null) return { intact: false };
  const hash = createHash('sha256').update(bytes.subarray(0, -75)).digest('hex');
  return { intact: hash === match[1] };
}

function known(state, writer, seq, hash) {
  return state.writers.get(writer)?.hashes.get(seq)?.has(hash) === true;
}

function finding(state, writer, message) {
  state.findings.push({ writer, message });
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, checkpointFile] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('Usage: node verifyLog.mjs FOLDER [CHECKPOINT.json]');
    process.exit(2);
  }
  const checkpoint = checkpointFile && JSON.parse(readFileSync(checkpointFile, 'utf8'));
  const result = verifyFolder(folder, checkpoint);
  for (const line of [...result.findings, ...result.notes]) console.log(line);
  console.log(`${result.events} events, ${result.intact ? 'intact' : 'DAMAGED'}.`);
  console.log(
    checkpoint
      ? `${result.proven} events are exactly those of the checkpoint; ${result.events - result.proven} are not proven.`
      : 'Nothing is proven against cutting or rewriting: no checkpoint was given.',
  );
  process.exitCode = result.intact ? 0 : 1;
}
