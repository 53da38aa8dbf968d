import * as pulumi from '@pulumi/pulumi';
import { AutonomousDatabase as OciDatabase } from '@pulumi/oci/database/autonomousDatabase';
import { AutonomousDatabaseWallet } from '@pulumi/oci/database/autonomousDatabaseWallet';
import type { ConnectionArgs } from '../../ords/connection';
import { describeProblem, problemsToError, type Problem } from '../../problem';
import type { AutonomousDatabaseArgs, WalletArgs } from './autonomousDatabaseArgs';
import { connectStringOf } from './connectString';
import { ordsBaseUrlOf } from './ordsBaseUrl';
import { checkAdminPassword, checkWalletPassword } from './passwords';
import { checkAutonomousDatabase, withDefaults } from './rules';
import { walletPem } from './wallet';

const KIND = 'AutonomousDatabase';
/** ECPUs of an Always Free database (facts/oci-iam.md 1.6). */
const FREE_ECPUS = 2;

/**
 * An Autonomous Database (serverless) with its ORDS: Always Free and TLS without a wallet unless told otherwise. Its arguments are
 * checked before anything is called (`adb.*`).
 *
 * Its `connection` is the `adminConnection` of a `Schema`, whose `connection` is that of a `ProtectedApi`; `ordsBaseUrl` is its `ords.baseUrl`.
 * For another user: `{ connectString: database.connectString, user, password }`, and with a wallet `walletContent` and `walletPassword` of
 * `connection` too.
 */
export class AutonomousDatabase extends pulumi.ComponentResource {
  /** How ADMIN logs on. */
  readonly connection: ConnectionArgs;
  readonly connectString: pulumi.Output<string>;
  /** `https://<host>/ords`, without a slash at the end. */
  readonly ordsBaseUrl: pulumi.Output<string>;
  readonly database: OciDatabase;
  /** The wallet that was downloaded; undefined for TLS without one. */
  readonly wallet: AutonomousDatabaseWallet | undefined;

  constructor(name: string, args: AutonomousDatabaseArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super('pulumi-ords:index:AutonomousDatabase', name, {}, opts);
    this.checkArguments(name, args);
    const adminPassword = checkedSecret(name, args.adminPassword, checkAdminPassword);
    const walletPassword = checkedSecret(name, args.wallet?.password, checkWalletPassword);
    this.database = this.createDatabase(name, args, adminPassword);
    this.wallet = walletPassword && this.downloadWallet(name, { password: walletPassword });
    const tlsAuthentication = this.wallet === undefined ? 'SERVER' : 'MUTUAL';
    this.connectString = this.database.connectionStrings.apply((strings) =>
      connectStringOf(strings[0]?.profiles ?? [], { tlsAuthentication, service: args.service }),
    );
    this.ordsBaseUrl = this.database.connectionUrls.apply((urls) => ordsBaseUrlOf(urls[0]?.ordsUrl));
    this.connection = {
      connectString: this.connectString,
      user: 'ADMIN',
      ...(adminPassword !== undefined && { password: adminPassword }),
      ...(args.adminPasswordEnv !== undefined && { passwordEnv: args.adminPasswordEnv }),
      ...(this.wallet !== undefined && {
        walletContent: pulumi.secret(this.wallet.content.apply(walletPem)),
      }),
      ...(walletPassword !== undefined && { walletPassword }),
    };
    this.registerOutputs({ connectString: this.connectString, ordsBaseUrl: this.ordsBaseUrl });
  }

  private checkArguments(name: string, args: AutonomousDatabaseArgs): void {
    const problems = checkAutonomousDatabase(args);
    const error = problemsToError(name, problems, KIND);
    if (error) throw error;
    for (const problem of problems) void pulumi.log.warn(describeProblem(problem), this);
  }

  private createDatabase(
    name: string,
    args: AutonomousDatabaseArgs,
    adminPassword: pulumi.Output<string> | undefined,
  ): OciDatabase {
    const { isFreeTier, ...choice } = withDefaults(args);
    const { compartmentId, dbName, displayName = dbName, forceDestroy = false } = args;
    return new OciDatabase(
      `${name}-database`,
      {
        compartmentId,
        dbName,
        displayName,
        ...choice,
        isFreeTier,
        computeModel: 'ECPU',
        computeCount: args.computeCount ?? FREE_ECPUS,
        isMtlsConnectionRequired: args.wallet !== undefined,
        ...given(args, [
          'dataStorageSizeInTbs',
          'secretId',
          'secretVersionNumber',
          'subnetId',
          'privateEndpointLabel',
        ]),
        ...(adminPassword !== undefined && { adminPassword }),
        ...(args.whitelistedIps !== undefined && { whitelistedIps: [...args.whitelistedIps] }),
        ...(args.nsgIds !== undefined && { nsgIds: [...args.nsgIds] }),
      },
      {
        parent: this,
        ...(!forceDestroy && { protect: true, retainOnDelete: true }),
        additionalSecretOutputs: ['adminPassword'],
        // [?] The service may show the fixed size of a free database in another way; nobody can change it, so that it is no drift.
        ...(isFreeTier && { ignoreChanges: ['computeModel', 'computeCount'] }),
      },
    );
  }

  private downloadWallet(name: string, { password }: WalletArgs): AutonomousDatabaseWallet {
    return new AutonomousDatabaseWallet(
      `${name}-wallet`,
      // Without the encoding the archive does not survive (the official package's own documentation).
      { autonomousDatabaseId: this.database.id, password, base64EncodeContent: true, generateType: 'SINGLE' },
      { parent: this, additionalSecretOutputs: ['content', 'password'] },
    );
  }
}

/** The secret once it is known and the service would take it. */
function checkedSecret(
  name: string,
  secret: pulumi.Input<string> | undefined,
  check: (text: string) => Problem[],
): pulumi.Output<string> | undefined {
  if (secret === undefined) return undefined;
  return pulumi.secret(secret).apply((text) => {
    const error = problemsToError(name, check(text), KIND);
    if (error) throw error;
    return text;
  });
}

function given<Key extends keyof AutonomousDatabaseArgs>(
  args: AutonomousDatabaseArgs,
  keys: readonly Key[],
): { [Each in Key]?: NonNullable<AutonomousDatabaseArgs[Each]> } {
  return Object.fromEntries(keys.filter((key) => args[key] !== undefined).map((key) => [key, args[key]])) as {
    [Each in Key]?: NonNullable<AutonomousDatabaseArgs[Each]>;
  };
}
