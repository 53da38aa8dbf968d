import type { JsonObject } from '../identity/json';
import type { CertifiedKey } from '../identity/signingKeys';
import type { RefreshToken } from '../identity/signIn/refreshTokens';

/** The four access token shapes of facts/auth0.md 3.1. */
export type TokenDialect =
  'access_token' | 'access_token_authz' | 'rfc9068_profile' | 'rfc9068_profile_authz';
export type SigningAlgorithm = 'HS256' | 'RS256' | 'RS512' | 'PS256';

export interface ApiScope extends JsonObject {
  value: string;
  description?: string;
}

/** An API of the tenant, in the member names of the Management API. */
export interface ResourceServer extends JsonObject {
  id: string;
  /** The audience of its tokens, byte for byte. */
  identifier: string;
  /** Seconds. */
  token_lifetime: number;
  signing_alg: SigningAlgorithm;
  subject_type_authorization: { client: { policy: string }; user: { policy: string } };
  name?: string;
  scopes?: ApiScope[];
  enforce_policies?: boolean;
  token_dialect?: TokenDialect;
  /** HS256 only. */
  signing_secret?: string;
  is_system?: boolean;
  /** Without it nobody gets a refresh token for the API. */
  allow_offline_access?: boolean;
}

/** An application of the tenant. The secret is kept while a private_key_jwt credential hides it. */
export interface Client extends JsonObject {
  client_id: string;
  client_secret: string;
  name: string;
  is_first_party: boolean;
  grant_types: string[];
  app_type?: string;
  token_endpoint_auth_method?: string;
  client_authentication_methods?: { private_key_jwt: { credentials: { id: string }[] } };
  jwt_configuration: JsonObject;
  client_metadata?: JsonObject;
  /** Where people may be sent back to, byte for byte. */
  callbacks?: string[];
  refresh_token?: JsonObject | null;
}

export interface ClientGrant extends JsonObject {
  id: string;
  audience: string;
  /** Tokens of the client credentials flow come from grants of the subject type `client` only. */
  subject_type: string;
  /** Absent with `default_for`. */
  client_id?: string;
  default_for?: string;
  /** Absent while allow_all_scopes is true. */
  scope?: string[];
  allow_all_scopes?: boolean;
}

/** Somebody who can sign in, in the member names of the user profile. */
export interface TenantUser {
  /** `auth0|` and 24 hexadecimal digits: the `sub` of tokens. */
  user_id: string;
  email: string;
  email_verified: boolean;
  name: string;
  nickname: string;
  /** ISO 8601. */
  updated_at: string;
  /** Kept in clear, never shown. */
  password: string;
  /** By audience: what an API that enforces policies (RBAC) lets this user have. */
  permissions: Record<string, string[]>;
}

export interface TenantRefreshToken extends RefreshToken {
  /** As requested; null: none was. */
  readonly audience: string | null;
}

/** A public key of a client, for private_key_jwt. */
export interface ClientCredential {
  clientId: string;
  /** SPKI. */
  pem: string;
  /** What the Management API shows of it. */
  record: { id: string; kid: string; alg: string; expires_at?: string } & JsonObject;
}

/** The certificate is signed by the key itself. */
export interface SigningKey extends CertifiedKey {
  /** `current` signs; `next` and `previous` are only published. */
  status: 'current' | 'next' | 'previous';
}

/** Everything the tenant remembers: plain JSON with secrets in it, so keep its file private. */
export interface TenantState {
  version: 1;
  /** `localhost:<port>`: issuer and Management audience follow from it, so a reload needs the same port. */
  domain: string;
  /** Audience of a token request that names none; null: such a request is refused. */
  defaultAudience: string | null;
  /** The application that Pulumi logs in with. */
  managementClientId: string;
  resourceServers: ResourceServer[];
  clients: Client[];
  clientGrants: ClientGrant[];
  credentials: ClientCredential[];
  signingKeys: SigningKey[];
  users: TenantUser[];
  refreshTokens: TenantRefreshToken[];
}
