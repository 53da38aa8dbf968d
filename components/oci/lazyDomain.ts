import type { OpenDomain } from './domain';

/** `openDomain`, loaded by the first call: most runs of the provider process have no domain, which alone needs HTTP and signatures. */
export const lazyDomain: OpenDomain = async (origin, credentials) =>
  (await import('./signedDomain.js')).openDomain(origin, credentials);
