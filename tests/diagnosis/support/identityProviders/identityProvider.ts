import type { ProviderCredentials } from '../../../../components/diagnose/collect/credentials';
import type { Manifest } from '../../../../components/manifest';
import type { MintOptions } from '../../../../sandbox/identity/mintToken';
import type { ClientShape, Shape } from '../shape';

export const PROVIDERS = ['auth0', 'oci-iam', 'entra'] as const;
export type ProviderKind = (typeof PROVIDERS)[number];

/** Those whose machines carry scopes; those of Entra carry roles alone. */
export const BY_SCOPE: readonly ProviderKind[] = ['auth0', 'oci-iam'];

/** As the docs name them. */
export const PROVIDER_NAMES: Readonly<Record<ProviderKind, string>> = {
  auth0: 'Auth0',
  'oci-iam': 'OCI IAM',
  entra: 'Microsoft Entra',
};

export interface Login {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Who made a client, as its mark says. */
export interface Mark {
  readonly claim: string;
  readonly resource: string;
}

/** An identity provider of the sandbox, with the hands of its administrator: each change is a call of its own interface. */
export interface ProviderBench {
  readonly kind: ProviderKind;
  /** The first part of its control actions: `<part>/jwks`. */
  readonly controlPart: 'auth0' | 'domain' | 'entra';
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly tokenUrl: string;
  /** As a manifest has them. */
  readonly settings: Manifest['identityProvider'];
  /** What the diagnosis may show to it. */
  readonly credentials: ProviderCredentials;
  /** The same at another address, `host:port`, with credentials that would be shown there. */
  moved(host: string): Pick<ProviderBench, 'settings' | 'credentials'>;
  /** The same with this provider; absent: any shape is as it is. */
  shaped?(shape: Shape): Shape;
  /**
   * An API with the scopes of the shape, and in role mode what puts roles into its tokens. Returns its audience: the one that is wished for, or
   * one as this provider's users write it, or the one that is issued.
   */
  createApi(name: string, audience: string | undefined, shape: Shape): Promise<string>;
  /** A machine with exactly these scopes of the API, or a client that people sign in to. */
  createClient(name: string, audience: string, shape: ClientShape): Promise<Login>;
  removeApi(audience: string): Promise<void>;
  /** Under the same name. */
  changeAudience(from: string, to: string): Promise<void>;
  setApiScopes(audience: string, scopes: readonly string[]): Promise<void>;
  removeClient(login: Login): Promise<void>;
  /** The scopes of the API that a client may ask for; null: the client has nothing to do with the API. */
  setGranted(login: Login, audience: string, scopes: readonly string[] | null): Promise<void>;
  setGrantTypes(login: Login, grantTypes: readonly string[]): Promise<void>;
  /** A client that a stack has made. */
  createMarkedClient(name: string, mark: Mark): Promise<void>;
  /**
   * A token as a client requests it, or as a user gets it who signs in there; undefined when it is refused. Throws where nothing
   * answers.
   */
  token(login: Login, audience: string, shape: ClientShape): Promise<string | undefined>;
  /** What a minted token of a client says of it. */
  subject(login: Login): Pick<MintOptions, 'sub' | 'claims'>;
  /** Ends all trouble that is not about one place. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
