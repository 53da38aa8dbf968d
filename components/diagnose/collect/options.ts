import type { Connection, OpenDatabase } from '../../database/database';
import type { Manifest } from '../../manifest';
import type { Http } from '../http';

/** Credentials of a client that may read the identity provider's own settings. */
export interface ManagementCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface CollectOptions {
  readonly http: Http;
  readonly openDatabase: OpenDatabase;
  /** How to log on for a manifest; undefined: its database side is skipped. */
  readonly connection: (manifest: Manifest) => Connection | undefined;
  /** Absent: what only the management API tells is skipped. */
  readonly management?: ManagementCredentials;
  /** Seconds for one request; default 10, and 5 for a JWKS as ORDS has it. The database has limits of its own. */
  readonly timeoutSeconds?: number;
}
