/**
 * The VS Code versions the tests know, and the npm packages that carry them.
 *
 * @typedef {object} VsCodeVersion
 * @property {string} vscode version of VS Code itself
 * @property {string} codeServer version of the package that carries workbench and extension host
 * @property {string} node version range of the package that carries the matching Node
 * @property {boolean} rebuildPty whether terminals need node-pty compiled for this Node
 */

/** @type {VsCodeVersion} */
export const newestVsCode = {
  vscode: '1.139.1',
  codeServer: '4.139.1',
  node: '24',
  rebuildPty: false,
};

/** The oldest version `engines.vscode` of package.json promises. @type {VsCodeVersion} */
export const oldestVsCode = {
  vscode: '1.103.2',
  codeServer: '4.103.2',
  node: '22',
  rebuildPty: true,
};
