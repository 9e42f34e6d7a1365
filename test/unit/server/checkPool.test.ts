import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { CheckPool } from '../../../src/server/checkPool';
import type { IntentQuestion } from '../../../src/server/checkThread';

/** A thread that answers at once, but for a text that it never has done with and one that waits at a gate. */
const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  parentPort.on('message', ({ id, text }) => {
    while (text === 'endless');
    if (text === 'held') Atomics.wait(workerData, 0, 0);
    parentPort.postMessage({ id, findings: [text] });
  });`;

describe('the threads that check', () => {
  let pool: CheckPool;
  afterEach(() => pool.dispose());

  it('answer for one document while another never ends', async () => {
    pool = poolWithDeadline(600_000);
    let ended = false;
    void pool.ask(about('endless')).then(() => (ended = true));
    expect(await pool.ask(about('easy'))).toMatchObject({ answer: { findings: ['easy'] } });
    expect(ended).toBe(false);
  });

  it('are ended at the deadline, and others answer what waited', async () => {
    pool = poolWithDeadline(1_000);
    // The first of a thread has time for its start; these three are more than there are threads.
    await pool.ask(about('first'));
    const endless = pool.ask(about('endless'));
    const waited = [pool.ask(about('one')), pool.ask(about('two'))];
    expect(await endless).toEqual({ kind: 'too-slow' });
    for (const answer of await Promise.all(waited)) expect(answer.kind).toBe('done');
  });

  it('are two while there is much to do, and one again afterwards', async () => {
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const workers = counted(gate);
    await pool.ask(about('first'));
    const held = pool.ask(about('held'));
    await Promise.all(['one', 'two'].map((text) => pool.ask(about(text))));
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
    await held;
    expect(workers).toHaveLength(2);
    await once(workers[1] as Worker, 'exit');
    expect(await pool.ask(about('easy'))).toMatchObject({ answer: { findings: ['easy'] } });
    expect(workers).toHaveLength(2);
  });

  it('are one for a few documents, however long the first takes to start', async () => {
    const workers = counted();
    await Promise.all(['one', 'two', 'three'].map((text) => pool.ask(about(text))));
    expect(workers).toHaveLength(1);
  });

  it('are two at once for a folder of many', async () => {
    const workers = counted();
    pool.expect(400);
    expect(workers).toHaveLength(2);
    const answers = await Promise.all(['one', 'two'].map((text) => pool.ask(about(text))));
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done']);
    await once(workers[1] as Worker, 'exit');
    expect(await pool.ask(about('easy'))).toMatchObject({ answer: { findings: ['easy'] } });
  });

  it('do not begin what nobody waits for any more', async () => {
    pool = poolWithDeadline(600_000);
    expect(await pool.ask(about('easy'), () => true)).toEqual({ kind: 'cancelled' });
  });

  /** A pool whose threads are seen. */
  function counted(workerData?: Int32Array): readonly Worker[] {
    const workers: Worker[] = [];
    pool = new CheckPool(() => {
      const worker = new Worker(THREAD, { eval: true, workerData });
      workers.push(worker);
      return worker;
    }, 600_000);
    return workers;
  }
});

function poolWithDeadline(deadlineMs: number): CheckPool {
  return new CheckPool(() => new Worker(THREAD, { eval: true }), deadlineMs);
}

function about(text: string): IntentQuestion {
  return { kind: 'intent', text, language: 'bash' };
}
