import { suites } from '../integration/suites.mjs';

/** The flags that say what to test, for `parseArgs`. */
export const suiteFlags = /** @type {const} */ ({
  suite: { type: 'string', multiple: true },
  grep: { type: 'string' },
  min: { type: 'boolean', default: false },
  workspace: { type: 'string' },
  'no-folder': { type: 'boolean', default: false },
  restricted: { type: 'boolean', default: false },
});

/**
 * @param {{ suite?: string[], workspace?: string, 'no-folder': boolean, restricted: boolean }} flags
 * @returns {readonly import('../integration/suites.mjs').Suite[]}
 */
export function chooseSuites(flags) {
  const wanted = flags.suite ?? suites.map((suite) => suite.name);
  return wanted.map((name) => {
    const suite = suites.find((candidate) => candidate.name === name);
    if (suite === undefined) {
      throw new Error(`No suite "${name}"; there are: ${suites.map((s) => s.name).join(', ')}.`);
    }
    const otherWindow = flags['no-folder'] || flags.workspace !== undefined;
    return {
      ...suite,
      ...(otherWindow ? { workspace: flags.workspace ?? null, system: undefined } : {}),
      restricted: flags.restricted || suite.restricted,
    };
  });
}

/**
 * @param {import('../integration/suites.mjs').Suite} suite
 * @param {string} vscode version of VS Code
 * @returns {string} one line for the report
 */
export function describeSuite(suite, vscode) {
  const folder = suite.workspace === null ? 'no folder' : `workspace ${suite.workspace}`;
  const window = suite.system === undefined ? folder : `practice system ${suite.system}`;
  return `${suite.name}: VS Code ${vscode}, ${window}${suite.restricted ? ', Restricted Mode' : ''}`;
}
