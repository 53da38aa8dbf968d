import type { Manifest } from '../../manifest';
import type { ApiFacts, ClientFacts, OrphanFacts, Reading } from '../facts';
import type { Http } from '../http';
import { auth0Reader } from './auth0';
import type { ManagementCredentials } from './options';
import { skipped } from './readings';

/** What only the identity provider's own interface tells. */
export interface ManagementReader {
  api(audience: string): Promise<Reading<ApiFacts | null>>;
  /** `declared`: by the manifest's keys. */
  clients(
    audience: string,
    declared: Manifest['clients'],
  ): Promise<Reading<Readonly<Record<string, ClientFacts | null>>>>;
  /** Clients with the mark of this claim that are not among the declared ones. */
  orphans(claim: string, declared: Manifest['clients']): Promise<Reading<readonly OrphanFacts[]>>;
}

/** One kind of identity provider, as the diagnosis sees it. */
export interface ProviderReader {
  /** Where its clients get their tokens. */
  tokenUrl(settings: Manifest['identityProvider']): string;
  /** Two manifests of one account have the same. */
  account(settings: Manifest['identityProvider']): string;
  /** Keeps the token that it gets for itself, so one per account is enough. */
  management(
    settings: Manifest['identityProvider'],
    credentials: ManagementCredentials,
    http: Http,
    timeoutSeconds?: number,
  ): ManagementReader;
}

const READERS: Readonly<Record<string, ProviderReader>> = { auth0: auth0Reader };

/** The reader for a manifest's identity provider; undefined for a kind that this release does not know. */
export function providerReader({ identityProvider }: Manifest): ProviderReader | undefined {
  const { kind = '' } = identityProvider;
  return Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
}

/** A reader that says why it reads nothing. */
export function withoutManagement(reason: string): ManagementReader {
  const none = (): Promise<Reading<never>> => Promise.resolve(skipped(reason));
  return { api: none, clients: none, orphans: none };
}
