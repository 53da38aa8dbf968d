import fc from 'fast-check';

/** A property test that fails fails again: the cases are the same in every run, unless a seed is asked for. */
const asked = process.env.PROPERTY_SEED;
const seed = asked === 'random' ? Date.now() % 2 ** 31 : Number(asked ?? 20261130);
if (!Number.isInteger(seed))
  throw new Error(`PROPERTY_SEED: found ${asked}, expected a whole number or "random"`);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
