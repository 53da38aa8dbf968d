import * as pulumi from '@pulumi/pulumi';
import { Schema, type ConnectionArgs, type SchemaArgs } from 'pulumi-ords';
import { AutonomousDatabase, type AutonomousDatabaseArgs } from 'pulumi-ords/oci';
import { config, secretSetting, setting } from './settings';

type DatabaseValues = Omit<AutonomousDatabaseArgs, 'compartmentId' | 'adminPassword' | 'wallet'>;
type SchemaValues = Pick<SchemaArgs, 'quota' | 'forceDestroy'>;

export interface Logon {
  readonly connectString: string;
  readonly user: string;
  readonly password: string;
}

export interface NewSchema {
  readonly baseUrl: pulumi.Output<string>;
  /** As the owner of the schema. */
  readonly connection: ConnectionArgs;
  /** The same without a wallet, for tools. */
  readonly logon: pulumi.Output<Logon>;
}

/**
 * An Autonomous Database with one schema, from the values `database` and `owner`. The passwords that ADMIN and the owner get are
 * `adminPassword` and `password`; with a `walletPassword` clients need a wallet.
 */
export function newSchema(name: string, schema: string): NewSchema {
  const password = secretSetting('password', 'ORDS_PASSWORD');
  const walletPassword = config.getSecret('walletPassword');
  const database = new AutonomousDatabase(name, {
    ...config.requireObject<DatabaseValues>('database'),
    compartmentId: setting('compartmentId', 'OCI_COMPARTMENT_OCID'),
    adminPassword: secretSetting('adminPassword', 'ORDS_ADMIN_PASSWORD'),
    ...(walletPassword !== undefined && { wallet: { password: walletPassword } }),
  });
  const owner = new Schema(`${name}-owner`, {
    ...config.getObject<SchemaValues>('owner'),
    name: schema,
    adminConnection: database.connection,
    password,
  });
  return {
    baseUrl: database.ordsBaseUrl,
    connection: owner.connection,
    logon: pulumi.secret({ connectString: database.connectString, user: owner.name, password }),
  };
}
