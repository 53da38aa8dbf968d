import type { Connection, OpenDatabase } from '../../database/database';
import type { Manifest } from '../../manifest';
import type { Http } from '../http';
import type { ProviderCredentials } from './credentials';

export interface CollectOptions {
  readonly http: Http;
  readonly openDatabase: OpenDatabase;
  /** How to log on for a manifest; undefined: its database side is skipped. */
  readonly connection: (manifest: Manifest) => Connection | undefined;
  /** For what only the identity provider's own interface tells; where they are of another account, that is skipped. */
  readonly management?: ProviderCredentials;
  /** Seconds for one request; default 10, and 5 for a JWKS as ORDS has it. The database has limits of its own. */
  readonly timeoutSeconds?: number;
}
