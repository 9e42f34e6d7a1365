import type { Checkpoint } from '../core/incident/checkpoint';
import { describeVerification } from '../core/incident/describeVerification';
import type { LogFolder } from '../storage/logFolders';
import { nodeFs } from '../storage/nodeFs';
import { verifyLog, type Verification } from '../storage/verifyLog';

export interface VerifiedLog {
  readonly verification: Verification;
  /** What is proven and what is not, for people. */
  readonly sentences: readonly string[];
}

/** Verifies a log against checkpoints kept elsewhere; changes nothing. */
export async function verifyOneLog(
  folder: LogFolder,
  checkpoints: readonly Checkpoint[],
): Promise<VerifiedLog> {
  const verification = await verifyLog(folder, nodeFs, checkpoints);
  return { verification, sentences: describeVerification(verification) };
}
