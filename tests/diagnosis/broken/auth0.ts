import type { BrokenConfiguration } from '../support/configuration';
import { Auth0Bench } from '../support/identityProviders/auth0';
import type { Place } from '../support/place';

function changeApi({ bench, audience }: Place, members: Readonly<Record<string, unknown>>): Promise<void> {
  const { provider } = bench;
  if (!(provider instanceof Auth0Bench)) throw new Error('not a tenant of Auth0');
  return provider.changeApi(audience, members);
}

/** What no other identity provider has. facts/auth0.md 3. */
export const AUTH0: readonly BrokenConfiguration[] = (
  [
    {
      name: 'an API that signs with HS256',
      seen: 401,
      finding: 'idp.signing_algorithm',
      break: (place) => changeApi(place, { signing_alg: 'HS256' }),
    },
    {
      name: 'an API that signs with PS256',
      seen: 401,
      finding: 'idp.signing_algorithm',
      break: (place) => changeApi(place, { signing_alg: 'PS256' }),
    },
    {
      name: 'an API of the token dialect rfc9068_profile',
      seen: 401,
      finding: 'idp.token_dialect',
      break: (place) => changeApi(place, { token_dialect: 'rfc9068_profile' }),
    },
    {
      name: 'an API that gives every application of the tenant tokens for people',
      seen: 'works',
      finding: 'idp.api.user_policy',
      namedBy: 'drift',
      break: (place) => changeApi(place, { subject_type_authorization: { user: { policy: 'allow_all' } } }),
    },
    {
      name: 'the tenant moved to a custom domain, and its tokens name that',
      seen: 401,
      finding: 'idp.discovery.issuer',
      break: ({ bench }) => bench.controlProvider('discovery', { issuer: 'https://login.example.com/' }),
      token: { issuer: 'https://login.example.com/' },
    },
  ] satisfies readonly BrokenConfiguration[]
).map((configuration) => ({ ...configuration, providers: ['auth0'] }));
