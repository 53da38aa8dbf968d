import type { FindingCode } from '../../../components/diagnose/catalogue';
import type { BrokenConfiguration } from '../support/configuration';
import { BY_SCOPE } from '../support/identityProviders/identityProvider';
import type { Profile } from '../support/ordsSql';
import type { Place } from '../support/place';

const ZERO_WIDTH_SPACE = '\u200b';
const NO_BREAK_SPACE = '\u00a0';

function profile(
  name: string,
  finding: FindingCode,
  changes: (place: Place) => Partial<Profile>,
  more: Partial<BrokenConfiguration> = {},
): BrokenConfiguration {
  return { name, seen: 401, finding, break: (place) => place.trust(changes(place)), ...more };
}

const host = (url: string, change: (name: string) => string): string => {
  const { hostname } = new URL(url);
  return url.replace(hostname, change(hostname));
};

const lastPath = (url: string, change: (path: string) => string): string => {
  const { origin, pathname } = new URL(url);
  return origin + change(pathname);
};

/** The profile in ORDS is not what the values say. */
export const TRUST: readonly BrokenConfiguration[] = [
  profile(
    'a profile issuer without its slash',
    'trust.issuer.slash',
    ({ bench }) => ({ issuer: bench.issuer.slice(0, -1) }),
    // That of Entra has none.
    { providers: BY_SCOPE },
  ),
  profile('a profile issuer in upper case', 'trust.issuer.case', ({ bench }) => ({
    issuer: host(bench.issuer, (name) => name.toUpperCase()),
  })),
  profile('a profile issuer with a blank at its end', 'trust.issuer.whitespace', ({ bench }) => ({
    issuer: `${bench.issuer} `,
  })),
  profile('a profile issuer with a zero width space', 'trust.issuer.invisible', ({ bench }) => ({
    issuer: `${bench.issuer}${ZERO_WIDTH_SPACE}`,
  })),
  profile('a profile issuer of another region', 'trust.issuer.host', ({ bench }) => ({
    issuer: host(bench.issuer, (name) => `${name}.eu`),
  })),
  profile(
    'a profile issuer with :443',
    'trust.issuer.port',
    ({ bench }) => ({ issuer: host(bench.issuer, (name) => `${name}:443`) }),
    // The issuer of the sandbox's tenant carries a port of its own.
    { providers: ['oci-iam'] },
  ),
  profile('a profile that trusts another issuer', 'trust.issuer.different', () => ({
    issuer: 'urn:example:issuer',
  })),
  profile('a profile audience with a slash more', 'trust.audience.slash', ({ audience }) => ({
    audience: `${audience}/`,
  })),
  profile(
    'a profile audience without its slash',
    'trust.audience.slash',
    ({ audience }) => ({ audience: audience.replace(/\/$/, '') }),
    // Audiences of Auth0 have none.
    { providers: ['oci-iam'] },
  ),
  profile('a profile audience in another case', 'trust.audience.case', ({ audience }) => ({
    audience: audience.toUpperCase(),
  })),
  profile('a profile audience with a tab in front', 'trust.audience.whitespace', ({ audience }) => ({
    audience: `\t${audience}`,
  })),
  profile(
    'a profile audience with a no-break space at its end',
    'trust.audience.invisible',
    ({ audience }) => ({
      audience: `${audience}${NO_BREAK_SPACE}`,
    }),
  ),
  profile('a profile audience with an invisible character', 'trust.audience.invisible', ({ audience }) => ({
    audience: `${audience.slice(0, 12)}${ZERO_WIDTH_SPACE}${audience.slice(12)}`,
  })),
  profile(
    'a profile audience with :443',
    'trust.audience.port',
    ({ audience }) => ({ audience: audience.replace('example.com', 'example.com:443') }),
    // Those of Entra are no URLs.
    { providers: BY_SCOPE },
  ),
  profile(
    'a profile audience on another host',
    'trust.audience.host',
    ({ audience }) => ({ audience: audience.replace('api.example.com', 'api.eu.example.com') }),
    { providers: BY_SCOPE },
  ),
  profile("the endpoint's URL as the profile's audience", 'trust.audience.different', (place) => ({
    audience: place.url(),
  })),
  profile('the profile of another API of the same schema', 'trust.audience.different', () => ({
    audience: 'https://api.example.com/somebody-else',
  })),
  profile('a profile JWKS URL with a slash at its end', 'trust.jwks_url.slash', ({ bench }) => ({
    jwkUrl: `${bench.jwksUrl}/`,
  })),
  profile('a profile JWKS URL in another case', 'trust.jwks_url.case', ({ bench }) => ({
    jwkUrl: lastPath(bench.jwksUrl, (path) => path.toUpperCase()),
  })),
  profile('a profile JWKS URL with a zero width space', 'trust.jwks_url.invisible', ({ bench }) => ({
    jwkUrl: `${bench.jwksUrl}${ZERO_WIDTH_SPACE}`,
  })),
  profile('a profile JWKS URL of another host', 'trust.jwks_url.host', ({ bench }) => ({
    jwkUrl: bench.jwksUrl.replace('localhost', 'localhost.eu.invalid'),
  })),
  profile('a profile that fetches its keys elsewhere', 'trust.jwks_url.different', ({ bench }) => ({
    jwkUrl: new URL('/pem', bench.jwksUrl).href,
  })),
  {
    name: 'the discovery document names another JWKS URL than the trust',
    seen: 'works',
    finding: 'idp.discovery.jwks_url',
    break: ({ bench }) =>
      bench.controlProvider('discovery', { jwks_uri: bench.jwksUrl.replace('localhost', '127.0.0.1') }),
  },
];
