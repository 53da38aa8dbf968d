import { generateKeyPairSync } from 'node:crypto';
import type { Plain } from '../framework/driver';

export const keyPair = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A provider's configuration that signs with a key of the tests' own. */
export const credentials: Plain = {
  tenancyOcid: 'ocid1.tenancy.oc1..t',
  userOcid: 'ocid1.user.oc1..u',
  fingerprint: '00:11',
  region: 'eu-frankfurt-1',
  privateKey: keyPair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
};
