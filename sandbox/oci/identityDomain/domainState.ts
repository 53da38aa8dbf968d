import type { JsonObject } from '../../identity/json';
import type { CertifiedKey } from '../../identity/signingKeys';
import type { RefreshToken } from '../../identity/signIn/refreshTokens';
import type { ScimRecord } from './scim/record';

/** An application: a resource app (with audience and scopes), a client app, or both. Member names are SCIM's. */
export interface App extends ScimRecord {
  displayName: string;
  /** The OAuth client id. */
  name: string;
  active: boolean;
  isOAuthClient: boolean;
  isOAuthResource: boolean;
  clientType: string;
  clientSecret?: string;
  audience?: string;
  scopes: AppScope[];
  allowedScopes: { fqs: string; idOfDefiningApp: string; readOnly: boolean }[];
  allowedGrants: string[];
  redirectUris: string[];
  trustScope: string;
  /** Seconds. */
  accessTokenExpiry: number;
  /** Seconds. */
  refreshTokenExpiry: number;
  allowOffline: boolean;
  allUrlSchemesAllowed: boolean;
}

export interface AppScope extends JsonObject {
  value: string;
  /** Fully qualified: audience and value, nothing between them. */
  fqs: string;
}

export interface AppRole extends ScimRecord {
  displayName: string;
  app: { value: string; display: string };
}

export interface Grant extends ScimRecord {
  app: { value: string };
  grantee: { type: string; value: string };
  /** Absent where the app itself is assigned. */
  entitlement?: { attributeName: string; attributeValue: string };
}

export interface CustomClaim extends ScimRecord {
  name: string;
  value: string;
  expression: boolean;
  mode: string;
  tokenType: string;
  allScopes: boolean;
  scopes: string[];
}

export interface User extends ScimRecord {
  userName: string;
  active: boolean;
  /** Kept in clear, never shown. */
  password?: string;
}

export interface Group extends ScimRecord {
  displayName: string;
  members: { value: string; type: string }[];
}

/** The certificate is signed by `authorityCertificate`, both PEM: the JWKS shows the two as x5c. */
export interface DomainKey extends CertifiedKey {
  authorityCertificate: string;
}

/** Everything a domain remembers: plain JSON with secrets in it, so keep its file private. */
export interface DomainState {
  version: 1;
  /** OCID. */
  id: string;
  /** `idcs-` and 32 hexadecimal digits. */
  guid: string;
  displayName: string;
  isDefault: boolean;
  /** The URL follows from it, so a reload needs the same port. */
  port: number;
  /** What the control plane keeps of the domain; of it only the lifecycle state is read in here. */
  controlPlane: JsonObject;
  settings: JsonObject;
  apps: App[];
  appRoles: AppRole[];
  grants: Grant[];
  customClaims: CustomClaim[];
  users: User[];
  groups: Group[];
  /** Null until the first one is made. */
  signingKey: DomainKey | null;
  /** Their scopes are fully qualified. */
  refreshTokens: RefreshToken[];
}

/** The resources that can be created, as the control names them. */
export type EntityKind = 'app' | 'grant' | 'custom-claim' | 'user' | 'group';
