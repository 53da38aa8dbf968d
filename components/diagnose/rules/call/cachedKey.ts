import type { Finding } from '../../finding';
import { finding, shown } from '../build';
import { isOciIam } from '../providerWords';
import { valueOf } from '../view';
import { textClaim, type CallView } from './callView';

/**
 * A domain of OCI IAM names each of its keys alike. After a rotation ORDS sees a key that it knows, and fetches no other until its
 * cache ends, of which there is no source (facts/oci-iam.md 2.3, facts/ords.md 9).
 */
export function cachedKeySuspicion({ view, facts, token }: CallView): Finding[] {
  const call = valueOf(facts.call);
  if (!isOciIam(view) || call?.status !== 401 || token.signature !== 'valid') return [];
  return [
    finding('jwks.cached_key', {
      subject: { api: view.manifest.api, kind: 'jwks' },
      field: 'kid',
      expected: 'a new kid for a new key',
      found: `${shown(textClaim(token.header, 'kid') ?? '')}, which a domain gives to every key`,
      remedy: keyCacheRemedy(),
    }),
  ];
}

export function keyCacheRemedy(): string {
  return 'if the domain has rotated its key, wait until ORDS fetches the keys again; where that takes too long, re-create the JWT profile (delete_jwt_profile and create_jwt_profile in one block)';
}
