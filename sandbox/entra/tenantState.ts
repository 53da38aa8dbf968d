import type { JsonObject } from '../identity/json';
import type { RefreshToken } from '../identity/signIn/refreshTokens';
import type { CertifiedKey } from '../identity/signingKeys';

/** A role that a principal can be assigned to; its `value` is what tokens show in `roles`. */
export interface AppRole extends JsonObject {
  id: string;
  value: string | null;
  displayName: string;
  description: string;
  allowedMemberTypes: string[];
  isEnabled: boolean;
}

/** A delegated permission; its `value` is a word of `scp`. */
export interface PermissionScope extends JsonObject {
  id: string;
  value: string | null;
  isEnabled: boolean;
}

/** A secret of an application without its text. */
export interface PasswordCredential extends JsonObject {
  keyId: string;
  displayName: string | null;
  /** ISO 8601. */
  startDateTime: string;
  /** ISO 8601. */
  endDateTime: string;
}

interface RedirectSettings extends JsonObject {
  redirectUris: string[];
}

/** An application as Graph shows it; members that nothing here reads are kept as they were sent. */
export interface ApplicationProperties extends JsonObject {
  /** Object id. */
  id: string;
  /** Client id. */
  appId: string;
  displayName: string;
  signInAudience: string;
  identifierUris: string[];
  api: JsonObject & {
    requestedAccessTokenVersion: number | null;
    acceptMappedClaims: boolean | null;
    oauth2PermissionScopes: PermissionScope[];
    preAuthorizedApplications: JsonObject[];
  };
  appRoles: AppRole[];
  web: RedirectSettings;
  spa: RedirectSettings;
  publicClient: RedirectSettings;
  isFallbackPublicClient: boolean | null;
  optionalClaims: JsonObject | null;
  passwordCredentials: PasswordCredential[];
}

export interface Application {
  properties: ApplicationProperties;
  /** Object ids. */
  owners: string[];
  /** Texts of the secrets by their `keyId`. */
  secrets: Record<string, string>;
}

/** What a service principal has of its own; the rest is copied from its application. */
export interface ServicePrincipalProperties extends JsonObject {
  /** Object id. */
  id: string;
  appId: string;
  accountEnabled: boolean;
  appRoleAssignmentRequired: boolean;
}

export interface ServicePrincipal {
  properties: ServicePrincipalProperties;
  owners: string[];
}

export interface AppRoleAssignment {
  id: string;
  appRoleId: string;
  principalId: string;
  /** Object id of the service principal whose role it is. */
  resourceId: string;
  createdDateTime: string;
}

export interface User extends JsonObject {
  id: string;
  displayName: string;
  givenName: string;
  surname: string;
  userPrincipalName: string;
  mail: string;
  accountEnabled: boolean;
}

/** Everything a tenant remembers: plain JSON with secrets in it, so keep its file private. */
export interface TenantState {
  version: 1;
  tenantId: string;
  displayName: string;
  /** Verified; the first is the one that users and publisher domains get. */
  domains: string[];
  /** Issuers follow from it, so a reload needs the same port. */
  port: number;
  applications: Application[];
  servicePrincipals: ServicePrincipal[];
  assignments: AppRoleAssignment[];
  users: User[];
  /** By object id of the user; kept in clear. */
  passwords: Record<string, string>;
  /** Client id and secret of whoever provisions. */
  operator: { clientId: string; clientSecret: string };
  /** The current one first. Empty until the first one is needed. */
  signingKeys: CertifiedKey[];
  refreshTokens: RefreshToken[];
}

/** What can be created, as the control names it. */
export type EntityKind = 'application' | 'servicePrincipal' | 'password' | 'appRoleAssignment';
