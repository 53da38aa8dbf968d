import type { Cleanup } from '../cleanup/leftover';
import type { CleanupRequest } from '../cleanup/findLeftovers';
import type { Connection } from '../database/database';
import type {
  Auth0Credentials,
  EntraCredentials,
  ProviderCredentials,
  SignRequest,
} from '../diagnose/collect/credentials';
import type { DatabaseFacts } from '../diagnose/database/facts';
import type { ApiSides, DiagnosisFacts, RefusalFacts, SchemaFacts } from '../diagnose/facts';
import type { Finding } from '../diagnose/finding';
import type { CheckResult } from '../diagnose/verify/check';
import type { LiveAuth0 } from '../export/liveAuth0';
import type { LiveEntra } from '../export/liveEntra';
import type { LiveOciIam } from '../export/liveOciIam';
import type { LiveSchema } from '../export/liveSchema';
import type { Manifest } from '../manifest';

/** How to log on to both sides. */
export interface Access {
  /** Undefined: the database is left out. */
  readonly connection: (manifest: Manifest) => Connection | undefined;
  /** Shown to the accounts that they belong to and to no others. */
  readonly management?: ProviderCredentials;
  /** Seconds for one request. */
  readonly timeoutSeconds?: number;
}

export interface VerifyRequest {
  /** Verified one after the other, with one cache of tokens; a token of one may serve a check of another. */
  readonly manifests: readonly Manifest[];
  /** Undefined when it is not at hand. */
  readonly clientSecret: (client: string, manifest: Manifest) => string | undefined;
  /** Requests at the same time. */
  readonly parallel: number;
  /** Seconds for one request. */
  readonly timeoutSeconds: number;
  /** Of a good token without the scope; absent: both count as a refusal. */
  readonly expectedScopeStatus?: 401 | 403;
  /** What to GET, by module or pattern. */
  readonly paths: Readonly<Record<string, string>>;
  /** The catalogue of an API, where it was read. */
  readonly schemas: ReadonlyMap<Manifest, SchemaFacts>;
  /** Called with each access token that was requested, so that it can be masked. */
  readonly onToken: (token: string) => void;
}

export interface Verifying {
  readonly checks: AsyncIterable<CheckResult>;
  /** Access tokens that were requested so far. */
  tokensUsed(): number;
}

/** What the command line asks the rest of the library for. One object for each run of the command. */
export interface Services {
  collectSides(manifests: readonly Manifest[], access: Access): Promise<ApiSides[]>;
  compare(facts: DiagnosisFacts): Finding[];
  /** A new access token for a client of the manifest. Throws an OrdsError that says why there is none. */
  requestToken(manifest: Manifest, client: string, clientSecret: string): Promise<string>;
  /** Throws an OrdsError for a URL that gets no token: one that is not below the manifest's ORDS, or not https. */
  checkEndpoint(manifest: Manifest, url: string): void;
  collectRefusal(api: ApiSides, token: string, url: string): Promise<RefusalFacts>;
  /** The first is that of the first broken link. */
  diagnoseRefusal(facts: RefusalFacts): Finding[];
  verify(request: VerifyRequest): Verifying;
  renderReport(input: {
    readonly apis: readonly ApiSides[];
    readonly findings: readonly Finding[];
    readonly generatedAt: Date;
  }): string;
  /** What ORDS holds of a schema; undefined is the user's own. */
  readSchema(connection: Connection, schema: string | undefined): Promise<LiveSchema>;
  /** What carries the mark of a stack and is not in its state, on both sides. */
  findLeftovers(request: CleanupRequest): Promise<Cleanup>;
  /** What a connection shows of the database, of ORDS and of the user's rights. */
  inspectDatabase(connection: Connection): Promise<DatabaseFacts>;
  /** The API of a tenant with this identifier, and the clients with a grant for it. */
  readAuth0(management: Auth0Credentials, audience: string): Promise<LiveAuth0>;
  /** The resource app of a domain with this audience, and the apps that may ask for it. */
  readOciIam(domainUrl: string, sign: SignRequest, audience: string): Promise<LiveOciIam>;
  /** The application of a directory with this audience, and the applications that have a role of it or ask for one. */
  readEntra(credentials: EntraCredentials, audience: string): Promise<LiveEntra>;
  /** Ends every connection, so that the process can end. */
  close(): Promise<void>;
}
