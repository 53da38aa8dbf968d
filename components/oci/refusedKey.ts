import { createHash, createPublicKey } from 'node:crypto';

import type { HttpAnswer } from '../diagnose/http';
import { quote } from '../rules/text';
import type { SigningKey } from './credentials';

/** By how much a clock may be off before signatures are refused with 401 ("Request Signatures", docs.oracle.com/iaas). */
const ALLOWED_SECONDS = 300;

/** Why a domain may have refused a signature itself, whatever the user of the key may do. */
export interface RefusedKey {
  readonly code: 'oci.domain.credentials';
  /** What is certain: a clock that is off, a fingerprint of another key. Absent where nothing is. */
  readonly cause?: string;
  readonly remedy: string;
}

/** Explains a 401. The key itself says more, where it is at hand; nothing of its private half is shown. */
export function refusedKey(
  { headers }: Pick<HttpAnswer, 'headers'>,
  key?: SigningKey,
  now: number = Date.now(),
): RefusedKey {
  const code = 'oci.domain.credentials';
  const skew = clockSkew(headers.date, now);
  if (skew !== undefined)
    return {
      code,
      cause: `the clock of this machine is ${skew} the domain's`,
      remedy:
        'set the clock of this machine (NTP): a signature whose time is off by more than 5 minutes is refused',
    };
  const fingerprint = key && fingerprintOf(key);
  if (key && fingerprint !== undefined && fingerprint !== key.fingerprint.toLowerCase())
    return {
      code,
      cause: `the private key has the fingerprint ${fingerprint}, not ${quote(key.fingerprint)}`,
      remedy: 'give the private key and the fingerprint of one and the same API key: Profile, API keys',
    };
  return {
    code,
    remedy:
      'compare tenancy, user and fingerprint with the API keys of your user (Profile, API keys): the key may have been deleted, or be that of another user or tenancy. Where all is right, the user lacks even the right to read domains',
  };
}

/** `12 minutes ahead of`; undefined where a signature allows for it, or the answer does not say. */
function clockSkew(date: string | undefined, now: number): string | undefined {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  const seconds = Math.round((now - theirs) / 1_000);
  if (Number.isNaN(seconds) || Math.abs(seconds) <= ALLOWED_SECONDS) return undefined;
  const minutes = Math.round(Math.abs(seconds) / 60);
  return `${minutes} minutes ${seconds > 0 ? 'ahead of' : 'behind'}`;
}

/** As the console shows it for an API key: MD5 of the public key in DER. Undefined for a key that cannot be read. */
function fingerprintOf({ privateKey, privateKeyPassword }: SigningKey): string | undefined {
  try {
    const key = {
      key: privateKey,
      format: 'pem' as const,
      ...(privateKeyPassword && { passphrase: privateKeyPassword }),
    };
    const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
    return createHash('md5')
      .update(der)
      .digest('hex')
      .replace(/..(?=.)/g, '$&:');
  } catch {
    return undefined;
  }
}
