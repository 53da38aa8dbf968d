import type * as pulumi from '@pulumi/pulumi';
import type { OciCredentialsArgs } from '../oci/credentials';
import type { Claim } from '../ords/claim';
import type { Problem } from '../problem';
import type { Authorisation } from '../trust';

export type IssuerSlash = 'required' | 'forbidden' | 'as_issued';

/** What an identity provider is asked to make, in terms that every provider knows. */
export interface ApiRequest {
  /** The API identifier; compared byte for byte by ORDS. Absent where the identity provider issues it. */
  readonly audience?: pulumi.Input<string>;
  /** The same, where the program has it as plain text: what exists already is found by it. */
  readonly plainAudience?: string;
  readonly scopes: readonly ScopeRequest[];
  /** By the key of `clients`. */
  readonly clients: Readonly<Record<string, ClientRequest>>;
  /** Its token marks what is made, where there is a place for it. Absent: nothing is marked. */
  readonly claim?: Claim;
}

export interface ScopeRequest {
  readonly name: string;
  readonly description: string | undefined;
  /** Role mode, where the program names other ORDS roles than the one of the scope's name. */
  readonly roles?: readonly string[];
}

export interface ClientRequest {
  readonly scopes: readonly string[];
  /** Present: people sign in to it and come back to one of these (authorization code). Absent: a machine. */
  readonly redirectUris?: readonly string[];
  /** Name shown in the identity provider. */
  readonly displayName: string;
  readonly description: string | undefined;
}

/** Whether people sign in to a client; a machine signs in itself. */
export function isForPeople({ redirectUris }: Pick<ClientRequest, 'redirectUris'>): boolean {
  return redirectUris !== undefined;
}

/** What a program declares, for a provider that does not issue the audience itself: ProtectedApi has refused one without. */
export function declaredAudience({ audience }: ApiRequest): pulumi.Input<string> {
  if (audience === undefined) throw new TypeError('an API without audience reached an identity provider');
  return audience;
}

/** Credentials of a client. */
export interface ClientCredentialsOutput {
  /** With OCI IAM a secret too. */
  readonly clientId: pulumi.Output<string>;
  /** A secret. */
  readonly clientSecret: pulumi.Output<string>;
}

/** What came of an ApiRequest: the trust to write into ORDS, and the clients. */
export interface ProvisionedApi {
  readonly issuer: pulumi.Output<string>;
  /** Known only after the API exists, so that whatever trusts it is made later and removed earlier. */
  readonly audience: pulumi.Output<string>;
  readonly jwksUrl: pulumi.Output<string>;
  readonly clients: Readonly<Record<string, ClientCredentialsOutput>>;
  /** What must stand before the side is complete. */
  readonly resources: readonly pulumi.Resource[];
  /** Secret-free settings for the manifest that are known only now; default none. */
  readonly manifest?: Readonly<Record<string, pulumi.Input<string>>>;
  /** API key for a look at the provider's own objects, where the program has one; treated as a secret by whoever takes it. */
  readonly ociCredentials?: OciCredentialsArgs | undefined;
}

/** What a program declares besides the provider's own settings, as far as it is plain. */
export interface DeclaredApi {
  /** Absent while it is an output. */
  readonly audience?: string;
  /** Keys of `clients`. */
  readonly clients: readonly string[];
}

/**
 * One of `auth0(...)`, `ociIam(...)` and `entra(...)`. Each knows how its issuer is written, how ORDS authorises its tokens,
 * and which of its settings make tokens that ORDS refuses.
 */
export interface IdentityProvider {
  /** Stable name in the manifest. */
  readonly kind: 'auth0' | 'oci-iam' | 'entra';
  /** How ORDS authorises the tokens of an API with these clients. */
  authorisation(request: Pick<ApiRequest, 'clients'>): Authorisation;
  /** Whether the program chooses the audience, or the identity provider issues it with the API. */
  readonly audience: 'declared' | 'issued';
  /** Whether its tokens' `iss` ends in a slash; `as_issued`: the provider itself was asked for the issuer. */
  readonly issuerSlash: IssuerSlash;
  /** Seconds by which `iat` lies in the past when a token is issued; default 0. A profile's allowed age has to be longer. */
  readonly backdated?: number;
  /** Secret-free settings for the manifest. */
  readonly manifest: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Rules on its own settings, and on the texts that it would be asked to store for the ProtectedApi `name`; values that are
   * still unknown are passed over.
   */
  check(name: string, request: Pick<ApiRequest, 'scopes' | 'clients' | 'plainAudience'>): Problem[];
  provision(name: string, request: ApiRequest, opts: pulumi.ComponentResourceOptions): ProvisionedApi;
}
