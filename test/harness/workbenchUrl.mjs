/**
 * The address of a workbench window on a server of ours.
 *
 * @param {object} window
 * @param {string} window.serverUrl without a trailing slash
 * @param {string | null} window.folder absolute path; null: a window without a folder
 * @param {string} [window.extension] absolute path of the extension to load from its sources; only
 *   on a server with the test driver, like `tests`
 * @param {string} [window.tests] absolute path of a module whose `run()` is called in the
 *   extension host
 * @param {string} [window.openFile] absolute path of a file to show
 * @returns {string}
 */
export function workbenchUrl({ serverUrl, folder, extension, tests, openFile }) {
  const authority = new URL(serverUrl).host;
  const remote = (path) => `vscode-remote://${authority}${path}`;
  const payload = [];
  if (extension !== undefined) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  if (openFile !== undefined) payload.push(['openFile', remote(openFile)]);

  const query = new URLSearchParams(folder === null ? { ew: 'true' } : { folder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  // A space must not become "+": the workbench reads the folder with decodeURIComponent.
  return `${serverUrl}/?${query.toString().replaceAll('+', '%20')}`;
}
