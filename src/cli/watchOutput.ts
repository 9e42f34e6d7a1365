import { whyUnwritten } from './fileReasons';

/** What `sysexits.h` calls a failure of input or output. */
export const UNWRITTEN = 74;

/**
 * Hears when standard output can no longer be written, so that what was asked for is still done,
 * and recorded. Who reads it may leave early (`| head`), which is no failure.
 *
 * @param onFailure called once, with a sentence
 */
export function watchOutput(
  stream: Pick<NodeJS.WritableStream, 'on'>,
  onFailure: (sentence: string) => void,
): void {
  let isTold = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || isTold) return;
    isTold = true;
    onFailure(`The output could not be written: ${whyUnwritten(error)}.`);
  });
}
