import type * as pulumi from '@pulumi/pulumi';

/**
 * How the library logs on to the Oracle database. The whole connection is kept as a secret in the state; it has to be
 * there, because `destroy` and `refresh` have nothing else to go by. Paths and names of variables are kept as they are, and
 * read anew by whatever runs `pulumi`: on another machine they must lead to something there too. Relative paths are
 * relative to the folder of the program, where Pulumi runs the provider process (facts/pulumi.md 2).
 *
 * Exactly one of `password`, `passwordEnv` and `accessTokenFile` must be given.
 */
export interface ConnectionArgs {
  /**
   * `host:port/service_name`, `tcps://host:port/service_name`, a full `(description=...)`, or a name from the tnsnames.ora in
   * `configDirectory`, `walletDirectory` or TNS_ADMIN; without user and password. TLS needs no wallet where Node.js trusts the
   * certificate of the database, or NODE_EXTRA_CA_CERTS names its authority.
   */
  readonly connectString: pulumi.Input<string>;
  /**
   * The schema that owns the REST objects (then no administrator is needed), or a user with ORDS_ADMINISTRATOR_ROLE.
   * Upper-cased as Oracle does, unless it is in double quotes. `deployer[hr]` logs on as the proxy user `deployer` and works
   * as `hr`.
   */
  readonly user: pulumi.Input<string>;
  /** Always treated as a secret, and kept in the state. A rotated password has to be brought to the state by an `up`. */
  readonly password?: pulumi.Input<string>;
  /**
   * Name of the environment variable that holds the password, e.g. `ORDS_PASSWORD`. It is read when the provider process
   * connects: the state holds no password, and a rotated one works at the next run. Error where it is missing or empty:
   * `ords.connection.password_env`.
   */
  readonly passwordEnv?: pulumi.Input<string>;
  /**
   * File with an access token for the database, instead of a password; read when the provider process connects. An OAuth 2.0
   * token (Entra ID), or `~/.oci/db-token/token` of `oci iam db-token get`, written in full, with its key `oci_db_key.pem` beside it.
   * `user` must be the user that the database maps the token to. Needs TLS: with a name from tnsnames.ora see to it that its
   * descriptor says `(protocol=tcps)`. Errors: `ords.connection.access_token` where the file is missing or holds no token, or the
   * token has expired; `ords.connection.token_user`.
   */
  readonly accessTokenFile?: pulumi.Input<string>;
  /**
   * Folder of an unpacked wallet, for mutual TLS: its `ewallet.pem` (private key, certificate, authorities) is used, and its
   * tnsnames.ora unless `configDirectory` is given. Error where there is no `ewallet.pem`: `ords.connection.wallet`.
   */
  readonly walletDirectory?: pulumi.Input<string>;
  /** The text of `ewallet.pem` itself, instead of `walletDirectory`; always treated as a secret, and kept in the state. */
  readonly walletContent?: pulumi.Input<string>;
  /** Opens the private key of the wallet where that is encrypted; always treated as a secret. */
  readonly walletPassword?: pulumi.Input<string>;
  /** Folder of the tnsnames.ora; default `walletDirectory`, then the environment variable TNS_ADMIN. */
  readonly configDirectory?: pulumi.Input<string>;
  /** Seconds to reach the database and log on; default 15. */
  readonly connectTimeoutSeconds?: number;
  /**
   * Seconds for one call; default 30. An operation with its repeats takes at most the connect time-out plus twice this.
   */
  readonly callTimeoutSeconds?: number;
}
