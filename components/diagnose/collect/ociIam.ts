import type { Manifest } from '../../manifest';
import { ownerIn } from '../../ords/lifecycle/mark';
import type { ApiFacts, ClaimFacts, ClientFacts, OrphanFacts } from '../facts';
import { IdentityDomain } from './identityDomain';
import { identityDomainUrl } from './identityDomainUrl';
import { withoutManagement, type ProviderReader } from './providerReader';
import { reading, text, texts } from './readings';

type Json = Readonly<Record<string, unknown>>;

const RESOURCE_APP = ['id', 'audience', 'active', 'accessTokenExpiry', 'secondaryAudiences', 'scopes'];
const CLIENT_APP = ['id', 'name', 'active', 'allowedGrants', 'allowedScopes', 'redirectUris'];
/** `mode`, `scopes` and the rest decide which tokens have the claim (facts/oci-iam.md 2.6). */
const CLAIM = ['name', 'mode', 'tokenType', 'allScopes', 'scopes'];

/** OCI IAM: the resource app, the client apps and their allowed scopes through the domain's REST interface (facts/oci-iam.md 1.3). */
export const ociIamReader: ProviderReader = {
  tokenKind: 'oci-iam',
  tokenUrl: (settings) => `${domain(settings)}/oauth2/v1/token`,
  // The issuer is the same text for every domain; the document stands at the domain itself (facts/oci-iam.md 2.5).
  discoveryBase: (settings) => domain(settings),
  account: (settings) => domain(settings),
  management(settings, { ociIam: sign }, http, timeoutSeconds) {
    if (!sign) return withoutManagement('no OCI credentials were given');
    const identityDomain = new IdentityDomain(domain(settings), sign, http, timeoutSeconds);
    const resourceApps = new Map<string, Promise<Json | undefined>>();
    const findResourceApp = (audience: string): Promise<Json | undefined> => {
      let found = resourceApps.get(audience);
      if (!found) {
        found = identityDomain
          // No filter finds an audience: the attribute is not searchable (schema of the official provider).
          .list('Apps', 'isOAuthResource eq true', RESOURCE_APP)
          .then((apps) => apps.find((app) => app.audience === audience));
        resourceApps.set(audience, found);
      }
      return found;
    };
    const client = async (
      audience: string,
      { clientId }: Manifest['clients'][string],
    ): Promise<ClientFacts | null> => {
      const apps = await identityDomain.list('Apps', `name eq ${literal(clientId)}`, CLIENT_APP);
      // A filter compares without case here (schema of the official provider); a client id is one with it.
      const app = apps.find(({ name }) => name === clientId);
      if (!app) return null;
      // What the resource app is may be hidden from these credentials; then it is not what is wrong.
      const resource = await findResourceApp(audience).catch(() => undefined);
      return clientFacts(app, audience, resource);
    };
    return {
      api: (audience) => reading(async () => apiFacts(await findResourceApp(audience))),
      clients: (audience, declared) =>
        reading(async () => {
          const found = await Promise.all(
            Object.entries(declared).map(
              async ([key, entry]) => [key, await client(audience, entry)] as const,
            ),
          );
          return Object.fromEntries(found);
        }),
      orphans: (claim, declared) =>
        reading(async () => orphansAmong(await allMarkedApps(identityDomain), claim, declared)),
      claims: () =>
        reading(async () => (await identityDomain.list('CustomClaims', undefined, CLAIM)).map(claimFacts)),
    };
  },
};

/** Every app with a mark in its description, whoever's it is. Throws as `IdentityDomain.list` does. */
export function allMarkedApps(identityDomain: Pick<IdentityDomain, 'list'>): Promise<Json[]> {
  const attributes = ['id', 'name', 'displayName', 'description', 'active', 'isOAuthResource', 'audience'];
  return identityDomain.list('Apps', 'description co "[pulumi-ords "', attributes);
}

function domain({ domainUrl = '' }: Readonly<Record<string, string>>): string {
  return identityDomainUrl(domainUrl);
}

/** A text in a SCIM filter is one of JSON (RFC 7644 3.4.2.2). */
function literal(value: string): string {
  return JSON.stringify(value);
}

function apiFacts(app: Json | undefined): ApiFacts | null {
  if (!app) return null;
  return {
    identifier: text(app.audience) ?? '',
    scopes: scopesOf(app).map(({ value }) => value),
    // Every domain signs with RS256 and writes no typ (facts/oci-iam.md 2.3).
    signingAlgorithm: undefined,
    tokenDialect: undefined,
    tokenLifetime: typeof app.accessTokenExpiry === 'number' ? app.accessTokenExpiry : undefined,
    active: app.active !== false,
    secondaryAudiences: texts(app.secondaryAudiences),
  };
}

function scopesOf(app: Json | undefined): { readonly value: string; readonly fqs: string | undefined }[] {
  const scopes = Array.isArray(app?.scopes) ? (app.scopes as readonly (Json | null)[]) : [];
  return scopes.flatMap((scope) => {
    const value = text(scope?.value);
    return value === undefined ? [] : [{ value, fqs: text(scope?.fqs) }];
  });
}

function clientFacts(app: Json, audience: string, resource: Json | undefined): ClientFacts {
  return {
    clientId: text(app.name) ?? '',
    grantTypes: texts(app.allowedGrants),
    grantedScopes: allowedScopes(app, audience, resource),
    active: app.active !== false,
    redirectUris: texts(app.redirectUris),
  };
}

/** The short names of the allowed scopes of this API; null when there is none, as for a client without a grant. */
function allowedScopes(app: Json, audience: string, resource: Json | undefined): string[] | null {
  const allowed = Array.isArray(app.allowedScopes) ? (app.allowedScopes as readonly (Json | null)[]) : [];
  const known = new Map(scopesOf(resource).map(({ value, fqs = audience + value }) => [fqs, value]));
  const own = allowed.flatMap((entry) => {
    const fqs = text(entry?.fqs);
    if (fqs === undefined) return [];
    const definedBy = text(entry?.idOfDefiningApp);
    // Where one audience begins another, only the app tells whose scope it is.
    if (resource && definedBy !== undefined && definedBy !== resource.id) return [];
    const value = known.get(fqs) ?? (fqs.startsWith(audience) ? fqs.slice(audience.length) : undefined);
    return value === undefined ? [] : [value];
  });
  return own.length === 0 ? null : own;
}

function orphansAmong(apps: readonly Json[], claim: string, declared: Manifest['clients']): OrphanFacts[] {
  const known = new Set(Object.values(declared).map(({ clientId }) => clientId));
  return apps.flatMap((app) => {
    const owner = ownerIn(text(app.description));
    const clientId = text(app.name) ?? '';
    // The API itself is no client, and the manifest does not name it.
    const isClient = app.isOAuthResource !== true;
    return isClient && owner?.claim === claim && !known.has(clientId)
      ? [{ clientId, resource: owner.resource }]
      : [];
  });
}

function claimFacts(claim: Json): ClaimFacts {
  return {
    name: text(claim.name) ?? '',
    mode: text(claim.mode),
    tokenType: text(claim.tokenType),
    scopes: claim.allScopes === true ? undefined : texts(claim.scopes),
  };
}
