import type { DomainStore } from '../domainStore';

/** Gives a token for the domain's own REST API with all the roles of its bearer (facts/oci-iam.md 2.2). */
export const ADMIN_SCOPE = 'urn:opc:idm:__myscopes__';

/** The audience of such a token, and of no other: the domain itself. */
export function adminAudience(store: DomainStore): string {
  return store.url;
}

/** [?] The audience of a token for OpenID Connect alone: what takes it. */
export function openidAudience(store: DomainStore): string {
  return `${store.url}/oauth2/v1/userinfo`;
}
