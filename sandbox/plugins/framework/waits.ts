/**
 * Whether a plugin waits as the official one does. `ORDS_SANDBOX_PLUGIN_WAITS=none` is for services on the same machine.
 *
 * @throws Error when the variable holds anything else than `official` or `none`.
 */
export function officialWaits(env: NodeJS.ProcessEnv): boolean {
  const setting = env.ORDS_SANDBOX_PLUGIN_WAITS;
  if (setting === undefined || setting === '' || setting === 'official') return true;
  if (setting === 'none') return false;
  throw new Error(`ORDS_SANDBOX_PLUGIN_WAITS must be "official" or "none", not ${JSON.stringify(setting)}`);
}
