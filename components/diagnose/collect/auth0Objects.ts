import { CLIENT_MARK, ownerOfClient } from '../../idp/clientMark';
import type { Manifest } from '../../manifest';
import type { ApiFacts, ClientFacts } from '../facts';
import type { Auth0Management } from './auth0Management';
import { allClients } from './auth0Pages';
import type { Json, MarkedClient, ProviderObjects } from './managementReader';
import { noList } from './pages';
import { text, texts } from './readings';

/** The API, the clients and their grants of a tenant (facts/auth0.md 2). */
export class Auth0Objects implements ProviderObjects {
  constructor(private readonly management: Auth0Management) {}

  async findApi(audience: string): Promise<Json | undefined> {
    const path = `resource-servers/${encodeSegment(audience)}`;
    return (await this.management.get(path, 'read:resource_servers')) as Json | undefined;
  }

  apiFacts(api: Json): ApiFacts {
    const userPolicy = userPolicyIn(api);
    return {
      identifier: text(api.identifier) ?? '',
      scopes: scopesOf(api),
      signingAlgorithm: text(api.signing_alg),
      tokenDialect: text(api.token_dialect),
      tokenLifetime: typeof api.token_lifetime === 'number' ? api.token_lifetime : undefined,
      ...(userPolicy !== undefined && { userPolicy }),
    };
  }

  async client(
    audience: string,
    { clientId, scopes, redirectUris }: Manifest['clients'][string],
    api: () => Promise<Json | undefined>,
  ): Promise<ClientFacts | null> {
    const found = await this.management.get(
      // Whoever may read client secrets would otherwise be sent this one's.
      `clients/${encodeSegment(clientId)}?fields=client_id%2Cgrant_types%2Ccallbacks&include_fields=true`,
      'read:clients',
    );
    if (!found) return null;
    const query = new URLSearchParams({
      audience,
      client_id: clientId,
      include_totals: 'true',
      per_page: '50',
    });
    const listed = await this.management.get(`client-grants?${query.toString()}`, 'read:client_grants');
    if (listed === undefined)
      throw noList('the Management API, client-grants,', 'check the domain of the tenant');
    const grant = grantFor(redirectUris === undefined ? 'client' : 'user', listed);
    const everything = async (): Promise<readonly string[]> => {
      const whole = await api();
      return whole ? scopesOf(whole) : scopes;
    };
    return {
      clientId,
      grantTypes: texts((found as Json).grant_types),
      redirectUris: texts((found as Json).callbacks),
      grantedScopes: grant && (grant.allow_all_scopes === true ? await everything() : texts(grant.scope)),
    };
  }

  async markedClients(): Promise<MarkedClient[]> {
    return (await allClients(this.management)).flatMap((client) => {
      const owner = ownerOfClient((client.client_metadata as Json | undefined)?.[CLIENT_MARK]);
      return owner ? [{ clientId: text(client.client_id) ?? '', owner }] : [];
    });
  }
}

// Half a surrogate pair has no UTF-8; Auth0 has no object of such a name.
function encodeSegment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}

function scopesOf(api: Json): string[] {
  const scopes = Array.isArray(api.scopes) ? (api.scopes as readonly (Json | null)[]) : [];
  return texts(scopes.map((scope) => scope?.value));
}

// A machine calls by the grant for the client itself, people by the one for its users (facts/auth0.md 3.2).
function grantFor(subjectType: 'client' | 'user', listed: unknown): Json | null {
  const list = Array.isArray(listed) ? listed : (listed as Json | undefined)?.client_grants;
  const grants = Array.isArray(list) ? (list as readonly Json[]) : [];
  return grants.find(({ subject_type: type = 'client' }) => type === subjectType) ?? null;
}

/** Of an API as the Management API shows it: who gets tokens for people (facts/auth0.md 2.2). */
export function userPolicyIn({ subject_type_authorization: policies }: Json): string | undefined {
  return text(((policies as Json | undefined)?.['user'] as Json | undefined)?.['policy']);
}
