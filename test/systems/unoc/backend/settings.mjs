// The settings of the backend, checked before anything else happens.

const logLevels = ['debug', 'info', 'warning', 'error'];

/**
 * @param {Record<string, string | undefined>} env
 * @returns {{ port: number, databaseUrl: string, pollSeconds: number, logLevel: string }}
 * @throws when one is wrong: the program ends with the message and a stack trace
 */
export function readSettings(env) {
  const logLevel = (env.LOG_LEVEL ?? 'info').toLowerCase();
  if (!logLevels.includes(logLevel)) {
    throw new Error(
      `SettingsError: LOG_LEVEL must be one of ${logLevels.join(', ')}, got "${logLevel}"`,
    );
  }
  return {
    port: wholeNumber('PORT', env.PORT ?? '5001'),
    databaseUrl: env.DATABASE_URL ?? 'postgresql://unoc@127.0.0.1:5432/unocdb',
    pollSeconds: wholeNumber('POLL_SECONDS', env.POLL_SECONDS ?? '30'),
    logLevel,
  };
}

/** @param {string} name @param {string} text @returns {number} */
function wholeNumber(name, text) {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`SettingsError: ${name} must be a whole number, got "${text}"`);
}
