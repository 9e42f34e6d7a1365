/**
 * The window that all tests share which leave the practice workspace as others can use it.
 *
 * @type {import('../../harness/runUi.mjs').UiWindow}
 */
export const practiceWindow = {
  keep: true,
  viewport: { width: 1280, height: 1000 },
  userSettings: { 'files.defaultLanguage': 'markdown' },
};
