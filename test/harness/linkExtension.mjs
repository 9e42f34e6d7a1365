import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes an extensions folder in which an unpacked extension is installed in place: VS Code loads
 * it from its sources, and a window reload picks up a new build.
 *
 * Why not `extensionDevelopmentPath`: on a server it works only together with the smoke-test
 * driver, and with that the workbench shows no notification at all.
 *
 * @param {string} extensionsDir absolute path; created when missing
 * @param {string} extension absolute path of the folder with the extension's package.json
 */
export async function linkExtension(extensionsDir, extension) {
  const manifest = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
  const { publisher = 'undefined_publisher', name, version } = manifest;
  const entry = {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, path: extension, scheme: 'file' },
    metadata: { source: 'resource' },
  };
  await mkdir(extensionsDir, { recursive: true });
  await writeFile(join(extensionsDir, 'extensions.json'), JSON.stringify([entry]));
}
