import { isPoolTrusted } from '../../../manifest';
import type { Finding } from '../../finding';
import { finding, shown } from '../build';
import { valueOf } from '../view';
import type { CallView } from './callView';

/** Refusals of ORDS; which of the two a wrong scope gives is disputed (facts/ords.md 10). */
const REFUSED: readonly number[] = [401, 403];

/**
 * Refused although nothing that was read explains it. The settings of ORDS cannot be read from the database, so this stays
 * a suspicion: in pool mode ORDS ignores every schema's profile (facts/ords.md 9, 11).
 */
export function poolSuspicion({ view, facts }: CallView): Finding[] {
  const call = valueOf(facts.call);
  if (!call || !REFUSED.includes(call.status)) return [];
  const pool = isPoolTrusted(view.manifest);
  const suspected = pool
    ? 'perhaps the trust of the pool is not what is declared, or ORDS has not been restarted since'
    : 'perhaps a setting of the pool makes the JWT profile ineffective';
  const asked = pool
    ? `security.jwt.profile.mode (POOL), security.jwt.profile.issuer (${shown(view.manifest.trust.issuer)}), .audience (${shown(view.manifest.trust.audience)}) and .jwk.url`
    : 'security.jwt.profile.mode (SCHEMA), security.jwt.profile.enabled (true), security.jwks.allowed.urls and security.jwt.allowed.age';
  const unread = unreadParts({
    ords: view.ords !== undefined,
    jwks: facts.api.identityProvider.jwks.state === 'read',
  });
  return [
    finding('ords.pool.suspected', {
      subject: view.subject('pool'),
      field: 'security.jwt.profile.mode',
      summary:
        unread === undefined
          ? `both sides agree, yet the call is refused: ${suspected}`
          : `nothing that was read explains the refusal (${unread} not read): ${suspected}`,
      expected: 'a call that is answered',
      found: `status ${call.status}${call.wwwAuthenticate === undefined ? '' : `, WWW-Authenticate ${shown(call.wwwAuthenticate)}`}`,
      remedy: `wait ten seconds and try again, for ORDS caches keys and metadata; then ask whoever runs ORDS for ${asked} of the pool: ords config list --include-defaults`,
    }),
  ];
}

function unreadParts(read: { readonly ords: boolean; readonly jwks: boolean }): string | undefined {
  const parts = [...(read.ords ? [] : ['ORDS was']), ...(read.jwks ? [] : ['the JWKS was'])];
  return parts.length === 0 ? undefined : parts.join(' and ');
}
