import type { JsonObject } from '../../../identity/json';
import type { SignedIn } from '../../../identity/signIn/signedIn';
import type { App, User } from '../domainState';
import type { DomainStore } from '../domainStore';

/** A user of the domain who has signed in. */
export type DomainSignedIn = SignedIn<User>;

/** The claims that say who a token is about (facts/oci-iam.md 2.3): the client itself, or a user. */
export function subjectClaims(client: App, signedIn: DomainSignedIn | undefined): JsonObject {
  if (!signedIn) return { sub: client.name, sub_type: 'client' };
  const { user, sessionId } = signedIn;
  return {
    sub: user.userName,
    sub_type: 'user',
    user_id: user.id,
    user_ocid: user['ocid'],
    user_displayname: user['displayName'],
    user_lang: 'en',
    user_tz: 'UTC',
    sid: sessionId,
    idp_type: 'LOCAL',
  };
}

/** The claims that say where a token comes from. */
export function originClaims(client: App, { state, url }: DomainStore): JsonObject {
  return {
    'user.tenant.name': state.guid,
    sub_mappingattr: 'userName',
    primTenant: state.isDefault,
    tok_type: 'AT',
    client_id: client.name,
    client_tenantname: state.guid,
    client_guid: client.id,
    client_name: client.displayName,
    tenant: state.guid,
    tenant_iss: url,
    domain: state.displayName,
    domain_id: state.id,
    opc: false,
  };
}
