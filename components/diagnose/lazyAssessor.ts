import type { Assessor } from '../ords/lifecycle/agreement';

// The provider process serves every resource, and most runs of it no Agreement: HTTP and signatures load when one asks.
const load = async (): Promise<Assessor> => (await import('./assessor.js')).assessor;

/** `assessor`, loaded by the first call. */
export const lazyAssessor: Assessor = {
  assess: async (manifest, access, justWritten) => (await load()).assess(manifest, access, justWritten),
  verify: async (manifest, access, secrets) => (await load()).verify(manifest, access, secrets),
};
