import type { OpenPool } from '../ords/lifecycle/poolTrust';

/**
 * `openPool`, loaded by the first call: the provider process serves every resource, and most runs of it no PoolTrust, which
 * alone needs a reader of XML.
 */
export const lazyPool: OpenPool = async (configDirectory, pool) =>
  (await import('./fileStore.js')).openPool(configDirectory, pool);
