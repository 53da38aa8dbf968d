import type { Manifest } from '../../manifest';
import { ownerIn } from '../../ords/lifecycle/mark';
import type { ApiFacts, ClaimFacts, ClientFacts } from '../facts';
import type { IdentityDomain } from './identityDomain';
import type { Json, MarkedClient, ProviderObjects } from './managementReader';
import { text, texts } from './readings';

const RESOURCE_APP = ['id', 'audience', 'active', 'accessTokenExpiry', 'secondaryAudiences', 'scopes'];
const CLIENT_APP = ['id', 'name', 'active', 'allowedGrants', 'allowedScopes', 'redirectUris'];
const MARKED_APP = ['id', 'name', 'displayName', 'description', 'active', 'isOAuthResource', 'audience'];
/** `mode`, `scopes` and the rest decide which tokens have the claim (facts/oci-iam.md 2.6). */
const CLAIM = ['name', 'mode', 'tokenType', 'allScopes', 'scopes'];

/** The resource app, the client apps with their allowed scopes, and the custom claims of a domain (facts/oci-iam.md 1.3). */
export class OciIamApps implements ProviderObjects {
  constructor(private readonly identityDomain: IdentityDomain) {}

  /** No filter finds an audience: the attribute is not searchable (schema of the official provider). */
  async findApi(audience: string): Promise<Json | undefined> {
    const apps = await this.identityDomain.list('Apps', 'isOAuthResource eq true', RESOURCE_APP);
    return apps.find((app) => app.audience === audience);
  }

  apiFacts(app: Json): ApiFacts {
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

  async client(
    audience: string,
    { clientId }: Manifest['clients'][string],
    api: () => Promise<Json | undefined>,
  ): Promise<ClientFacts | null> {
    // A text in a SCIM filter is one of JSON (RFC 7644 3.4.2.2).
    const filter = `name eq ${JSON.stringify(clientId)}`;
    const apps = await this.identityDomain.list('Apps', filter, CLIENT_APP);
    // A filter compares without case here (schema of the official provider); a client id is one with it.
    const app = apps.find(({ name }) => name === clientId);
    if (!app) return null;
    return {
      clientId,
      grantTypes: texts(app.allowedGrants),
      grantedScopes: allowedScopes(app, audience, await api()),
      active: app.active !== false,
      redirectUris: texts(app.redirectUris),
    };
  }

  async markedClients(): Promise<MarkedClient[]> {
    return (await allMarkedApps(this.identityDomain)).flatMap((app) => {
      const owner = ownerIn(text(app.description));
      // The API itself is no client, and the manifest does not name it.
      return owner && app.isOAuthResource !== true ? [{ clientId: text(app.name) ?? '', owner }] : [];
    });
  }

  readonly claims = async (): Promise<ClaimFacts[]> =>
    (await this.identityDomain.list('CustomClaims', undefined, CLAIM)).map((claim) => ({
      name: text(claim.name) ?? '',
      mode: text(claim.mode),
      tokenType: text(claim.tokenType),
      scopes: claim.allScopes === true ? undefined : texts(claim.scopes),
    }));
}

/** Every app with a mark in its description, whoever's it is. Throws as `IdentityDomain.list` does. */
export function allMarkedApps(identityDomain: Pick<IdentityDomain, 'list'>): Promise<Json[]> {
  return identityDomain.list('Apps', 'description co "[pulumi-ords "', MARKED_APP);
}

function scopesOf(app: Json | undefined): { readonly value: string; readonly fqs: string | undefined }[] {
  const scopes = Array.isArray(app?.scopes) ? (app.scopes as readonly (Json | null)[]) : [];
  return scopes.flatMap((scope) => {
    const value = text(scope?.value);
    return value === undefined ? [] : [{ value, fqs: text(scope?.fqs) }];
  });
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
