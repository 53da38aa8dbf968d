import * as pulumi from '@pulumi/pulumi';

import type { Connection } from '../database/database';
import type { ConnectionArgs } from './connection';
import type { Owner } from './lifecycle/mark';
import { ordsType, ownerOf, providerText } from './ordsResource';
import { secretConnection } from './secretConnection';

export interface SchemaArgs {
  /**
   * How to log on as the user who creates the schema: ADMIN of an Autonomous Database, or one with the rights that
   * `sql/grants.sql` lists for it. It is kept in the state, as a secret: `destroy` and `refresh` have nothing else to go by. After a
   * change of the connect string the same user must be found (`ords.connection.other_database`).
   */
  readonly adminConnection: ConnectionArgs;
  /** Of the user, at most 128 bytes; upper-cased as Oracle does, unless it is in double quotes. A change makes a new user. */
  readonly name: pulumi.Input<string>;
  /**
   * Always treated as a secret, and kept in the state. A change sets the new one (ALTER USER). Without `password` and
   * `passwordEnv` nobody can log on as the user (NO AUTHENTICATION, from Oracle 18c); ORDS serves its modules all the same,
   * and the administrator defines them: `connection` is then `adminConnection`, with `schema` in the ProtectedApi. A password that
   * somebody has set since shows as drift, and is taken away.
   */
  readonly password?: pulumi.Input<string>;
  /**
   * Name of the environment variable that holds the password; read in the provider process when it is set, and whenever the
   * owner logs on. The state holds no password. A new value of the variable is not seen: change `passwordVersion` with it.
   */
  readonly passwordEnv?: pulumi.Input<string>;
  /** Any text, at most 255 characters. A change sets the password again, e.g. after the variable of `passwordEnv` has a new one. */
  readonly passwordVersion?: pulumi.Input<string>;
  /** Default `DATA`, which every Autonomous Database has for users' data. Elsewhere it is often `USERS`. */
  readonly defaultTablespace?: pulumi.Input<string>;
  /**
   * Room for the schema's data in its default tablespace: `unlimited`, or whole megabytes or gigabytes as `500M`, `2G`; default
   * `1G`. After a change of the tablespace the old quota stays, because tables may be there.
   */
  readonly quota?: pulumi.Input<string>;
  /**
   * System privileges, by name. These and no others are granted directly, not to be passed on; what more there is shows as drift, and
   * is revoked.
   * Default: `CREATE SESSION` (logging on, and without it ORDS cannot answer for the schema), `CREATE TABLE` (its data),
   * `CREATE SEQUENCE` (numbers for identity columns too), `CREATE VIEW` (what queries of handlers read), `CREATE PROCEDURE` (packages that
   * handlers call). Calling ORDS needs no privilege: it gives its packages to PUBLIC.
   */
  readonly privileges?: readonly pulumi.Input<string>[];
  /** Roles, by name; these and no others, as with `privileges`. Default none. */
  readonly roles?: readonly pulumi.Input<string>[];
  /**
   * Also enable the schema for ORDS (ORDS_ADMIN.ENABLE_SCHEMA); default false. Set back, the schema is disabled, unless another stack has
   * something in it. Leave it out where a ProtectedApi has
   * `enableSchema: true` or there is an EnabledSchema: one of them enables the schema, and for the other one it exists already.
   */
  readonly restEnabled?: boolean;
  /** With `restEnabled`: the path segment that selects the schema; default the name in lower case. */
  readonly urlMappingPattern?: pulumi.Input<string>;
  /**
   * Take over a user that exists and bring it to what is declared; default false: an existing user is an error (`ords.user.exists`).
   * A declared password is set. Without one the user keeps the one that it has, and whether it is locked. `destroy` never drops a user
   * that was taken over, whatever `forceDestroy` says, nor once `adopt` is gone from the program.
   */
  readonly adopt?: boolean;
  /**
   * Let `destroy` drop the user with all its tables and data (DROP USER ... CASCADE); default false: `destroy` fails and names
   * what would be lost. It has to be in the state, by an `up`, before the `destroy`. Only the very user of the state is dropped, and none in
   * whose schema another stack has something (`ords.user.held`).
   */
  readonly forceDestroy?: boolean;
}

