import type { CloudSettings } from '../../idp/entraCloud';
import type { HttpRequest } from '../http';

/** A client of an Auth0 tenant that may read the Management API. */
export interface Auth0Credentials {
  /** The host of the tenant that it is of. */
  readonly domain: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The part of them that is shown to the tenant. */
export type ManagementCredentials = Omit<Auth0Credentials, 'domain'>;

/**
 * Signs a request with an API key of OCI; the key stays where it is. The signature names the host, so that it is good for no other
 * one. Throws an UnreadError, skipped, where there is no key to sign with.
 */
export type SignRequest = (request: HttpRequest) => Promise<HttpRequest>;

/** A client of a directory that may read Microsoft Graph, and the cloud that it is of. */
export interface EntraCredentials {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly cloud: CloudSettings;
}

/**
 * What this process may show to identity providers, by their kind. A reader takes what belongs to the account of a manifest, and
 * nothing else: this is decided there, once (`ProviderReader.management`).
 */
export interface ProviderCredentials {
  readonly auth0?: Auth0Credentials;
  readonly ociIam?: SignRequest;
  readonly entra?: EntraCredentials;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The client that the official provider uses too. AUTH0_DOMAIN must name the tenant, as it does for that provider: the secret
 * goes to that one, whatever a manifest says.
 */
export function auth0Credentials(environment: Environment): Auth0Credentials | undefined {
  const { AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = environment;
  return domain && clientId && clientSecret ? { domain, clientId, clientSecret } : undefined;
}

/** The client secret that the official provider uses too; its other ways to sign in are not read (facts/entra.md 1.1). */
export function entraCredentials(environment: Environment): EntraCredentials | undefined {
  const {
    ARM_TENANT_ID: tenantId,
    ARM_CLIENT_ID: clientId,
    ARM_CLIENT_SECRET: clientSecret,
    ARM_ENVIRONMENT: name,
    ARM_METADATA_HOSTNAME: metadataHost,
  } = environment;
  return tenantId && clientId && clientSecret
    ? { tenantId, clientId, clientSecret, cloud: { environment: name, metadataHost } }
    : undefined;
}
