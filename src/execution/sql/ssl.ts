import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import type { SqlTarget } from '../../core/run/sql/sqlTarget';

/** What a mode of libpq means for Node: the ways to try, in order; `false` is without encryption. */
export async function sslWays(target: SqlTarget): Promise<readonly (ConnectionOptions | false)[]> {
  if (target.host.startsWith('/')) return [false];
  switch (target.sslMode) {
    case 'disable':
      return [false];
    case 'allow':
      return [false, { rejectUnauthorized: false, ...(await ownCertificate(target)) }];
    case 'prefer':
      return [{ rejectUnauthorized: false, ...(await ownCertificate(target)) }, false];
    case 'require':
      // With a root certificate libpq's `require` is `verify-ca`, for the sake of old programs.
      return target.sslRootCert === undefined
        ? [{ rejectUnauthorized: false, ...(await ownCertificate(target)) }]
        : [{ ...(await trusted(target)), checkServerIdentity: () => undefined }];
    case 'verify-ca':
      return [{ ...(await trusted(target)), checkServerIdentity: () => undefined }];
    case 'verify-full':
      return [await trusted(target)];
  }
}

/** `system`, and no root certificate at all, mean the authorities Node knows. */
async function trusted(target: SqlTarget): Promise<ConnectionOptions> {
  const own = await ownCertificate(target);
  const given = target.sslRootCert;
  if (given === 'system') return { rejectUnauthorized: true, ...own };
  const usual = join(homedir(), '.postgresql', 'root.crt');
  const ca = given === undefined ? await maybeRead(usual) : await readFile(given);
  return { rejectUnauthorized: true, ...own, ...(ca === undefined ? {} : { ca }) };
}

async function ownCertificate({ sslCert, sslKey }: SqlTarget): Promise<ConnectionOptions> {
  if (sslCert === undefined || sslKey === undefined) return {};
  return { cert: await readFile(sslCert), key: await readFile(sslKey) };
}

async function maybeRead(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}