/**
 * A database user that owns tables and REST modules, made by an administrator: with a quota, the least grants and, if wanted,
 * enabled for ORDS. A refresh shows who has changed its tablespace, quota, grants or account status; the next `up` repairs it.
 *
 * Users have no place for a mark: one that an interrupted `up` has left is an error by name (`ords.user.exists`). Where ORDS has kept a
 * published module of a former user that no privilege covers, no user is made (`ords.user.would_open`); the views DBA_ORDS_* that say so
 * are there from ORDS 24.4 (`ords.version.administrator_views`).
 *
 * Errors: `ords.user.exists`, `ords.user.another`, `ords.user.held`, `ords.user.not_dropped`, `ords.user.password`, `ords.user.tablespace`, `ords.user.privilege`,
 * `ords.user.role`, `ords.user.maintained`, `ords.user.would_open`, `ords.user.connected`, `ords.rights.missing`.
 */
export class Schema extends pulumi.CustomResource {
  static readonly __pulumiType = ordsType('Schema');

  declare public readonly adminConnection: pulumi.Output<Connection>;
  /** As SQL writes it. */
  declare public readonly name: pulumi.Output<string>;
  declare public readonly defaultTablespace: pulumi.Output<string>;
  declare public readonly quota: pulumi.Output<string>;
  declare public readonly privileges: pulumi.Output<readonly string[]>;
  declare public readonly roles: pulumi.Output<readonly string[]>;
  /** OPEN, unless somebody else has locked it or it has expired. */
  declare public readonly accountStatus: pulumi.Output<string>;
  /** PASSWORD or NONE, as the dictionary writes it. */
  declare public readonly authentication: pulumi.Output<string>;
  /** Id and time of creation in the database, which tell this user from a later one of its name: `107 2025-12-01 10:22:31`. */
  declare public readonly incarnation: pulumi.Output<string | undefined>;
  declare public readonly restEnabled: pulumi.Output<boolean | undefined>;
  declare public readonly urlMappingPattern: pulumi.Output<string | undefined>;
  /** Whether the user was there before and was taken over. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** Whose the user is; for pulumi-ords itself. */
  declare public readonly owner: pulumi.Output<Owner | undefined>;
  /** Of the state's form; for pulumi-ords itself. */
  declare public readonly schemaVersion: pulumi.Output<number>;

  /** How the owner of the schema logs on: the `connection` of a ProtectedApi. */
  readonly connection: ConnectionArgs;

  constructor(name: string, args: SchemaArgs, opts?: pulumi.CustomResourceOptions) {
    const adminConnection = secretConnection(args.adminConnection);
    const password = args.password === undefined ? undefined : pulumi.secret(args.password);
    super(
      ordsType('Schema'),
      name,
      {
        accountStatus: undefined,
        authentication: undefined,
        incarnation: undefined,
        unmanaged: undefined,
        adopted: undefined,
        defaultTablespace: undefined,
        quota: undefined,
        privileges: undefined,
        roles: undefined,
        urlMappingPattern: undefined,
        schemaVersion: undefined,
        ...args,
        password,
        adminConnection: pulumi.secret(adminConnection),
        owner: ownerOf(name),
        __provider: providerText('Schema'),
      },
      pulumi.mergeOptions(
        { hideDiffs: ['__provider'], additionalSecretOutputs: ['adminConnection', 'password'] },
        opts,
      ),
    );
    this.connection = ownersConnection(adminConnection, this.name, password, args.passwordEnv);
  }
}

/** To the same database, but as the owner; where the owner cannot log on, the administrator's. */
function ownersConnection(
  adminConnection: ConnectionArgs,
  user: pulumi.Output<string>,
  password: pulumi.Output<string> | undefined,
  passwordEnv: pulumi.Input<string> | undefined,
): ConnectionArgs {
  if (password === undefined && passwordEnv === undefined) return adminConnection;
  const {
    user: _user,
    password: _password,
    passwordEnv: _passwordEnv,
    accessTokenFile: _accessTokenFile,
    ...way
  } = adminConnection;
  return {
    ...way,
    user,
    ...(password !== undefined && { password }),
    ...(passwordEnv !== undefined && { passwordEnv }),
  };
}
