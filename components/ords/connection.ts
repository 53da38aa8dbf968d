import type * as pulumi from '@pulumi/pulumi';

/**
 * How the library logs on to the Oracle database. The whole connection is kept as a secret in the state; it has to be
 * there, because `destroy` and `refresh` have nothing else to go by.
 */
export interface ConnectionArgs {
  /** `host:port/service_name`, `tcps://host:port/service_name` or a full `(description=...)`; without user and password. */
  readonly connectString: pulumi.Input<string>;
  /**
   * The schema that owns the REST objects (then no administrator is needed), or a user with ORDS_ADMINISTRATOR_ROLE.
   * Upper-cased as Oracle does, unless it is in double quotes.
   */
  readonly user: pulumi.Input<string>;
  /** Always treated as a secret. */
  readonly password: pulumi.Input<string>;
  /** Seconds to reach the database and log on; default 15. */
  readonly connectTimeoutSeconds?: number;
  /**
   * Seconds for one call; default 30. An operation with its repeats takes at most the connect time-out plus twice this.
   */
  readonly callTimeoutSeconds?: number;
}
