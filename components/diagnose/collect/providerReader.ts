import type { Manifest } from '../../manifest';
import type { ApiFacts, ClaimFacts, ClientFacts, OrphanFacts, Reading } from '../facts';
import type { Http } from '../http';
import type { ProviderCredentials } from './credentials';
import { skipped } from './readings';
import type { TokenKind } from './tokenRequest';

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
  /** Claims that somebody added to its tokens. Absent: the provider has no such objects. */
  claims?(): Promise<Reading<readonly ClaimFacts[]>>;
}

type Settings = Manifest['identityProvider'];

/** One kind of identity provider, as the diagnosis sees it. */
export interface ProviderReader {
  /** How its clients ask for their tokens. */
  readonly tokenKind: TokenKind;
  /** Where they get them. Throws OrdsError for settings that are no address. */
  tokenUrl(settings: Settings): string;
  /** What `/.well-known/openid-configuration` stands below; undefined: the issuer. */
  discoveryBase(settings: Settings): string | undefined;
  /** Two manifests of one account have the same. */
  account(settings: Settings): string;
  /**
   * A reader with those of the credentials that belong to the account of the settings: they are shown to no other one. Where there
   * are none it reads nothing and says so. It keeps the token that it gets for itself, so one per account is enough.
   */
  management(
    settings: Settings,
    credentials: ProviderCredentials,
    http: Http,
    timeoutSeconds?: number,
  ): ManagementReader;
}

/** A reader that says why it reads nothing. */
export function withoutManagement(reason: string): ManagementReader {
  const none = (): Promise<Reading<never>> => Promise.resolve(skipped(reason));
  return { api: none, clients: none, orphans: none, claims: none };
}
