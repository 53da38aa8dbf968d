import type { JsonObject } from '../../../../identity/json';
import type { App } from '../../domainState';
import type { DomainStore } from '../../domainStore';
import { duplicate, invalidValue, missingAttributes, tooLong } from '../../scim/errors';
import { objects, sameName, text, textList } from '../../scim/record';

export const GRANT_TYPES = [
  'client_credentials',
  'authorization_code',
  'refresh_token',
  'password',
  'implicit',
  'tls_client_auth',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
  'urn:ietf:params:oauth:grant-type:device_code',
];
/** The values that the attributes take (facts/oci-iam.md 1.3). */
const ENUMERATIONS: Readonly<Record<string, readonly string[]>> = {
  clientType: ['confidential', 'public', 'trusted'],
  trustScope: ['Explicit', 'Account', 'Tags', 'Default'],
  allowedOperations: ['introspect', 'onBehalfOfUser'],
  clientIPChecking: ['anywhere', 'whitelisted'],
  loginMechanism: ['OIDC', 'SAML', 'FORMFILL', 'RADIUS'],
  allowedGrants: GRANT_TYPES,
};
const BOOLEANS = [
  'active',
  'isOAuthClient',
  'isOAuthResource',
  'allowOffline',
  'allUrlSchemesAllowed',
  'bypassConsent',
];
const LIFETIMES = ['accessTokenExpiry', 'refreshTokenExpiry'];
const SHORTEST_S = 60;
const LONGEST_S = 365 * 24 * 60 * 60;
/** Characters (docs.oracle.com, "Adding a Confidential Application"). */
const LONGEST_NAME = 125;
const LONGEST_DESCRIPTION = 250;
const CLIENT_ID = /^[A-Za-z0-9_]+$/;

/** What can be said of one app alone. Throws ScimError 400. */
export function checkAppValues(app: JsonObject): void {
  for (const name of BOOLEANS)
    if (typeof app[name] !== 'boolean') throw invalidValue(name, 'it is true or false');
  for (const [name, values] of Object.entries(ENUMERATIONS)) {
    const given = [text(app, name) ?? textList(app, name)].flat();
    if (!given.every((value) => values.includes(value)))
      throw invalidValue(name, `one of ${values.join(', ')}`);
  }
  for (const name of LIFETIMES) {
    const seconds = app[name];
    const isWhole = typeof seconds === 'number' && Number.isInteger(seconds);
    if (!isWhole || seconds < SHORTEST_S || seconds > LONGEST_S)
      throw invalidValue(name, `${SHORTEST_S} to ${LONGEST_S} seconds`);
  }
  if (!CLIENT_ID.test(text(app, 'name') ?? '')) throw invalidValue('name', 'letters, digits and underscores');
  if (app['clientType'] === 'public' && textList(app, 'allowedGrants').includes('client_credentials'))
    throw invalidValue(
      'allowedGrants',
      'client_credentials needs a client with a secret, and a public one has none',
    );
  checkLengths(app);
  checkRedirects(app);
}

function checkLengths(app: JsonObject): void {
  if ((text(app, 'displayName') ?? '').length > LONGEST_NAME) throw tooLong('displayName', LONGEST_NAME);
  if ((text(app, 'description') ?? '').length > LONGEST_DESCRIPTION)
    throw tooLong('description', LONGEST_DESCRIPTION);
  for (const scope of objects(app, 'scopes'))
    if ((text(scope, 'description') ?? '').length > LONGEST_DESCRIPTION)
      throw tooLong('scopes.description', LONGEST_DESCRIPTION);
}

/** Needed by apps that take part in flows with a user; `http:` has to be allowed (facts/oci-iam.md 3). */
function checkRedirects(app: JsonObject): void {
  const redirects = textList(app, 'redirectUris');
  const grants = textList(app, 'allowedGrants');
  if (redirects.length === 0 && (grants.includes('authorization_code') || grants.includes('implicit')))
    throw missingAttributes(['redirectUris']);
  for (const redirect of redirects) {
    if (!URL.canParse(redirect)) throw invalidValue('redirectUris', 'absolute addresses');
    if (new URL(redirect).protocol !== 'https:' && app['allUrlSchemesAllowed'] !== true)
      throw invalidValue('redirectUris', 'https, unless allUrlSchemesAllowed is true');
  }
}

/** What can only be said beside the other apps of the domain. Throws ScimError 409. */
export function checkUnique(app: App, existing: App | undefined, store: DomainStore): void {
  const others = store.state.apps.filter((other) => other !== existing);
  if (others.some(({ displayName }) => sameName(displayName, app.displayName)))
    throw duplicate('App', 'displayName');
  if (others.some(({ name }) => sameName(name, app.name))) throw duplicate('App', 'name');
  const own = app.scopes.map(({ fqs }) => fqs);
  const taken = new Set(others.flatMap(({ scopes }) => scopes.map(({ fqs }) => fqs)));
  // [?] 409 also for a fully qualified scope; that it is unique in the domain is documented.
  if (new Set(own).size < own.length || own.some((fqs) => taken.has(fqs)))
    throw duplicate('App', 'scopes.fqs');
}
