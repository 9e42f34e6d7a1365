import { Supervisor } from './supervisor';
import { encodeLine, MessageDecoder } from './jsonLines';
import {
  SUPERVISOR_OUTPUT_DIRECTORY,
  SUPERVISOR_PREDECESSOR,
  SUPERVISOR_TOKEN,
  type ToSupervisor,
} from './protocol';

/** Entry of the supervisor process: messages in on standard input, out on standard output. */
function main(): void {
  const supervisor = new Supervisor({
    outputDir: process.env[SUPERVISOR_OUTPUT_DIRECTORY] ?? '',
    token: process.env[SUPERVISOR_TOKEN] ?? '',
    send: (message) => process.stdout.write(encodeLine(message)),
  });
  const predecessor = process.env[SUPERVISOR_PREDECESSOR] ?? '';
  if (predecessor !== '') supervisor.endPredecessor(predecessor);
  const decoder = new MessageDecoder<ToSupervisor>();
  const shutDown = () => {
    void supervisor.shutDown().then(() => process.exit(0)); // nobody is left to tell
  };
  process.stdin.on('data', (chunk: Buffer) => {
    for (const message of decoder.push(chunk)) supervisor.receive(message);
  });
  process.stdin.once('end', shutDown);
  process.stdin.once('error', shutDown);
  process.stdout.once('error', shutDown);
  process.on('SIGXFSZ', () => undefined); // the write that is over the limit fails, that is all
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, shutDown);
}

main();
