/**
 * The settings every window of the tests starts from: nothing that pops up, nothing from the net.
 */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'git.enabled': false,
  'terminal.integrated.gpuAcceleration': 'off',
  // It asks every port that opens for a page, and tells of it in a message.
  'remote.autoForwardPorts': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'files.simpleDialog.enable': true,
  // Each blink is a frame to be drawn.
  'editor.cursorBlinking': 'solid',
};
