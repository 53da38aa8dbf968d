import { randomInt } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const UNIQUE_LENGTH = 60;

/** A new OCID: `ocid1.<type>.oc1.<region, empty for what belongs to the whole tenancy>.<60 letters and digits>`. */
export function newOcid(type: string, region = ''): string {
  const unique = Array.from({ length: UNIQUE_LENGTH - 4 }, () => BASE32[randomInt(BASE32.length)]).join('');
  return `ocid1.${type}.oc1.${region}.aaaa${unique}`;
}

/** The last part, which fits into file and host names. */
export function uniquePart(ocid: string): string {
  return ocid.slice(ocid.lastIndexOf('.') + 1);
}
