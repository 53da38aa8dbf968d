import type { FindingCode } from '../../../components/diagnose/catalogue';
import type { JwksMode } from '../../../sandbox/identity/publishedKeys';
import type { BrokenConfiguration } from '../support/configuration';
import { PROVIDERS } from '../support/identityProviders/identityProvider';
import type { Place } from '../support/place';

/** Nothing listens there: the discard port, which only root can open. */
const CLOSED = 'https://localhost:9/.well-known/jwks.json';

async function publish(place: Place, mode: JwksMode, status?: number): Promise<void> {
  if (mode === 'stall') await place.bench.expectSilence();
  await place.bench.controlProvider('jwks', { mode, ...(status !== undefined && { status }) });
  await place.bench.control('ords/clearKeys');
}

function jwks(
  name: string,
  finding: FindingCode,
  mode: JwksMode,
  more: Partial<BrokenConfiguration> & { readonly status?: number } = {},
): BrokenConfiguration {
  const { status, ...rest } = more;
  return { name, seen: 401, finding, break: (place) => publish(place, mode, status), ...rest };
}

/** A JWKS at another address, which values and profile agree about. */
function elsewhere(
  name: string,
  finding: FindingCode,
  address: (place: Place) => string | Promise<string>,
): BrokenConfiguration {
  let url = '';
  return {
    name,
    seen: 401,
    finding,
    break: async (place) => {
      url = await address(place);
      await place.trust({ jwkUrl: url });
    },
    declare: (manifest) => ({ ...manifest, trust: { ...manifest.trust, jwksUrl: url } }),
  };
}

/** The keys cannot be had, or cannot be used. facts/ords.md 8, 9 and 13. */
export const KEYS: readonly BrokenConfiguration[] = [
  elsewhere('nothing listens at the JWKS URL', 'jwks.unreachable', () => CLOSED),
  elsewhere('a JWKS under a certificate that nobody trusts', 'jwks.untrusted', async ({ bench }) => {
    const { url } = await bench.controlProvider<{ url: string }>('untrustedJwksUrl');
    return url;
  }),
  elsewhere('a JWKS URL with the path of the token endpoint', 'jwks.status', ({ bench }) => {
    return `${bench.provider.tokenUrl}/.well-known/jwks.json`;
  }),
  jwks('a JWKS that never answers', 'jwks.timeout', 'stall'),
  jwks('a JWKS that never ends', 'jwks.too_large', 'endless'),
  jwks('a JWKS that answers 500', 'jwks.status', 'status', { status: 500 }),
  jwks('a JWKS that answers 404', 'jwks.status', 'status', { status: 404 }),
  jwks('a JWKS that wants a sign-in (401)', 'jwks.needs_sign_in', 'status', { status: 401 }),
  jwks('a JWKS that forbids (403): client access is not configured', 'jwks.needs_sign_in', 'status', {
    status: 403,
  }),
  jwks('a JWKS that redirects to the sign-in page', 'jwks.needs_sign_in', 'sign_in'),
  jwks('a JWKS that redirects to http', 'jwks.redirect', 'redirect_http'),
  jwks('a page instead of the JWKS', 'jwks.not_json', 'html'),
  jwks('a JWKS above 100000 bytes', 'jwks.too_large', 'oversize'),
  jwks('a JWKS without the member keys', 'jwks.no_keys', 'no_keys_member'),
  jwks('a JWKS without a key', 'jwks.no_keys', 'empty'),
  jwks('a JWKS of elliptic curve keys only', 'jwks.no_usable_key', 'ec'),
  jwks('an RSA key of 1024 bits', 'jwks.weak_key', 'weak', { token: { key: 'weak' } }),
  jwks('a kid that was used again for another key', 'token.signature', 'reused_kid'),
  {
    name: 'a token of the key before the last rotation',
    seen: 401,
    finding: 'token.kid_unknown',
    token: 'earlier',
    providers: PROVIDERS,
    // A domain names each of its keys alike.
    differs: { 'oci-iam': { finding: 'token.signature' } },
    break: async ({ bench }) => {
      await bench.controlProvider('rotateKeys', { keepPrevious: false });
      await bench.control('ords/clearKeys');
    },
  },
];
