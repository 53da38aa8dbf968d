import type { BrokenConfiguration } from '../support/configuration';
import { OciIamBench } from '../support/identityProviders/ociIam';
import type { Place } from '../support/place';
import { ROLE_MODE } from '../support/shape';

const CALLBACK = 'https://app.example.com/callback';
/** One that people sign in to. */
const WEB = { clients: { web: { scopes: ['orders.read'], redirectUris: [CALLBACK] } } };

function domainOf({ bench }: Place): OciIamBench {
  const { provider } = bench;
  if (!(provider instanceof OciIamBench)) throw new Error('not an identity domain');
  return provider;
}

/** What no other identity provider has, each changed in the domain itself. facts/oci-iam.md 1 to 3. */
export const OCI_IAM: readonly BrokenConfiguration[] = (
  [
    {
      name: 'a domain whose keys only those may read who sign in, as in a new one',
      seen: 401,
      finding: 'jwks.needs_sign_in',
      break: async (place) => {
        await domainOf(place).publishKeys(false);
        await place.bench.control('ords/clearKeys');
      },
    },
    {
      name: 'a resource app that is not active',
      seen: 'no token',
      finding: 'idp.api.inactive',
      break: (place) => domainOf(place).changeApi(place.audience, 'active', false),
      token: 'earlier',
    },
    {
      name: 'a client app that is not active',
      seen: 'no token',
      finding: 'idp.client.inactive',
      break: (place) => domainOf(place).changeClient(place.login, 'active', false),
      token: 'earlier',
    },
    {
      name: 'a resource app with a secondary audience',
      seen: 401,
      finding: 'token.audience_array',
      cause: 'idp.api.secondary_audiences',
      break: (place) =>
        domainOf(place).changeApi(place.audience, 'secondaryAudiences', ['https://other.example.com/']),
    },
    {
      name: 'an audience without a slash, which its scopes are fused with',
      seen: 'works',
      finding: 'idp.api.audience_fuses',
      namedBy: 'drift',
      shape: { audience: 'urn:example:fused' },
    },
    {
      name: 'the issuer was changed in the settings of the domain',
      seen: 401,
      finding: 'idp.discovery.issuer',
      break: (place) => domainOf(place).setIssuer('https://login.example.com/'),
    },
    {
      name: 'a key of the domain that was rotated under the kid that ORDS knows',
      seen: 401,
      finding: 'jwks.cached_key',
      break: ({ bench }) => bench.controlProvider('rotateKeys'),
    },
    {
      name: "role mode: the custom claim with the user's groups was deleted",
      seen: 401,
      finding: 'idp.claim.missing',
      shape: { ...ROLE_MODE, ...WEB, roles: ['orders_readers'] },
      break: (place) => domainOf(place).removeClaims(),
    },
    {
      name: 'a redirect URI that was taken from a client of people',
      seen: 'no token',
      finding: 'idp.client.redirect_uri_missing',
      shape: WEB,
      break: (place) =>
        domainOf(place).changeClient(place.login, 'redirectUris', ['https://app.example.com/other']),
      token: 'earlier',
    },
    {
      name: 'a redirect URI that nobody declared',
      seen: 'works',
      finding: 'idp.client.redirect_uri_undeclared',
      namedBy: 'drift',
      shape: WEB,
      break: (place) =>
        domainOf(place).changeClient(place.login, 'redirectUris', [CALLBACK, 'https://evil.example.com/']),
    },
  ] satisfies readonly BrokenConfiguration[]
).map((configuration) => ({ ...configuration, providers: ['oci-iam'] }));
